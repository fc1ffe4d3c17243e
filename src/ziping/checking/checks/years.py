"""Figures of the year told of an older one: a sentence taken over from an earlier report, or a year mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ziping.checking.checks.excerpts import around
from ziping.checking.context import Context, Outcomes
from ziping.checking.pages import at, blocks_of
from ziping.checking.register import check_document
from ziping.figures import Figure, Place

if TYPE_CHECKING:
    from fractions import Fraction

    from ziping.documents.source import Passage
    from ziping.reading.paper import Paper

# A year a sentence speaks of: not one compared with (比2023年), not a date (2025年3月), not one of several (2022-2024年).
_YEAR = re.compile(r"(?<![\d比较与同从由自至到—\-])((?:19|20)\d\d)年(?!\s*\d)")
_REACH = 24  # characters: far enough for year and amount


@check_document("years_of_figures")
def years_of_figures(paper: Paper, context: Context) -> Outcomes:
    """An amount that is the report's own for its year is not told of an older one that had another amount.

    ``digits``: how many an amount has at least that is not the same by chance.
    """
    own, digits = paper.about.of_year, context.number("digits")
    if own is None:
        return
    facts = [fact for fact in context.statement.facts if fact.figure.known and _digits(fact.figure) >= digits]
    this_year = {fact.figure.base for fact in facts if fact.year == own and fact.concept}
    this_year -= {fact.figure.base for fact in facts if fact.year != own}
    by_block: dict[int | None, list[Figure]] = {}
    for mention in paper.mentions:
        if mention.place.row is None and _digits(mention.figure) >= digits:
            by_block.setdefault(mention.place.block, []).append(mention.figure)
    clean = True
    for block in blocks_of(paper, "body"):
        for figure, place, year in _older(block, by_block.get(block.place.block, ()), own, this_year):
            clean = False
            start = place.start or 0
            quote = around(block.text, start, place.end or start, _REACH)
            yield at(context, [place], quote=quote, stated=f"{year}年", computed=figure)
    if clean:
        yield context.passed(())


def _older(
    block: Passage, figures: list[Figure] | tuple[()], own: int, this_year: set[Fraction]
) -> Iterator[tuple[Figure, Place, int]]:
    """Years before ``own`` of which one of ``this_year`` is said: each once, with its first such figure."""
    years = list(_YEAR.finditer(block.text))
    told = set()
    for figure in figures:
        start = figure.place.start if figure.place is not None else None
        if start is None or figure.empty is not None or figure.base not in this_year:
            continue
        sentence = block.text.rfind("。", 0, start) + 1
        before = [year for year in years if sentence <= year.start() < start]
        if before and int(before[-1][1]) < own and before[-1].start() not in told:
            told.add(before[-1].start())
            yield figure, block.place.spanning(*before[-1].span()), int(before[-1][1])


def _digits(figure: Figure) -> int:
    """How many digits it is written with, leading zeros aside; none for 0."""
    return len(re.sub(r"\D", "", figure.written).lstrip("0")) if figure.value != 0 else 0
