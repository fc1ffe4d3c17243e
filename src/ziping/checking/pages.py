"""What checks of documents share: findings at places of the document, its paragraphs by role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ziping.checking.context import Context
from ziping.checking.findings import Finding, Spot, Value
from ziping.figures import Place
from ziping.reading.claims import AT
from ziping.standards.model.rules import Severity

if TYPE_CHECKING:
    from ziping.documents.source import GridCell, Passage
    from ziping.reading.paper import Paper

_TEXT = (
    "title",
    "heading",
    "body",
    "note",
    "signature",
    "date",
    "attachment_list",
    "annex_mark",
    "annex_title",
)


def at(
    context: Context,
    places: Iterable[Place],
    *,
    item: str = "",
    quote: str = "",
    severity: Severity | None = None,
    **args: Value,
) -> Finding:
    """A finding of the rule at ``places`` of the document it is tried on."""
    paper = context.setting.paper
    assert paper is not None, "only documents have such places"
    finding = context.finding((), item=item, quote=quote, severity=severity, also=args)
    spots = tuple(Spot(paper.where.of(place), _key(place)) for place in places)
    return replace(finding, spots=spots, at=spots[0].key if spots else "")


def _key(place: Place) -> str:
    steps = (place.block, place.row, place.column, place.start)
    return AT + ":".join("" if step is None else str(step) for step in steps)


def last_heading(paper: Paper) -> Place:
    """The last heading of the text itself, where something missing would be added; the first block without any."""
    places = [heading.place for heading in paper.outline.headings if heading.kind != "item"]
    return places[-1] if places else paper.source.blocks[0].place


def blocks_of(paper: Paper, *roles: str) -> Iterator[Passage]:
    """The paragraphs that play one of ``roles`` (all that are read, without any)."""
    from ziping.documents.source import Passage

    wanted = roles or _TEXT
    for block, role in zip(paper.source.blocks, paper.outline.roles, strict=True):
        if isinstance(block, Passage) and role in wanted:
            yield block


def texts_of(paper: Paper) -> Sequence[tuple[str, Place]]:
    """Every paragraph and every cell that is read, with its place; gathered once, for many rules go through them."""
    known: Sequence[tuple[str, Place]] | None = paper.__dict__.get("_texts")
    if known is None:
        known = paper.__dict__["_texts"] = tuple(_texts(paper))
    return known


def _texts(paper: Paper) -> Iterator[tuple[str, Place]]:
    from ziping.documents.source import Passage

    for block, role in zip(paper.source.blocks, paper.outline.roles, strict=True):
        if not isinstance(block, Passage):
            for cell in block.cells:
                if cell.text.strip():
                    yield cell.text, block.at(cell)
        elif role in _TEXT:
            yield block.text, block.place


def under(paper: Paper, section: str) -> Iterator[Passage]:
    """The paragraphs under the heading of a section of the pack, those under the headings below it included."""
    from ziping.documents.source import Passage

    heading = next((one for one in paper.outline.headings if one.section == section), None)
    for number, block in enumerate(paper.source.blocks) if heading is not None else ():
        if isinstance(block, Passage) and heading in paper.outline.path(number):
            yield block


def cells_of(paper: Paper) -> Iterator[tuple[GridCell, Place]]:
    """Every cell of every table."""
    for grid in paper.source.grids:
        for cell in grid.cells:
            yield cell, grid.at(cell)
