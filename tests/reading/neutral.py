"""Workbooks between writer and reader without a file, and the edits clerks make to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

from ziping.composing.workbook import workbook_of
from ziping.documents import Area, ReadValue, SheetRead, SheetsRead
from ziping.documents import Workbook as Book
from ziping.reading import read_workbook
from ziping.report import Quantity, Report, Unit
from ziping.standards import Standard, load_standard
from ziping.wording import InputError

FILE = "年度数据.xlsx"
Row = tuple[ReadValue, ...]


@cache
def hunan() -> Standard:
    return load_standard("hunan/department/2024")


def report(**parts: object) -> Report:
    """A report that has nothing but its head, and what a test is about."""
    bare = Report(standard="hunan/department/2024", year=2024, unit=Unit(name="示例县人力资源和社会保障局"))
    return msgspec.structs.replace(bare, **parts)


def q(written: str) -> Quantity:
    return Quantity(written)


def sheets_of(book: Book, name: str = FILE) -> SheetsRead:
    """What reading the file would give, formulas with the result kept beside them."""
    return SheetsRead(
        Path(name),
        tuple(
            _sheet(one.name, one.hidden, one.merges, {(c.row, c.column): c.value for c in one.cells})
            for one in book.sheets
        ),
    )


def _sheet(
    name: str, hidden: bool, merges: tuple[Area, ...], cells: Mapping[tuple[int, int], ReadValue]
) -> SheetRead:
    rows = []
    for row in range(max((row for row, _ in cells), default=-1) + 1):
        width = max((column for at, column in cells if at == row), default=-1) + 1
        rows.append(tuple(cells.get((row, column)) for column in range(width)))
    return sheet(name, rows, merges, hidden=hidden)


def sheet(name: str, rows: list[Row], merges: tuple[Area, ...] = (), *, hidden: bool = False) -> SheetRead:
    return SheetRead(name, hidden, tuple(rows), merges)


def filled(report_: Report) -> SheetsRead:
    return sheets_of(workbook_of(report_, hunan()))


def read(sheets: SheetsRead) -> Report:
    """The report without where each value came from."""
    return msgspec.structs.replace(read_workbook(sheets, hunan()), origins={})


def complaints(sheets: SheetsRead) -> list[str]:
    """What is said, one line a problem."""
    with pytest.raises(InputError) as caught:
        read_workbook(sheets, hunan())
    assert all(caught.value.render("en")), "every sentence is there in English too"
    return caught.value.render("zh")


# --- what clerks do ------------------------------------------------------------------------------------------------


def changed(sheets: SheetsRead, of: str, by: Callable[[SheetRead], SheetRead]) -> SheetsRead:
    """One sheet put through ``by`` (a function from sheet to sheet)."""
    assert any(one.name == of for one in sheets.sheets), f"there is no sheet {of}"
    return SheetsRead(sheets.path, tuple(by(one) if one.name == of else one for one in sheets.sheets))


def typed(sheets: SheetsRead, of: str, **cells: ReadValue) -> SheetsRead:
    """Values typed into cells: ``typed(sheets, "单位信息", C6="…")``."""

    def by(one: SheetRead) -> SheetRead:
        rows = [list(row) for row in one.rows]
        for name, value in cells.items():
            column, row = ord(name[0]) - ord("A"), int(name[1:]) - 1
            while len(rows) <= row:
                rows.append([])
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = value
        return sheet(one.name, [tuple(row) for row in rows], one.merges, hidden=one.hidden)

    return changed(sheets, of, by)


def renamed(sheets: SheetsRead, of: str, name: str) -> SheetsRead:
    return changed(sheets, of, lambda one: replace(one, name=name))


def without(sheets: SheetsRead, *names: str) -> SheetsRead:
    return SheetsRead(sheets.path, tuple(one for one in sheets.sheets if one.name not in names))


def row_inserted(sheets: SheetsRead, of: str, at: int, row: Row = ()) -> SheetsRead:
    """A row inserted above row ``at`` (counted from 1, as on screen)."""

    def by(one: SheetRead) -> SheetRead:
        rows = [*one.rows[: at - 1], row, *one.rows[at - 1 :]]
        return sheet(one.name, rows, tuple(_down(area, at - 1) for area in one.merges), hidden=one.hidden)

    return changed(sheets, of, by)


def _down(area: Area, at: int) -> Area:
    by = 1 if area.first_row >= at else 0
    return Area(area.first_row + by, area.first_column, area.last_row + by, area.last_column)


def column_inserted(sheets: SheetsRead, of: str, at: int) -> SheetsRead:
    """An empty column inserted at ``at`` (0 is A)."""

    def by(one: SheetRead) -> SheetRead:
        rows = [row if len(row) <= at else (*row[:at], None, *row[at:]) for row in one.rows]
        return sheet(one.name, rows, tuple(_right(area, at) for area in one.merges), hidden=one.hidden)

    return changed(sheets, of, by)


def _right(area: Area, at: int) -> Area:
    first = area.first_column + (1 if area.first_column >= at else 0)
    last = area.last_column + (1 if area.last_column >= at else 0)
    return Area(area.first_row, first, area.last_row, last)


def columns_swapped(sheets: SheetsRead, of: str, one_column: int, other: int) -> SheetsRead:
    def by(one: SheetRead) -> SheetRead:
        rows = []
        for row in one.rows:
            cells = [*row, *[None] * (max(one_column, other) + 1 - len(row))]
            cells[one_column], cells[other] = cells[other], cells[one_column]
            rows.append(tuple(cells))
        return sheet(one.name, rows, one.merges, hidden=one.hidden)

    return changed(sheets, of, by)


def where(sheets: SheetsRead, of: str, text: str) -> tuple[int, int]:
    """Row and column (from 0) of the cell that begins with ``text``."""
    one = next(one for one in sheets.sheets if one.name == of)
    for row, values in enumerate(one.rows):
        for column, value in enumerate(values):
            if isinstance(value, str) and value.startswith(text):
                return row, column
    raise AssertionError(f"{text} is not on {of}")


def under(sheets: SheetsRead, of: str, heading: str, *, down: int = 1) -> str:
    """The name of the cell ``down`` rows under a heading."""
    row, column = where(sheets, of, heading)
    return f"{chr(ord('A') + column)}{row + down + 1}"


def beside(sheets: SheetsRead, of: str, label: str) -> str:
    """The name of the cell to the right of a label."""
    row, column = where(sheets, of, label)
    return f"{chr(ord('A') + column + 1)}{row + 1}"
