"""Topics of concepts by stages: the budget table, with the sums of its parts beneath for orientation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ziping.composing.workbook.desk import Desk, mark_missing, put_header, put_heading
from ziping.composing.workbook.looks import (
    BLOCK,
    CLOSED,
    LABEL,
    NOTE,
    NUMBERING,
    REFERENCE,
    REFERENCE_LABEL,
    SUBHEAD,
    indented,
)
from ziping.composing.workbook.page import Page
from ziping.composing.workbook.plan import Placed
from ziping.composing.workbook.sums import difference_of, sum_of, unclear
from ziping.documents import Area, Highlight
from ziping.documents.xlsx.model import a1
from ziping.report import BLANK, Note, Quantity
from ziping.standards.model.workbook import Field, GridRow
from ziping.standards.workbook_terms import open_stages, row_label, stage_heading

Book = Mapping[str, Mapping[str, Quantity]]
Places = Mapping[tuple[str, str], int]  # (concept, stage) → the row where it is filled
_MONEY = "万元"
_WORDS = Field(field="", label="", kind="long_text")


def write_grid(page: Page, placed: Placed, desk: Desk) -> None:
    """One row a concept, one column a stage; what is not to be filled says ——."""
    put_heading(page, placed)
    _put_headings(page, placed, desk)
    book: Book = desk.report.archive if placed.sheet.of == "archive" else desk.report.figures
    places = {
        (row.concept, stage): placed.first + at
        for at, row in enumerate(placed.sheet.rows)
        for stage in open_stages(placed.sheet, row, desk.standard)
    }
    number = 0
    for at, row in enumerate(placed.sheet.rows):
        page.row = placed.first + at
        page.stretch(page.row, page.height_for(row.note, placed.columns["source"]))
        if row.heading:
            page.put(0, row.heading, SUBHEAD, to_column=page.last_column)
            continue
        if not row.concept:
            _put_sum(page, placed, row, places, book, f"{row.label}（{desk.words.total}）")
            continue
        number += 1
        page.put(0, number, NUMBERING)
        _put_row(page, placed, row, desk, book)
    _put_reference(page, placed, desk, places, book)


def _put_headings(page: Page, placed: Placed, desk: Desk) -> None:
    headings = [(0, 0, desk.words.number, ""), (1, 1, desk.words.item, "")]
    stages = desk.standard.stages
    for stage in placed.sheet.stages:
        at = placed.columns[stage]
        headings.append(
            (at, at, stage_heading(placed.sheet, stages[stage], desk.report.year), stages[stage].label.zh)
        )
    if placed.sheet.notes:
        at = placed.columns["reason"]
        headings += [(at, at, desk.words.reason, ""), (at + 1, at + 1, desk.words.document, "")]
    at = placed.columns["source"]
    headings.append((at, page.last_column, desk.words.source, ""))
    put_header(page, placed.header_row, headings)


def _put_row(page: Page, placed: Placed, row: GridRow, desk: Desk, book: Book) -> None:
    concept = desk.standard.concepts[row.concept]
    unit = "" if concept.unit == _MONEY else f"（{concept.unit}）"
    label = f"{row_label(row, desk.standard)}{unit}{'*' if row.required else ''}"
    source = row.note or (concept.found_in.zh if concept.found_in else "")
    page.put(1, label, indented(LABEL, row.indent), note=source)
    kept = book.get(row.concept, {})
    filled = open_stages(placed.sheet, row, desk.standard)
    cell = Field(
        field=row.concept,
        label=row_label(row, desk.standard),
        kind="money" if not unit else "integer",
        note=source,
    )
    for stage in placed.sheet.stages:
        column = placed.columns[stage]
        if stage not in filled:
            page.put(column, desk.words.closed, CLOSED)
            continue
        desk.put_input(page, cell, kept.get(stage, BLANK), column, row=page.row, to_column=column)
        desk.guide_typing(page, placed.sheet, cell, Area(page.row, column, page.row, column))
        if stage in row.required:
            mark_missing(page, page.row, column)
    if placed.sheet.notes:
        note = desk.report.notes.get(row.concept, Note())
        at = placed.columns["reason"]
        desk.put_input(page, _WORDS, note.reason, at, row=page.row, to_column=at)
        desk.put_input(page, _WORDS, note.document, at + 1, row=page.row, to_column=at + 1)
        page.stretch(page.row, max(page.height_for(note.reason, at), page.height_for(note.document, at + 1)))
    page.put(placed.columns["source"], source or None, NOTE, to_column=page.last_column)


def _put_reference(page: Page, placed: Placed, desk: Desk, places: Places, book: Book) -> None:
    """Beneath the grid: what the parts of each typed total add up to, and by how much the total differs."""
    totals = [row for row in placed.sheet.rows if row.concept and row.total_of]
    if not totals:
        return
    page.row = placed.last + 2
    page.put(0, desk.words.reference, BLOCK, to_column=page.last_column)
    labels = {row.concept: row_label(row, desk.standard) for row in placed.sheet.rows if row.concept}
    for row in totals:
        parts = "＋".join(labels.get(part, part) for part in row.total_of)
        page.row += 1
        _put_sum(page, placed, row, places, book, f"{labels[row.concept]} {desk.words.total}", parts)
        page.row += 1
        _put_difference(page, placed, row, places, book, f"{labels[row.concept]} {desk.words.difference}")


def _put_sum(
    page: Page,
    placed: Placed,
    row: GridRow,
    places: Places,
    book: Book,
    label: str,
    parts: str = "",
) -> None:
    page.put(0, None, NUMBERING)
    page.put(1, label, indented(REFERENCE_LABEL, row.indent))
    for stage in placed.sheet.stages:
        column = placed.columns[stage]
        cells = [a1(places[part, stage], column) for part in row.total_of if (part, stage) in places]
        if not cells:
            page.put(column, None, REFERENCE)
            continue
        values = [book.get(part, {}).get(stage, BLANK) for part in row.total_of]
        page.put(column, total_of(values, _MONEY), REFERENCE, formula=sum_of(cells))
    page.put(
        placed.columns[placed.sheet.stages[-1]] + 1,
        parts or None,
        REFERENCE_LABEL,
        to_column=page.last_column,
    )
    page.stretch(
        page.row, page.height_for(parts, placed.columns[placed.sheet.stages[-1]] + 1, page.last_column)
    )


def _put_difference(page: Page, placed: Placed, row: GridRow, places: Places, book: Book, label: str) -> None:
    page.put(0, None, NUMBERING)
    page.put(1, label, indented(REFERENCE_LABEL, row.indent))
    for stage in placed.sheet.stages:
        column = placed.columns[stage]
        if (row.concept, stage) not in places:
            page.put(column, None, REFERENCE)
            continue
        typed, added = a1(places[row.concept, stage], column), a1(page.row - 1, column)
        values = [book.get(part, {}).get(stage, BLANK) for part in row.total_of]
        total, parts = value_of(book.get(row.concept, {}).get(stage, BLANK), _MONEY), total_of(values, _MONEY)
        difference = total - parts if total is not None and isinstance(parts, Decimal) else None
        page.put(column, difference, REFERENCE, formula=difference_of(typed, added))
        here = a1(page.row, column)
        area = Area(page.row, column, page.row, column)
        page.highlights.append(Highlight(area, f"=AND(ISNUMBER({here}),{here}<>0)", "warning"))
    page.put(placed.columns[placed.sheet.stages[-1]] + 1, None, REFERENCE_LABEL, to_column=page.last_column)
    page.stretch(page.row, page.height_for("", 1))


def value_of(quantity: Quantity, unit: str = "") -> Decimal | None:
    """The number a spreadsheet would see, for cached results only; with ``unit`` behind it too."""
    figure = quantity.figure()
    return figure.value if figure.plain and str(figure.unit or "") in ("", unit) else None


def total_of(quantities: Sequence[Quantity], unit: str = "") -> Decimal | str | None:
    """What a live sum of ``quantities`` shows, for cached results only: blank where all are."""
    if all(one.blank for one in quantities):
        return None
    figures = [one for one in quantities if one.figure().known]
    values = [value for one in figures if (value := value_of(one, unit)) is not None]
    return sum(values, Decimal(0)) if len(values) == len(figures) else unclear()
