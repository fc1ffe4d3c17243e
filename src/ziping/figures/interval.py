"""Exact intervals with open, closed or missing ends: what a rounded figure may truly have been.

Everything is a fraction; no verdict that rests on an interval depends on the order of its parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from ziping.figures.digits import read_number
from ziping.figures.errors import ExcessDigitsError, figure_error
from ziping.wording import Message

Exact: TypeAlias = int | Decimal | Fraction
Mode: TypeAlias = Literal["round", "truncate"]
Decimals: TypeAlias = int | Literal["exact"] | None

MODES: Final[tuple[Mode, ...]] = ("round", "truncate")
_ZERO: Final = Fraction(0)


def exact(value: Exact) -> Fraction:
    """``value`` as a fraction. Raises ``TypeError`` for a float: it no longer is the number that was written."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        if isinstance(value, Decimal) and not value.is_finite():
            raise figure_error("not_finite", text=str(value))
        return Fraction(value)
    raise TypeError(f"an exact number is needed (int, Decimal or Fraction), not {type(value).__name__}")


class Interval(Struct, frozen=True):
    """The numbers from ``lo`` to ``hi``; an end of ``None`` lies at infinity and is never included.

    ``Interval.of("1176.69")`` is what a figure written so stands for. Unequal ends may be open or closed, equal ends must
    both be closed (a point). Compared and hashed by content.
    """

    lo: Fraction | None
    hi: Fraction | None
    lo_included: bool = True
    hi_included: bool = True

    def __post_init__(self) -> None:
        """Raise :class:`FigureError` for ends that hold no number between them, ``TypeError`` for floats."""
        if type(self.lo) is not Fraction or type(self.hi) is not Fraction:
            for name, included in (("lo", "lo_included"), ("hi", "hi_included")):
                end = getattr(self, name)
                if end is None:
                    force_setattr(self, included, False)
                elif type(end) is not Fraction:
                    force_setattr(self, name, exact(end))
        if self.lo is not None and self.hi is not None and not _holds_a_number(self):
            raise figure_error("empty_interval", lo=self.lo, hi=self.hi)

    # --- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, written: str | Exact, mode: Mode = "round", decimals: Decimals = None) -> Interval:
        """Return what ``written`` may stand for, in its own unit.

        ``decimals``: ``None`` for the digits written, an integer (negative for tens, hundreds …) when they are declared
        elsewhere, ``"exact"`` for a point. A ``Fraction`` was never written in digits and is a point unless decimals are
        declared. Strings may carry thousands separators, full-width digits or accounting brackets, but no unit.

        Raises :class:`ExcessDigitsError` for non-zero digits beyond ``decimals``, :class:`FigureError` for text that is no
        number or an unknown mode, ``TypeError`` for a float.
        """
        number = read_number(written) if isinstance(written, str) else written
        value = exact(number)
        if mode not in MODES:
            raise figure_error("unknown_mode", text=mode)
        if decimals == "exact" or (decimals is None and isinstance(number, Fraction)):
            return cls(value, value)
        if decimals is None:
            decimals = decimals_written(number) if isinstance(number, Decimal) else 0
        elif isinstance(decimals, bool) or not isinstance(decimals, int):
            raise TypeError(f"decimals are an int, 'exact' or None, not {decimals!r}")
        step = power_of_ten(-decimals)
        if value % step:
            raise ExcessDigitsError(
                Message("figures.excess_digits", {"text": str(written), "decimals": decimals})
            )
        return cls.around(value, step, mode)

    @classmethod
    def around(cls, value: Exact, step: Exact, mode: Mode = "round") -> Interval:
        """All numbers that become ``value`` when rounded (both ties allowed) or truncated to multiples of ``step``."""
        middle, width = exact(value), exact(step)
        if mode == "round":
            half = width / 2
            return cls(middle - half, middle + half)
        return cls(
            middle - width if middle <= 0 else middle,
            middle + width if middle >= 0 else middle,
            middle > 0,
            middle < 0,
        )

    @classmethod
    def at(cls, value: Exact) -> Interval:
        """Return the point ``value``."""
        return cls(exact(value), exact(value))

    @classmethod
    def everything(cls) -> Interval:
        """All numbers: neutral for intersection."""
        return cls(None, None)

    # --- arithmetic -------------------------------------------------------------------------------------------------

    def __add__(self, other: Interval | Exact) -> Interval:
        if not isinstance(other, Interval):
            if not isinstance(other, (int, Decimal, Fraction)):
                return NotImplemented
            other = Interval.at(other)
        return Interval(
            None if self.lo is None or other.lo is None else self.lo + other.lo,
            None if self.hi is None or other.hi is None else self.hi + other.hi,
            self.lo_included and other.lo_included,
            self.hi_included and other.hi_included,
        )

    __radd__ = __add__

    def __neg__(self) -> Interval:
        return Interval(
            None if self.hi is None else -self.hi,
            None if self.lo is None else -self.lo,
            self.hi_included,
            self.lo_included,
        )

    def __sub__(self, other: Interval | Exact) -> Interval:
        if not isinstance(other, (Interval, int, Decimal, Fraction)):
            return NotImplemented
        return self + (-other if isinstance(other, Interval) else -exact(other))

    def __rsub__(self, other: Exact) -> Interval:
        return -self + other

    def __mul__(self, other: Interval | Exact) -> Interval:
        if isinstance(other, Interval):
            return _product(self, other)
        return self.scaled(other) if isinstance(other, (int, Decimal, Fraction)) else NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other: Interval | Exact) -> Interval:
        """Raise ``ZeroDivisionError`` when ``other`` is or contains 0."""
        if isinstance(other, Interval):
            return _product(self, other.inverted())
        return (
            self.scaled(1 / exact(other)) if isinstance(other, (int, Decimal, Fraction)) else NotImplemented
        )

    def __rtruediv__(self, other: Exact) -> Interval:
        return self.inverted().scaled(other)

    def scaled(self, weight: Exact) -> Interval:
        """Every number times ``weight``: a negative one swaps the ends with their inclusiveness, 0 gives the point 0."""
        factor = exact(weight)
        if factor == 0:
            return Interval(_ZERO, _ZERO)
        if factor < 0:
            return (-self).scaled(-factor)
        return Interval(
            None if self.lo is None else self.lo * factor,
            None if self.hi is None else self.hi * factor,
            self.lo_included,
            self.hi_included,
        )

    def inverted(self) -> Interval:
        """1 over every number. Raises ``ZeroDivisionError`` when 0 is among them."""
        if not _positive(self):
            if self.holds_zero:
                raise ZeroDivisionError("the interval contains 0")
            if self.hi is not None and self.hi <= 0:
                return -((-self).inverted())
        # All numbers are positive: an end at 0 becomes infinite, an infinite end becomes an open 0.
        return Interval(
            _ZERO if self.hi is None else 1 / self.hi,
            1 / self.lo if self.lo else None,
            self.hi_included,
            self.lo_included,
        )

    # --- comparing --------------------------------------------------------------------------------------------------

    @property
    def point(self) -> Fraction | None:
        """The only number it holds, ``None`` when it holds more."""
        return self.lo if self.lo == self.hi else None

    @property
    def width(self) -> Fraction | None:
        """``hi`` − ``lo``, ``None`` when it is infinite."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo

    @property
    def holds_zero(self) -> bool:
        """Whether 0 is among its numbers."""
        low = -1 if self.lo is None else self.lo.numerator
        high = 1 if self.hi is None else self.hi.numerator
        return (low < 0 or (low == 0 and self.lo_included)) and (high > 0 or (high == 0 and self.hi_included))

    def contains(self, value: Exact) -> bool:
        number = exact(value)
        above = self.lo is None or self.lo < number or (self.lo_included and self.lo == number)
        below = self.hi is None or number < self.hi or (self.hi_included and self.hi == number)
        return above and below

    def intersect(self, other: Interval) -> Interval | None:
        """Return the numbers in both; an end is included only if the interval(s) that set it include it."""
        lo, lo_included = self.lo, self.lo_included
        if lo is None or (other.lo is not None and other.lo > lo):
            lo, lo_included = other.lo, other.lo_included
        elif other.lo == lo:
            lo_included = lo_included and other.lo_included
        hi, hi_included = self.hi, self.hi_included
        if hi is None or (other.hi is not None and other.hi < hi):
            hi, hi_included = other.hi, other.hi_included
        elif other.hi == hi:
            hi_included = hi_included and other.hi_included
        if (
            lo is not None
            and hi is not None
            and (lo > hi or (lo == hi and not (lo_included and hi_included)))
        ):
            return None
        return Interval(lo, hi, lo_included, hi_included)

    @classmethod
    def intersection(cls, intervals: Iterable[Interval]) -> Interval | None:
        """Return the numbers in all of them, in whatever order they come; ``None`` if there is none."""
        common: Interval | None = cls.everything()
        for each in intervals:
            common = None if common is None else common.intersect(each)
        return common

    def meets(self, other: Interval) -> bool:
        """Whether a number lies in both."""
        return self.intersect(other) is not None

    def gap(self, other: Interval) -> Fraction:
        """How far this interval stands above (positive) or below (negative) ``other``, like ``self - other``.

        0 when they meet, and also when only an open end keeps them apart.
        """
        if self.lo is not None and other.hi is not None and self.lo > other.hi:
            return self.lo - other.hi
        if self.hi is not None and other.lo is not None and self.hi < other.lo:
            return self.hi - other.lo
        return _ZERO

    def __str__(self) -> str:
        left, right = ("[" if self.lo_included else "("), ("]" if self.hi_included else ")")
        return f"{left}{'-∞' if self.lo is None else self.lo}, {'∞' if self.hi is None else self.hi}{right}"


def decimals_written(number: Decimal) -> int:
    """Return the decimals a finite ``number`` was written with: 2 for 1.50, -3 for 1E+3."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "only finite numbers are handed over"
    return -exponent


