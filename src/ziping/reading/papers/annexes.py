"""Every table of a document that the pack knows, read into concepts."""

from __future__ import annotations

from typing import Final

from ziping.documents.source import Grid, Passage, Source
from ziping.reading.papers.gathering import Gathering, unit_line
from ziping.reading.papers.heads import bare
from ziping.reading.papers.shapes import Outline
from ziping.reading.papers.table_forms import TableForm, other_names, table_forms
from ziping.reading.papers.table_reading import TableReading

_ENOUGH: Final = 3
_LOOKED_AT: Final = 400  # cells: a table says early what it is
_ABOVE: Final = 4  # lines in which the unit of money is looked for


def read_tables(source: Source, outline: Outline, gathering: Gathering, year: int | None) -> frozenset[int]:
    """Read every table; the blocks of those that were understood."""
    forms = table_forms(gathering.standard)
    understood: set[int] = set()
    reading: TableReading | None = None
    of_annex = None
    for number, block in enumerate(source.blocks):
        if not isinstance(block, Grid) or block.inside is not None:
            continue
        annex = outline.annex(number)
        if annex is None or annex is not of_annex or reading is None:
            form = _form(block, forms, gathering, annex.form if annex else "", outline.section(number))
            of_annex = annex
            reading = None
            if form is None:
                continue
            if not form.tells:
                understood.add(number)
                continue
            named = annex is not None and annex.form == form.id
            reading = TableReading(form, gathering, year, _unit(source, number), named=named)
        before = reading.known
        reading.read(block)
        if reading.known > before:
            understood.add(number)
    return frozenset(understood)


def _form(
    grid: Grid, forms: tuple[TableForm, ...], gathering: Gathering, named: str, section: str
) -> TableForm | None:
    """The table of the pack that ``grid`` is: the annex it stands in says so, else its labels do."""
    names = other_names(gathering.standard)
    keys = {key for cell in grid.cells[:_LOOKED_AT] if len(cell.text) < 40 and (key := bare(cell.text))}  # noqa: PLR2004 - a label
    best, most = None, 0
    for form in forms:
        if form.id == named:
            return form
        labels = {*form.rows, *form.below, *form.inline, *form.headings}
        hits = 2 * len(keys & labels) + 2 * len(
            {names[key] for key in keys - labels if key in names} & labels
        )
        hits += 1 if section and form.section == section else 0
        if hits > most:
            best, most = form, hits
    return best if most >= 2 * _ENOUGH else None


def _unit(source: Source, number: int) -> str:
    """The unit of money a line above the table gives."""
    for block in reversed(source.blocks[max(0, number - _ABOVE) : number]):
        if isinstance(block, Grid):
            break
        if isinstance(block, Passage) and (unit := unit_line(block.text)):
            return unit
    return ""
