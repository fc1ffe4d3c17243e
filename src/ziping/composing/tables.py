"""Tables inside the text: a heading, a row for every item or line, a total."""

from __future__ import annotations

from fractions import Fraction

from ziping.composing.pieces import Piece, runs_of
from ziping.composing.speaking import Here, Speaker, phrase
from ziping.documents import Cell, Row, TableGrid
from ziping.standards.model.sections import Column, Passage


def table_of(passage: Passage, speaker: Speaker, here: Here) -> TableGrid | None:
    """The table, or ``None`` when it is about items and there are none."""
    columns = passage.table
    rows: list[Row] = []
    if passage.lines:
        rows = [_row(line, columns, speaker, here) for line in passage.lines]
    else:
        items = [item for item in here.each(passage.each) if speaker.holds(passage.when, item)]
        rows = [_row(tuple(column.value for column in columns), columns, speaker, item) for item in items]
    if not rows:
        return None
    if passage.total:
        rows.append(_row(passage.total, columns, speaker, here, bold=True))
    heading = Row(
        tuple(Cell(column.heading, align="center", shade="light", small=True) for column in columns)
    )
    widths = tuple(Fraction(column.width) for column in columns)
    return TableGrid(widths, (heading, *rows), header_rows=1)


def _row(
    templates: tuple[str, ...],
    columns: tuple[Column, ...],
    speaker: Speaker,
    here: Here,
    *,
    bold: bool = False,
) -> Row:
    return Row(
        tuple(
            Cell(runs_of(_cell(template, speaker, here)), align=column.align, bold=bold, small=True)
            for template, column in zip(templates, columns, strict=True)
        )
    )


def _cell(template: str, speaker: Speaker, here: Here) -> list[Piece]:
    """The content of a cell; a gap is short here, its row and column say what is missing."""
    return speaker.say(template, here, blank=phrase("gap_short"), undefined=phrase("undefined_short"))
