"""Laws every interval obeys. The first three tests would have caught the three known defects of a reference implementation."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from ziping.figures import Conflict, Figure, Interval, format_number, reconcile

small = st.fractions(min_value=-4, max_value=4, max_denominator=2)
numbers = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


@st.composite
def intervals(draw: st.DrawFn, *, finite: bool = False) -> Interval:
    lo, hi = sorted((draw(small), draw(small)))
    if lo == hi:
        return Interval(lo, hi)
    open_lo, open_hi = (draw(st.booleans()), draw(st.booleans()))
    if not finite:
        ends = draw(st.sampled_from(("both", "both", "both", "no lo", "no hi", "none")))
        return Interval(
            None if ends in ("no lo", "none") else lo,
            None if ends in ("no hi", "none") else hi,
            not open_lo,
            not open_hi,
        )
    return Interval(lo, hi, not open_lo, not open_hi)


# Every number that can decide between two small intervals: a grid finer than their ends, and beyond them.
GRID = tuple(Fraction(n, 8) for n in range(-5 * 8, 5 * 8 + 1))


@st.composite
def members(draw: st.DrawFn, interval: Interval) -> Fraction:
    """A number in ``interval``, its ends among the likely ones."""
    lo = (
        interval.lo if interval.lo is not None else (Fraction(-9) if interval.hi is None else interval.hi - 9)
    )
    hi = interval.hi if interval.hi is not None else (Fraction(9) if interval.lo is None else interval.lo + 9)
    steps = draw(st.integers(0, 12))
    number = lo + (hi - lo) * Fraction(steps, 12)
    return number if interval.contains(number) else (lo + hi) / 2


money = st.builds(
    lambda whole, digits: Figure.parse(format_number(Fraction(whole, 10**digits), digits), "万元"),
    st.integers(0, 3000),
    st.integers(0, 3),
)

# --- the three defects ------------------------------------------------------------------------------------------------


@example(Interval(Fraction(0), Fraction(3)), Interval(Fraction(1), Fraction(2), lo_included=False))
@example(Interval(Fraction(0), Fraction(3)), Interval(Fraction(1), Fraction(2), hi_included=False))
@given(intervals(), intervals())
def test_defect_1_an_end_set_by_an_excluding_side_is_not_included_by_the_other(
    one: Interval, other: Interval
) -> None:
    common = one.intersect(other)
    for number in GRID:
        assert (common is not None and common.contains(number)) == (
            one.contains(number) and other.contains(number)
        )


@example(Interval(Fraction(1), Fraction(2), hi_included=False), Fraction(-1))
@given(intervals(), small)
def test_defect_2_a_negative_weight_swaps_the_ends_and_their_inclusiveness(
    interval: Interval, weight: Fraction
) -> None:
    assume(weight != 0)
    scaled = interval.scaled(weight)
    for number in GRID:
        assert scaled.contains(number * weight) == interval.contains(number)


@example([Figure.parse("1176.69万元"), Figure.parse("1176.7万元"), Figure.parse("1176.70万元")])
@given(st.lists(money, min_size=2, max_size=4))
def test_defect_3_equal_decimals_and_different_values_conflict_in_every_order(figures: list[Figure]) -> None:
    same_digits_differ = any(
        one.digits == other.digits and one.value != other.value for one in figures for other in figures
    )
    outcomes = [reconcile(order) for order in permutations(figures)]
    kinds = {type(outcome) for outcome in outcomes}
    assert len(kinds) == 1
    if same_digits_differ:
        assert kinds == {Conflict}


# --- arithmetic -------------------------------------------------------------------------------------------------------

_OPERATIONS: tuple[Callable[[Interval, Interval], Interval], ...] = (operator.add, operator.sub, operator.mul)
_PLAIN: tuple[Callable[[Fraction, Fraction], Fraction], ...] = (operator.add, operator.sub, operator.mul)


@given(intervals(), intervals(), st.data())
def test_what_holds_for_members_holds_for_sums_differences_and_products(
    one: Interval, other: Interval, data: st.DataObject
) -> None:
    x, y = data.draw(members(one)), data.draw(members(other))
    assert (one + other).contains(x + y)
    assert (one - other).contains(x - y)
    assert (one * other).contains(x * y)


@given(intervals(), intervals(), st.data())
def test_what_holds_for_members_holds_for_quotients(
    one: Interval, other: Interval, data: st.DataObject
) -> None:
    assume(not other.contains(0))
    x, y = data.draw(members(one)), data.draw(members(other))
    assert (one / other).contains(x / y)


@given(intervals(finite=True), intervals(finite=True), st.sampled_from(range(3)))
def test_results_are_as_tight_as_brute_force_over_small_rationals_shows(
    one: Interval, other: Interval, which: int
) -> None:
    """Every included end is reached by some pair, every excluded one by none, and both are approached."""
    result = _OPERATIONS[which](one, other)
    plain = _PLAIN[which]
    ends = [(x, y) for x in (one.lo, one.hi) for y in (other.lo, other.hi) if x is not None and y is not None]
    assert result.lo == min(plain(x, y) for x, y in ends)
    assert result.hi == max(plain(x, y) for x, y in ends)
    inside = [(x, y) for x in _samples(one) for y in _samples(other)]
    reached = {plain(x, y) for x, y in inside}
    assert (result.lo in reached) == result.lo_included
    assert (result.hi in reached) == result.hi_included


def _samples(interval: Interval) -> list[Fraction]:
    assert interval.lo is not None
    assert interval.hi is not None
    grid = [interval.lo + (interval.hi - interval.lo) * Fraction(n, 8) for n in range(9)]
    return [number for number in (*grid, Fraction(0)) if interval.contains(number)]


@given(intervals(), intervals(), intervals())
def test_sums_and_intersections_do_not_depend_on_order(
    one: Interval, other: Interval, third: Interval
) -> None:
    assert one + other == other + one
    assert (one + other) + third == one + (other + third)
    assert one * other == other * one
    assert len({Interval.intersection(order) for order in permutations((one, other, third))}) == 1


@given(intervals(), intervals(), intervals())
def test_multiplying_is_associative(one: Interval, other: Interval, third: Interval) -> None:
    assert (one * other) * third == one * (other * third)


@given(intervals(), intervals())
def test_negation_undoes_itself_and_spreads_over_sums(one: Interval, other: Interval) -> None:
    negated = -one
    assert -negated == one
    assert -(one + other) == -one + -other
    assert one - other == one + -other
    assert (-one) * other == -(one * other)


@given(intervals(), small, small)
def test_weights_multiply_and_zero_gives_the_point_zero(
    interval: Interval, one: Fraction, other: Fraction
) -> None:
    assert interval.scaled(one).scaled(other) == interval.scaled(one * other)
    assert interval.scaled(one) == interval * Interval.at(one)
    assert interval.scaled(0) == Interval.at(0)


@given(intervals(finite=True), intervals(finite=True))
def test_sums_only_widen(one: Interval, other: Interval) -> None:
    total = one + other
    assert total.width is not None
    assert one.width is not None
    assert total.width >= one.width


@given(intervals(), intervals(), intervals())
def test_a_wider_operand_never_narrows_a_result(narrow: Interval, wide: Interval, other: Interval) -> None:
    inner = narrow.intersect(wide)
    assume(inner is not None)
    assert inner is not None
    for combine in _OPERATIONS:
        outer_result, inner_result = combine(wide, other), combine(inner, other)
        assert inner_result.intersect(outer_result) == inner_result


@given(intervals(), intervals())
def test_intersecting_narrows_is_idempotent_and_agrees_with_meeting(one: Interval, other: Interval) -> None:
    common = one.intersect(other)
    assert one.intersect(one) == one
    assert one.meets(other) == (common is not None) == other.meets(one)
    assert one.intersect(Interval.everything()) == one
    if common is not None:
        assert common.intersect(one) == common
        assert one.gap(other) == 0


@given(intervals(), intervals())
def test_a_gap_has_the_sign_of_the_difference(one: Interval, other: Interval) -> None:
    gap = one.gap(other)
    assert other.gap(one) == -gap
    if gap > 0:
        assert one.lo is not None
        assert other.hi is not None
        assert one.lo - other.hi == gap
    shifted = one + -gap
    assert shifted.gap(other) == 0


# --- what figures stand for ---------------------------------------------------------------------------------------------


@given(numbers, st.integers(-2, 4))
def test_a_true_value_lies_in_the_interval_of_its_rounding_and_of_its_truncation(
    true: Fraction, decimals: int
) -> None:
    step = Fraction(1, 10**decimals) if decimals >= 0 else Fraction(10**-decimals)
    floor = abs(true) // step * step
    truncated = floor if true >= 0 else -floor
    nearest = (abs(true) / step + Fraction(1, 2)) // 1 * step * (1 if true >= 0 else -1)
    assert Interval.of(truncated, mode="truncate", decimals=decimals).contains(true)
    assert Interval.of(nearest, mode="round", decimals=decimals).contains(true)


@given(st.integers(-300, 300), numbers)
def test_only_values_that_truncate_to_the_figure_lie_in_its_truncation_interval(
    cents: int, true: Fraction
) -> None:
    value, near = Fraction(cents, 100), Fraction(cents, 100) + true / 10**8
    truncated = Fraction(int(near * 100), 100)  # int() cuts towards zero
    assert Interval.of(value, mode="truncate", decimals=2).contains(near) == (truncated == value)
