"""Topics of one row an item: projects, allotments, indicators …, and what the other sheets have no cell for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from ziping.composing.workbook.desk import Desk, put_header, put_heading
from ziping.composing.workbook.grid import total_of
from ziping.composing.workbook.looks import (
    MONEY,
    NUMBERING,
    PERCENT,
    REFERENCE,
    TOTAL,
    TOTAL_LABEL,
)
from ziping.composing.workbook.page import LINE, ROW, Page
from ziping.composing.workbook.plan import Placed, totalled
from ziping.composing.workbook.rows import ListRow
from ziping.composing.workbook.sums import sum_of_column
from ziping.documents import Area, Highlight, Style, Validation
from ziping.documents.xlsx.model import a1, column_name
from ziping.report import Quantity
from ziping.standards.model.workbook import Field, Reference
from ziping.wording import Message, say

_NAMED = re.compile(r"\{(?:(?P<sheet>\w+):)?(?P<field>\w+)\}")
_TEXT = Field(field="", label="")
_LONG = Field(field="", label="", kind="long_text")
_TWO_LINES = 2 * LINE + 6


def write_list(page: Page, placed: Placed, desk: Desk, columns: Mapping[str, str]) -> None:
    """Header, sums for orientation, a row for every item and blank rows after them.

    ``columns`` names the column of every field of every list (``payments:amount`` → ``'资金支付'!$D$5:$D$64``).
    """
    put_heading(page, placed)
    _put_headings(page, placed, desk)
    if placed.total_row is not None:
        _put_totals(page, placed, placed.total_row, desk.words.total)
    for number, row in enumerate(range(placed.first, placed.last + 1)):
        item = placed.rows[number] if number < len(placed.rows) else ListRow(None)
        assert isinstance(item, ListRow), "a list holds list rows"
        page.put(0, number + 1, NUMBERING, row=row)
        _put_item(page, placed, desk, item, row)
        for reference, column in _reference_columns(placed):
            formula = _formula(reference, placed, row, columns)
            style = _reference_style(reference)
            page.put(column, None, style, row=row, formula=formula)
        page.stretch(row, _height(page, placed, item))
    _guide(page, placed, desk)


def _height(page: Page, placed: Placed, item: ListRow) -> int:
    """What the longest text of the row needs, and where long texts go, room for two lines."""
    least = ROW
    for field in placed.sheet.fields:
        value = item.value(field.field)
        if field.kind == "long_text":
            least = max(least, _TWO_LINES)
        if isinstance(value, str):
            least = max(least, page.height_for(value, placed.columns[field.field]))
    return least


def _reference_columns(placed: Placed) -> list[tuple[Reference, int]]:
    after = 1 + len(placed.columns)
    return [(reference, after + at) for at, reference in enumerate(placed.sheet.references)]


def _reference_style(reference: Reference) -> Style:
    return replace(REFERENCE, number_format=PERCENT if reference.format == "percent" else MONEY)


def _put_headings(page: Page, placed: Placed, desk: Desk) -> None:
    sheet = placed.sheet
    headings = [(0, 0, desk.words.number, "")]
    if sheet.key:
        headings.append((1, 1, f"{sheet.key}*", ""))
    for field in sheet.fields:
        at = placed.columns[field.field]
        headings.append((at, at, desk.label(sheet, field, "\n"), field.note))
    headings += [(column, column, reference.label, "") for reference, column in _reference_columns(placed)]
    put_header(page, placed.header_row, headings)


def _put_totals(page: Page, placed: Placed, row: int, word: str) -> None:
    summed = {field.field for field in totalled(placed.sheet)}
    page.put(0, word, TOTAL_LABEL, row=row)
    for name, column in placed.columns.items():
        if name not in summed:
            page.put(column, None, TOTAL_LABEL, row=row)
            continue
        typed = [item.value(name) for item in placed.rows if isinstance(item, ListRow)]
        total = total_of([one for one in typed if isinstance(one, Quantity)])
        letter = column_name(column)
        area = f"{letter}{placed.first + 1}:{letter}{placed.last + 1}"
        page.put(column, Decimal(0) if total is None else total, TOTAL, row=row, formula=sum_of_column(area))
    for _, column in _reference_columns(placed):
        page.put(column, None, TOTAL_LABEL, row=row)
    page.stretch(row, ROW)


def _put_item(page: Page, placed: Placed, desk: Desk, item: ListRow, row: int) -> None:
    sheet = placed.sheet
    if sheet.key:
        desk.put_input(page, _TEXT, item.parent, 1, row=row, to_column=1)
    for field in sheet.fields:
        column = placed.columns[field.field]
        desk.put_input(page, field, item.value(field.field), column, row=row, to_column=column)


def _guide(page: Page, placed: Placed, desk: Desk) -> None:
    """Drop-downs and hints for whole columns; a required cell lights up once its row is begun."""
    sheet = placed.sheet
    last = max(placed.columns.values())
    if sheet.key:
        source = desk.offers.columns.get(f"{sheet.of.partition('.')[0]}.name")
        if source:
            title, text = sheet.key, say(Message("composing_workbook.parent"), "zh")
            page.validations.append(
                Validation(
                    Area(placed.first, 1, placed.last, 1),
                    "list",
                    source=f"={source}",
                    title=title,
                    error_title=title,
                    error_message=text,
                )
            )
        _light_up(page, placed, 1, last)
    begun = [placed.columns[field.field] for field in sheet.fields if not _offers(placed, field)]
    for field in sheet.fields:
        column = placed.columns[field.field]
        desk.guide_typing(page, sheet, field, Area(placed.first, column, placed.last, column))
        if field.required and begun:
            _light_up(page, placed, column, last)


def _offers(placed: Placed, field: Field) -> bool:
    return any(isinstance(row, ListRow) and row.offered and field.field in row.offered for row in placed.rows)


def _light_up(page: Page, placed: Placed, column: int, last: int) -> None:
    row = placed.first + 1
    here = f"${column_name(column)}{row}"
    # An offered row is begun when something beyond what was offered is typed.
    offered = max(
        (len(item.offered) for item in placed.rows if isinstance(item, ListRow) and item.offered), default=0
    )
    begun = f"COUNTA($B{row}:${column_name(last)}{row})>{offered}"
    area = Area(placed.first, column, placed.last, column)
    page.highlights.append(Highlight(area, f"=AND({begun},LEN({here})=0)", "warning"))


def _formula(reference: Reference, placed: Placed, row: int, columns: Mapping[str, str]) -> str:
    def name(match: re.Match[str]) -> str:
        if match["sheet"]:
            return columns[f"{match['sheet']}:{match['field']}"]
        return a1(row, placed.columns[match["field"]])

    return "=" + _NAMED.sub(name, reference.formula)
