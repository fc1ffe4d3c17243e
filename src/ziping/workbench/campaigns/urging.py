"""Units reminded by hand, and given more time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.campaigns.boards import UnitLine
from ziping.workbench.campaigns.calendar import calendar_of
from ziping.workbench.campaigns.models import Campaign, Deadline, Extension
from ziping.workbench.campaigns.morning import FILLERS, whom_to_urge
from ziping.workbench.filling.models import Package
from ziping.workbench.journal.chain import record
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.reaching import people_of

_LONGEST_REASON = 200


def urge(campaign: Campaign, lines: Sequence[UnitLine], person: Person) -> tuple[int, int]:
    """Remind the people of these units; once a day each. Gives how many units were reminded, and people told."""
    today = timezone.localdate()
    units, told = 0, 0
    with transaction.atomic():
        people = whom_to_urge([line.package for line in lines])
        for line in lines:
            key = "late" if line.overdue else "due"
            args = {
                "unit": line.package.unit.name,
                "campaign": campaign.title,
                "step": Message("campaigns.step.finance"),
                "day": line.due or "——",
            }
            reached = tell(
                people[line.package.pk],
                Message(f"campaigns.told.{key}", args),
                reverse("report", args=[line.package.pk]),
                f"urge:{line.package.pk}:{today}",
            )
            units, told = units + bool(reached), told + reached
        if told:
            record("campaign.urge", str(campaign), person=person.username, units=units, people=told)
    return units, told


def extend(
    campaign: Campaign, package: Package, step: str, day: dt.date | None, reason: str, person: Person
) -> None:
    """Give the unit of ``package`` until ``day``. Raises ``InputError``: no day, no reason, no later than it was."""
    reason = reason.strip()
    due = calendar_of(campaign).due(package.unit_id, step)
    label = Message(f"campaigns.step.{step}") if step in Deadline.Step else None
    if label is None or due is None:
        raise InputError(Message("campaigns.wrong.no_step"))
    if day is None or day <= due or day < timezone.localdate():
        raise InputError(Message("campaigns.wrong.not_later", {"due": due}))
    if not reason or len(reason) > _LONGEST_REASON:
        raise InputError(Message("campaigns.wrong.extension_reason", {"most": _LONGEST_REASON}))
    with transaction.atomic():
        Extension.objects.create(
            campaign=campaign, unit=package.unit, step=step, due_on=day, reason=reason, granted_by=person
        )
        record(
            "campaign.extend",
            f"{package.unit} {campaign.year}",
            person=person.username,
            step=step,
            before=due,
            after=day,
            reason=reason,
        )
        args = {"unit": package.unit.name, "campaign": campaign.title, "step": label, "day": day}
        people = people_of([package.unit_id], FILLERS).get(package.unit_id, [])
        tell(people, Message("campaigns.told.extended", args), reverse("report", args=[package.pk]))
