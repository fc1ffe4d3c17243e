"""The pages beside the form: imports, files, evidence, surveys, handing in."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.filling import (
    views_evidence,
    views_importing,
    views_inquiries,
    views_making,
    views_ready,
)

urlpatterns = [
    path("<int:package>/imports/", views_importing.imports, name="report-imports"),
    path("<int:package>/imports/<int:brought>/", views_importing.one_import, name="report-import"),
    path(
        "<int:package>/imports/<int:brought>/again/", views_importing.import_again, name="report-import-again"
    ),
    path("<int:package>/files/", views_making.files, name="report-files"),
    path("<int:package>/files/<int:made>/", views_making.file, name="report-file"),
    path("<int:package>/preview/", views_making.preview, name="report-preview"),
    path("<int:package>/evidence/", views_evidence.evidence, name="report-evidence"),
    path("<int:package>/evidence/<int:file>/", views_evidence.evidence_look, name="report-evidence-look"),
    path(
        "<int:package>/evidence/<int:file>/file/", views_evidence.evidence_file, name="report-evidence-file"
    ),
    path(
        "<int:package>/evidence/<int:file>/pages/<int:number>/",
        views_evidence.evidence_page,
        name="report-evidence-page",
    ),
    path(
        "<int:package>/evidence/<int:file>/remove/",
        views_evidence.evidence_remove,
        name="report-evidence-remove",
    ),
    path("<int:package>/surveys/", views_inquiries.inquiries, name="report-inquiries"),
    path("<int:package>/surveys/<int:inquiry>/", views_inquiries.inquiry, name="report-inquiry"),
    path("<int:package>/ready/", views_ready.ready, name="report-ready"),
    path("<int:package>/ready/note/", views_ready.ready_note, name="report-ready-note"),
    path("<int:package>/ready/hand/", views_ready.ready_hand, name="report-ready-hand"),
    path("<int:package>/receipts/<int:number>/", views_ready.receipt, name="report-receipt"),
]
