"""Cells of a finished report's tables in which nothing stands, although their row was begun or the text has the figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label, Spot, Value
from ziping.checking.pages import at
from ziping.checking.register import check_document
from ziping.figures import Place
from ziping.standards import Standard
from ziping.standards.model.rules import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ziping.documents.source import Grid, GridCell
    from ziping.reading.paper import Paper

_MOST = 5
_FIGURES = "figures."
_SHOWN = 24  # characters of a label
_MOST_CELLS = 20_000  # a table of more was made by a machine, which leaves no cell out


class Blank(Struct, frozen=True):
    """A blank cell: where, which figure the form has there (``key``, empty where the form does not say), its name."""

    place: Place
    name: Value
    key: str = ""


@check_document("cells_left_blank")
def cells_left_blank(paper: Paper, context: Context) -> Outcomes:
    """No cell of an annex is blank for which the text has a figure; told once for each annex."""
    from ziping.reading.papers.table_forms import table_forms

    forms = {form.id: form for form in table_forms(context.standard)}
    in_tables = _in_tables(paper)
    blanks = paper.extracted.blanks
    for annex in paper.outline.annexes:
        form = forms.get(annex.form)
        if form is None:
            continue
        found: dict[tuple[str, str], Place] = {}
        targets = [target for row in form.rows.values() for target in row.targets]
        for target in (*targets, *form.below.values()):
            cell = (target.concept, target.stage)
            key = f"{_FIGURES}{target.concept}.{target.stage}"
            place = paper.extracted.places.get(key)
            if place is not None and place.row is None and cell not in in_tables:
                found[cell] = place
        if not found:
            yield context.passed((), annex.title)
            continue
        names: tuple[Value, ...] = tuple(Label(*cell) for cell in found)
        cells = [blanks.get(f"{_FIGURES}{concept}.{stage}") for concept, stage in found]
        own = [
            place for place in cells if place is not None and annex.first <= (place.block or 0) < annex.last
        ]
        head = paper.source.blocks[annex.first].place
        places = [head, *own[: _MOST - 1], *list(found.values())[: _MOST - 1]]
        yield at(context, places, item=annex.title, names=names, number=len(found), quote=annex.title)


@check_document("rows_left_unfinished")
def rows_left_unfinished(paper: Paper, context: Context) -> Outcomes:
    """A row of a table that was begun is filled; told once for each table, the cells by name.

    Of the pack's own forms every figure they ask for is expected where one of its row is given; of other tables and rows
    what nearly all rows have (all but one in ``of``). A blank of one of the concepts ``grave`` is an error. Rows in which every figure is 0, and
    cells for which the text has a figure (another rule's finding), are left alone.
    """
    from ziping.documents.source import Grid

    asked = {_cell(place): key for key, place in paper.extracted.blanks.items()}
    keys = {_cell(place): key for key, place in paper.extracted.places.items() if place.row is not None}
    told = _told_in_text(paper)
    grave = frozenset(context.several("grave"))
    for number, block in enumerate(paper.source.blocks):
        if not isinstance(block, Grid) or len(block.cells) > _MOST_CELLS:
            continue
        annex = paper.outline.annex(number)
        spoken = told if annex is not None else frozenset[str]()
        blanks = [one for one in _blanks(block, number, asked, context) if one.key not in spoken]
        title = annex.title if annex is not None else "／".join(paper.where.of(block.place).steps[-1:])
        if not blanks:
            yield context.passed((), title)
            continue
        severity: Severity | None = "error" if any(_concept(one.key) in grave for one in blanks) else None
        names = tuple(one.name for one in blanks)
        finding = at(
            context,
            [one.place for one in blanks],
            item=title,
            quote=title,
            severity=severity,
            names=names,
            number=len(blanks),
        )
        pairs = zip(finding.spots, blanks, strict=True)
        spots = tuple(
            Spot(spot.place, one.key or keys.get(_cell(one.place), spot.key), blank=True)
            for spot, one in pairs
        )
        yield replace(finding, spots=spots)


def _in_tables(paper: Paper) -> set[tuple[str, str]]:
    return {(one.concept, one.column) for one in paper.mentions if one.place.row is not None}


def _told_in_text(paper: Paper) -> frozenset[str]:
    """The figures that stand in the text and in no table."""
    tables = {f"{_FIGURES}{concept}.{stage}" for concept, stage in _in_tables(paper)}
    places = paper.extracted.places
    return frozenset(
        key
        for key in paper.extracted.blanks
        if key in places and places[key].row is None and key not in tables
    )


def _cell(place: Place) -> tuple[int | None, int | None, int | None]:
    return (place.block, place.row, place.column)


def _concept(key: str) -> str:
    return key.removeprefix(_FIGURES).rpartition(".")[0]


def _blanks(
    grid: Grid,
    number: int,
    asked: Mapping[tuple[int | None, int | None, int | None], str],
    context: Context,
) -> Iterator[Blank]:
    from ziping.reading.papers.grids import rows_of

    rows = rows_of(grid).own
    begun = [_figures(row) for row in rows]
    heads: dict[int, str] = {}
    since: list[int] = []
    sections: list[tuple[list[int], dict[int, str]]] = []
    for at_row, row in enumerate(rows):
        if begun[at_row]:
            since.append(at_row)
        elif sum(1 for cell in row if cell.text.strip()) > 1:
            if since:
                sections.append((since, heads))
                since, heads = [], {}
            heads = {**heads, **{cell.column: _short(cell.text) for cell in row if cell.text.strip()}}
    sections.append((since, heads))
    for own, above in sections:
        usual = _usual([rows[at_row] for at_row in own], above, context)
        for at_row in own:
            for cell in rows[at_row]:
                key = asked.get((number, cell.row, cell.column), "")
                if cell.text.strip() or cell.column == 0 or not (key or cell.column in usual):
                    continue
                if not key and not any(begun[at_row]):
                    continue  # nothing but 0 in the row
                yield Blank(grid.at(cell), _name(key, rows[at_row], cell, above, context.standard), key)


def _figures(row: Sequence[GridCell]) -> list[bool]:
    """For every figure of a row, its first column aside, whether it is other than 0."""
    from ziping.reading.papers.gathering import quantity

    texts = [cell.text.strip() for cell in row if cell.column]
    return [
        any(char in "123456789" for char in text)
        for text in texts
        if any(map(str.isdigit, text)) and quantity(text, "", "") is not None
    ]


def _usual(rows: Sequence[Sequence[GridCell]], heads: Mapping[int, str], context: Context) -> frozenset[int]:
    """The columns under a heading in which nearly all of the rows have something, most of them figures; not ``codes``.

    Nearly all: a blank for every ``of`` rows, and one in any case.
    """
    codes, of = context.several("codes"), int(context.number("of"))
    there: dict[int, int] = {}
    blank: dict[int, int] = {}
    figures: dict[int, int] = {}
    for row in rows:
        for cell in row:
            there[cell.column] = there.get(cell.column, 0) + 1
            blank[cell.column] = blank.get(cell.column, 0) + (not cell.text.strip())
            figures[cell.column] = figures.get(cell.column, 0) + bool(_figures([cell]))
    return frozenset(
        column
        for column, many in there.items()
        if column in heads
        and not any(word in heads[column] for word in codes)
        and 2 * figures[column] >= many
        and blank[column] <= max(1, many // of)
    )


def _name(
    key: str, row: Sequence[GridCell], cell: GridCell, heads: Mapping[int, str], standard: Standard
) -> Value:
    concept, stage = _concept(key), key.rpartition(".")[2]
    if concept in standard.concepts:
        return Label(concept, stage)
    label = next((one.text for one in row if one.text.strip() and not _figures([one])), "")
    heading = heads.get(cell.column) or next(
        (text for column, text in sorted(heads.items(), reverse=True) if column <= cell.column), ""
    )
    said = "／".join(part for part in (_short(label), heading) if part)
    return said or "—"


def _short(text: str) -> str:
    flat = "".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"
