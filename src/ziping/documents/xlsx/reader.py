"""Workbooks into neutral sheets: .xlsx, .xlsm, .xls, .et and .ods, whatever their name says.

Values are what the cells hold; a formula gives the result last saved with it. Numbers come back exact: a sheet keeps
doubles, of which 15 digits are meaningful (Excel shows no more), so 658.22 is ``Decimal("658.22")`` and an
0.1+0.2 left by a formula is ``Decimal("0.3")``. A failed formula gives what it shows (``#REF!``). Whole numbers are
``int``. Percentages are what the cell holds (0.85), their format is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ziping.documents.archive import MAX_FILE
from ziping.documents.xlsx.apart import read_apart
from ziping.documents.xlsx.failures import failures
from ziping.documents.xlsx.guard import MAX_CELLS, check_package
from ziping.documents.xlsx.kind import spreadsheet_kind
from ziping.documents.xlsx.marks import Failures
from ziping.documents.xlsx.model import EXACT_DIGITS, MAX_ROW, Area, a1
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

ReadValue: TypeAlias = str | bool | int | Decimal | date | datetime | None
_LibraryValue: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell. Inside a merged area every cell has the value of its anchor, the upper left corner of ``area``."""

    row: int
    column: int
    value: ReadValue
    area: Area | None = None

    @property
    def ref(self) -> str:
        """Its own name, such as C7."""
        return a1(self.row, self.column)

    @property
    def anchor(self) -> str:
        """The name of the cell that holds the value: its own unless it is covered by a merged one."""
        return self.ref if self.area is None else a1(self.area.first_row, self.area.first_column)

    @property
    def is_anchor(self) -> bool:
        area = self.area
        return area is None or (self.row, self.column) == (area.first_row, area.first_column)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet. ``rows[r][c]`` is the value of the cell itself, counted from 0 at A1; rows end with their last value."""

    name: str
    hidden: bool
    rows: tuple[tuple[ReadValue, ...], ...]
    merges: tuple[Area, ...] = ()
    _covered: Mapping[tuple[int, int], Area] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_covered", _covered(self.merges, len(self.rows), self.width))

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def value(self, row: int, column: int) -> ReadValue:
        """Return what the cell itself holds; ``None`` when it is blank or outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def hides(self, row: int, column: int) -> bool:
        """Whether the cell lies under a merged one that stands elsewhere."""
        area = self._covered.get((row, column))
        return area is not None and (row, column) != (area.first_row, area.first_column)

    def cell(self, row: int, column: int) -> CellRead:
        """Return the cell with its merged area's value, wherever it is."""
        area = self._covered.get((row, column))
        if area is None:
            return CellRead(row, column, self.value(row, column))
        return CellRead(row, column, self.value(area.first_row, area.first_column), area)

    def cells(self) -> Iterator[tuple[CellRead, ...]]:
        """Row by row, all as wide as the sheet, merged areas filled."""
        width = self.width
        for row in range(len(self.rows)):
            yield tuple(self.cell(row, column) for column in range(width))


