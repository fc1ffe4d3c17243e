"""Whether a list names all parts of its total, so that it must add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ziping.figures.interval import power_of_ten
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.topics import Term, Topic

_WHOLE = Fraction(1)
_NEARLY = Fraction(1, 500)
_CLOSE = Fraction(1, 5)
_TWO = 2
_TELLING = 3
_ENOUGH = 4


def closes(parts: Sequence[Topic], total: Term, terms: Sequence[Term]) -> bool:
    """Whether the parts are a family, end in 其他, have shares that make up 100 %, or miss the total by one slip of the pen."""
    names = [_name(part) for part in parts]
    if is_family(names) or lexicon().rest.search(names[-1]) or lexicon().kept.search(names[-1]):
        return True
    shares = [term.value for part in parts for term in part.terms if term.role == "share"]
    if len(shares) == len(parts) and abs(sum(shares) - _WHOLE) <= _NEARLY:
        return True
    return one_slip(total, sum((term.value for term in terms), Fraction(0)))


def is_family(names: Sequence[str]) -> bool:
    """Whether the names are those of one family, none missing and none besides."""
    for family in lexicon().families:
        hits = [{place for place, member in enumerate(family) if member.search(name)} for name in names]
        if all(hits) and set().union(*hits) == set(range(len(family))):
            return True
    return False


def one_slip(total: Term, summed: Fraction) -> bool:
    """Whether a sum misses its total by what one wrong digit or two swapped ones make, and that can hardly be chance.

    With four digits and fewer, a part of a total may well miss it by a round amount: then the miss must be small, or money listed
    must come to more than there is.
    """
    step = (
        total.step or power_of_ten(-total.figure.digits) * total.figure.factor
    )  # people are counted, not rounded
    if not total.value:
        return False
    miss = abs(summed - total.value) / step
    size = abs(total.value) / step
    if miss.denominator != 1 or size.denominator != 1:
        return False
    digits = str(miss.numerator).rstrip("0")
    length = len(str(size.numerator))
    swapped = len(digits) <= _TWO and bool(digits) and miss.numerator % 9 == 0
    if not (len(digits) == 1 or swapped) or length < _TELLING:
        return False
    near = abs(summed - total.value) <= _CLOSE * abs(total.value)
    return length > _ENOUGH or near or (summed > total.value and bool(total.step))


def _name(topic: Topic) -> str:
    return topic.subject or (topic.gap.lead if topic.gap else "")
