"""People and their roles from a sheet: all of it or nothing, and every bad cell told at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from ziping.wording import LANGUAGES, InputError, Message, say
from ziping.workbench.accounts.holdings import Grant, grant
from ziping.workbench.accounts.people import create_person
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.importing import Row, at_row, refuse
from ziping.workbench.organisation.models import Person, Place, Section, Unit
from ziping.workbench.organisation.roles import Role

COLUMNS = ("username", "person_name", "phone", "role", "unit", "section", "since", "until")
_ROLES = {say(role.called, lang): role for role in Role for lang in LANGUAGES}
Made = list[tuple[Person, str]]


def import_people(by: Person, place: Place, rows: Sequence[Row]) -> Made:
    """The new people with their initial passwords. Raises ``InputError`` with every bad cell; then nothing is kept."""
    problems: list[Message] = []
    made: Made = []
    with transaction.atomic():
        for number, row in rows:
            problems += at_row(number, _taken(by, place, row, made))
        refuse(problems)
        record("person.import", place.name, person=by.username, count=len(rows), new=len(made))
    return made


def _taken(by: Person, place: Place, row: dict[str, str], made: Made) -> list[Message]:
    problems: list[Message] = []
    wanted = _wanted(place, row, problems)
    person = Person.objects.filter(username=row["username"]).first()
    try:
        if person is None:
            person, password = create_person(by, place, row["username"], row["person_name"], row["phone"])
            made.append((person, password))
        if wanted is not None:
            grant(by, person, wanted)
    except InputError as error:
        problems += error.messages
    return problems


def _wanted(place: Place, row: dict[str, str], problems: list[Message]) -> Grant | None:
    """The role a row asks for; what cannot be read goes to ``problems``."""
    role = _ROLES.get(row["role"])
    if role is None:
        known = tuple(one.called for one in Role)
        problems.append(Message("organisation.odd_role", {"read": row["role"], "roles": known}))
    unit = Unit.objects.filter(place=place, code=row["unit"]).first()
    if unit is None:
        problems.append(Message("organisation.no_unit", {"code": row["unit"]}))
    section = (
        Section.objects.filter(unit=unit, name=row["section"]).first() if unit and row["section"] else None
    )
    if row["section"] and unit and section is None:
        problems.append(Message("organisation.no_section", {"name": row["section"]}))
    since = _day(row, "since", problems) or timezone.localdate()
    until = _day(row, "until", problems)
    if role is None or unit is None or problems:
        return None
    return Grant(role, unit, section, since, until)


def _day(row: dict[str, str], name: str, problems: list[Message]) -> dt.date | None:
    written = row[name].partition(" ")[0].replace("/", "-")
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        column = Message(f"organisation.column.{name}")
        problems.append(Message("organisation.odd_day", {"column": column, "read": row[name]}))
        return None