def power_of_ten(exponent: int) -> Fraction:
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def _holds_a_number(interval: Interval) -> bool:
    assert interval.lo is not None
    assert interval.hi is not None
    # Compared crosswise: asked of every interval made, and far quicker than what fractions do for numbers of any kind.
    low = interval.lo.numerator * interval.hi.denominator
    high = interval.hi.numerator * interval.lo.denominator
    return low < high or (low == high and interval.lo_included and interval.hi_included)


class _Corner(Struct, frozen=True):
    """The product of two ends: ``sign`` is ±1 for an infinite one, ``reached`` if two numbers really give it."""

    value: Fraction
    sign: int
    reached: bool


def _corner(
    end: Fraction | None,
    included: bool,
    side: int,
    other: Fraction | None,
    other_included: bool,
    other_side: int,
) -> _Corner:
    # 0 times anything is 0, and is reached whatever the other end is, for the other interval holds some number.
    if end == 0 or other == 0:
        return _Corner(_ZERO, 0, (end == 0 and included) or (other == 0 and other_included))
    if end is None or other is None:
        sign = (side if end is None else _sign(end)) * (other_side if other is None else _sign(other))
        return _Corner(_ZERO, sign, reached=False)
    return _Corner(end * other, 0, included and other_included)


def _sign(value: Fraction) -> int:
    return 1 if value > 0 else -1


def _positive(interval: Interval) -> bool:
    return interval.lo is not None and interval.lo.numerator > 0


def _product(one: Interval, other: Interval) -> Interval:
    if _positive(one) and _positive(other):  # nearly always: amounts and shares
        assert one.lo is not None
        assert other.lo is not None
        return Interval(
            one.lo * other.lo,
            None if one.hi is None or other.hi is None else one.hi * other.hi,
            one.lo_included and other.lo_included,
            one.hi_included and other.hi_included,
        )
    ends = [
        _corner(a, a_included, a_side, b, b_included, b_side)
        for a, a_included, a_side in ((one.lo, one.lo_included, -1), (one.hi, one.hi_included, 1))
        for b, b_included, b_side in ((other.lo, other.lo_included, -1), (other.hi, other.hi_included, 1))
    ]
    low = min(ends, key=lambda corner: (corner.sign, corner.value, not corner.reached))
    high = max(ends, key=lambda corner: (corner.sign, corner.value, corner.reached))
    return Interval(
        None if low.sign else low.value,
        None if high.sign else high.value,
        low.reached,
        high.reached,
    )
