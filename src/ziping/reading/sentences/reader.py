"""One stretch of running text, from figures to claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from ziping.figures import Dimension, Figure, Found, Place, Qualifier, Unit, scan, unit, with_grain
from ziping.reading.claims import Claim, Mention
from ziping.reading.sentences.again import differs_by_a_slip, said_again
from ziping.reading.sentences.columns import adds_nothing, readings_of
from ziping.reading.sentences.counts import counted_lists
from ziping.reading.sentences.layout import Layout, laid_out
from ziping.reading.sentences.lists import Lists
from ziping.reading.sentences.narrating import narrated
from ziping.reading.sentences.proving import FAILS, Reading, sum_holds
from ziping.reading.sentences.ratios import ratios
from ziping.reading.sentences.siblings import families_after
from ziping.reading.sentences.signs import Around
from ziping.reading.sentences.targets import against_targets
from ziping.reading.sentences.topics import Term, Topic
from ziping.reading.sentences.totals import (
    adjusted,
    balances,
    carried_over,
    net_changes,
    totals_after,
    wholes_of,
)
from ziping.reading.sentences.worked import worked_out

_YUAN = unit("元")
_LIMITS = (Qualifier.AT_LEAST, Qualifier.AT_MOST)
_GOES_ON = "增减比较占下上同用的和与及至到其为是"


def read_sentences(
    text: str, place: Place, *, unit_hint: Unit | None = None
) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """Every figure of ``text`` with what it speaks of, and every relation the text claims between them.

    ``text`` is one paragraph or several joined by line breaks; offsets in places count from its beginning. ``unit_hint`` is the unit of
    numbers written without one. Claims come in the order of their figures; each is read so that it is true where its words allow.
    """
    found = scan(text, place)
    if not found:
        return (), ()
    layout = laid_out(text, found)
    terms = _terms(found, layout, unit_hint)
    topics = narrated(terms, layout.gaps[-1])
    groups = Lists(topics, Around(topics, terms, layout.gaps[-1])).run()
    sums = list(readings_of(groups))
    explained = frozenset(reading.claim.index for reading in sums)
    readings = _once(
        [
            *sums,
            *totals_after(topics, explained),
            *families_after(topics, explained),
            *wholes_of(topics),
            *net_changes(topics),
            *adjusted(terms),
            *balances(topics),
            *carried_over(topics),
            *worked_out(terms),
            *against_targets(terms),
            *ratios(topics, terms),
            *said_again(terms),
            *differs_by_a_slip(topics),
        ]
    )
    mentions = _mentions(text, terms, topics, layout)
    claims = [_claim(reading, mentions) for reading in readings]
    claims += counted_lists(text, layout, terms, mentions)
    claims.sort(key=lambda claim: claim.claim.place.start or 0)
    return tuple(mentions), tuple(claims)


def _terms(found: Sequence[Found], layout: Layout, unit_hint: Unit | None) -> list[Term]:
    figures = [one.figure for one in found]
    if unit_hint is not None:
        figures = [figure.in_unit(unit_hint) if figure.unit is None else figure for figure in figures]
    if any(figure.unit is not None and figure.unit.dimension is Dimension.MONEY for figure in figures):
        figures = [
            figure.in_unit(_YUAN)
            if figure.unit is not None and figure.unit.dimension is Dimension.PLAIN and _bare(one, layout)
            else figure
            for figure, one in zip(figures, found, strict=True)
        ]
    return [
        Term(
            index,
            figure,
            one.start,
            one.end,
            gap,
            figure.base,
            figure.step,
            vague=not figure.plain,
        )
        for index, (one, figure, gap) in enumerate(zip(found, with_grain(figures), layout.gaps, strict=False))
    ]


def _bare(one: Found, layout: Layout) -> bool:
    """Whether no measure follows a number (9048万千瓦), so that it may be money."""
    after = layout.plain[one.end : one.end + 1]
    return not "一" <= after <= "龥" or after in _GOES_ON


def _once(readings: Iterable[Reading]) -> list[Reading]:
    seen = set()
    kept = []
    summed = set()
    totals = set()
    said = set()
    for reading in readings:
        everything = frozenset((reading.claim.index, *(term.index for term in reading.operands)))
        if reading.kind == "sum":
            parts = frozenset(term.index for term in reading.operands)
            if (reading.claim.value, parts) in totals:
                continue  # another mention of the same total
            totals.add((reading.claim.value, parts))
            summed.add(everything)
            told = (reading.claim.value, *sorted(term.value for term in reading.operands))
            holds = sum_holds(reading.claim, reading.operands, reading.weights) != FAILS
            if holds and (told in said or adds_nothing(reading)):
                reading = replace(reading, kind="partial_sum")  # noqa: PLW2901 - true, and nothing new
            said.add(told)
        elif reading.kind == "change" and everything in summed:
            continue  # the same relation, told the other way round
        key = (reading.kind, reading.claim.index, frozenset(term.index for term in reading.operands))
        if key not in seen:
            seen.add(key)
            kept.append(reading)
    return kept


def _mentions(text: str, terms: Sequence[Term], topics: Sequence[Topic], layout: Layout) -> list[Mention]:
    owner = {term.index: topic for topic in topics for term in topic.terms}
    mentions = []
    for term in terms:
        start, end = layout.sentence(term.start, term.end)
        topic = owner.get(term.index)
        subject = topic.subject if topic else ""
        lead = term.gap.lead.strip("\1")
        words = lead if subject and subject in lead else f"{subject}{lead}"
        period = topic.period if topic else ""
        mentions.append(
            Mention(
                term.figure,
                words,
                year=int(period) if period.isdigit() else None,
                quote=text[start:end],
                quoted=(term.start - start, term.end - start),
            )
        )
    return mentions


def _claim(reading: Reading, mentions: Sequence[Mention]) -> Claim:
    claim = mentions[reading.claim.index]
    operands = tuple(mentions[term.index] for term in reading.operands)
    if reading.kind == "equal":  # each with the digits it was written in, not those of its neighbours
        claim, *others = (replace(one, figure=one.figure.with_grain(None)) for one in (claim, *operands))
        operands = tuple(others)
    if reading.kind == "change":
        operands = _from_target(claim.figure, *operands)
    return Claim(
        reading.kind,
        claim,
        operands,
        reading.formula,
        claim.quote,
        claim.place,
        reading.weights,
        falls=reading.claim.sign < 0,
        plain=reading.plain,
        likely=reading.likely,
        turned=reading.turned,
    )


def _from_target(change: Figure, outcome: Mention, target: Mention) -> tuple[Mention, Mention]:
    """A target of at least 90% is missed by what is wanting to 90%; and percentages aimed at are set, not rounded."""
    figure = target.figure
    if figure.qualifier in _LIMITS:
        figure = replace(figure, qualifier=None)
    if change.unit is not None and change.unit.dimension is Dimension.PERCENTAGE_POINT:
        figure = replace(figure, digits=max(figure.digits, change.digits, outcome.figure.digits))
    return outcome, target if figure is target.figure else replace(target, figure=figure)
