"""A workbook between meaning and file: sheets of cells, neutral and frozen. Rows and columns count from 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from ziping.documents.model import Align, Metadata, Number, Orientation, VerticalAlign

CellValue: TypeAlias = str | bool | Number | date | datetime | None
FontRole = Literal["body", "head", "title", "note"]
Fill = Literal["none", "head", "input", "computed", "total", "error", "warning"]
ValidationKind = Literal["list", "decimal", "integer", "date"]
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
EXACT_DIGITS = 15  # a sheet keeps doubles: up to 15 significant digits come back as they were written


@lru_cache(1_024)
def column_name(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def a1(row: int, column: int) -> str:
    """Return the A1 name of a cell, such as C7 for (6, 2)."""
    return f"{column_name(column)}{row + 1}"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{a1(self.first_row, self.first_column)}:{a1(self.last_row, self.last_column)}"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks and whether it is locked on a protected sheet. ``number_format`` as Excel writes it."""

    font: FontRole = "body"
    bold: bool = False
    fill: Fill = "none"
    border: bool = False
    align: Align | None = None
    valign: VerticalAlign = "center"
    wrap: bool = False
    indent: int = 0
    number_format: str | None = None
    locked: bool = True
    small: bool = False


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell. With ``formula`` (``=SUM(B2:B9)``), ``value`` is its cached result. ``note`` shows when hovered over."""

    row: int
    column: int
    value: CellValue = None
    formula: str | None = None
    style: Style = Style()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be typed in ``area``. A list comes from ``choices`` or from a range (``source``: ``=词表!$A$2:$A$9``)."""

    area: Area
    kind: ValidationKind
    choices: tuple[str, ...] = ()
    source: str | None = None
    minimum: Number | date | None = None
    maximum: Number | date | None = None
    title: str = ""
    message: str = ""
    error_title: str = ""
    error_message: str = ""
    severity: Literal["stop", "warning", "information"] = "stop"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Fill the cells of ``area`` for which ``formula``, written for its upper left cell, is true."""

    area: Area
    formula: str
    fill: Fill


@dataclass(frozen=True, slots=True)
class PrintSetup:
    """On A4. ``repeat_rows`` are the first and last row repeated on each page, ``repeat_columns`` likewise.

    With ``fit_width`` the sheet is squeezed to be ``pages_wide`` pages wide.
    """

    orientation: Orientation = "portrait"
    fit_width: bool = True
    pages_wide: int = 1
    repeat_rows: tuple[int, int] | None = None
    repeat_columns: tuple[int, int] | None = None
    centred: bool = True
    page_numbers: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Column widths in characters and row heights in points, by number; others keep the default."""

    name: str
    cells: tuple[SheetCell, ...] = ()
    column_widths: tuple[int | Decimal, ...] = ()
    row_heights: tuple[tuple[int, int | Decimal], ...] = ()
    merges: tuple[Area, ...] = ()
    freeze: tuple[int, int] | None = None
    print_setup: PrintSetup = PrintSetup()
    validations: tuple[Validation, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    protected: bool = False
    hidden: bool = False
    tab: Fill = "none"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order. ``names`` are defined names with what they mean: ``("科目", "=词表!$A$2:$A$9")``."""

    sheets: tuple[Sheet, ...]
    metadata: Metadata
    names: tuple[tuple[str, str], ...] = ()
