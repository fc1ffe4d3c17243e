"""Whether a list names all parts of its total, so that it must add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ziping.figures.interval import power_of_ten
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.signs import is_round
from ziping.reading.sentences.topics import Term, Topic

_WHOLE = Fraction(1)
_NEARLY = Fraction(1, 500)
_CLOSE = Fraction(1, 5)
_TWO = 2
_TELLING = 3
_ENOUGH = 4


def closes(
    parts: Sequence[Topic],
    total: Term,
    terms: Sequence[Term],
    signs: Sequence[int] = (),
    *,
    sure: bool = False,
) -> bool:
    """Whether the parts must add up to the total, by their names, by their shares, or because one slip of the pen is all that is amiss.

    They are a family, end in 其他, have shares that make up 100 %, or miss the total by one slip. ``sure``: words open the list and leave
    no doubt whose it is, so that slips of every kind count.
    """
    names = [_name(part) for part in parts]
    if is_family(names) or lexicon().rest.search(names[-1]) or lexicon().kept.search(names[-1]):
        return True
    shares = [term.value for part in parts for term in part.terms if term.role == "share"]
    if len(shares) == len(parts) and abs(sum(shares) - _WHOLE) <= _NEARLY:
        return True
    if not signs and is_round(total, terms):
        return False
    if not sure:
        signs = signs or (1,) * len(terms)
        return one_slip(
            total, sum((t.value * sign for t, sign in zip(terms, signs, strict=True)), Fraction(0))
        )
    return slipped(total, terms, signs) or (not signs and _more_than_all(parts, total, terms))


def slipped(total: Term, terms: Sequence[Term], signs: Sequence[int] = ()) -> bool:
    """Whether one slip in the total or in any part keeps them from adding up: a wrong digit, two swapped, one lost, a point moved."""
    signs = signs or (1,) * len(terms)
    summed = sum((term.value * sign for term, sign in zip(terms, signs, strict=True)), Fraction(0))
    if one_slip(total, summed):
        return True
    apart = total.value - summed
    return miswritten(total, summed) or any(
        miswritten(term, term.value + sign * apart) for term, sign in zip(terms, signs, strict=True)
    )


def miswritten(term: Term, meant: Fraction) -> bool:
    """Whether a figure is ``meant`` with one digit lost or doubled, or with its point moved; only where that can hardly be chance."""
    if not term.step or meant <= 0 or not term.value:
        return False
    exact = meant / term.step
    if exact.denominator != 1:
        return False
    is_, was = _digits(term.value / term.step), _digits(exact)
    if is_ == was:
        return len(is_) >= _TELLING
    longer, shorter = (is_, was) if len(is_) > len(was) else (was, is_)
    if len(longer) <= _ENOUGH or len(longer) - len(shorter) != 1:
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _digits(value: Fraction) -> str:
    return str(abs(value.numerator)).rstrip("0") if value.denominator == 1 else ""


def _more_than_all(parts: Sequence[Topic], total: Term, terms: Sequence[Term]) -> bool:
    """Whether money listed comes to more than there is, under names that leave no room for counting twice."""
    summed = sum((term.value for term in terms), Fraction(0))
    if not total.step or not total.value < summed <= _TWO * total.value:
        return False
    return not any(lexicon().overlapping.search(_name(part)) for part in parts)


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
