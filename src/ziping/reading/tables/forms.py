"""What the forms of performance reports claim beyond rows and columns: marks to their totals, breakdowns, equal sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ziping.figures import Figure
from ziping.reading.claims import Claim, Mention
from ziping.reading.tables.adding import Outcome, Part, like, outcome
from ziping.reading.tables.cells import Embedded, Seen
from ziping.reading.tables.lexicon import lexicon
from ziping.reading.tables.lines import Mentions, spot_of
from ziping.reading.tables.model import Block, Column, Line, Segment, Spot
from ziping.reading.tables.row_sums import Sum

_MARKS = re.compile(r"[(（]\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分\s*[)）]")
_WHOLE = 3
_HELD = {Outcome.HOLDS, Outcome.WEAK}


# --- marks ----------------------------------------------------------------------------------------------------------


def mark_totals(segments: Sequence[Segment]) -> list[Sum]:
    """总分 against all marks above it, in its own table or in all tables of the form, whichever is right."""
    made: list[Sum] = []
    for number, segment in enumerate(segments):
        for block in segment.blocks:
            for line in block.lines:
                if line.rank:
                    made += _marks_of_line(segments[: number + 1], block, line)
    return made


def _marks_of_line(segments: Sequence[Segment], block: Block, line: Line) -> list[Sum]:
    wanted = [
        (at, word)
        for at, column in enumerate(block.figures)
        if line.spots[at] is not None and (word := _mark_word(column)) is not None
    ]
    best: list[Sum] = []
    most = 0
    for scope in (segments, []) if len(segments) > 1 else ([],):
        sums = []
        held = 0
        for at, word in wanted:
            total = line.spots[at]
            assert total is not None
            parts = [(1, spot) for spot in _marks(scope, word, line.row)] if scope else _own(block, at, line)
            result = outcome(total, parts, 0)
            held += result in _HELD
            if result is not Outcome.UNBOUND:
                plain = result is not Outcome.FAILS or not _rounded(total, parts)
                sums.append(Sum(total, tuple(parts), partial=False, plain=plain, words=line.raw))
        if held > most:
            best, most = sums, held
    return best


def _rounded(total: Spot, parts: Sequence[Part]) -> bool:
    """Whether the total is the sum of the marks, rounded to the digits it is written with."""
    made = sum((one.mention.figure.base for _, one in parts), start=Fraction(0))
    figure = total.mention.figure
    return abs(made - figure.base) * 2 <= Fraction(1, 10**figure.digits)


def _mark_word(column: Column) -> str | None:
    words = (*lexicon().full, *lexicon().reached)
    return next((word for word in words if column.own.endswith(word)), None)


def _marks(segments: Sequence[Segment], word: str, before: int) -> Iterator[Spot]:
    for segment in segments:
        for block in segment.blocks:
            for at, column in enumerate(block.figures):
                if column.own.endswith(word):
                    yield from (spot for _, spot in _own(block, at, None) if spot.row < before)


def _own(block: Block, at: int, total: Line | None) -> list[Part]:
    return [
        (1, spot)
        for line in block.lines
        if not line.rank and (total is None or line.row < total.row) and (spot := line.spots[at]) is not None
    ]


def mark_groups(mentions: Mentions, segment: Segment) -> tuple[list[Sum], list[Mention]]:
    """“产出指标（35分）” against the marks of its rows, and merged cells of marks against the finer ones beside them."""
    made: list[tuple[Sum, Outcome]] = []
    found: list[Mention] = []
    for block in segment.blocks:
        columns = [at for at, column in enumerate(block.figures) if column.own.endswith(lexicon().full)]
        if not columns:
            continue
        for label, total in _labelled(mentions, segment):
            first = _within(block, columns[-1], label)
            result = outcome(total, first, 0)
            if result not in {Outcome.UNBOUND, Outcome.TRIVIAL}:
                found.append(total.mention)
                made.append((Sum(total, tuple(first), partial=False, plain=True, words=label.text), result))
        for outer, inner in pairwise(columns):
            made += _nested(mentions, block, outer, inner)
    held = sum(result in _HELD for _, result in made)
    return [one for one, result in made if result in _HELD or 2 * held >= len(made) > held], found


def _labelled(mentions: Mentions, segment: Segment) -> Iterator[tuple[Seen, Spot]]:
    for row in segment.body:
        for one in mentions.sheet.rows[row]:
            match = _MARKS.search(one.cell.text) if one.worded and "分" in one.text else None
            if match is None or one.long:
                continue
            part = Embedded(one.text, Figure.parse(match[1], "分"), match.start(1), match.end(1))
            yield one, spot_of(mentions.of_part(one, part, None, ""), row, one.cell.column)


def _within(block: Block, at: int, label: Seen) -> list[Part]:
    rows = range(label.cell.row, label.cell.row + label.cell.row_span)
    return [
        (1, spot)
        for line in block.lines
        if line.row in rows and not line.rank and (spot := line.spots[at]) is not None
    ]


def _nested(mentions: Mentions, block: Block, outer: int, inner: int) -> list[tuple[Sum, Outcome]]:
    made: list[tuple[Sum, Outcome]] = []
    for line in block.lines:
        total = line.spots[outer]
        if total is None or line.rank:
            continue
        cell = mentions.sheet.at(line.row, block.figures[outer].index)
        assert cell is not None
        parts = _within(block, inner, cell)
        result = outcome(total, parts, 0)
        if result not in {Outcome.UNBOUND, Outcome.TRIVIAL}:
            made.append((Sum(total, tuple(parts), partial=False, plain=True, words=line.raw), result))
    return made


# --- breakdowns in cells --------------------------------------------------------------------------------------------


def breakdowns(
    segments: Sequence[Segment], inside: Sequence[list[tuple[Seen, list[tuple[Embedded, Spot]]]]]
) -> list[Sum]:
    """“基本支出：… 项目支出：…” in the cells below 按支出性质分, against the 年度资金总额 above them."""
    made: list[Sum] = []
    totals: list[Spot] = []
    for segment, cells in zip(segments, inside, strict=True):
        for head in {id(c.head[-1]): c.head[-1] for c in segment.columns if c.head}.values():
            column = next(c for c in segment.columns if c.head and c.head[-1] is head)
            if not lexicon().heads("breakdown", column.own) or not totals:
                continue
            covered = range(head.column, head.column + head.col_span)
            group = [part for one, parts in cells if one.cell.column in covered for part in parts]
            made += _breakdown(totals, group)
        totals = _amounts(segment) or totals
    return made


def _amounts(segment: Segment) -> list[Spot]:
    return [
        spot
        for block in segment.blocks
        for line in block.lines
        if lexicon().heads("amount_total", line.label)
        for spot, column in zip(line.spots, block.figures, strict=True)
        if spot is not None and column.added and _mark_word(column) is None
    ]


def _breakdown(totals: Sequence[Spot], group: Sequence[tuple[Embedded, Spot]]) -> list[Sum]:
    known: list[Part] = [(1, spot) for _, spot in group if spot.mention.figure.known]
    if not known:
        return []
    step = min(spot.step for _, spot in known)
    tried = [(total, like(total, known)) for total in totals]
    right = next((one for one in tried if outcome(*one, min(step, one[0].step)) in _HELD), None)
    words = group[0][0].label
    if right is not None:
        return [Sum(right[0], tuple(right[1]), partial=False, plain=True, words=words)]
    if len(known) < len(group) or len(known) < len(("a", "b")):
        return []
    total, parts = tried[min(1, len(tried) - 1)]
    return [Sum(total, tuple(parts), partial=False, plain=True, words=words)] if parts else []


# --- two sides ------------------------------------------------------------------------------------------------------


def equal_sides(segment: Segment) -> list[Claim]:
    """收入总计 and 支出总计 side by side are the same amount."""
    made: list[Claim] = []
    for left, right in zip(segment.blocks, segment.blocks[1:], strict=False):
        rows = {line.row: line for line in right.lines if line.rank == _WHOLE}
        for line in left.lines:
            other = rows.get(line.row)
            if line.rank != _WHOLE or other is None:
                continue
            for one, two in _paired(left, right):
                first, second = line.spots[one], other.spots[two]
                if first is None or second is None or not like(first, [(1, second)]):
                    continue
                made.append(
                    Claim(
                        "equal",
                        first.mention,
                        (second.mention,),
                        "a",
                        f"{line.raw} | {other.raw}",
                        first.mention.place,
                    )
                )
    return made


def _paired(left: Block, right: Block) -> list[tuple[int, int]]:
    """Columns of the same head on both sides; else a single one and the total of the other side, or its only one."""
    ones = [at for at, column in enumerate(left.figures) if column.added]
    others = [at for at, column in enumerate(right.figures) if column.added]
    same = [
        (one, other)
        for one in ones
        for other in others
        if left.figures[one].own and left.figures[one].own == right.figures[other].own
    ]
    if len(same) == len(ones) and len({other for _, other in same}) == len(same):
        return same
    total = [at for at in others if lexicon().rank(right.figures[at].own)] or (
        others if len(others) == 1 else []
    )
    return [(ones[0], total[0])] if len(ones) == 1 and total else []
