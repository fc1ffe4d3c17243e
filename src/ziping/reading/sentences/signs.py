"""Signs in the words of a list that it names all parts of its total: how it is opened and counted, how it is joined and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from ziping.figures import Dimension
from ziping.figures.interval import power_of_ten
from ziping.reading.sentences.layout import PART, SENTENCE, Gap
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.one_digit import differ_by_one
from ziping.reading.sentences.topics import Term, Topic

_CLOSE = Fraction(1, 5)
_HALF = Fraction(1, 2)
_TWICE = 2
_LEAST = 2
_SEVERAL = 3
_NEAR = 12
_JOINED = re.compile("^[、,]?(?:和|与|及|以及)(?=[一-鿿])")
_IN_ORDER = re.compile("^(?:第[一二三四五六七八九十]+|[一二三四]季度|[上下]半年|[一二三四五]期)")
_ENDS_ALIKE = 2
_ONE_IS_ENOUGH = "乡镇村县区市街费税"


class Around:
    """The words around figures: what follows each of them, what its sentence counts."""

    def __init__(self, topics: Sequence[Topic], terms: Sequence[Term], last: Gap) -> None:
        self.topics = topics
        self.terms = terms
        self.last = last

    def after(self, term: Term) -> Gap:
        """Return what stands between a figure and the next."""
        return self.terms[term.index + 1].gap if term.index + 1 < len(self.terms) else self.last

    def within(self, first: Term, last: Term) -> str:
        """Return the words from ``first`` to ``last``, those right before the one and right after the other too."""
        words = [term.gap.words for term in self.terms[first.index + 1 : last.index + 1]]
        return "|".join([first.gap.lead, *words, self.after(last).tail])

    def ends(self, part: Topic) -> bool:
        """Whether nothing more is listed in the sentence."""
        following = self.topics[part.index + 1] if part.index + 1 < len(self.topics) else None
        return following is None or following.breaks >= PART

    def counts(self, number: int, total: Term, first: Term) -> bool:
        """Whether the sentence says before the list that it is of so many things (“3个项目共450万元,其中…”)."""
        for term in reversed(self.terms[max(0, first.index - _NEAR) : first.index]):
            unit = term.figure.unit
            counts = (
                unit is not None and unit.dimension is Dimension.COUNT and unit.stem in lexicon().counters
            )
            if counts and term is not total and term.figure.plain and term.value == number:
                return True
            if term.index <= total.index and term.gap.breaks >= SENTENCE:
                break
        return False


def says_all(
    first: Topic, total: Term, parts: Sequence[Topic], terms: Sequence[Term], around: Around
) -> bool:
    """Whether the words themselves say that the list is complete: “分别为…”, “由…组成”, “3个项目” and three of them."""
    summed = sum((term.value for term in terms), Fraction(0))
    if len(terms) < _LEAST or _is_open(around.after(parts[-1].terms[-1]).tail):
        return False
    if not abs(summed - total.value) <= _HALF * total.value or any(term.vague for term in (total, *terms)):
        return False
    if lexicon().closed_opener.search(first.opener):
        return True
    counted = around.counts(len(terms), total, terms[0])
    return counted and not _is_open(around.within(total, terms[-1]))


def seems_all(
    first: Topic, total: Term, parts: Sequence[Topic], terms: Sequence[Term], around: Around
) -> bool:
    """Whether a list that misses its total looks like one of all parts; never more than likely.

    It ends its sentence, says nothing of further parts, is joined, parted or named as lists of all parts are, and misses its total by
    one slip of the pen, or its parts are of one kind (日常检查, 专项检查, 突击检查) and come to more than there is.
    """
    if len(terms) < _LEAST or any(term.vague for term in (total, *terms)) or not around.ends(parts[-1]):
        return False
    names = [_name(part) for part in parts]
    if _is_open(around.within(total, parts[-1].terms[-1]) + first.opener) or _overlap(names, total):
        return False
    summed = sum((term.value for term in terms), Fraction(0))
    least, most = (1 - _CLOSE) * total.value, _TWICE * total.value
    if not least <= summed <= most or any(term.value > total.value for term in terms):
        return False
    exceeds = summed > total.value and len(terms) >= _SEVERAL and of_one_kind(names)
    if not exceeds and not _one_digit(total, terms, summed):
        return False
    if _counts_people(total):
        return of_one_kind(names)
    outright = lexicon().counted_up.search(total.gap.lead) is not None
    joined = any(_JOINED.search(part.gap.words) for part in parts[1:] if part.gap is not None)
    parted = all(part.breaks == PART for part in parts[1:])
    return outright or joined or parted or of_one_kind(names) or all(map(_IN_ORDER.search, names))


def is_round(total: Term, terms: Sequence[Term]) -> bool:
    """Whether all figures are so round (120, 60, 50) that a list of some parts may well miss its total by one digit."""
    step = _step(total)
    values = [abs(term.value) / step for term in (total, *terms) if term.value]
    if any(value.denominator != 1 for value in values):
        return False
    digits = [str(value.numerator) for value in values]
    zeros = min(len(one) - len(one.rstrip("0")) for one in digits)
    return len(digits[0]) - zeros <= _LEAST


def of_one_kind(names: Sequence[str]) -> bool:
    """Whether all names end alike, as the classes of one thing do."""
    if len(names) < _LEAST or not all(names) or len(set(names)) < len(names):
        return False
    shortest = min(names, key=len)
    shared = 0
    while shared < len(shortest) and len({name[-shared - 1] for name in names}) == 1:
        shared += 1
    return shared >= _ENDS_ALIKE or (shared == 1 and names[0][-1] in _ONE_IS_ENOUGH)


def _one_digit(total: Term, terms: Sequence[Term], summed: Fraction) -> bool:
    """Whether one other digit, or two swapped, in one figure would make the parts add up."""
    apart = total.value - summed
    pairs = [(total, summed), *((term, term.value + apart) for term in terms)]
    return any(differ_by_one(term.value, meant, _step(term)) for term, meant in pairs)


def _step(term: Term) -> Fraction:
    return term.step or power_of_ten(-term.figure.digits) * term.figure.factor


def _counts_people(total: Term) -> bool:
    unit = total.figure.unit
    return unit is not None and unit.dimension is Dimension.PEOPLE


def _is_open(words: str) -> bool:
    return lexicon().open_list.search(words) is not None


def _overlap(names: Sequence[str], total: Term) -> bool:
    """Whether some parts cut across others: 民生支出 across all others; of people and what they do also 党员, 女性."""
    money = total.figure.unit is not None and total.figure.unit.dimension is Dimension.MONEY
    return any(
        lexicon().overlapping.search(name) or (not money and lexicon().overlapping_people.search(name))
        for name in names
    )


def _name(topic: Topic) -> str:
    return topic.subject or (topic.gap.lead if topic.gap else "")
