"""The organisation of 示例县: bureau, sections, units of all kinds, and people for every role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from ziping.workbench.demo.data import county
from ziping.workbench.organisation.models import Holding, Person, Place, Section, Unit, UnitName
from ziping.workbench.organisation.roles import Role

_SINCE = dt.date(2020, 1, 1)
_RENAMED = dt.date(2019, 3, 1)
_SHARED = frozenset((Role.LINE, Role.PERFORMANCE))


@dataclass(slots=True)
class County:
    """``units`` are those that hand in; ``clerks``, ``heads`` and ``reviewers`` are found by unit, ``lines`` by section."""

    place: Place
    bureau: Unit
    units: list[Unit] = field(default_factory=list)
    merged: list[Unit] = field(default_factory=list)
    clerks: dict[int, Person] = field(default_factory=dict)
    heads: dict[int, Person] = field(default_factory=dict)
    reviewers: dict[int, Person] = field(default_factory=dict)
    lines: dict[int, Person] = field(default_factory=dict)
    performance: Person | None = None


def build(count: int) -> County:
    """Make place, bureau, ``count`` units that hand in, and their people."""
    data = county()
    place = Place.objects.create(**data["place"])
    bureau = Unit.objects.create(place=place, is_bureau=True, kind="行政单位", **data["bureau"])
    sections = {name: Section.objects.create(unit=bureau, name=name) for name in data["sections"]}
    made = County(place, bureau)
    _units(made, sections, count)
    _people(made, sections)
    return made


def _listed(count: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Section and entry of each unit, as many as asked for (those merged into others come on top)."""
    data = county()
    listed = [(section, entry) for section, entries in data["units"].items() for entry in entries]
    handing = 0
    for section, entry in listed:
        if handing == count:
            return
        handing += "merged_into" not in entry
        yield section, entry
    more = product(data["more"]["towns"], data["more"]["stations"])
    for (town, station), _ in zip(more, range(count - handing), strict=False):
        kind = {} if station == "人民政府" else {"kind": "公益一类事业单位"}
        yield "农业农村股", {"name": f"示例县{town}镇{station}", **kind}


def _units(made: County, sections: dict[str, Section], count: int) -> None:
    listed = list(_listed(count))
    codes: dict[str, str] = {}
    numbers, below = dict.fromkeys(sections, 0), dict[str, int]()
    order = list(sections)
    for section, entry in listed:
        if under := entry.get("under"):
            below[under] = below.get(under, 0) + 1
            codes[entry["name"]] = f"{codes[under]}{below[under]:03d}"
        else:
            numbers[section] += 1
            codes[entry["name"]] = f"{order.index(section) + 2}{numbers[section]:03d}"
    units = [_unit(made, sections[section], entry, codes[entry["name"]]) for section, entry in listed]
    Unit.objects.bulk_create(units)
    by_name = {unit.name: unit for unit in units}
    for _, entry in listed:
        unit = by_name[entry["name"]]
        unit.supervisor = by_name.get(entry.get("under", ""))
        if into := by_name.get(entry.get("merged_into", "")):
            unit.successor, unit.until = into, dt.date(timezone.localdate().year - 2, 12, 31)
    Unit.objects.bulk_update(units, ["supervisor", "successor", "until"])
    UnitName.objects.bulk_create(
        UnitName(unit=by_name[entry["name"]], name=entry["was"], until=_RENAMED)
        for _, entry in listed
        if "was" in entry
    )
    made.merged = [unit for unit in units if unit.until]
    made.units = [unit for unit in units if not unit.until]


def _unit(made: County, section: Section, entry: dict[str, str], code: str) -> Unit:
    level = Unit.Level.SECOND if "under" in entry else Unit.Level.FIRST
    kind = entry.get("kind", "行政单位")
    return Unit(place=made.place, code=code, name=entry["name"], level=level, kind=kind, line=section)


def _people(made: County, sections: dict[str, Section]) -> None:
    """A clerk and a head in every unit, a reviewer in every department, and those the login page names."""
    data = county()
    wanted: list[tuple[str, Role, Unit, Section | None]] = []
    by_name = {unit.name: unit for unit in made.units}
    for person in data["people"]:
        unit = by_name.get(person.get("unit", ""), made.bureau)
        if "unit" in person and unit is made.bureau:
            unit = made.units[0]
        wanted.append((person["login"], Role(person["role"]), unit, sections.get(person.get("section", ""))))
    taken = {(role, unit.pk) for _, role, unit, _ in wanted}
    departments = {unit.supervisor_id for unit in made.units}
    for unit in made.units:
        roles = [Role.CLERK, Role.HEAD, *([Role.DEPARTMENT] if unit.pk in departments else [])]
        wanted += [
            (f"{role}_{unit.code}", role, unit, None) for role in roles if (role, unit.pk) not in taken
        ]
    lines = {section.pk for _, role, _, section in wanted if role in _SHARED and section is not None}
    wanted += [
        (f"line_{number}", Role.LINE, made.bureau, section)
        for number, section in enumerate(sections.values(), start=1)
        if section.pk not in lines
    ]
    _create(made, wanted)


def _create(made: County, wanted: list[tuple[str, Role, Unit, Section | None]]) -> None:
    families = county()["families"]
    nothing = make_password(None)  # no password opens it
    people = [
        Person(
            username=login,
            name=f"{families[number % len(families)]}某",
            password=nothing,
            must_change_password=False,
            home=made.place,
        )
        for number, (login, _, _, _) in enumerate(wanted)
    ]
    Person.objects.bulk_create(people)
    Holding.objects.bulk_create(
        Holding(person=person, role=role, unit=unit, section=section, since=_SINCE)
        for person, (_, role, unit, section) in zip(people, wanted, strict=True)
    )
    kept: dict[Role, dict[int, Person]] = {
        Role.CLERK: made.clerks, Role.HEAD: made.heads, Role.DEPARTMENT: made.reviewers,
    }  # fmt: skip
    for person, (_, role, unit, section) in zip(people, wanted, strict=True):
        if role in kept:
            kept[role].setdefault(unit.pk, person)
        elif role is Role.LINE and section is not None:
            made.lines[section.pk] = person
        elif role is Role.PERFORMANCE:
            made.performance = person


def facts() -> dict[str, Any]:
    """How many of what there are, for the command to tell."""
    return {"units": Unit.objects.filter(is_bureau=False).count(), "people": Person.objects.count()}
