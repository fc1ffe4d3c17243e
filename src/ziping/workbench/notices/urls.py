"""What somebody was told."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.notices import views

urlpatterns = [
    path("", views.listed, name="notices"),
    path("<int:notice>/", views.follow, name="notice-follow"),
    path("read/", views.read_all, name="notices-read"),
    path("mail/", views.wish, name="notices-wish"),
]
