"""Roles granted and ended, by the rules that keep the three administrators apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from ziping.wording import InputError, Message
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.absence import end_now
from ziping.workbench.organisation.models import Holding, Person, Section, Unit
from ziping.workbench.organisation.roles import ADMINISTRATORS, Role

_AT_THE_BUREAU = ADMINISTRATORS | {Role.LINE, Role.PERFORMANCE, Role.EXPERT, Role.AUDITOR, Role.NPC}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role to be had in ``unit`` from ``since`` to ``until`` (both included; ``None``: until further notice)."""

    role: Role
    unit: Unit
    section: Section | None
    since: dt.date
    until: dt.date | None = None
    reason: str = ""


def grant(by: Person, person: Person, wanted: Grant) -> Holding:
    """Raises ``InputError`` with everything that does not fit."""
    problems = _odd(wanted)
    if by.pk == person.pk:
        problems.append(Message("organisation.not_oneself"))
    problems += _against(person, wanted)
    if problems:
        raise InputError(*problems)
    with transaction.atomic():
        made = Holding.objects.create(
            person=person,
            role=wanted.role,
            unit=wanted.unit,
            section=wanted.section,
            since=wanted.since,
            until=wanted.until,
            reason=wanted.reason,
            granted_by=by,
        )
        record(
            "holding.grant",
            str(made),
            person=by.username,
            to=person.username,
            since=wanted.since,
            until=wanted.until,
            reason=wanted.reason,
        )
    return made


def end_holding(by: Person, holding: Holding, reason: str) -> None:
    """The role ends at once, and what was lent of it. Raises ``InputError``: one's own, or no reason."""
    if holding.person_id == by.pk:
        raise InputError(Message("organisation.not_oneself"))
    if not reason.strip():
        raise InputError(Message("organisation.end_reason"))
    with transaction.atomic():
        record(
            "holding.end", str(holding), person=by.username, of=holding.person.username, reason=reason.strip()
        )
        end_now(holding)


def _odd(wanted: Grant) -> list[Message]:
    """What does not fit whoever it is granted to."""
    problems, called = [], wanted.role.called
    if wanted.until is not None and wanted.until < wanted.since:
        days = {"since": wanted.since.isoformat(), "until": wanted.until.isoformat()}
        problems.append(Message("organisation.days_turned", days))
    if wanted.unit.until is not None:
        problems.append(Message("organisation.unit_closed", {"unit": wanted.unit.name}))
    if wanted.role in _AT_THE_BUREAU and not wanted.unit.is_bureau:
        problems.append(Message("organisation.bureau_only", {"role": called}))
    if wanted.role is Role.DEPARTMENT and wanted.unit.is_bureau:
        problems.append(Message("organisation.not_bureau", {"role": called}))
    if wanted.role is Role.LINE and wanted.section is None:
        problems.append(Message("organisation.line_section", {"role": called}))
    if wanted.section is not None and wanted.section.unit_id != wanted.unit.pk:
        names = {"section": wanted.section.name, "unit": wanted.unit.name}
        problems.append(Message("organisation.section_elsewhere", names))
    if wanted.role is Role.EXPERT and wanted.until is None:
        problems.append(Message("organisation.expert_end"))
    return problems


def _against(person: Person, wanted: Grant) -> list[Message]:
    """What the person holds at the same time that forbids it."""
    problems = []
    together = _meeting(person, wanted)
    if wanted.role in ADMINISTRATORS:
        other = together.filter(role__in=ADMINISTRATORS - {wanted.role}).first()
        if other is not None:
            said = {"name": str(person), "role": Role(other.role).called}
            problems.append(Message("organisation.one_administrator", said))
    same = together.filter(role=wanted.role, unit=wanted.unit, section=wanted.section, lent_by=None)
    if same.exists():
        said = {"name": str(person), "unit": wanted.unit.name, "role": wanted.role.called}
        problems.append(Message("organisation.held_already", said))
    return problems


def _meeting(person: Person, wanted: Grant) -> QuerySet[Holding]:
    """The holdings of ``person`` in force on any day of the wanted one."""
    meeting = Q(until__isnull=True) | Q(until__gte=wanted.since)
    if wanted.until is not None:
        meeting &= Q(since__lte=wanted.until)
    return Holding.objects.filter(meeting, person=person)
