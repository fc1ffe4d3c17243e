"""The unit's pages of a report."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.filling import views

urlpatterns = [
    path("<int:package>/", views.workspace, name="report"),
    path("<int:package>/pages/<slug:page>/", views.workspace, name="report-page"),
    path("<int:package>/cells/", views.cells, name="report-cells"),
    path("<int:package>/lines/", views.lines, name="report-lines"),
    path("<int:package>/move/", views.move, name="report-move"),
]
