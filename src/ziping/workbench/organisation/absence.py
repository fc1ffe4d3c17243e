"""Days somebody is away, and their roles lent to a colleague meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Holding, Leave, Person
from ziping.workbench.organisation.roles import ADMINISTRATORS, Role

LONGEST = 90  # days a role is lent at a time
_NOT_LENT = ADMINISTRATORS | {Role.EXPERT}  # named in person


def lendable(person: Person) -> QuerySet[Holding]:
    """What ``person`` may lend today: own holdings, save those given to this person and nobody else."""
    today = timezone.localdate()
    return (
        Holding.objects.filter(Holding.on(today), person=person, lent_by=None)
        .exclude(role__in=_NOT_LENT)
        .select_related("unit", "section")
    )


def colleagues(person: Person, units: Iterable[int]) -> QuerySet[Person]:
    """Who may be lent to: active people with a role of their own in one of these units today."""
    held = Holding.objects.filter(Holding.on(timezone.localdate()), unit__in=list(units), lent_by=None)
    return (
        Person.objects.filter(is_active=True, pk__in=held.values("person"))
        .exclude(pk=person.pk)
        .order_by("name", "username")
    )


def lend(
    person: Person, holding: Holding, to: Person, since: dt.date, until: dt.date, reason: str
) -> Holding:
    """Lend ``holding`` from ``since`` to ``until``, both included.

    Raises ``InputError``: not one's own, nobody of that unit, days that are past, turned round, or too many.
    """
    problems = _odd_days(since, until)
    if (until - since).days >= LONGEST:
        problems.append(Message("organisation.lent_too_long", {"days": LONGEST}))
    if holding not in lendable(person):
        problems.append(Message("organisation.not_lendable"))
    elif to not in colleagues(person, [holding.unit_id]):
        problems.append(Message("organisation.no_colleague", {"name": str(to), "unit": str(holding.unit)}))
    if holding.until is not None and until > holding.until:
        problems.append(Message("organisation.lent_past_end", {"until": holding.until.isoformat()}))
    if problems:
        raise InputError(*problems)
    with transaction.atomic():
        lent = Holding.objects.create(
            person=to,
            role=holding.role,
            unit=holding.unit,
            section=holding.section,
            since=since,
            until=until,
            lent_by=holding,
            reason=reason.strip(),
            granted_by=person,
        )
        record(
            "holding.lend",
            str(holding),
            person=person.username,
            to=to.username,
            since=since,
            until=until,
            reason=reason.strip(),
        )
    return lent


def take_back(person: Person, lent: Holding) -> None:
    """What was lent by ``person`` ends at once."""
    with transaction.atomic():
        record("holding.take_back", str(lent), person=person.username, to=lent.person.username)
        end_now(lent)


def end_now(holding: Holding) -> None:
    """From this moment the holding is not in force, nor what was lent of it. One that has not begun is gone."""
    today = timezone.localdate()
    for one in (*Holding.objects.filter(lent_by=holding), holding):
        if one.since >= today:
            one.delete()
        elif one.until is None or one.until >= today:
            one.until = today - dt.timedelta(days=1)
            one.save(update_fields=["until"])


def go_on_leave(person: Person, since: dt.date, until: dt.date, reason: str) -> Leave:
    """Raises ``InputError`` for days that are past or turned round, or that overlap with another leave."""
    problems = _odd_days(since, until)
    if Leave.objects.filter(person=person, since__lte=until, until__gte=since).exists():
        problems.append(Message("organisation.leave_overlaps"))
    if problems:
        raise InputError(*problems)
    with transaction.atomic():
        leave = Leave.objects.create(person=person, since=since, until=until, reason=reason.strip())
        record("leave.add", person.username, person=person.username, since=since, until=until)
    return leave


def on_leave(day: dt.date) -> Q:
    """The leaves ``day`` falls into."""
    return Q(since__lte=day, until__gte=day)


def _odd_days(since: dt.date, until: dt.date) -> list[Message]:
    if until < since:
        return [Message("organisation.days_turned", {"since": since.isoformat(), "until": until.isoformat()})]
    if until < timezone.localdate():
        return [Message("organisation.days_past", {"until": until.isoformat()})]
    return []
