from __future__ import annotations

from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "ziping.workbench.filling"
    label = "filling"
