"""Which topics of a report are not the unit's to type: what was approved is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.workbench.campaigns.models import ApprovedGoals

APPROVED = "approved_indicators"


@dataclass(frozen=True, slots=True)
class Frozen:
    """By which version of the approved goals a topic is held, and on which document."""

    version: int
    document: str


def frozen_topics(campaign: int, unit: int) -> dict[str, Frozen]:
    """The topics of the unit's report that stand as approved: one query."""
    last = (
        ApprovedGoals.objects.filter(campaign=campaign, unit=unit)
        .order_by("-version")
        .values_list("version", "document")
        .first()
    )
    return {} if last is None else {APPROVED: Frozen(*last)}
