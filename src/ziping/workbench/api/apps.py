from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "ziping.workbench.api"
    label = "api"

    def ready(self) -> None:
        from ziping.workbench.api.telling import connect  # noqa: PLC0415 - models are there only now

        connect()
