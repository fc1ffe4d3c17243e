"""The unit's pages of a report."""

from __future__ import annotations

from django.urls import include, path

from ziping.workbench.filling import figure_views, sheet_views, views

urlpatterns = [
    path("", include("ziping.workbench.filling.data_urls")),
    path("<int:package>/", views.workspace, name="report"),
    path("<int:package>/pages/<slug:page>/", views.workspace, name="report-page"),
    path("<int:package>/cells/", sheet_views.cells, name="report-cells"),
    path("<int:package>/lines/", sheet_views.lines, name="report-lines"),
    path("<int:package>/here/", sheet_views.here, name="report-here"),
    path("<int:package>/answer/", sheet_views.answer, name="report-answer"),
    path("<int:package>/why/", figure_views.why, name="report-why"),
    path("<int:package>/history/", figure_views.history, name="report-history"),
    path("<int:package>/restore/", figure_views.restore, name="report-restore"),
    path("<int:package>/rounds/", figure_views.rounds, name="report-rounds"),
    path("<int:package>/choose/", figure_views.choose, name="report-choose"),
    path("<int:package>/move/", views.move, name="report-move"),
]
