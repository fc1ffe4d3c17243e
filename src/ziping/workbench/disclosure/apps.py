from __future__ import annotations

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class DisclosureConfig(AppConfig):
    name = "ziping.workbench.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """What outlived the last start goes now."""
        from ziping.workbench.disclosure.checkup.visits import sweep  # noqa: PLC0415 - only after the apps are there

        if Path(settings.CHECKUP_FOLDER).is_dir():
            sweep()
