"""A table of a document as a sheet: the same merged cells, with values and live formulas instead of their print."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from ziping.documents.layout import Placed, place, share_out
from ziping.documents.measure import FULL, lines_needed
from ziping.documents.model import Cell, Orientation, TableGrid
from ziping.documents.xlsx.model import Area, CellValue, Fill, PrintSetup, Sheet, SheetCell, Style, a1

_REFERENCE = re.compile(r"\bR([1-9]\d*)C([1-9]\d*)\b")
_TEXT_MM: dict[Orientation, int] = {"portrait": 180, "landscape": 267}  # A4 less the sheet's margins
_CHARACTERS_PER_MM = Fraction(96 * 10, 254 * 7)  # a width of one character is 7 of 96 pixels an inch
_LINE, _SMALL_LINE, _PADDING = 15, 12, 4  # points
_SHADES: dict[str, Fill] = {"none": "none", "light": "head", "medium": "total"}


def table_sheet(
    grid: TableGrid,
    *,
    name: str,
    mark: str | None = None,
    title: str | None = None,
    above: tuple[str, str] | None = None,
    below: tuple[str, ...] = (),
    orientation: Orientation = "portrait",
) -> Sheet:
    """``grid`` as a sheet: an attachment mark, a title, a line above (left and right), the table, lines below.

    A cell's ``value`` or ``formula`` is written in place of its text; ``R3C2`` in a formula means row 3, column 2 of
    the grid wherever the grid comes to stand. Raises :class:`InternalFault` when spans do not fit.
    """
    columns = len(grid.widths)
    millimetres = share_out(_TEXT_MM[orientation], grid.widths)
    head = _head(mark, title, above, columns)
    origin = len(head.rows)
    placed = place(grid)
    cells = [*head.cells, *(_sheet_cell(item, origin, grid.header_rows) for item in placed)]
    merges = [*head.merges, *(area for item in placed if (area := _area(item, origin)) is not None)]
    last = origin + len(grid.rows)
    heights = dict(head.rows) | _heights(grid, placed, millimetres, origin)
    for offset, text in enumerate(below):
        cells.append(SheetCell(last + offset, 0, text, style=_BELOW))
        if columns > 1:
            merges.append(Area(last + offset, 0, last + offset, columns - 1))
        lines = lines_needed(text, sum(millimetres) * FULL // 4)
        heights[last + offset] = _points(lines, _LINE)
    return Sheet(
        name,
        tuple(cells),
        column_widths=tuple(_width(size) for size in millimetres),
        row_heights=tuple(sorted(heights.items())),
        merges=tuple(merges),
        freeze=(origin + grid.header_rows, 0) if grid.header_rows else None,
        print_setup=PrintSetup(
            orientation=orientation,
            repeat_rows=(origin, origin + grid.header_rows - 1) if grid.header_rows else None,
        ),
    )


_MARK = Style(font="head", align="left")
_TITLE = Style(font="title", align="center")
_ABOVE = Style(font="note", align="left")
_BELOW = Style(font="note", align="left", wrap=True, valign="top")


class _Head:
    """The lines above a table, with the heights they need."""

    def __init__(self) -> None:
        self.cells: list[SheetCell] = []
        self.merges: list[Area] = []
        self.rows: list[tuple[int, int]] = []

    def line(self, height: int, columns: int, cell: SheetCell) -> None:
        self.cells.append(cell)
        if columns > 1:
            self.merges.append(Area(cell.row, 0, cell.row, columns - 1))
        self.rows.append((cell.row, height))


def _head(mark: str | None, title: str | None, above: tuple[str, str] | None, columns: int) -> _Head:
    head = _Head()
    if mark:
        head.line(20, columns, SheetCell(len(head.rows), 0, mark, style=_MARK))
    if title:
        head.line(32, columns, SheetCell(len(head.rows), 0, title.replace("\n", ""), style=_TITLE))
    if above:
        row = len(head.rows)
        left, right = above
        head.line(18, 1, SheetCell(row, 0, left, style=_ABOVE))
        if columns > 1:
            head.cells.append(SheetCell(row, columns - 1, right, style=Style(font="note", align="right")))
    return head


def _sheet_cell(item: Placed, origin: int, header_rows: int) -> SheetCell:
    cell = item.cell
    value: CellValue = cell.value if cell.value is not None or cell.formula else (cell.text or None)
    formula = None
    if cell.formula is not None:
        formula = _REFERENCE.sub(
            lambda found: a1(int(found[1]) - 1 + origin, int(found[2]) - 1), cell.formula
        )
    return SheetCell(
        item.row + origin, item.column, value, formula, _style(cell, header=item.row < header_rows)
    )


def _style(cell: Cell, *, header: bool) -> Style:
    align = cell.align
    if align is None:
        align = "center" if header else "left" if cell.value is None and cell.formula is None else "right"
    fill: Fill = "head" if header and cell.shade == "none" else _SHADES[cell.shade]
    return Style(
        font="head" if header or cell.bold else "body",
        fill=fill,
        border=True,
        align=align,
        valign=cell.valign,
        wrap=True,
        number_format=cell.number_format or _decimals(cell),
        small=cell.small,
    )


def _decimals(cell: Cell) -> str | None:
    """Show a decimal with the places it was given: 4.50 stays 4.50."""
    exponent = cell.value.as_tuple().exponent if isinstance(cell.value, Decimal) else 0
    return "0." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else None


def _area(item: Placed, origin: int) -> Area | None:
    cell = item.cell
    if cell.row_span == cell.col_span == 1:
        return None
    row = item.row + origin
    return Area(row, item.column, row + cell.row_span - 1, item.column + cell.col_span - 1)


def _width(millimetres: int) -> Decimal:
    """Turn mm into Excel's column width, to a hundredth."""
    exact = millimetres * _CHARACTERS_PER_MM - Fraction(5, 7)  # 5 pixels of padding
    return Decimal(max(int(exact * 100), 200)) / 100


def _heights(
    grid: TableGrid, placed: tuple[Placed, ...], millimetres: tuple[int, ...], origin: int
) -> dict[int, int]:
    """Row heights that show all text: Excel does not fit the height of merged cells by itself."""
    needed = [max(_points(1, _LINE), (row.min_height or 0) * 72 * 10 // 254) for row in grid.rows]
    for item in sorted(placed, key=lambda item: item.cell.row_span):
        cell = item.cell
        room = sum(millimetres[item.column : item.column + cell.col_span]) - 2
        points = _points(lines_needed(cell.text, room * FULL // 4), _SMALL_LINE if cell.small else _LINE)
        span = range(item.row, item.row + cell.row_span)
        missing = points - sum(needed[row] for row in span)
        if missing > 0:
            for row, extra in zip(span, share_out(missing, [1] * cell.row_span), strict=True):
                needed[row] += extra
    return {row + origin: min(height, 409) for row, height in enumerate(needed)}  # 409: Excel's limit


def _points(lines: int, line: int) -> int:
    return lines * line + _PADDING
