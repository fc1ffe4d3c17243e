"""Workbooks to .xlsx, exactly and reproducibly.

A sheet keeps numbers as doubles. A decimal of up to 15 significant digits comes back digit for digit (its trailing
zeros belong to the number format); one with more is refused rather than silently changed. Text is always written as
text: what begins with ``=``, ``+``, ``-`` or ``@`` never becomes a formula.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from ziping.documents.files import atomic_write
from ziping.documents.xlsx.look import FILLS, TABS, properties
from ziping.documents.xlsx.model import (
    EXACT_DIGITS,
    MAX_COLUMN,
    MAX_ROW,
    Area,
    CellValue,
    Fill,
    Sheet,
    SheetCell,
    Style,
    Workbook,
    a1,
)
from ziping.documents.xlsx.rules import validation_options
from ziping.wording import InputError, InternalFault, Message

MAX_TEXT = 32_767
_EXACT = Context(prec=EXACT_DIGITS, rounding=ROUND_HALF_EVEN)
_ALLOWED_ON_PROTECTED = dict.fromkeys(
    ("format_columns", "format_rows", "insert_columns", "insert_rows", "autofilter", "sort"), True
)
_OTHER_FORMATS = frozenset((".xls", ".et", ".ods", ".csv"))  # a wrong name makes Excel refuse or warn
_A4 = 9


def write_xlsx(workbook: Workbook, path: Path) -> None:
    """Write ``workbook`` to ``path``, whole or not at all.

    Raises :class:`InputError` when the name promises another format (.xls), when the file cannot be written or a text
    is too long for a cell, and :class:`InternalFault` for a number a sheet cannot keep exactly.
    """
    if path.suffix.lower() in _OTHER_FORMATS:
        args = {"path": str(path), "suffix": path.suffix, "better": str(path.with_suffix(".xlsx"))}
        raise InputError(Message("documents.write.other_format", args))
    content = xlsx_bytes(workbook)
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)


def xlsx_bytes(workbook: Workbook) -> bytes:
    """Return the file's content; the same workbook always gives the same bytes. Raises as :func:`write_xlsx` does."""
    from xlsxwriter import Workbook as Book

    buffer = BytesIO()
    # Every reader computes on loading; nothing is guessed from the text of a cell.
    guesses = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    book = Book(buffer, {"in_memory": True, **guesses})
    about = workbook.metadata
    book.set_properties(
        {"title": about.title, "subject": about.subject, "author": about.author, "created": about.created}
    )
    formats = _Formats(book)
    for sheet in workbook.sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    shown = [number for number, sheet in enumerate(workbook.sheets) if not sheet.hidden]
    if shown:  # the first visible sheet opens; a hidden first one cannot
        book.worksheets()[shown[0]].activate()
        book.worksheets()[shown[0]].set_first_sheet()
    for name, meaning in workbook.names:
        book.define_name(name, meaning)
    book.close()
    return buffer.getvalue()


