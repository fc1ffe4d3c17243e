"""年末结转 = 年初结转 + 本年收入 - 本年支出, across the columns of a table that has all four."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import prod

from ziping.reading.tables.adding import Outcome, Part, outcome
from ziping.reading.tables.lexicon import lexicon
from ziping.reading.tables.model import Block, Column, Line, Spot
from ziping.reading.tables.row_sums import Sum

_MOST_WAYS = 2000
_NEAREST = 4
_HELD = {Outcome.HOLDS, Outcome.WEAK}


def is_balance(column: Column) -> bool:
    """Whether a column holds what was left at the beginning or the end of a year."""
    return any(_has(column.words, entry) for name in ("end", "begin") for entry in lexicon().balance[name])


def balances(block: Block) -> list[Sum]:
    """The balance of every row, if most rows keep it."""
    ends = _columns(block, "end")
    begins = _columns(block, "begin") if ends else []
    if not begins:
        return []
    flows = [at for at, column in enumerate(block.figures) if not is_balance(column)]
    plus = [at for at in _columns(block, "plus") if at in flows]
    minus = [at for at in _columns(block, "minus") if at in flows]
    best: list[tuple[Sum, Outcome]] = []
    for ways in _ways(ends, begins, plus, minus):
        made = [one for line in block.lines if (one := _of(block, line, ways)) is not None]
        if _held(made) > _held(best):
            best = made
    held = _held(best)
    failed = len(best) - held
    return [one for one, result in best if result in _HELD or (held > 1 and held >= 2 * failed)]


def _ways(
    ends: list[int], begins: list[int], plus: list[int], minus: list[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Every choice of four columns; where there are very many, those near each other and those of one rank."""
    others = (begins, plus, minus)
    if len(ends) * prod(map(len, others)) <= _MOST_WAYS:
        yield from product(ends, *others)
        return
    for rank, end in enumerate(ends):
        near = (sorted(group, key=lambda at: abs(at - end))[:_NEAREST] for group in others)
        chosen = [
            dict.fromkeys([*close, *group[rank : rank + 1]])
            for close, group in zip(near, others, strict=True)
        ]
        yield from product((end,), *chosen)


def _held(made: list[tuple[Sum, Outcome]]) -> int:
    return sum(result in _HELD for _, result in made)


def _columns(block: Block, name: str) -> list[int]:
    entries = lexicon().balance[name]
    return [
        at for at, column in enumerate(block.figures) if any(_has(column.words, entry) for entry in entries)
    ]


@lru_cache(maxsize=4096)
def _has(words: str, entry: str) -> bool:
    return all(part in words for part in entry.split("+"))


def _of(block: Block, line: Line, ways: tuple[int, int, int, int]) -> tuple[Sum, Outcome] | None:
    end, begin, plus, minus = ways
    total = line.spots[end]
    spots: list[tuple[int, Spot | None]] = [
        (1, line.spots[begin]),
        (1, line.spots[plus]),
        (-1, line.spots[minus]),
    ]
    parts: list[Part] = [(sign, spot) for sign, spot in spots if spot is not None]
    if total is None or len(parts) < len(spots) or line.opaque:
        return None
    result = outcome(total, parts, min(total.step, *(spot.step for _, spot in parts)))
    if result in {Outcome.UNBOUND, Outcome.TRIVIAL}:
        return None
    return Sum(total, tuple(parts), partial=False, plain=True, words=block.figures[end].own), result
