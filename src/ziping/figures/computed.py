"""A value computed from stated figures, carried in three readings at once: as written, as rounded, as truncated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct

from ziping.figures.duplicates import Agreed
from ziping.figures.figure import Figure
from ziping.figures.interval import MODES, Exact, Interval, Mode, exact
from ziping.figures.late import late

_DEEPEST = 50  # beyond that intervals are worked out at once, so that none needs a deep recursion later


class Computed(Struct, frozen=True, dict=True, eq=False):
    """``value`` follows from the figures exactly as written; the intervals hold what it may truly be.

    Made from figures and combined like numbers (base units throughout), so that any formula can be judged. A quantity should
    appear once: growth is ``now / before - 1``, not ``(now - before) / before``, or the intervals come out wider than true.
    Most claims hold as written, so ``reading`` works an interval out only when it is asked for.
    """

    value: Fraction
    reading: Callable[[Mode], Interval]
    depth: int = 0  # how many computed values it follows from, one out of the other

    @late
    def rounded(self) -> Interval:
        """What it may be if every figure was rounded."""
        return self.reading("round")

    @late
    def truncated(self) -> Interval:
        """What it may be if every figure was cut short."""
        return self.reading("truncate")

    def interval(self, mode: Mode) -> Interval:
        """Return ``rounded`` or ``truncated``."""
        return self.rounded if mode == "round" else self.truncated

    @classmethod
    def of(cls, stated: Figure | Agreed) -> Computed:
        """Raise :class:`FigureError` for an empty figure."""
        if isinstance(stated, Figure):
            return cls(stated.base, stated.interval)
        tightest, common = stated.tightest, stated.interval
        return cls(tightest.base, lambda mode: common if mode == "round" else tightest.interval("truncate"))

    @classmethod
    def exactly(cls, value: Exact) -> Computed:
        """Return a constant of the formula."""
        number = exact(value)
        return cls(number, lambda _: Interval.at(number))

    @classmethod
    def total(cls, parts: Iterable[Computed]) -> Computed:
        """Return the sum of any number of ``parts``."""
        summands = tuple(parts)

        def reading(mode: Mode) -> Interval:
            return sum((each.interval(mode) for each in summands), Interval.at(0))

        return _made(sum((each.value for each in summands), Fraction(0)), reading, *summands)

    def __add__(self, other: Computed | Exact) -> Computed:
        right = _computed(other)
        return _made(
            self.value + right.value, lambda mode: self.interval(mode) + right.interval(mode), self, right
        )

    __radd__ = __add__

    def __neg__(self) -> Computed:
        return _made(-self.value, lambda mode: -self.interval(mode), self)

    def __sub__(self, other: Computed | Exact) -> Computed:
        right = _computed(other)
        return _made(
            self.value - right.value, lambda mode: self.interval(mode) - right.interval(mode), self, right
        )

    def __rsub__(self, other: Exact) -> Computed:
        return _computed(other) - self

    def __mul__(self, other: Computed | Exact) -> Computed:
        right = _computed(other)
        return _made(
            self.value * right.value, lambda mode: self.interval(mode) * right.interval(mode), self, right
        )

    __rmul__ = __mul__

    def __truediv__(self, other: Computed | Exact) -> Computed:
        """Raise ``ZeroDivisionError`` when the divisor is 0 or may be 0 in one of its readings."""
        right = _computed(other)
        if any(right.interval(mode).holds_zero for mode in MODES):
            raise ZeroDivisionError("the divisor may be 0")
        return _made(
            self.value / right.value, lambda mode: self.interval(mode) / right.interval(mode), self, right
        )

    def __rtruediv__(self, other: Exact) -> Computed:
        return _computed(other) / self

    def scaled(self, weight: Exact) -> Computed:
        factor = exact(weight)
        return _made(self.value * factor, lambda mode: self.interval(mode).scaled(factor), self)


def _computed(other: Computed | Exact) -> Computed:
    return other if isinstance(other, Computed) else Computed.exactly(other)


def _made(value: Fraction, reading: Callable[[Mode], Interval], *parts: Computed) -> Computed:
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > _DEEPEST:
        depth = 1
        for part in parts:
            for mode in MODES:
                part.interval(mode)
    return Computed(value, reading, depth)
