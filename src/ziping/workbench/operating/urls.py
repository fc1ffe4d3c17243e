"""The pages of ``operating``."""

from __future__ import annotations

from django.urls import path

from ziping.workbench.operating import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