class _Formats:
    """One format of the file for each look, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Style | Fill, Any] = {}

    def cell(self, style: Style) -> Any:
        if style not in self._made:
            self._made[style] = self._book.add_format(properties(style))
        return self._made[style]

    def highlight(self, fill: Fill) -> Any:
        if fill not in self._made:
            self._made[fill] = self._book.add_format({"bg_color": FILLS[fill]})
        return self._made[fill]


def _write_sheet(target: Any, sheet: Sheet, formats: _Formats) -> None:
    for column, width in enumerate(sheet.column_widths):
        target.set_column(column, column, float(width))
    for row, height in sheet.row_heights:
        target.set_row(row, float(height))
    styles = {(cell.row, cell.column): cell.style for cell in sheet.cells}
    for area in sheet.merges:
        look = formats.cell(styles.get((area.first_row, area.first_column), Style()))
        target.merge_range(area.first_row, area.first_column, area.last_row, area.last_column, "", look)
    for cell in sheet.cells:
        _write_cell(target, sheet.name, cell, formats.cell(_dated(cell)))
    _set_rules(target, sheet, formats)
    _set_view(target, sheet)
    _set_print(target, sheet)
    # A code or a year kept as text is meant so: no green corners.
    target.ignore_errors({"number_stored_as_text": f"A1:{a1(MAX_ROW - 1, MAX_COLUMN - 1)}"})


def _set_rules(target: Any, sheet: Sheet, formats: _Formats) -> None:
    for validation in sheet.validations:
        target.data_validation(*_corners(validation.area), validation_options(sheet.name, validation))
    for highlight in sheet.highlights:
        rule = {"type": "formula", "criteria": highlight.formula, "format": formats.highlight(highlight.fill)}
        target.conditional_format(*_corners(highlight.area), rule)


def _set_view(target: Any, sheet: Sheet) -> None:
    if sheet.freeze:
        target.freeze_panes(*sheet.freeze)
    if sheet.protected:
        target.protect("", _ALLOWED_ON_PROTECTED)
    if sheet.hidden:
        target.hide()
    if sheet.tab != "none":
        target.set_tab_color(TABS[sheet.tab])


def _dated(cell: SheetCell) -> Style:
    """Give a date a number format, without which it would show as a number."""
    if isinstance(cell.value, date) and cell.style.number_format is None:
        return replace(cell.style, number_format="yyyy-mm-dd")
    return cell.style


def _corners(area: Area) -> tuple[int, int, int, int]:
    return area.first_row, area.first_column, area.last_row, area.last_column


def _write_cell(target: Any, sheet: str, cell: SheetCell, look: Any) -> None:
    value = cell.value
    where = (cell.row, cell.column)
    if not (0 <= cell.row < MAX_ROW and 0 <= cell.column < MAX_COLUMN):
        raise InternalFault(
            Message("documents.xlsx.outside", {"sheet": sheet, "row": cell.row, "column": cell.column})
        )
    if cell.formula is not None:
        target.write_formula(*where, cell.formula, look, _cached(value))
    elif value is None:
        target.write_blank(*where, None, look)
    elif isinstance(value, bool):
        target.write_boolean(*where, value, look)
    elif isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise InputError(
                Message(
                    "documents.xlsx.text_too_long", {"sheet": sheet, "cell": a1(*where), "length": len(value)}
                )
            )
        target.write_string(*where, value, look)
    elif isinstance(value, date):  # a datetime is one too
        target.write_datetime(*where, value, look)
    else:
        target.write_number(*where, _exact(value, sheet, cell), look)
    if cell.note:
        target.write_comment(*where, cell.note, {"font_size": 10, "x_scale": 1.5})


def _exact(value: int | Decimal, sheet: str, cell: SheetCell) -> Decimal:
    """``value`` if a sheet can keep it. Passed on as Decimal: the digits in the file are then its own."""
    number = Decimal(value)
    if not number.is_finite() or _EXACT.plus(number) != number:
        args = {
            "sheet": sheet,
            "cell": a1(cell.row, cell.column),
            "value": str(value),
            "digits": EXACT_DIGITS,
        }
        raise InternalFault(Message("documents.xlsx.not_exact", args))
    return number


def _cached(value: CellValue) -> bool | str | Decimal:
    """Return a formula's result as the file shows it until it is computed anew; a result may be rounded, it is no source."""
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, date):
        return Decimal((value - date(1899, 12, 30)).days)
    return _EXACT.plus(Decimal(value))


def _set_print(target: Any, sheet: Sheet) -> None:
    setup = sheet.print_setup
    target.set_paper(_A4)
    if setup.orientation == "landscape":
        target.set_landscape()
    target.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    if setup.fit_width:
        target.fit_to_pages(setup.pages_wide, 0)
    if setup.repeat_columns:
        target.repeat_columns(*setup.repeat_columns)
    if setup.repeat_rows:
        target.repeat_rows(*setup.repeat_rows)
    if setup.centred:
        target.center_horizontally()
    if setup.page_numbers:
        target.set_footer('&C&"宋体,Regular"&10— &P —')
