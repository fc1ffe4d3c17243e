"""The addresses of ``api``."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.api import reference, systems

urlpatterns = [
    path("", reference.page, name="api-docs"),
    path("v1/openapi.json", reference.openapi, name="api-openapi"),
    path("v1/", reference.api.urls),
    path("systems/", systems.page, name="systems"),
    path("systems/add/", systems.add, name="systems-add"),
    path("systems/<int:system>/tokens/", systems.make_token, name="systems-token"),
    path("systems/<int:system>/off/", systems.switch, name="systems-switch"),
    path("tokens/<int:token>/end/", systems.end_token, name="token-end"),
]
