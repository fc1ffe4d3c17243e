"""What hypothesis draws in these tests: small rationals, so that equal and touching ends really occur."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from ziping.figures import Figure, Interval, unit

small = st.fractions(min_value=-4, max_value=4, max_denominator=2)
numbers = st.fractions(min_value=-10**6, max_value=10**6, max_denominator=1000)


@st.composite
def intervals(draw: st.DrawFn, *, finite: bool = False) -> Interval:
    lo, hi = sorted((draw(small), draw(small)))
    if lo == hi:
        return Interval(lo, hi)
    open_lo, open_hi = (draw(st.booleans()), draw(st.booleans()))
    if not finite:
        ends = draw(st.sampled_from(("both", "both", "both", "no lo", "no hi", "none")))
        return Interval(
            None if ends in ("no lo", "none") else lo, None if ends in ("no hi", "none") else hi, not open_lo, not open_hi
        )
    return Interval(lo, hi, not open_lo, not open_hi)


# Every number that can decide between two small intervals: a grid finer than their ends, and beyond them.
GRID = tuple(Fraction(n, 8) for n in range(-5 * 8, 5 * 8 + 1))


@st.composite
def members(draw: st.DrawFn, interval: Interval) -> Fraction:
    """A number in ``interval``, its ends among the likely ones."""
    lo = interval.lo if interval.lo is not None else (Fraction(-9) if interval.hi is None else interval.hi - 9)
    hi = interval.hi if interval.hi is not None else (Fraction(9) if interval.lo is None else interval.lo + 9)
    steps = draw(st.integers(0, 12))
    number = lo + (hi - lo) * Fraction(steps, 12)
    return number if interval.contains(number) else (lo + hi) / 2


@st.composite
def money(draw: st.DrawFn) -> Figure:
    digits = draw(st.integers(0, 3))
    cents = draw(st.integers(0, 3000))
    text = f"{cents}" if digits == 0 else f"{cents // 10**digits}.{cents % 10**digits:0{digits}d}"
    return Figure.parse(text, unit("万元"))
