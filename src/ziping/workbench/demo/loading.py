"""示例县 loaded into an empty site, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ziping.wording import InputError, Message
from ziping.workbench.demo.county import build
from ziping.workbench.demo.data import county
from ziping.workbench.demo.packages import LATEST, campaign_of, fill_campaign, write_journal
from ziping.workbench.filling.models import Package
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Place
from ziping.workbench.review.weighing import weigh_campaign


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is now; ``fresh`` says whether it was made by this call."""

    units: int
    packages: int
    fresh: bool


def loaded() -> bool:
    return Place.objects.filter(code=county()["place"]["code"]).exists()


def load(units: int = 40, years: int = 2) -> Loaded:
    """Load the county unless it is there. Raises ``InputError`` where the site holds somebody's real data."""
    if loaded():
        return _told(fresh=False)
    if Place.objects.exists():
        raise InputError(Message("demo.not_empty"))
    with transaction.atomic():
        made = build(units)
        lines = []
        for year in range(LATEST - years + 1, LATEST + 1):
            campaign = campaign_of(made, year)
            lines += fill_campaign(made, campaign)
        weigh_campaign.enqueue(campaign.pk)  # the latest; the worker does it once the site runs
        write_journal(lines)
        record("demo.loaded", made.place.name, units=units, years=years)
    return _told(fresh=True)


def _told(*, fresh: bool) -> Loaded:
    packages = Package.objects.filter(unit__place__code=county()["place"]["code"])
    return Loaded(packages.values("unit").distinct().count(), packages.count(), fresh)
