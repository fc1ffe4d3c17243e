"""The map of the site."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from ziping.workbench.campaigns import views as campaigns
from ziping.workbench.filling import views as filling
from ziping.workbench.organisation import views as organisation

urlpatterns = [
    path("", filling.home, name="home"),
    path("login/", organisation.LogIn.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("language/", organisation.language, name="language"),
    path("campaigns/", campaigns.listed, name="campaigns"),
    path("campaigns/<int:campaign>/", campaigns.board, name="board"),
    path("reports/<int:package>/", filling.workspace, name="report"),
    path("reports/<int:package>/pages/<slug:page>/", filling.workspace, name="report-page"),
    path("reports/<int:package>/cells/", filling.cells, name="report-cells"),
    path("reports/<int:package>/lines/", filling.lines, name="report-lines"),
    path("reports/<int:package>/move/", filling.move, name="report-move"),
]
