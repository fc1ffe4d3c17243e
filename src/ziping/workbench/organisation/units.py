"""Units over the years: made, changed, renamed, merged; nothing of their past is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Person, Place, Section, Unit, UnitName

_LONGEST_SECTION = 60
_DEEPEST = 10  # levels of supervision; a longer chain runs in a circle


@dataclass(frozen=True, slots=True)
class UnitData:
    """What is said of a unit. ``line`` is the section of the bureau that looks after it."""

    code: str
    name: str
    level: str = Unit.Level.FIRST
    kind: str = ""
    supervisor: Unit | None = None
    line: Section | None = None


def create_unit(by: Person, place: Place, data: UnitData) -> Unit:
    """Raises ``InputError`` with everything that does not fit."""
    _refuse(problems_of(place, data))
    with transaction.atomic():
        unit = Unit.objects.create(place=place, since=timezone.localdate(), **_fields(data))
        record("unit.create", str(unit), person=by.username, **_said(unit))
    return unit


def change_unit(by: Person, unit: Unit, data: UnitData) -> None:
    """Change what is said of a unit; what it was called before is kept. Raises ``InputError``."""
    _refuse(problems_of(unit.place, data, unit))
    before = _said(unit)
    with transaction.atomic():
        if data.name != unit.name:
            UnitName.objects.create(unit=unit, name=unit.name, until=timezone.localdate())
        for name, value in _fields(data).items():
            setattr(unit, name, value)
        unit.save()
        after = _said(unit)
        changed: dict[str, Any] = {
            name: [before[name], after[name]] for name in after if before[name] != after[name]
        }
        if changed:
            record("unit.change", str(unit), person=by.username, **changed)


def close_unit(by: Person, unit: Unit, until: dt.date, successor: Unit | None, reason: str) -> None:
    """From ``until`` on the unit is no more; ``successor`` takes its place when it was merged.

    Raises ``InputError``: no reason, already closed, the bureau, a successor that is itself closed or elsewhere,
    units that still answer to it.
    """
    problems = []
    if not reason.strip():
        problems.append(Message("organisation.close_needs_reason"))
    if unit.until is not None or unit.is_bureau:
        problems.append(Message("organisation.cannot_close", {"unit": unit.name}))
    if successor and (successor.pk == unit.pk or successor.until or successor.place_id != unit.place_id):
        problems.append(Message("organisation.odd_successor", {"unit": successor.name}))
    below = unit.subordinates.filter(until=None)
    if below.exists():
        problems.append(Message("organisation.still_below", {"units": tuple(one.name for one in below[:5])}))
    _refuse(problems)
    with transaction.atomic():
        unit.until, unit.successor = until, successor
        unit.save(update_fields=["until", "successor"])
        record(
            "unit.close",
            str(unit),
            person=by.username,
            until=until,
            successor=str(successor or ""),
            reason=reason.strip(),
        )


def add_section(by: Person, unit: Unit, name: str) -> Section:
    """Raises ``InputError`` for a blank name, or one that is there."""
    wanted = name.strip()
    if not wanted or len(wanted) > _LONGEST_SECTION or unit.sections.filter(name=wanted).exists():
        raise InputError(Message("organisation.odd_section", {"name": wanted}))
    with transaction.atomic():
        section = Section.objects.create(unit=unit, name=wanted)
        record("section.create", f"{unit} · {wanted}", person=by.username)
    return section


def remove_section(by: Person, section: Section) -> None:
    """Raises ``InputError`` for one that somebody or some unit belongs to."""
    if section.holdings.exists() or section.looks_after.exists():
        raise InputError(Message("organisation.section_used", {"name": section.name}))
    with transaction.atomic():
        record("section.remove", f"{section.unit} · {section}", person=by.username)
        section.delete()


def problems_of(place: Place, data: UnitData, unit: Unit | None = None) -> list[Message]:
    """What does not fit in what is said of a unit (of ``unit``, or of a new one)."""
    problems = []
    if not data.code or not data.name:
        problems.append(Message("organisation.code_and_name"))
    taken = _others(place, unit).filter(code=data.code).first()
    if taken:
        problems.append(Message("organisation.code_taken", {"code": data.code, "unit": taken.name}))
    if data.level not in Unit.Level.values:
        problems.append(
            Message("organisation.odd_level", {"read": data.level, "levels": tuple(Unit.Level.values)})
        )
    if data.line and not (data.line.unit.is_bureau and data.line.unit.place_id == place.pk):
        problems.append(Message("organisation.line_not_bureau", {"section": str(data.line)}))
    if data.supervisor and (data.supervisor.place_id != place.pk or _circles(data.supervisor, unit)):
        problems.append(Message("organisation.odd_supervisor", {"unit": data.supervisor.name}))
    return problems


def _others(place: Place, unit: Unit | None) -> QuerySet[Unit]:
    units = Unit.objects.filter(place=place)
    return units.exclude(pk=unit.pk) if unit else units


def _circles(supervisor: Unit, unit: Unit | None) -> bool:
    above: Unit | None = supervisor
    for _ in range(_DEEPEST):
        if above is None:
            return False
        if unit is not None and above.pk == unit.pk:
            return True
        above = above.supervisor
    return True


def _fields(data: UnitData) -> dict[str, object]:
    return {
        "code": data.code,
        "name": data.name,
        "level": data.level,
        "kind": data.kind,
        "supervisor": data.supervisor,
        "line": data.line,
    }


def _said(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "level": unit.level,
        "kind": unit.kind,
        "supervisor": str(unit.supervisor or ""),
        "line": str(unit.line or ""),
    }


def _refuse(problems: list[Message]) -> None:
    if problems:
        raise InputError(*problems)
