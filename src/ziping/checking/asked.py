"""The cells a pack's workbook marks as required, with what a report has in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from ziping.figures import Figure, Place
from ziping.figures.empties import Empty, empty_from
from ziping.report import Note, Quantity, Report
from ziping.report.parts import Part
from ziping.report.paths import display_name, value_at
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, WorkSheet
from ziping.standards.workbook_terms import note_of

_INDEX = re.compile(r"\[\d+\]")
_NOT_AN_ANSWER = frozenset((Empty.BLANK, Empty.DASH))


class Asked(Struct, frozen=True):
    """A required cell. ``kind`` is its field's or ``grid``; ``row`` names the row of a list (``list``) it stands in."""

    topic: str
    name: str
    key: str
    kind: str
    read: str
    list: str = ""
    row: str = ""

    @property
    def blank(self) -> bool:
        """Nothing was entered."""
        return not self.read

    @property
    def given(self) -> bool:
        """Whether it holds an answer; —— says that nothing was asked, which a required cell does not take."""
        return empty_from(self.read) not in _NOT_AN_ANSWER


def asked_cells(report: Report, standard: Standard) -> Iterator[Asked]:
    """Every cell of ``report`` its workbook requires, filled or not, in the workbook's order; lists by their rows."""
    for sheet in standard.workbook.sheets if standard.workbook is not None else ():
        match sheet.kind:
            case "fields":
                for field in sheet.fields:
                    if field.required:
                        yield _single(field, sheet, report)
            case "grid":
                yield from _grid(sheet, report, standard)
            case "list":
                yield from _rows(sheet, report)


def _single(field: Field, sheet: WorkSheet, report: Report) -> Asked:
    concept, at, stage = field.field.partition("@")
    if at:
        quantity = report.figures.get(concept, {}).get(stage)
        return Asked(sheet.title, field.label, f"figures.{concept}.{stage}", field.kind, _read(quantity))
    if note := note_of(field):
        key, part = note
        read = _read(value_at(report.notes.get(key, Note()), part))
    else:
        read = _read(value_at(report, field.field))
    return Asked(sheet.title, field.label, field.field, field.kind, read)


def _grid(sheet: WorkSheet, report: Report, standard: Standard) -> Iterator[Asked]:
    book_name = sheet.of or "figures"
    book = getattr(report, book_name)
    for row in sheet.rows:
        label = row.label or (standard.concepts[row.concept].label.zh if row.concept else "")
        for stage in row.required:
            name = f"{label} {standard.stages[stage].label.zh}"
            quantity = book.get(row.concept, {}).get(stage)
            yield Asked(sheet.title, name, f"{book_name}.{row.concept}.{stage}", "grid", _read(quantity))


def _rows(sheet: WorkSheet, report: Report) -> Iterator[Asked]:
    required = [field for field in sheet.fields if field.required]
    for key, record, row in _records(report, sheet.of.split("."), ""):
        for field in required:
            read = _read(value_at(record, field.field))
            name = f"{row}／{field.label}"
            yield Asked(sheet.title, name, f"{key}.{field.field}", field.kind, read, list=sheet.of, row=row)


def _records(owner: Part, steps: list[str], key: str, within: str = "") -> Iterator[tuple[str, Part, str]]:
    """The records of a list, which may lie in another (``projects.allotments``), as (key, record, name)."""
    first, *others = steps
    for number, record in enumerate(getattr(owner, first)):
        at = f"{key}.{first}[{number}]".lstrip(".")
        name = f"{within}（{number + 1}）" if within else display_name(record, number)
        if others:
            yield from _records(record, others, at, name)
        else:
            yield at, record, name


def _read(value: object) -> str:
    match value:
        case None:
            return ""
        case Quantity():
            return value.written.strip()
        case tuple():
            return "、".join(map(str, value))
        case _:
            return str(value).strip()


def cell_places(standard: Standard) -> Mapping[str, Place]:
    """Where the workbook has a cell for a key of the report, numbers in brackets left out."""
    found: dict[str, Place] = {}
    for sheet in standard.workbook.sheets if standard.workbook is not None else ():
        if sheet.kind == "list":
            found[sheet.of] = Place(sheet.title)
        inside = f"{sheet.of}." if sheet.kind == "list" else ""
        for field in sheet.fields:
            concept, at, stage = field.field.partition("@")
            key = f"figures.{concept}.{stage}" if at else inside + field.field
            found.setdefault(key, Place(sheet.title, field.label))
    return found


def without_numbers(key: str) -> str:
    """``projects[3].payments[0].amount`` as ``projects.payments.amount``."""
    return _INDEX.sub("", key)


def exact(figure: Figure) -> bool:
    """Whether a stated figure is one value, without 约, 余, 以上 or a range."""
    return not figure.known or figure.plain
