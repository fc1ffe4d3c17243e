"""What holds for every target, actual value and number of marks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.helpers import BANDS
from ziping.figures import round_half_up
from ziping.scoring import Case, Measure, Params, read_measure
from ziping.scoring.modes import MODES
from ziping.standards.model.scoring import ModeName, Sign

amounts = st.fractions(min_value=0, max_value=10**9, max_denominator=10**4)
positive = st.fractions(min_value=Fraction(1, 10**4), max_value=10**9, max_denominator=10**4)
marks = st.fractions(min_value=0, max_value=100, max_denominator=100).map(lambda full: round_half_up(full, 2))

FORWARD: tuple[ModeName, ...] = ("ratio", "ratio_pass", "execution_linear", "execution_banded")
REVERSE: tuple[ModeName, ...] = ("reverse_linear", "reverse_ratio")
DEDUCTION = {"per": "1", "minus": "0.5"}


def number(value: Fraction) -> Measure:
    return Measure(str(value), "number", value)


def earned(mode: ModeName, case: Case, **params: object) -> Fraction:
    points = MODES[mode].judge(case, Params(params)).points
    assert points is not None
    return points


@pytest.mark.parametrize("mode", [*FORWARD, *REVERSE, "binary"])
@given(target=amounts, actual=amounts, full=marks)
def test_marks_lie_between_none_and_all(
    mode: ModeName, target: Fraction, actual: Fraction, full: Fraction
) -> None:
    sign: Sign = "≤" if mode in REVERSE else "≥"
    assert 0 <= earned(mode, Case(full, sign, number(target), number(actual))) <= full


@pytest.mark.parametrize("mode", FORWARD)
@given(target=positive, one=amounts, other=amounts, full=marks)
def test_more_never_earns_less_where_more_is_better(
    mode: ModeName, target: Fraction, one: Fraction, other: Fraction, full: Fraction
) -> None:
    less, more = (Case(full, "≥", number(target), number(value)) for value in sorted((one, other)))
    assert earned(mode, less) <= earned(mode, more)


@pytest.mark.parametrize("mode", REVERSE)
@given(target=amounts, one=amounts, other=amounts, full=marks)
def test_more_never_earns_more_where_less_is_better(
    mode: ModeName, target: Fraction, one: Fraction, other: Fraction, full: Fraction
) -> None:
    less, more = (Case(full, "≤", number(target), number(value)) for value in sorted((one, other)))
    assert earned(mode, less) >= earned(mode, more)


@given(target=positive, actual=amounts, full=marks)
def test_a_ratio_is_the_exact_fraction_rounded_once(
    target: Fraction, actual: Fraction, full: Fraction
) -> None:
    case = Case(full, "≥", number(target), number(actual))
    assert earned("ratio", case) == round_half_up(full * min(actual / target, Fraction(1)), 2)


@given(target=positive, actual=amounts, full=marks)
def test_the_reverse_ratio_is_never_harsher_than_the_linear_rule(
    target: Fraction, actual: Fraction, full: Fraction
) -> None:
    case = Case(full, "≤", number(target), number(actual))
    assert earned("reverse_ratio", case) >= earned("reverse_linear", case)


@pytest.mark.parametrize("mode", [*FORWARD, *REVERSE])
@given(target=st.integers(1, 10**7), actual=st.integers(0, 10**7), full=marks)
def test_the_unit_something_is_typed_in_changes_nothing(
    mode: ModeName, target: int, actual: int, full: Fraction
) -> None:
    sign: Sign = "≤" if mode in REVERSE else "≥"
    in_yuan = Case(full, sign, read_measure(f"{target}元"), read_measure(f"{actual}元"))
    ten_thousandths = f"{actual // 10**4}.{actual % 10**4:04d}"
    mixed = replace(in_yuan, actual=read_measure(ten_thousandths, "万元"))
    assert earned(mode, in_yuan) == earned(mode, mixed)


@given(limit=amounts, actual=amounts, full=marks, side=st.sampled_from(("above", "below", "both")))
def test_counting_whole_steps_is_kindest_and_begun_ones_harshest(
    limit: Fraction, actual: Fraction, full: Fraction, side: str
) -> None:
    case = Case(full, "≤", number(limit), number(actual))
    floor, linear, ceil = (
        earned("deduction", case, **DEDUCTION, side=side, rounding=how) for how in ("floor", "linear", "ceil")
    )
    assert full >= floor >= linear >= ceil >= 0


@given(low=amounts, high=amounts, limit=amounts, full=marks)
def test_going_further_beyond_a_limit_never_earns_more(
    low: Fraction, high: Fraction, limit: Fraction, full: Fraction
) -> None:
    near, far = (Case(full, "≤", number(limit), number(value)) for value in sorted((low, high)))
    assert earned("deduction", near, **DEDUCTION) >= earned("deduction", far, **DEDUCTION)


@given(
    entered=st.fractions(min_value=-1, max_value=101, max_denominator=100),
    full=marks,
    band=st.sampled_from(BANDS),
)
def test_an_entered_score_counts_exactly_when_it_lies_in_its_band(
    entered: Fraction, full: Fraction, band: tuple[str, Fraction, Fraction]
) -> None:
    entered = round_half_up(entered, 2)
    name, low, high = band
    case = Case(full, "qualitative", band=name, entered=entered, bands=BANDS)
    points = MODES["qualitative_bands"].judge(case, Params()).points
    bottom, top = round_half_up(low * full, 2), round_half_up(high * full, 2)
    inside = bottom <= entered and (entered <= top if band == BANDS[0] else entered < top)
    assert points == (entered if inside else None)


@given(target=st.one_of(st.none(), st.just(""), st.just("——"), st.just("不适用")), actual=st.text(max_size=8))
@pytest.mark.parametrize("mode", [*FORWARD, *REVERSE, "deduction", "binary"])
def test_without_a_target_nothing_is_ever_scored(mode: ModeName, target: str | None, actual: str) -> None:
    aim = None if target is None else read_measure(target)
    outcome = MODES[mode].judge(Case(Fraction(10), "≥", aim, read_measure(actual)), Params(DEDUCTION))
    assert outcome.points is None
    assert outcome.status in {"missing_target", "missing_actual", "unreadable"}


@given(text=st.text(max_size=20), unit=st.sampled_from(("", "%", "人", "万元", "场演出", "元/人")))
def test_whatever_is_typed_is_a_figure_a_day_words_or_nothing(text: str, unit: str) -> None:
    read = read_measure(text, unit, 2024)
    assert read.kind in {"number", "day", "words", "empty"}
    assert (read.number is not None) is (read.kind in {"number", "day"})
