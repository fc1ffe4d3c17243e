from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "ziping.workbench.review"
    label = "review"

    def ready(self) -> None:
        from ziping.workbench.review import listening  # noqa: F401, PLC0415 - models are ready only now
