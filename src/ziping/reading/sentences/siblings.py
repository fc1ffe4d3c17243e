"""Parts that follow their total without 其中: “资产总计4520万元,负债合计320万元,净资产4200万元”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from ziping.reading.sentences.closing import is_family
from ziping.reading.sentences.columns import summed
from ziping.reading.sentences.layout import SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.proving import FAILS, Reading, sum_holds
from ziping.reading.sentences.topics import Term, Topic

_MOST = 4
_LEAST = 2
_CLOSE = Fraction(1, 10)


def families_after(topics: Sequence[Topic], explained: frozenset[int]) -> Iterator[Reading]:
    """Return the sums of totals that all members of a family follow. ``explained`` holds the totals that lists have explained.

    Where they do not add up, the total must call itself one, and be missed by little; it is then likely meant.
    """
    for topic in topics:
        total = topic.level
        if total is None or total.index in explained or total.vague or total.role != "level":
            continue
        terms = _members(topics, topic, total)
        if terms:
            yield from _told(total, terms)


def _members(topics: Sequence[Topic], topic: Topic, total: Term) -> list[Term]:
    """The figures of the topics right after the total in its sentence, as soon as their names are a whole family."""
    terms: list[Term] = []
    names: list[str] = []
    for other in topics[topic.index + 1 : topic.index + 1 + _MOST]:
        term = other.level
        if other.breaks >= SENTENCE or other.opener or other.run or other.parent is not None or term is None:
            return []
        if not term.meets(total) or term.vague or other.period != topic.period:
            return []
        if term.column != total.column and not _is_mark(term):
            return []
        terms.append(term)
        names.append(other.subject)
        if len(terms) >= _LEAST and is_family(names):
            return [] if is_family([topic.subject, *names]) else terms
    return []


def _is_mark(term: Term) -> bool:
    """Whether it is a score: 产出指标36分 plans nothing."""
    return str(term.figure.unit) == "分"


def _told(total: Term, terms: Sequence[Term]) -> Iterator[Reading]:
    reading = summed(total, terms)
    if sum_holds(total, terms) != FAILS:
        yield reading
        return
    summed_up = sum((term.value for term in terms), Fraction(0))
    near = abs(summed_up - total.value) <= _CLOSE * total.value
    words = lexicon()
    if near and (words.counted_up.search(total.gap.lead) or words.total.search(total.gap.lead)):
        yield replace(reading, plain=False, likely=True)
