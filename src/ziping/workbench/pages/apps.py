from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "ziping.workbench.pages"
    label = "pages"