@dataclass(frozen=True, slots=True)
class SheetsRead:
    """The sheets of a workbook in order, hidden ones marked."""

    path: Path
    sheets: tuple[SheetRead, ...]

    def sheet(self, name: str) -> SheetRead | None:
        """Return the sheet of this name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_xlsx(path: Path) -> SheetsRead:
    """Read a workbook.

    Raises :class:`InputError` saying what was found and what to do: no such file, a folder, empty, too large, not a
    workbook (and what it is), password protected, damaged, a zip bomb, cells too far apart, no sheets.
    """
    return SheetsRead(path, sheets_in(_load(path), path))


def sheets_in(data: bytes, path: Path) -> tuple[SheetRead, ...]:
    """Return the sheets of a workbook that was loaded; messages call it ``path``. Raises as :func:`read_xlsx` does."""
    if len(data) > MAX_FILE:
        raise _too_large(len(data), path)
    if spreadsheet_kind(data, path) == "xls":
        return read_apart(data, path)
    check_package(data, path)
    failed = failures(data)
    return tuple(with_failures(one, failed.get(one.name, {})) for one in read_here(data, path))


def with_failures(sheet: SheetRead, failed: Failures) -> SheetRead:
    """The sheet with what its failed formulas show (``#REF!``) where the library saw nothing."""
    if not failed:
        return sheet
    height = max(len(sheet.rows), 1 + max(row for row, _ in failed))
    rows = [list(row) for row in sheet.rows] + [[] for _ in range(height - len(sheet.rows))]
    for (row, column), shown in failed.items():
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = shown
    return SheetRead(sheet.name, sheet.hidden, tuple(map(tuple, rows)), sheet.merges)


def read_here(data: bytes, path: Path) -> tuple[SheetRead, ...]:
    """Read the sheets in this process: for what has been looked over. Raises :class:`InputError`."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = tuple(_sheets(book, path))
    except PasswordError as fault:
        raise InputError(Message("documents.read.encrypted", {"path": str(path)})) from fault
    except CalamineError as fault:
        raise InputError(
            Message("documents.read.damaged", {"path": str(path), "detail": str(fault)})
        ) from fault
    except BaseException as fault:
        # What the library did not foresee in a damaged file comes as a panic, whose class cannot be imported.
        if type(fault).__name__ != "PanicException":
            raise
        raise InputError(
            Message("documents.read.damaged", {"path": str(path), "detail": str(fault)})
        ) from fault
    if not sheets:
        raise InputError(Message("documents.read.no_sheets", {"path": str(path)}))
    return sheets


def _load(path: Path) -> bytes:
    """Return the file's bytes. Raises :class:`InputError`."""
    try:
        if path.is_dir():
            raise InputError(Message("documents.read.folder", {"path": str(path)}))
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _too_large(size, path)
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise InputError(Message("documents.read.missing", {"path": str(path)})) from fault
    except OSError as fault:
        args = {"path": str(path), "detail": fault.strerror or str(fault)}
        raise InputError(Message("documents.read.unreadable", args)) from fault


def _too_large(size: int, path: Path) -> InputError:
    args = {"path": str(path), "size": size // 1_000_000, "limit": MAX_FILE // 1_000_000}
    return InputError(Message("documents.read.too_large", args))


def _sheets(book: CalamineWorkbook, path: Path) -> Iterator[SheetRead]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    cells = 0
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue  # a chart or a macro on a sheet of its own holds no cells
        sheet = book.get_sheet_by_index(number)
        row, column = sheet.end or (0, 0)
        cells += sheet.height * (column + 1)
        if cells > MAX_CELLS or row >= MAX_ROW:
            args = {"path": str(path), "part": about.name, "cell": a1(row, column)}
            raise InputError(Message("documents.read.too_wide", args))
        yield _sheet(sheet, about.name, hidden=about.visible != SheetVisibleEnum.Visible)


def _sheet(sheet: CalamineSheet, name: str, *, hidden: bool) -> SheetRead:
    first_row, first_column = sheet.start or (0, 0)
    lead = (None,) * first_column
    rows: list[tuple[ReadValue, ...]] = [()] * first_row
    for read in sheet.to_python(skip_empty_area=True):
        values = [_value(value) for value in read]
        while values and values[-1] is None:
            values.pop()
        rows.append((*lead, *values) if values else ())
    while rows and not rows[-1]:
        rows.pop()
    merges = tuple(Area(*start, *end) for start, end in sheet.merged_cell_ranges or ())
    return SheetRead(name, hidden, tuple(rows), merges)


def _covered(merges: tuple[Area, ...], height: int, width: int) -> dict[tuple[int, int], Area]:
    """Every cell inside a merged area, as far as the sheet has values: a merge may reach to the end of the world."""
    covered: dict[tuple[int, int], Area] = {}
    room = MAX_CELLS  # in a damaged file thousands may lie upon each other
    for area in merges:
        rows = range(area.first_row, min(area.last_row + 1, height))
        columns = range(area.first_column, min(area.last_column + 1, width))
        room -= len(rows) * len(columns)
        if room < 0:
            break
        covered.update(((row, column), area) for row in rows for column in columns)
    return covered


def _value(value: _LibraryValue) -> ReadValue:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return _exact(value)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value


def _exact(value: float) -> int | Decimal | str:
    """Return the decimal that was typed: the shortest that gives this double, or its 15 digits if that is longer.

    What is no number at all (no program writes it, but a file may hold it) stays a word, so that it is told as one.
    """
    if not isfinite(value):
        return str(value)
    if value.is_integer():
        return int(value)
    shortest = repr(value)
    if len(shortest) <= EXACT_DIGITS + 1 or len(Decimal(shortest).as_tuple().digits) <= EXACT_DIGITS:
        return Decimal(shortest)
    return Decimal(f"{value:.{EXACT_DIGITS}g}")
