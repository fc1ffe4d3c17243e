"""A value computed from stated figures, carried in three readings at once: as written, as rounded, as truncated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ziping.figures.duplicates import Agreed
from ziping.figures.figure import Figure
from ziping.figures.interval import Exact, Interval, exact


@dataclass(frozen=True, slots=True)
class Computed:
    """``value`` follows from the figures exactly as written; the intervals hold what it may truly be.

    Made from figures and combined like numbers (base units throughout), so that any formula can be judged. A quantity should
    appear once: growth is ``now / before - 1``, not ``(now - before) / before``, or the intervals come out wider than true.
    """

    value: Fraction
    rounded: Interval
    truncated: Interval

    @classmethod
    def of(cls, stated: Figure | Agreed) -> Computed:
        """Raise :class:`FigureError` for an empty figure."""
        if isinstance(stated, Agreed):
            tightest = stated.tightest
            return cls(tightest.base, stated.interval, tightest.interval("truncate"))
        return cls(stated.base, stated.interval(), stated.interval("truncate"))

    @classmethod
    def exactly(cls, value: Exact) -> Computed:
        """Return a constant of the formula."""
        number = exact(value)
        return cls(number, Interval.at(number), Interval.at(number))

    def __add__(self, other: Computed | Exact) -> Computed:
        right = _computed(other)
        return Computed(
            self.value + right.value, self.rounded + right.rounded, self.truncated + right.truncated
        )

    __radd__ = __add__

    def __neg__(self) -> Computed:
        return self.scaled(-1)

    def __sub__(self, other: Computed | Exact) -> Computed:
        return self + -_computed(other)

    def __rsub__(self, other: Exact) -> Computed:
        return -self + other

    def __mul__(self, other: Computed | Exact) -> Computed:
        right = _computed(other)
        return Computed(
            self.value * right.value, self.rounded * right.rounded, self.truncated * right.truncated
        )

    __rmul__ = __mul__

    def __truediv__(self, other: Computed | Exact) -> Computed:
        """Raise ``ZeroDivisionError`` when the divisor is 0 or may be 0 in one of its readings."""
        right = _computed(other)
        return Computed(
            self.value / right.value, self.rounded / right.rounded, self.truncated / right.truncated
        )

    def __rtruediv__(self, other: Exact) -> Computed:
        return _computed(other) / self

    def scaled(self, weight: Exact) -> Computed:
        factor = exact(weight)
        return Computed(self.value * factor, self.rounded.scaled(factor), self.truncated.scaled(factor))


def _computed(other: Computed | Exact) -> Computed:
    return other if isinstance(other, Computed) else Computed.exactly(other)
