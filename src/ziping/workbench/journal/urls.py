"""The audit administrator's pages."""

from __future__ import annotations

from django.urls import path, re_path

from ziping.workbench.journal import views

urlpatterns = [
    path("", views.journal, name="journal"),
    path("verify/", views.verify, name="journal-verify"),
    re_path(r"^journal\.(?P<file_format>xlsx|csv)$", views.journal_export, name="journal-export"),
]
