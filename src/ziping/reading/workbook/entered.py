"""What was typed on a page, cell by cell, read like a workbook: the same questions, the same troubles.

A page has no sheets to search: every topic is laid out here as a small sheet of which all places are known, and read
by the readers of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ziping.documents import SheetRead
from ziping.reading.workbook.context import Reading
from ziping.reading.workbook.finding import Located
from ziping.reading.workbook.reader import READERS, assembled
from ziping.reading.workbook.trouble import Spot
from ziping.report import Address, Entries, Line, Report
from ziping.standards import Standard
from ziping.standards.model.workbook import WorkSheet
from ziping.standards.workbook_terms import item_labels, own_passages, row_label
from ziping.wording import InputError, Message

_KEY = "key"
_NOTES = ("reason", "document")
_REST = ("part", "item", "column", "content", "document")


@dataclass(frozen=True, slots=True)
class Entered:
    """``report`` holds what could be read, ``troubles`` says what could not and why, by its cell.

    ``places`` leads from a key of the report (``figures.basic.executed``, ``projects[0].executed``) to the cell.
    """

    report: Report
    troubles: Mapping[Address, Message]
    places: Mapping[str, Address]


@dataclass(frozen=True, slots=True)
class _Desk:
    """A topic laid out: line ``n`` of ``lines`` is row ``n + 1``, column ``c`` of ``columns`` is column ``c``."""

    located: Located
    sheet: SheetRead
    lines: tuple[str, ...]
    columns: tuple[str, ...]

    def address(self, spot: Spot) -> Address | None:
        line, column = spot.cell.row - 1, spot.cell.column
        if not 0 <= line < len(self.lines) or column >= len(self.columns):
            return None
        return Address(self.located.sheet.id, self.lines[line], self.columns[column])


def read_entered(entries: Entries, standard: Standard, year: int) -> Entered:
    """The report in ``entries``; ``year`` is the year it is about, whatever is typed.

    Never fails for what somebody typed: a cell that cannot be read is left out of the report and told in ``troubles``.
    Blank lines are no items. Raises ``InputError`` where the standard has no workbook, whose topics the entries follow.
    """
    form = standard.workbook
    if form is None:
        raise InputError(Message("reading.no_workbook", {"standard": standard.manifest.title.zh}))
    labels = _parent_labels(entries, form.sheets)
    desks = [
        _laid_out(at, sheet, entries.get(sheet.id, ()), labels, standard)
        for at, sheet in enumerate(form.sheets)
    ]
    reading = Reading(standard, form.words, "", tuple(desk.sheet for desk in desks), typed=True)
    for desk in desks:
        READERS[desk.located.sheet.kind](desk.located, reading)
    reading.values["year"] = year
    by_name = {desk.sheet.name: desk for desk in desks}

    def address(spot: Spot) -> Address | None:
        return by_name[spot.sheet].address(spot)

    troubles = {
        found: message
        for message, spot in reversed(reading.trouble.told)
        if spot is not None and (found := address(spot)) is not None
    }
    places = {key: found for key, spot in reading.spots.items() if (found := address(spot)) is not None}
    return Entered(assembled(reading), troubles, places)


def _parent_labels(entries: Entries, sheets: Sequence[WorkSheet]) -> dict[str, dict[str, str]]:
    """For every list others belong to: line → what the reader calls that item."""
    lists = {sheet.of: sheet.id for sheet in sheets if sheet.kind == "list"}
    found: dict[str, dict[str, str]] = {}
    for parent in {sheet.of.rpartition(".")[0] for sheet in sheets if sheet.kind == "list"} - {""}:
        lines = [line for line in entries.get(lists[parent], ()) if any(map(str.strip, line.cells.values()))]
        names = item_labels(line.cells.get("name", "").strip() for line in lines)
        found[parent] = {line.key: name for line, name in zip(lines, names, strict=True)}
    return found


def _laid_out(
    at: int, sheet: WorkSheet, typed: Sequence[Line], labels: dict[str, dict[str, str]], standard: Standard
) -> _Desk:
    names = _lines_of(sheet, typed, standard)
    columns, headings = _columns_of(sheet, standard)
    cells = {line.key: line.cells for line in typed}
    parents = labels.get(sheet.of.rpartition(".")[0], {})
    rows: list[tuple[str, ...]] = [tuple(headings)]
    for key, label in names.items():
        said = {"label": label, **cells.get(key, {})}
        if sheet.key and sheet.kind == "list":
            said[_KEY] = parents.get(said.get(_KEY, ""), said.get(_KEY, ""))
        rows.append(tuple(said.get(column, "") for column in columns))
    located = Located(
        sheet,
        at,
        Fraction(1),
        0,
        {column: number for number, column in enumerate(columns)},
        {} if sheet.kind in ("list", "rest") else {key: row for row, key in enumerate(names, 1)},
        0,
        len(rows) - 1,
    )
    return _Desk(
        located, SheetRead(sheet.title, hidden=False, rows=tuple(rows)), tuple(names), tuple(columns)
    )


def _lines_of(sheet: WorkSheet, typed: Sequence[Line], standard: Standard) -> dict[str, str]:
    """Line → its label, where the form gives it one."""
    match sheet.kind:
        case "fields":
            return {field.field: field.label for field in sheet.fields}
        case "grid":
            return {row.concept: row_label(row, standard) for row in sheet.rows if row.concept}
        case "own":
            return {choice.stored: choice.shown for choice in own_passages(standard.outline)}
        case _:
            return {line.key: "" for line in typed}


def _columns_of(sheet: WorkSheet, standard: Standard) -> tuple[list[str], list[str]]:
    """The columns of a topic and their headings."""
    match sheet.kind:
        case "grid":
            columns = ["label", *sheet.stages, *(_NOTES if sheet.notes else ())]
            return columns, [
                standard.stages[one].label.zh if one in standard.stages else "" for one in columns
            ]
        case "list":
            columns = [*([_KEY] if sheet.key else []), *(field.field for field in sheet.fields)]
            return columns, [*([sheet.key] if sheet.key else []), *(field.label for field in sheet.fields)]
        case "rest":
            return list(_REST), [""] * len(_REST)
        case _:
            return ["label", "value"], ["", ""]
