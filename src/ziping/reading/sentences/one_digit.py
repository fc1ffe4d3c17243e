"""Whether one figure is another with one digit wrong, or with two neighbours swapped."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ziping.figures import Figure

_TWO = 2


def differ_by_one(value: Fraction, meant: Fraction, step: Fraction) -> bool:
    """Whether ``value``, written in units of ``step``, is ``meant`` but for one digit or two swapped ones.

    >>> (
    ...     differ_by_one(Fraction(86), Fraction(68), Fraction(1)),
    ...     differ_by_one(Fraction(86), Fraction(95), Fraction(1)),
    ... )
    (True, False)
    """
    is_, was = value / step, meant / step
    if is_.denominator != 1 or was.denominator != 1 or was <= 0:
        return False
    one, other = str(is_.numerator), str(was.numerator)
    if len(one) != len(other):
        return False
    places = [at for at in range(len(one)) if one[at] != other[at]]
    if len(places) == 1:
        return True
    swapped = len(places) == _TWO and places[1] == places[0] + 1
    return swapped and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]


def mended_by_one(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one digit in the total or in a part keeps the parts from adding up to it."""
    apart = total.base - sum((part.base for part in parts), Fraction(0))
    pairs = [(total, total.base - apart), *((part, part.base + apart) for part in parts)]
    return any(differ_by_one(figure.base, meant, _written_step(figure)) for figure, meant in pairs)


def _written_step(figure: Figure) -> Fraction:
    return Fraction(1, 10**figure.digits) * figure.factor
