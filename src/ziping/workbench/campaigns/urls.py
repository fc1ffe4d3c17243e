"""The bureau's pages of the year's self-evaluation."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.campaigns import views

urlpatterns = [
    path("", views.listed, name="campaigns"),
    path("<int:campaign>/", views.board, name="board"),
]
