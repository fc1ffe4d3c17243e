from __future__ import annotations

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "ziping.workbench.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """The worker's clock begins the day here."""
        from ziping.workbench.campaigns.morning import begin_day  # noqa: PLC0415 - models must be there first
        from ziping.workbench.operating.worker import ticked  # noqa: PLC0415

        ticked.connect(begin_day, dispatch_uid="campaigns.begin_day")
