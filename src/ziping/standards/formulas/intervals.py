"""What intervals do not do by themselves: the smallest, the largest, the size and the rounded of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from ziping.figures import Interval
from ziping.standards.formulas.plain import rounded


def largest(intervals: Sequence[Interval]) -> Interval:
    """All values the largest may have, one number being taken from each."""
    low, low_in = intervals[0].lo, intervals[0].lo_included
    high, high_in = intervals[0].hi, intervals[0].hi_included
    for each in intervals[1:]:
        if low is None or (each.lo is not None and each.lo > low):
            low, low_in = each.lo, each.lo_included
        elif each.lo == low:
            low_in = low_in and each.lo_included
        if high is not None and (each.hi is None or each.hi > high):
            high, high_in = each.hi, each.hi_included
        elif each.hi == high:
            high_in = high_in or each.hi_included
    return Interval(low, high, low_in, high_in)


def smallest(intervals: Sequence[Interval]) -> Interval:
    """All values the smallest may have."""
    return -largest([-each for each in intervals])


def size(interval: Interval) -> Interval:
    """The absolute values."""
    if interval.lo is not None and interval.lo >= 0:
        return interval
    if interval.hi is not None and interval.hi <= 0:
        return -interval
    furthest = largest([interval, -interval])
    return Interval(Fraction(0), furthest.hi, True, furthest.hi_included)


def rounded_to(interval: Interval, step: Fraction) -> Interval:
    """The rounded values; ends may be included that an open end only comes near to, never the other way round."""
    low = None if interval.lo is None else rounded(interval.lo, step)
    high = None if interval.hi is None else rounded(interval.hi, step)
    return Interval(low, high)


BY_NAME: dict[str, Callable[[Sequence[Interval]], Interval]] = {
    "min": smallest,
    "max": largest,
    "abs": lambda intervals: size(intervals[0]),
}
