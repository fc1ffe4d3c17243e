"""The same figure said once more: a heading that rounds what the text has in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term

_NEAR = Fraction(1, 10)
_HEARD = 60


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


def _close(one: Term, other: Term) -> bool:
    return abs(one.value - other.value) <= _NEAR * abs(other.value)
