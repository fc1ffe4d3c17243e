"""The pages of ``disclosure``: for everybody, and where publishing is looked after."""

from __future__ import annotations

from django.urls import URLPattern, path

from ziping.workbench.disclosure import desk_views as desk
from ziping.workbench.disclosure import views
from ziping.workbench.disclosure.checkup import views as checkup

urlpatterns: list[URLPattern] = [
    path("", views.portal, name="public"),
    path("list.<str:form>", views.export_list, name="public-list"),
    path("sitemap.xml", views.sitemap, name="public-sitemap"),
    path("reports/<slug:key>/", views.report, name="public-report"),
    path("reports/<slug:key>/<int:number>/", views.report, name="public-edition"),
    path("reports/<slug:key>/<int:number>/report.<str:form>", views.download, name="public-file"),
    path("desk/", desk.desk, name="publishing"),
    path("desk/list.<str:form>", desk.export_list, name="publishing-list"),
    path("desk/approval/", desk.approval, name="publishing-approval"),
    path("desk/terms/", desk.terms, name="publishing-terms"),
    path("desk/<int:package>/", desk.report, name="publishing-report"),
    path("desk/<int:package>/particulars/", desk.particulars, name="publishing-particulars"),
    path("desk/<int:package>/sign/", desk.sign, name="publishing-sign"),
    path("desk/<int:package>/publish/", desk.publish, name="publishing-publish"),
    path("desk/<int:package>/withdraw/", desk.withdraw, name="publishing-withdraw"),
    path("check/", checkup.checkup, name="checkup"),
    path("check/<str:token>/", checkup.result, name="checkup-result"),
    path("check/<str:token>/page/", checkup.page, name="checkup-page"),
    path("check/<str:token>/remove/", checkup.remove, name="checkup-remove"),
    path("check/<str:token>/keep/", checkup.keep, name="checkup-keep"),
    path("check/<str:token>/found.<str:form>", checkup.download, name="checkup-file"),
]
