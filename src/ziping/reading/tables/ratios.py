"""Columns that follow from others in the same row: rates, shares, growth, differences, price × count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from ziping.figures import Figure, Verdict, judge_ratio, judge_sum
from ziping.figures import unit as unit_written
from ziping.reading.claims import Claim
from ziping.reading.tables.balances import is_balance
from ziping.reading.tables.labels import year_named
from ziping.reading.tables.lexicon import Follows, lexicon
from ziping.reading.tables.model import SCALE, Block, Column, Line, Spot

_PERCENT = unit_written("%")
_FORMULAS = {"rate": "a/b", "share": "a/b", "growth": "(a-b)/b", "difference": "a-b", "product": "a*b"}
_IN_ROWS = {"rate", "growth"}
_GENERIC = {"金额", "额", "率", "%", "比例", "比率", "百分比", "幅度", "绝对数", "相对数"}
_NUMBERED = re.compile(r"^[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.]?")
_MOST_ROWS = 200
_MOST_TOTALS = 6
_MOST_READINGS = (
    100  # of one column; there are that many only in tables of dozens of columns with the same heads
)
_LIKELY = 24
_MOST_PAIRS = 1000
_TRIED_ROWS = 16
_GOOD = {Verdict.EXACT, Verdict.ROUNDING, Verdict.TRUNCATION}


Triple: TypeAlias = tuple[Spot, Spot, Spot]
"""A figure that follows from two others, and these."""


class Reading(Struct):
    """A column read as following from two others; ``under`` is a row for a share."""

    follows: Follows
    column: int
    over: int
    under: int
    percent: bool
    good: int = 0
    telling: int = 0
    bad: int = 0
    verdicts: list[tuple[Triple, Verdict]] = field(default_factory=list)  # of each row that has all three


class Ratios:
    """The columns of one block that follow from others."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.columns = block.figures
        self.lines = [line for line in block.lines if not line.silent]
        self.claims: list[Claim] = []

    def read(self) -> list[Claim]:
        """Every such claim; the reading of the heads is the one most rows agree with."""
        for at, column in enumerate(self.columns):
            readings = [reading for follows in _rules(column) for reading in self._readings(at, follows)]
            if not readings:
                continue
            readings = self._likely(readings)
            for reading in readings:
                self._weigh(reading)
            best = max(readings, key=lambda one: (one.telling, one.good, -one.bad))
            first = readings[0]
            only = first.follows.sure and first.bad == 1 and not any(reading.good for reading in readings)
            self._claim(first if only else best, only=only)
        return self.claims

    def _readings(self, at: int, follows: Follows) -> Iterator[Reading]:
        if not any(line.spots[at] for line in self.lines):
            return
        forms = (True, False) if follows.kind in {"rate", "share", "growth"} else (False,)
        over = self._fitting(follows.over, at)
        if follows.kind == "share":
            totals = [row for row, line in enumerate(self.lines) if line.rank][-_MOST_TOTALS:]
            pairs = list(product(over, totals))
        else:
            under = self._fitting(follows.under, at)
            pairs = [(one, other) for one, other in product(over, under) if one != other]
            pairs = self._nearest(pairs, at) + self._by_years(follows, at)
        for (one, other), percent in product(list(dict.fromkeys(pairs))[:_MOST_PAIRS], forms):
            yield Reading(follows, at, one, other, percent)

    def _fitting(self, words: Sequence[str], at: int) -> list[int]:
        """Columns whose heads have one of the words, those with the first words first, rates left out."""
        found: dict[int, None] = {}
        for word in words:
            for other, column in enumerate(self.columns):
                apart = lexicon().heads("percent", column.own or column.words)
                if other != at and not apart and word in column.words:
                    found[other] = None
        return list(found)

    def _nearest(self, pairs: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
        """The pairs whose heads share most with the head of the rate (规模控制率: of 实际规模 and 批复规模)."""
        head = self.columns[at].own
        shared = {
            pair: sum(head[i : i + 2] in self.columns[c].words for c in pair for i in range(len(head) - 1))
            for pair in pairs
        }
        most = max(shared.values(), default=0)
        return [pair for pair in pairs if shared[pair] == most]

    def _by_years(self, follows: Follows, at: int) -> list[tuple[int, int]]:
        """Columns of two years: the later over the earlier."""
        if follows.kind not in {"growth", "difference"} or follows.falls:
            return []
        years = {
            other: year
            for other, c in enumerate(self.columns)
            if (year := year_named(c.words)) and other != at
        }
        return [
            (one, other)
            for one, other in product(years, years)
            if years[one] == years[other] + 1 and not lexicon().heads("percent", self.columns[one].own)
        ]

    # --- belief -----------------------------------------------------------------------------------------------------

    def _operands(self, reading: Reading, line: Line) -> Triple | None:
        claim, over = line.spots[reading.column], line.spots[reading.over]
        below = self.lines[reading.under] if reading.follows.kind == "share" else line
        under = below.spots[reading.over if reading.follows.kind == "share" else reading.under]
        if (
            claim is None
            or over is None
            or under is None
            or not all(spot.mention.figure.plain for spot in (claim, over, under))
        ):
            return None
        return claim, over, under

    def _likely(self, readings: list[Reading]) -> list[Reading]:
        """Of very many readings the first and those that come near in most rows, in their order; else all."""
        if len(readings) <= _MOST_READINGS:
            return readings
        lines = [line for line in self.lines if line.spots[readings[0].column] is not None][:_TRIED_ROWS]
        near = [sum(_near(one, self._operands(one, line)) for line in lines) for one in readings]
        likely = sorted(range(1, len(readings)), key=lambda at: -near[at])[:_LIKELY]
        return [readings[at] for at in (0, *sorted(likely))]

    def _weigh(self, reading: Reading) -> None:
        for line in self.lines:
            spots = self._operands(reading, line)
            if spots is None:
                continue
            verdict = self._verdict(reading, spots)
            reading.verdicts.append((spots, verdict))
            if verdict in _GOOD:
                reading.good += 1
                reading.telling += not _trivial(reading, spots)
            elif verdict is Verdict.INCONSISTENT:
                reading.bad += 1

    def _verdict(self, reading: Reading, spots: Triple) -> Verdict:
        claim, over, under = (spot.mention.figure for spot in spots)
        claim = _as_percent(claim) if reading.percent else claim
        match reading.follows.kind:
            case "difference":
                return judge_sum(claim, (over, under), (1, -1)).verdict
            case "product":
                return _product(claim, over, under)
            case "growth":
                if under.base == 0:
                    return Verdict.UNBOUND
                grown = (
                    under.base - over.base if reading.follows.falls else over.base - under.base
                ) / under.base
                return judge_ratio(claim, grown).verdict
            case _:
                return judge_ratio(claim, numerator=over, denominator=under).verdict

    def _claim(self, reading: Reading, *, only: bool) -> None:
        needed = reading.bad if reading.follows.kind not in {"difference", "product"} else 2 * reading.bad
        believed = reading.telling >= max(1, needed) or only
        for spots, verdict in reading.verdicts:
            if verdict in _GOOD or (believed and verdict is Verdict.INCONSISTENT):
                self.claims.append(self._made(reading, spots))

    def _made(self, reading: Reading, spots: Triple) -> Claim:
        kind = reading.follows.kind
        if reading.percent:
            spots[0].mention = replace(spots[0].mention, figure=_as_percent(spots[0].mention.figure))
        claim, over, under = (spot.mention for spot in spots)
        formula = "(b-a)/b" if reading.follows.falls else _FORMULAS[kind]
        quote = self.columns[reading.column].own
        weights = (1, -1) if kind == "difference" else ()
        return Claim(
            kind,
            claim,
            (over, under),
            formula,
            quote,
            claim.place,
            weights,
            plain=not reading.follows.loose,
        )


def turned(block: Block) -> Block | None:
    """Rows for columns, where rows are named like rates (预算数, 决算数, 执行率 one below the other); ``None`` if none is."""
    ends = tuple(name for follows in lexicon().follows if follows.kind in _IN_ROWS for name in follows.names)
    if len(block.lines) > _MOST_ROWS or not any(line.label.endswith(ends) for line in block.lines):
        return None
    columns = [
        Column(line.row, "figure", (), (_NUMBERED.sub("", line.label),), whole=False) for line in block.lines
    ]
    lines = []
    for at, column in enumerate(block.figures):
        spots = [line.spots[at] for line in block.lines]
        lines.append(Line(column.index, "", column.own, (), -1, spots=spots))
    return Block([], [], columns, lines)


def _rules(column: Column) -> list[Follows]:
    own = column.own
    if own in _GENERIC and len(column.path) > 1:
        own = column.path[-2] + own
    if is_balance(column):
        return []
    return [follows for follows in lexicon().follows if any(name in own for name in follows.names)]


def _as_percent(figure: Figure) -> Figure:
    return figure if figure.unit is not None else replace(figure, unit=_PERCENT, grain=None)


def _near(reading: Reading, spots: Triple | None) -> bool:
    """Whether the figures agree to about one in a hundred: no judgement, only which readings to look at closely."""
    if spots is None:
        return False
    claim, over, under = spots
    if over.amount is None or under.amount is None:
        return False
    stated = (_as_percent(claim.mention.figure) if reading.percent else claim.mention.figure).base
    match reading.follows.kind:
        case "difference":
            made, whole = over.amount - under.amount, SCALE
        case "product":
            made, whole = over.amount * under.amount, SCALE * SCALE
        case "growth":
            made, whole = over.amount - under.amount, -under.amount if reading.follows.falls else under.amount
        case _:
            made, whole = over.amount, under.amount
    right = stated.numerator * whole
    return 100 * abs(made * stated.denominator - right) <= abs(right)


def _product(claim: Figure, one: Figure, other: Figure) -> Verdict:
    """Price × count; the amount may stand in another unit of money than the price."""
    made = one.base * other.base
    if claim.base == made:
        return Verdict.EXACT
    return Verdict.ROUNDING if claim.interval().contains(made) else Verdict.INCONSISTENT


def _trivial(reading: Reading, spots: Triple) -> bool:
    """Whether the row would agree with other readings just as well (0, 100% of equal amounts)."""
    claim, over, under = (spot.mention.figure.base for spot in spots)
    if reading.follows.kind == "difference":
        return under == 0 or over == 0
    return claim == 0 or (over == under and reading.follows.kind == "share")
