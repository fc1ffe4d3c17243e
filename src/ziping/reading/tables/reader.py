"""A table understood: its heads and labels, its figures, and what they claim of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ziping.documents.source import Grid
from ziping.figures import Dimension, Unit
from ziping.figures.folding import fold
from ziping.reading.claims import Claim, Mention
from ziping.reading.tables.balances import balances
from ziping.reading.tables.cells import Embedded, Seen, Sheet, is_misgrouped
from ziping.reading.tables.column_sums import ColumnSums
from ziping.reading.tables.columns import segment_of
from ziping.reading.tables.forms import breakdowns, equal_sides, mark_groups, mark_totals
from ziping.reading.tables.heads import segments
from ziping.reading.tables.labels import unit_line
from ziping.reading.tables.lexicon import lexicon
from ziping.reading.tables.lines import Mentions, embedded_in, grained, read_lines, spot_of
from ziping.reading.tables.model import Heading, Segment, Spot, TableReading
from ziping.reading.tables.ratios import Ratios, turned
from ziping.reading.tables.row_sums import RowSums, Sum
from ziping.wording import Message

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
Inside = list[tuple[Seen, list[tuple[Embedded, Spot]]]]


def read_table(grid: Grid, *, unit_hint: Unit | None, above: str = "") -> TableReading:
    """``grid`` understood.

    ``above`` is the text right above the table, where its unit line (单位：万元) may stand; a unit line within the table
    goes before it, and ``unit_hint``, the unit the document uses elsewhere, after it. Claims that do not hold are given
    only for structures that other figures or plain words support.
    """
    sheet = Sheet(grid)
    unit = _unit_within(sheet) or unit_line(above)
    mentions = Mentions(sheet)
    parts = [segment_of(sheet, head, body, unit or unit_hint) for head, body in segments(sheet)]
    empties = [
        empty for part in parts for block in part.blocks for empty in read_lines(mentions, part, block)
    ]
    inside = [_inside(mentions, part) for part in parts]
    spots = [
        spot for part in parts for block in part.blocks for line in block.lines for spot in line.spots if spot
    ]
    more = [spot for cells in inside for _, found in cells for _, spot in found]
    _with_grain([*spots, *(spot for spot in more if spot.mention.figure.known)])
    open_ended = _open_ended(grid, parts, above, stated=unit is not None)
    claims, marks = _claims(mentions, parts, inside, open_ended=open_ended)
    known = [spot.mention for spot in (*spots, *more) if spot.mention.figure.known]
    empties += [spot.mention for spot in more if not spot.mention.figure.known]
    return TableReading(
        _in_order([*known, *marks]),
        tuple(claims),
        tuple(_headings(parts)),
        tuple(_row_labels(parts)),
        (*_notices(unit, unit_hint, spots), *_misread(parts)),
        _in_order(empties),
    )


def _unit_within(sheet: Sheet) -> Unit | None:
    """A unit line among the cells."""
    for one in sheet.seen:
        if one.worded and "单位" in one.text and not one.long:
            found = unit_line(one.text)
            if found is not None:
                return found
    return None


def _inside(mentions: Mentions, segment: Segment) -> Inside:
    return [
        (one, [(part, spot_of(mention, one.cell.row, one.cell.column)) for part, mention in found])
        for one, found in embedded_in(mentions, segment)
    ]


def _with_grain(spots: Sequence[Spot]) -> None:
    fine = grained([spot.mention for spot in spots])
    for spot in spots:
        spot.mention = fine[id(spot.mention)]


def _open_ended(grid: Grid, parts: Sequence[Segment], above: str, *, stated: bool) -> bool:
    """Whether rows may be missing: a choice of rows, or a table on a page that does not both begin and end here plainly."""
    heads = [text for part in parts for column in part.columns for text in column.path]
    if grid.guessed or any(word in text for word in lexicon().selection for text in (above, *heads)):
        return True
    if grid.place.page is None:
        return False
    last = [block.lines[-1] for part in parts[-1:] for block in part.blocks if block.lines]
    ends = any(line.rank for line in last)
    begins = (stated or "表" in above) and bool(parts and parts[0].head)
    return not (begins and ends)


def _claims(
    mentions: Mentions, parts: Sequence[Segment], inside: Sequence[Inside], *, open_ended: bool
) -> tuple[list[Claim], list[Mention]]:
    blocks = [block for part in parts for block in part.blocks]
    ratios = [claim for block in blocks for claim in Ratios(block).read()]
    ratios += [claim for block in map(turned, blocks) if block is not None for claim in Ratios(block).read()]
    sums = mark_totals(parts)
    marks: list[Mention] = []
    for part in parts:
        grouped, found = mark_groups(mentions, part)
        sums += grouped
        marks += found
    sums += breakdowns(parts, inside)
    settled = {id(one.total) for one in sums}
    for part in parts:
        for block in part.blocks:
            rows = RowSums(block, open_ended=open_ended).sums()
            sums += [one for one in rows if id(one.total) not in settled]
            sums += ColumnSums(block).sums()
            sums += balances(block)
    claims = [_claim(one) for one in sums]
    sides = [claim for part in parts for claim in equal_sides(part)]
    return [*claims, *ratios, *sides], marks


def _claim(one: Sum) -> Claim:
    weights = tuple(sign for sign, _ in one.parts)
    mention = one.total.mention
    return Claim(
        "partial_sum" if one.partial else "sum",
        mention,
        tuple(spot.mention for _, spot in one.parts),
        _formula(weights),
        one.words,
        mention.place,
        weights,
        plain=one.plain,
    )


def _formula(weights: Sequence[int]) -> str:
    """``a+b-c``; of a long sum the beginning."""
    shown = [("-" if weight < 0 else "+") + letter for weight, letter in zip(weights, _LETTERS, strict=False)]
    return "".join(shown).removeprefix("+") + ("+…" if len(weights) > len(_LETTERS) else "")


def _misread(parts: Sequence[Segment]) -> Iterable[Message]:
    """Figures whose thousands are not set off in threes, and text that looks like a figure but is none."""
    for part in parts:
        for block in part.blocks:
            for line in block.lines:
                for spot in line.spots:
                    if spot is not None and "," in fold(spot.mention.figure.written):
                        figure = spot.mention.figure
                        if is_misgrouped(figure):
                            args = {"label": line.raw, "row": line.row + 1, "read": figure.written.strip()}
                            yield Message("reading.tables.grouping", args)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    unique = {id(mention): mention for mention in mentions}.values()
    return tuple(
        sorted(unique, key=lambda one: (one.place.row or 0, one.place.column or 0, one.place.start or 0))
    )


def _headings(parts: Sequence[Segment]) -> Iterable[Heading]:
    for part in parts:
        if part.body:
            for column in part.columns:
                path = tuple(" ".join(cell.text.split()) for cell in column.head)
                if path:
                    yield Heading(path, column.index, part.body[0], part.body[-1], column.unit)


def _row_labels(parts: Sequence[Segment]) -> Iterable[Heading]:
    for part in parts:
        for block in part.blocks:
            first, last = block.figures[0].index, block.figures[-1].index
            for line in block.lines:
                if line.raw:
                    yield Heading((*line.outer, line.raw), line.row, first, last)


def _notices(stated: Unit | None, hint: Unit | None, spots: Sequence[Spot]) -> tuple[Message, ...]:
    """A table of amounts without a unit line takes the unit of the document, and says so."""
    if stated is not None:
        return ()
    figures = [spot.mention.figure for spot in spots]
    if hint is not None and any(f.unit is hint for f in figures):
        return (Message("reading.tables.unit_from_document", {"unit": str(hint)}),)
    bare = any(f.unit is None and f.digits for f in figures)
    money = any(f.unit is not None and f.unit.dimension is Dimension.MONEY for f in figures)
    return (Message("reading.tables.no_unit"),) if bare and not money else ()
