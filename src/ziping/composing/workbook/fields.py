"""Topics of one label and one cell a row, and the clerk's own paragraphs."""

from __future__ import annotations

from ziping.composing.workbook.desk import Desk, mark_missing, put_header, put_heading
from ziping.composing.workbook.looks import LABEL, LAST_YEAR, NOTE, NUMBERING
from ziping.composing.workbook.page import LINE, Page
from ziping.composing.workbook.plan import Placed
from ziping.documents import Area
from ziping.report import BLANK, Note
from ziping.report.paths import value_at
from ziping.standards.model.workbook import Field
from ziping.standards.workbook_terms import note_of, own_passages

_LONG = 5 * LINE
_PARAGRAPHS = Field(field="", label="", kind="long_text")


def write_fields(page: Page, placed: Placed, desk: Desk) -> None:
    """Label, cell, and in words what belongs there."""
    put_heading(page, placed)
    note_from = placed.value_to + 1
    put_header(
        page,
        placed.header_row,
        [
            (0, 0, desk.words.number, ""),
            (1, 1, desk.words.item, ""),
            (2, placed.value_to, desk.words.value, ""),
            (note_from, page.last_column, desk.words.note, ""),
        ],
    )
    for number, (row, field) in enumerate(
        zip(range(placed.first, placed.last + 1), placed.sheet.fields, strict=True), 1
    ):
        value = _value(field, desk)
        page.put(0, number, NUMBERING, row=row)
        page.put(1, desk.label(placed.sheet, field), LABEL, row=row, note=field.note)
        desk.put_input(page, field, value, 2, row=row, to_column=placed.value_to)
        page.put(note_from, field.note or None, NOTE, row=row, to_column=page.last_column)
        page.stretch(row, page.height_for(field.note, note_from, page.last_column))
        if field.kind == "long_text":
            page.stretch(row, page.height_for(str(value or ""), 2, placed.value_to, least=_LONG))
        desk.guide_typing(page, placed.sheet, field, Area(row, 2, row, placed.value_to))
        if field.required:
            mark_missing(page, row, 2)


def _value(field: Field, desk: Desk) -> object:
    concept, at, stage = field.field.partition("@")
    if at:
        return desk.report.figures.get(concept, {}).get(stage, BLANK)
    if note := note_of(field):
        key, part = note
        return value_at(desk.report.notes.get(key, Note()), part)
    return value_at(desk.report, field.field)


def write_own(page: Page, placed: Placed, desk: Desk) -> None:
    """A row for every place of the report where the clerk writes; last year's words beside it, not to be read."""
    put_heading(page, placed)
    words = desk.words
    put_header(
        page,
        placed.header_row,
        [
            (0, 0, words.number, ""),
            (1, 1, words.section, ""),
            (2, 2, words.paragraphs, ""),
            (3, 3, words.last_year, ""),
        ],
    )
    before = desk.last_year.narrative if desk.last_year else {}
    for number, (heading, key) in enumerate(own_passages(desk.standard.outline), 1):
        row = placed.header_row + number
        text, earlier = desk.report.narrative.get(key, ""), before.get(key, "")
        page.put(0, number, NUMBERING, row=row)
        page.put(1, heading, LABEL, row=row)
        desk.put_input(page, _PARAGRAPHS, text, 2, row=row, to_column=2)
        page.put(3, earlier or None, LAST_YEAR, row=row)
        page.stretch(row, max(page.height_for(text, 2, least=_LONG), page.height_for(earlier, 3)))
