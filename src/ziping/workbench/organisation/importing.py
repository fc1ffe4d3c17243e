"""Units from a sheet somebody has: all of it or nothing, and every bad cell told at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from ziping.wording import InputError, Message
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Person, Place, Section, Unit
from ziping.workbench.organisation.units import UnitData, change_unit, create_unit

COLUMNS = ("code", "name", "level", "kind", "supervisor", "line")
_LARGEST = 5_000_000  # bytes
_MOST_ROWS = 5_000
_MOST_PROBLEMS = 50
Row = tuple[int, dict[str, str]]


def rows_of(file: UploadedFile[bytes] | None, columns: Sequence[str]) -> list[Row]:
    """The rows of the first sheet under its headings, each with its number in the sheet; blank rows are passed over.

    ``columns`` are keys of ``organisation.column.…``: a heading may be written in either language. Raises ``InputError``.
    """
    from ziping.documents import read_xlsx  # noqa: PLC0415 - heavy, and needed only here

    if file is None:
        raise InputError(Message("organisation.no_file"))
    if (file.size or 0) > _LARGEST:
        raise InputError(Message("organisation.file_large", {"megabytes": _LARGEST // 1_000_000}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "import.xlsx"
        path.write_bytes(file.read())
        sheet = read_xlsx(path).sheets[0]
    grid = [["" if value is None else str(value).strip() for value in row] for row in sheet.rows]
    places = _headings(grid[0] if grid else [], columns)
    rows = [
        (number, {name: row[at] if at < len(row) else "" for name, at in places.items()})
        for number, row in enumerate(grid[1:], 2)
        if any(row)
    ]
    if not rows or len(rows) > _MOST_ROWS:
        raise InputError(Message("organisation.odd_rows", {"count": len(rows), "most": _MOST_ROWS}))
    return rows


def _headings(first: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    from ziping.wording import LANGUAGES, say  # noqa: PLC0415 - beside its one use

    found, missing = {}, []
    for name in columns:
        heading = Message(f"organisation.column.{name}")
        written = {say(heading, lang) for lang in LANGUAGES}
        at = next((number for number, text in enumerate(first) if text in written), None)
        if at is None:
            missing.append(heading)
        else:
            found[name] = at
    if missing:
        raise InputError(Message("organisation.no_columns", {"columns": tuple(missing)}))
    return found


def at_row(number: int, messages: Sequence[Message]) -> Iterator[Message]:
    for message in messages:
        yield Message("organisation.at_row", {"row": number, "problem": message})


def refuse(problems: list[Message]) -> None:
    if problems:
        raise InputError(*problems[:_MOST_PROBLEMS])


def import_units(by: Person, place: Place, rows: Sequence[Row]) -> int:
    """Make or change the units of ``rows``; a supervisor may stand further down. Says how many. Raises ``InputError``."""
    problems: list[Message] = []
    with transaction.atomic():
        # First all units as such, then who supervises whom: the order of the rows does not matter.
        for number, row in rows:
            problems += at_row(number, _taken(by, place, row, supervised=False))
        for number, row in rows if not problems else ():
            problems += at_row(number, _taken(by, place, row, supervised=True))
        refuse(problems)
        record("unit.import", place.name, person=by.username, count=len(rows))
    return len(rows)


def _taken(by: Person, place: Place, row: dict[str, str], *, supervised: bool) -> Sequence[Message]:
    known = (
        Unit.objects.filter(place=place, code=row["code"])
        .select_related("place", "supervisor", "line")
        .first()
    )
    more: dict[str, Any] = {"supervisor": known.supervisor if known else None}
    problems = []
    if supervised and row["supervisor"]:
        more["supervisor"] = Unit.objects.filter(place=place, code=row["supervisor"]).first()
        if more["supervisor"] is None:
            problems.append(Message("organisation.no_unit", {"code": row["supervisor"]}))
    line = (
        Section.objects.filter(unit__place=place, unit__is_bureau=True, name=row["line"])
        .select_related("unit")
        .first()
    )
    if row["line"] and line is None:
        problems.append(Message("organisation.no_section", {"name": row["line"]}))
    data = UnitData(
        row["code"], row["name"], row["level"] or Unit.Level.FIRST, row["kind"], line=line, **more
    )
    try:
        if known is None:
            create_unit(by, place, data)
        else:
            change_unit(by, known, data)
    except InputError as error:
        problems += error.messages
    return problems
