from __future__ import annotations

from django.apps import AppConfig


class OperatingConfig(AppConfig):
    name = "ziping.workbench.operating"
    label = "operating"
