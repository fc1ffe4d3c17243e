"""Each morning: who must be reminded is reminded, and the day's mails go out.

Whatever the clock does, nobody is reminded twice of the same: a reminder's occasion is the deadline and how many days
before it, not the day it is sent on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from ziping.wording import Message
from ziping.workbench.campaigns.calendar import Calendar, calendar_of
from ziping.workbench.campaigns.models import Campaign, Morning
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.filling.waiting import DUE_STEP
from ziping.workbench.notices.mailing import send_daily, send_each
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.reaching import people_of
from ziping.workbench.organisation.roles import Role

_HOUR = 8
_A_WEEK = 7
FILLERS = (Role.CLERK, Role.HEAD)
_WITH_UNIT = (State.NOT_STARTED, State.DRAFT, State.INTERNAL_REVIEW, State.RECTIFYING)
_WITH_DEPARTMENT = (State.SUBMITTED_TO_DEPARTMENT, State.DEPARTMENT_REVIEW)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One to send: ``mark`` names its occasion."""

    package: Package
    message: Message
    mark: str


@task()
def morning() -> int:
    """Gives how many people were reminded; done twice, the second time finds nothing to do."""
    told = remind(timezone.localdate())
    send_each.enqueue()
    send_daily.enqueue()
    return told


def begin_day(now: dt.datetime, **_: object) -> bool:
    """Put the morning's work into the queue, once a day from eight on; the worker calls it every minute."""
    local = timezone.localtime(now)
    if local.hour < _HOUR:
        return False
    with transaction.atomic():
        _begun, fresh = Morning.objects.get_or_create(day=local.date())
        if fresh:
            morning.enqueue()
    return fresh


def remind(day: dt.date) -> int:
    """Remind the units that are not done of what is due, in every open campaign; gives how many people were told."""
    told = 0
    for campaign in Campaign.objects.filter(state=Campaign.State.OPEN):
        with transaction.atomic():
            found = list(reminders(campaign, day))
            people = whom_to_urge([one.package for one in found])
            told += sum(
                tell(
                    people[one.package.pk],
                    one.message,
                    reverse("report", args=[one.package.pk]),
                    one.mark,
                )
                for one in found
            )
    return told


def whom_to_urge(packages: Sequence[Package]) -> dict[int, list[Person]]:
    """Whose delay it is, by package: the unit's people, or those of the department it lies with; two queries."""
    units = people_of({package.unit_id for package in packages}, FILLERS)
    above = {package.unit.supervisor_id for package in packages if package.state in _WITH_DEPARTMENT}
    departments = people_of([unit for unit in above if unit is not None], (Role.DEPARTMENT,))
    return {
        package.pk: departments.get(package.unit.supervisor_id or 0, [])
        if package.state in _WITH_DEPARTMENT
        else units.get(package.unit_id, [])
        for package in packages
    }


def reminders(campaign: Campaign, day: dt.date) -> Iterator[Reminder]:
    """What is to be said on ``day``, whether or not it has been said already."""
    calendar = calendar_of(campaign)
    packages = Package.objects.filter(campaign=campaign, state__in=(*_WITH_UNIT, *_WITH_DEPARTMENT))
    for package in packages.select_related("unit"):
        step = DUE_STEP[State(package.state)]
        due = calendar.due(package.unit_id, step)
        if due is None:
            continue
        occasion = _occasion(calendar, due, day)
        if occasion is None:
            continue
        key = "late" if due < day else "due"
        args = {
            "unit": package.unit.name,
            "campaign": campaign.title,
            "step": Message(f"campaigns.step.{step}"),
            "day": due,
        }
        yield Reminder(
            package,
            Message(f"campaigns.told.{key}", args),
            f"remind:{package.pk}:{step}:{due}:{occasion}",
        )


def _occasion(calendar: Calendar, due: dt.date, day: dt.date) -> str | None:
    """Which reminder of a deadline ``day`` calls for: the nearest of those before it, then one each week it is late."""
    left = (due - day).days
    if left < 0:
        return f"late{(-left - 1) // _A_WEEK}"
    nearest = min((days for days in calendar.remind_days if left <= days), default=None)
    return None if nearest is None else str(nearest)
