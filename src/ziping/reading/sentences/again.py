"""The same figure said once more: a heading that rounds what the text has in full, a repetition with a wrong digit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ziping.reading.sentences.closing import one_slip
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import core_of
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term, Topic

_NEAR = Fraction(1, 10)
_HEARD = 60
_A_NAME = 2


def said_again(terms: Sequence[Term]) -> Iterator[Reading]:
    """“标题称…达19.8亿元;正文:…19.83亿元”: the nearest figure of the same kind is the one it repeats."""
    for term in terms:
        if not any(lexicon().titles.search(piece) for piece in term.gap.pieces):
            continue
        window = terms[max(0, term.index - _HEARD) : term.index + _HEARD]
        alike = [
            other
            for other in window
            if other is not term
            and other.meets(term)
            and other.role in ("level", "change")
            and _close(term, other)
        ]
        if alike:
            meant = min(
                alike, key=lambda other: (abs(other.value - term.value), abs(other.index - term.index))
            )
            yield Reading("equal", term, (meant,), "a", (), plain=True)


def differs_by_a_slip(topics: Sequence[Topic]) -> Iterator[Reading]:
    """The same thing said twice, of one year and column, in figures that only a slip of the pen tells apart. Never more than suspicious."""
    said: dict[tuple[str, str, str], Term] = {}
    for topic in topics:
        name = core_of(topic.subject)
        if len(name) < _A_NAME:
            continue
        for term in topic.levels:
            key = (name, topic.period, term.column)
            earlier = said.setdefault(key, term)
            slipped = (
                earlier.figure.digits == term.figure.digits
                and earlier.value != term.value
                and earlier.meets(term)
                and not term.vague
            )
            if (
                slipped
                and _close(term, earlier)
                and (one_slip(earlier, term.value) or one_slip(term, earlier.value))
            ):
                yield Reading("equal", term, (earlier,), "a")


def _close(one: Term, other: Term) -> bool:
    return abs(one.value - other.value) <= _NEAR * abs(other.value)
