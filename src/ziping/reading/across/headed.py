"""A total and the numbered headings below it that share it out: “总支出1862万元。（一）基本支出1240万元… （二）项目支出622万元…”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ziping.documents.source import Passage, Source
from ziping.figures import Dimension, Verdict, with_grain
from ziping.reading.across.levels import Level
from ziping.reading.claims import Claim, Mention
from ziping.reading.judging import judge
from ziping.reading.papers import Outline, number_at_head
from ziping.reading.sentences.closing import is_family
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.one_digit import mended_by_one

_LEAST: Final = 2
_MOST: Final = 30
_NEAR: Final = 12  # figures before the first heading and after each
_CLOSE: Final = Fraction(1, 5)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_NAME: Final = re.compile(r"[^,，。;；:：0-9]*")
_KINDS: Final = ("收入", "支出", "经费")


class _Item(Struct):
    """What stands under one number: blocks ``first`` to ``last`` (exclusive)."""

    first: int
    name: str
    last: int = 0


class _Series(Struct):
    """Items numbered one after another in one system; ``lead`` is the first block of the text that leads up to them."""

    system: str
    lead: int
    items: list[_Item] = field(default_factory=list)


def totals_headed(
    source: Source, built: Outline, levels: Sequence[Level], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Yield the sums that a series of numbered headings makes of the total named right before them."""
    blocks = [level.block for level in levels]
    explained = {_at(claim.claim) for claim in claims if claim.kind == "sum"}
    for series in _series(source, built):
        if not _LEAST <= len(series.items) <= _MOST:
            continue
        totals = _between(levels, blocks, series.lead, series.items[0].first)[-_NEAR:]
        said = [_between(levels, blocks, item.first, item.last)[:_NEAR] for item in series.items]
        if totals and all(said):
            claim = _claimed(series, totals, said)
            if claim is not None and _at(claim.claim) not in explained:
                yield claim


def _at(mention: Mention) -> tuple[int | None, int | None]:
    return mention.place.block, mention.place.start


def _series(source: Source, built: Outline) -> Iterator[_Series]:
    """All series of numbered paragraphs, inner ones within the items of outer ones."""
    open_: list[_Series] = []
    parent = 0
    for number, block in enumerate(source.blocks):
        head = None
        if isinstance(block, Passage) and built.roles[number] in ("heading", "body"):
            head = number_at_head(block.text)
        if head is None:
            continue
        found = next((at for at, one in enumerate(open_) if one.system == head.system), None)
        if found is None and head.number != 1:
            continue
        if found is not None:
            yield from _closed(open_, found if head.number == 1 else found + 1, number)
        if head.number == 1:
            open_.append(_Series(head.system, parent))
        elif head.number != len(open_[-1].items) + 1:
            yield from _closed(open_, len(open_) - 1, number)
            parent = number
            continue
        series = open_[-1]
        if series.items:
            series.items[-1].last = number
        series.items.append(_Item(number, _NAME.match(block.text, head.end)[0]))  # type: ignore[index, union-attr]  # it matches anything
        parent = number
    yield from _closed(open_, 0, len(source.blocks))


def _closed(open_: list[_Series], at: int, end: int) -> Iterator[_Series]:
    """Close the series from ``at`` on: their last items end before block ``end``."""
    while len(open_) > at:
        series = open_.pop()
        series.items[-1].last = end
        yield series


def _between(levels: Sequence[Level], blocks: Sequence[int], first: int, last: int) -> Sequence[Level]:
    return levels[bisect_left(blocks, first) : bisect_left(blocks, last)]


def _claimed(series: _Series, totals: Sequence[Level], said: Sequence[Sequence[Level]]) -> Claim | None:
    """The sum that holds, or the one that plainly should."""
    failed: list[tuple[Level, list[Level]]] = []
    for total in totals:
        terms = [term for levels in said if (term := _of_stage(total, levels)) is not None]
        if len(terms) < len(said) or not _of_one_kind(total, terms) or _crosses_years(total, terms):
            continue
        claim = _sum(total, terms)
        if judge(claim).verdict is not Verdict.INCONSISTENT:
            return claim
        failed.append((total, terms))
    if len(failed) != 1:
        return None
    total, terms = failed[0]
    summed = sum((term.value for term in terms), Fraction(0))
    if abs(summed - total.value) > _CLOSE * total.value:
        return None
    figures = [term.mention.figure for term in terms]
    if is_family([item.name for item in series.items]) or is_family([term.name for term in terms]):
        return _sum(total, terms)
    outright = lexicon().counted_up.search(total.name + total.mention.words) is not None
    if outright and mended_by_one(total.mention.figure, figures):
        return _sum(total, terms, plain=False)
    return None


def _of_stage(total: Level, levels: Sequence[Level]) -> Level | None:
    """The figure of an item that is of the total's stage, the first in its text."""
    alike = [level for level in levels if level.like(total)]
    named = [level for level in alike if level.stage == total.stage]
    if named:
        return named[0]
    first = alike[0] if alike else None
    return first if first is not None and {first.stage, total.stage} == {"", "executed"} else None


def _of_one_kind(total: Level, terms: Sequence[Level]) -> bool:
    """Whether by their names income is not added up to expenditure."""
    unit = total.mention.figure.unit
    if unit is None or unit.dimension is not Dimension.MONEY:
        return True
    whole = total.mention.words
    told = "收入" in whole, any("收入" in term.mention.words for term in terms)
    spent = "支出" in whole, any("支出" in term.mention.words for term in terms)
    return not (told[0] and not told[1] and spent[1]) and not (spent[0] and not spent[1] and told[1])


def _crosses_years(total: Level, terms: Sequence[Level]) -> bool:
    years = {level.year for level in (total, *terms) if level.year is not None}
    return len(years) > 1


def _of_one_grain(mentions: Sequence[Mention]) -> list[Mention]:
    """Figures of several paragraphs with the smallest unit any of them is written to: 0万元 beside 2.36万元 is 0.00."""
    figures = with_grain([mention.figure for mention in mentions])
    return [replace(mention, figure=figure) for mention, figure in zip(mentions, figures, strict=True)]


def _sum(total: Level, terms: Sequence[Level], *, plain: bool = True) -> Claim:
    mention, *parts = _of_one_grain([level.mention for level in (total, *terms)])
    formula = "+".join(_LETTERS[at] if at < len(_LETTERS) else f"x{at}" for at in range(len(terms)))
    return Claim(
        "sum",
        mention,
        tuple(parts),
        formula,
        mention.quote,
        mention.place,
        (1,) * len(terms),
        plain=plain,
        likely=not plain,
    )
