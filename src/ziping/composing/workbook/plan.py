"""Where every topic of the workbook will stand, settled before anything is written.

Drop-down lists and reference columns name cells of sheets further on, so the places come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ziping.composing.workbook.rows import ListRow, RestRow, list_rows, rest_rows
from ziping.report import Report
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, Workbook, WorkSheet
from ziping.standards.workbook_terms import own_passages, topics

NUMBER_WIDTH, LABEL_WIDTH, STAGE_WIDTH = 6, 36, 17
REASON_WIDTH, DOCUMENT_WIDTH, SOURCE_WIDTH, KEY_WIDTH = 30, 24, 46, 34
_FIELDS_WIDTHS = [NUMBER_WIDTH, 28, 50, 58]
_OWN_WIDTHS = [NUMBER_WIDTH, 40, 78, 44]
_REST_WIDTHS = [NUMBER_WIDTH, 18, 34, 18, 46, 30]
_NUMERIC = frozenset(("integer", "number", "money", "percent", "date", "yes_no"))
_NUMERIC_WIDTH, _TEXT_WIDTH, _LONG_WIDTH = 16, 44, 66
HEAD_ROWS = 2  # title and unit line of a sheet


@dataclass(frozen=True, slots=True)
class Placed:
    """A topic with its rows (from 0): ``first`` to ``last`` are those that are filled.

    ``columns`` says where each field (or stage) stands, ``rows`` what a list will hold.
    """

    sheet: WorkSheet
    page: str
    title_row: int | None
    intro_row: int | None
    header_row: int
    total_row: int | None
    first: int
    last: int
    columns: Mapping[str, int]
    rows: tuple[ListRow | RestRow, ...] = ()
    value_to: int = 2  # last column of the value cells of a ``fields`` topic


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A sheet of the file with the topics on it."""

    name: str
    widths: tuple[int, ...]
    topics: tuple[Placed, ...]


def plan(workbook: Workbook, report: Report, standard: Standard) -> tuple[PagePlan, ...]:
    """All sheets in order. An ``own`` topic without passages is left out."""
    pages = []
    for sheets in topics(workbook):
        kept = [sheet for sheet in sheets if sheet.kind != "own" or own_passages(standard.outline)]
        if kept:
            widths = _page_widths(kept)
            pages.append(
                PagePlan(kept[0].title, widths, tuple(_placed(kept, workbook, report, standard, widths)))
            )
    return tuple(pages)


def _page_widths(sheets: list[WorkSheet]) -> tuple[int, ...]:
    tables = [_table_widths(sheet) for sheet in sheets if sheet.kind != "fields"]
    widest: list[int] = max(tables, key=len) if tables else _FIELDS_WIDTHS
    return tuple(widest)


def _table_widths(sheet: WorkSheet) -> list[int]:
    match sheet.kind:
        case "list":
            key = [KEY_WIDTH] if sheet.key else []
            references = [reference.width for reference in sheet.references]
            return [NUMBER_WIDTH, *key, *(field.width for field in sheet.fields), *references]
        case "grid":
            notes = [REASON_WIDTH, DOCUMENT_WIDTH] if sheet.notes else []
            return [NUMBER_WIDTH, LABEL_WIDTH, *[STAGE_WIDTH] * len(sheet.stages), *notes, SOURCE_WIDTH]
        case "own":
            return _OWN_WIDTHS
        case _:
            return _REST_WIDTHS


def _placed(
    sheets: list[WorkSheet], workbook: Workbook, report: Report, standard: Standard, widths: tuple[int, ...]
) -> Iterator[Placed]:
    row = HEAD_ROWS
    for number, sheet in enumerate(sheets):
        title_row = None
        if number:
            title_row = row + 1  # after an empty row
            row += 2
        intro_row = row if sheet.intro else None
        header_row = row + (1 if sheet.intro else 0)
        rows: tuple[ListRow | RestRow, ...] = ()
        if sheet.kind == "list":
            rows = list_rows(sheet, report, standard)
        elif sheet.kind == "rest":
            rows = rest_rows(workbook, report, standard)
        total_row = header_row + 1 if totalled(sheet) else None
        first = header_row + (1 if total_row is None else 2)
        last = first + _filled_rows(sheet, standard, len(rows)) - 1
        value_to = _value_to(sheet, widths) if sheet.kind == "fields" else 2
        yield Placed(
            sheet,
            sheets[0].title,
            title_row,
            intro_row,
            header_row,
            total_row,
            first,
            last,
            columns_of(sheet),
            rows,
            value_to,
        )
        row = last + 1 + reference_rows(sheet)


def _filled_rows(sheet: WorkSheet, standard: Standard, items: int) -> int:
    match sheet.kind:
        case "fields":
            return len(sheet.fields)
        case "grid":
            return len(sheet.rows)
        case "own":
            return len(own_passages(standard.outline))
        case _:
            return items + sheet.blank_rows


def reference_rows(sheet: WorkSheet) -> int:
    """Rows below a grid that compare typed totals with the sums of their parts, the heading and a gap included."""
    totals = sum(bool(row.concept and row.total_of) for row in sheet.rows)
    return 2 + 2 * totals if totals else 0


def totalled(sheet: WorkSheet) -> tuple[Field, ...]:
    """The columns of a list whose sum says something: amounts and marks."""
    if sheet.kind != "list":
        return ()
    return tuple(
        field for field in sheet.fields if field.kind == "money" or field.field in ("marks", "stated_score")
    )


def columns_of(sheet: WorkSheet) -> dict[str, int]:
    """Field or stage → column; ``key`` is the parent column of a nested list."""
    match sheet.kind:
        case "list":
            names = (["key"] if sheet.key else []) + [field.field for field in sheet.fields]
        case "grid":
            names = ["label", *sheet.stages, *(("reason", "document") if sheet.notes else ()), "source"]
        case "own":
            names = ["label", "value", "last"]
        case "rest":
            names = ["part", "item", "column", "content", "document"]
        case _:
            names = ["label", "value"]
    return {name: column for column, name in enumerate(names, 1)}


def _value_to(sheet: WorkSheet, widths: tuple[int, ...]) -> int:
    """How far a value cell reaches on a sheet whose columns are set by a table."""
    kinds = {field.kind for field in sheet.fields}
    needed = _LONG_WIDTH if "long_text" in kinds else _NUMERIC_WIDTH if kinds <= _NUMERIC else _TEXT_WIDTH
    column, width = 2, widths[2]
    while width < needed and column < len(widths) - 2:
        column += 1
        width += widths[column]
    return column
