"""By when each unit must be done with each step, extensions counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ziping.workbench.campaigns.models import Campaign, Deadline, Extension


@dataclass(frozen=True, slots=True)
class Calendar:
    """``deadlines`` by step hold for all, ``extended`` by unit and step for one."""

    deadlines: Mapping[str, dt.date]
    extended: Mapping[tuple[int, str], dt.date]
    remind_days: tuple[int, ...]

    def due(self, unit: int, step: str) -> dt.date | None:
        """The last day of ``step`` for ``unit``; ``None`` where nothing was set."""
        days = filter(None, (self.deadlines.get(step), self.extended.get((unit, step))))
        return max(days, default=None)


def calendar_of(campaign: Campaign) -> Calendar:
    """Two queries, however many units there are."""
    return calendars_of([campaign])[campaign.pk]


def calendars_of(campaigns: list[Campaign]) -> dict[int, Calendar]:
    """The calendar of each campaign, by its number: two queries for all of them."""
    deadlines: dict[int, dict[str, dt.date]] = {campaign.pk: {} for campaign in campaigns}
    extended: dict[int, dict[tuple[int, str], dt.date]] = {campaign.pk: {} for campaign in campaigns}
    for deadline in Deadline.objects.filter(campaign__in=campaigns):
        deadlines[deadline.campaign_id][deadline.step] = deadline.due_on
    for one in Extension.objects.filter(campaign__in=campaigns):
        of = extended[one.campaign_id]
        of[one.unit_id, one.step] = max(one.due_on, of.get((one.unit_id, one.step), one.due_on))
    return {
        campaign.pk: Calendar(deadlines[campaign.pk], extended[campaign.pk], tuple(campaign.remind_days))
        for campaign in campaigns
    }
