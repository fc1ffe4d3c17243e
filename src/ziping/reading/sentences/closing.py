"""Whether a list names all parts of its total, so that it must add up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.topics import Term, Topic

_WHOLE = Fraction(1)
_NEARLY = Fraction(1, 500)
_CLOSE = Fraction(1, 20)


def closes(head: Topic, parts: Sequence[Topic], total: Term, terms: Sequence[Term]) -> bool:
    """Whether the parts are a family, end in 其他, have shares that make up 100 %, or miss the total by one slip of the pen."""
    del head
    names = [_name(part) for part in parts]
    if is_family(names) or lexicon().rest.search(names[-1]):
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
    """Whether a sum misses its total by one wrong digit or two swapped ones, and not by much."""
    if total.role != "level" or not total.value:
        return False
    if abs(summed - total.value) > _CLOSE * abs(total.value) or total.figure.value is None:
        return False
    written = "".join(char for char in total.figure.written if char.isdigit())
    factor = total.figure.factor / 10**total.figure.digits
    scaled = summed / factor
    other = str(scaled.numerator) if scaled.denominator == 1 else ""
    if len(other) != len(written):
        return False
    apart = [place for place, (one, two) in enumerate(zip(written, other, strict=True)) if one != two]
    if len(apart) == 1:
        return True
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1  # noqa: PLR2004 - two digits side by side
    return swapped and written[apart[0]] == other[apart[1]] and written[apart[1]] == other[apart[0]]


def _name(topic: Topic) -> str:
    return topic.subject or (topic.gap.lead if topic.gap else "")
