"""A claim beside what follows from the other figures; figures as published in a real report, amounts in 万元."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ziping.figures import (
    Computed,
    Figure,
    FigureError,
    Unbound,
    Verdict,
    format_number,
    is_complement,
    judge_ratio,
    judge_sum,
    reconcile,
    with_grain,
)

money = st.builds(
    lambda whole, digits: Figure.parse(format_number(Fraction(whole, 10**digits), digits), "万元"),
    st.integers(0, 3000),
    st.integers(0, 3),
)


def f(text: str) -> Figure:
    return Figure.parse(text)


def of(text: str) -> Computed:
    return Computed.of(f(text))


# --- sums -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "items", "verdict", "gap"),
    [
        ("1176.69万元", ["658.22万元", "518.46万元"], Verdict.ROUNDING, 0),
        ("1177.69万元", ["1006.91万元", "170.78万元"], Verdict.EXACT, 0),
        ("240.68万元", ["17万元", "50万元", "13.68万元", "100万元", "60万元"], Verdict.EXACT, 0),
        ("240.68万元", ["17万元", "50万元", "13.68万元", "100万元", "61万元"], Verdict.INCONSISTENT, -9700),
        ("103人", ["44人", "48人", "11人"], Verdict.EXACT, 0),
        ("104人", ["44人", "48人", "11人"], Verdict.INCONSISTENT, 1),
        ("2.25亿元", ["2.79亿元", "-0.46亿元", "-766万元"], Verdict.ROUNDING, 0),
        ("0.02万元", ["0.009万元", "0.009万元", "0.009万元"], Verdict.INCONSISTENT, -5),
        ("0.034万元", ["0.015万元", "0.018万元"], Verdict.ROUNDING, 0),
        ("超过100万元", ["60万元", "70万元"], Verdict.EXACT, 0),
        ("约100万元", ["52万元", "48.6万元"], Verdict.ROUNDING, 0),
        ("不足100万元", ["60万元", "70万元"], Verdict.INCONSISTENT, -290000),
    ],
)
def test_a_total_beside_its_items(total: str, items: Sequence[str], verdict: Verdict, gap: int) -> None:
    claim, *parts = with_grain([f(total), *map(f, items)])
    judged = judge_sum(claim, parts)
    assert judged.verdict is verdict
    assert (judged.gap > 0) - (judged.gap < 0) == (gap > 0) - (gap < 0)
    if verdict in (Verdict.EXACT, Verdict.ROUNDING):
        assert judged.gap == 0


def test_a_slip_of_one_is_found_with_its_distance_and_the_right_sum() -> None:
    claim, *parts = with_grain(map(f, ["240.68万元", "17万元", "50万元", "13.68万元", "100万元", "61万元"]))
    judged = judge_sum(claim, parts)
    assert judged.computed == 2416800
    assert judged.difference == -10000
    assert judged.gap == -10000 + 6 * 50  # six figures, half a grain of 100 元 each


def test_without_the_grain_of_the_group_the_slip_would_pass_as_rounding() -> None:
    items = [f(text) for text in ("17万元", "50万元", "13.68万元", "100万元", "61万元")]
    assert judge_sum(f("240.68万元"), items).verdict is Verdict.ROUNDING


def test_truncated_items_are_recognised() -> None:
    """Each item lost up to 0.01: nearest rounding allows 1.5 steps for two items and a total, truncation two."""
    judged = judge_sum(f("10.04"), [f("3.01"), f("3.01"), f("4.00")])
    assert judged.verdict is Verdict.ROUNDING
    assert judge_sum(f("10.05"), [f("3.01"), f("3.01"), f("4.00")]).verdict is Verdict.INCONSISTENT
    claim, items = f("10.06"), [f("2.01"), f("2.01"), f("2.01"), f("2.00"), f("2.00")]
    assert judge_sum(claim, items).verdict is Verdict.ROUNDING
    claim, items = f("10.07"), [f("2.01"), f("2.01"), f("2.01"), f("2.00"), f("2.00")]
    judged = judge_sum(claim, items)
    assert judged.verdict is Verdict.TRUNCATION
    assert judged.gap == Fraction(1, 100)


def test_weights_turn_items_into_deductions() -> None:
    judged = judge_sum(f("73.66万元"), [f("1176.69万元"), f("1103.03万元")], [1, -1])
    assert judged.verdict is Verdict.EXACT
    assert judged.computed == 736600


def test_every_item_needs_one_weight() -> None:
    with pytest.raises(FigureError, match="权重"):
        judge_sum(f("1"), [f("1")], [1, 1])


@pytest.mark.parametrize(
    ("total", "items", "why"),
    [
        ("", ["1", "2"], Unbound.NO_CLAIM),
        ("——", ["1", "2"], Unbound.NO_CLAIM),
        ("3", [], Unbound.NO_OPERAND),
        ("3", ["1", ""], Unbound.EMPTY_OPERAND),
        ("3", ["3", "无"], Unbound.EMPTY_OPERAND),
        ("3万元", ["1万元", "2%"], Unbound.UNITS_DIFFER),
        ("3万元", ["1万元", "2"], Unbound.UNITS_DIFFER),
    ],
)
def test_what_cannot_be_compared_stays_unbound(total: str, items: list[str], why: Unbound) -> None:
    judged = judge_sum(f(total), map(f, items))
    assert (judged.verdict, judged.why, judged.difference) == (Verdict.UNBOUND, why, None)


def test_conflicting_mentions_leave_what_depends_on_them_unbound() -> None:
    conflict = reconcile([f("1176.69万元"), f("1177.69万元")])
    assert judge_sum(conflict, [f("658.22万元"), f("518.46万元")]).why is Unbound.CONFLICTING_MENTIONS
    assert (
        judge_ratio(f("55.93%"), numerator=f("658.22万元"), denominator=conflict).why
        is Unbound.CONFLICTING_MENTIONS
    )


def test_agreeing_mentions_are_judged_by_their_common_interval() -> None:
    agreed = reconcile([f("19.8亿元"), f("19.83亿元")])
    assert judge_sum(agreed, [f("19.83亿元")]).verdict is Verdict.EXACT
    assert judge_sum(agreed, [f("19.78亿元")]).verdict is Verdict.INCONSISTENT


@given(st.lists(money, min_size=1, max_size=5), st.data())
def test_figures_rounded_from_true_amounts_are_never_called_inconsistent(
    trues: list[Figure], data: st.DataObject
) -> None:
    """Take amounts as true, print each and their sum to fewer digits: the verdict must allow it."""
    places = data.draw(st.integers(0, 2))
    amounts = [figure.base / 10000 for figure in trues]
    printed = [f(f"{_rounded(amount, places)}万元") for amount in amounts]
    total = f(f"{_rounded(sum(amounts, Fraction(0)), places)}万元")
    assert judge_sum(total, printed).verdict in (Verdict.EXACT, Verdict.ROUNDING)


def _rounded(amount: Fraction, places: int) -> str:
    whole = int(amount * 10**places + Fraction(1, 2))
    return str(whole) if places == 0 else f"{whole // 10**places}.{whole % 10**places:0{places}d}"


@given(st.lists(money, min_size=1, max_size=4), st.integers(1, 50))
def test_a_sum_of_n_figures_may_be_off_by_half_a_step_each_and_no_more(
    items: list[Figure], extra: int
) -> None:
    items = [figure.with_grain(1) for figure in items]
    total = sum((figure.base for figure in items), Fraction(0)) + extra
    claim = f(f"{total}元")
    assume(total.denominator == 1)
    expected = Verdict.ROUNDING if Fraction(extra) <= Fraction(len(items) + 1, 2) else None
    judged = judge_sum(claim, items)
    assert (judged.verdict is Verdict.ROUNDING) == (expected is Verdict.ROUNDING)


# --- ratios -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "numerator", "denominator", "verdict"),
    [
        ("55.93%", "658.22万元", "1176.69万元", Verdict.TRUNCATION),
        ("55.94%", "658.22万元", "1176.69万元", Verdict.EXACT),
        ("44.07%", "518.46万元", "1176.69万元", Verdict.INCONSISTENT),
        ("44.06%", "518.46万元", "1176.69万元", Verdict.EXACT),
        ("102%", "44人", "43人", Verdict.EXACT),
        ("102%", "44", "43", Verdict.EXACT),
        ("100%", "0.77万元", "0.77万元", Verdict.EXACT),
        ("100%", "1176.69万元", "1177.69万元", Verdict.INCONSISTENT),
        ("100%", "1176.69万元", "1176.68万元", Verdict.ROUNDING),
        ("0%", "0万元", "12.02万元", Verdict.EXACT),
        ("0%", "3人", "1000人", Verdict.INCONSISTENT),
        ("100.00%", "1176.69万元", "1176.70万元", Verdict.EXACT),
        ("1.82%", "2.25亿元", "123.80亿元", Verdict.EXACT),
        ("11.01%", "4.37亿元", "39.74亿元", Verdict.ROUNDING),
        ("86%", "692.98", "808.1", Verdict.EXACT),
        ("1.76万元", "5.28万元", "3辆", Verdict.EXACT),
        ("1.77万元", "5.28万元", "3辆", Verdict.INCONSISTENT),
        ("15.6倍", "15.6万元", "1万元", Verdict.EXACT),
        ("三分之一", "1人", "3人", Verdict.EXACT),
        ("3‰", "3人", "1000人", Verdict.EXACT),
        ("50%以上", "3人", "5人", Verdict.EXACT),
        ("约60%", "302人", "500人", Verdict.ROUNDING),
    ],
)
def test_a_ratio_beside_its_parts(claim: str, numerator: str, denominator: str, verdict: Verdict) -> None:
    assert judge_ratio(f(claim), numerator=f(numerator), denominator=f(denominator)).verdict is verdict


def test_growth_is_judged_as_a_formula_of_figures() -> None:
    """6.67% of growth fits 1177.69 and only truncation makes it fit 1176.69."""
    increase = of("73.66万元")
    text = judge_ratio(f("6.67%"), increase / (of("1176.69万元") - increase))
    table = judge_ratio(f("6.67%"), increase / (of("1177.69万元") - increase))
    assert (text.verdict, table.verdict) == (Verdict.TRUNCATION, Verdict.EXACT)
    assert text.computed == Fraction(7366, 110303)
    assert judge_ratio(f("14.2%"), of("23992万元") / of("21012万元") - 1).verdict is Verdict.EXACT


def test_an_exact_value_may_stand_for_the_parts() -> None:
    assert judge_ratio(f("33.33%"), Fraction(1, 3)).verdict is Verdict.EXACT
    assert judge_ratio(f("66.66%"), Fraction(2, 3)).verdict is Verdict.TRUNCATION
    assert judge_ratio(f("66.65%"), Fraction(2, 3)).verdict is Verdict.INCONSISTENT


def test_a_round_hundred_percent_is_a_point_only_when_both_parts_are_stated() -> None:
    nearly = Fraction(117669, 117769)
    assert judge_ratio(f("100%"), nearly).verdict is Verdict.INCONSISTENT
    assert judge_ratio(f("100%"), nearly, parts_stated=False).verdict is Verdict.EXACT


def test_the_gap_is_positive_when_the_claim_stands_too_high() -> None:
    high = judge_ratio(f("44.07%"), numerator=f("518.46万元"), denominator=f("1176.69万元"))
    low = judge_ratio(f("44.05%"), numerator=f("518.46万元"), denominator=f("1176.69万元"))
    assert high.gap > 0 > low.gap


@pytest.mark.parametrize(
    ("claim", "numerator", "denominator", "why"),
    [
        ("5%", "1", "0", Unbound.ZERO_DENOMINATOR),
        ("5%", "", "2", Unbound.EMPTY_OPERAND),
        ("——", "1", "2", Unbound.NO_CLAIM),
        ("5%", "1万元", "0.4万元以下", Unbound.ZERO_DENOMINATOR),
    ],
)
def test_a_ratio_without_its_parts_is_unbound(
    claim: str, numerator: str, denominator: str, why: Unbound
) -> None:
    assert judge_ratio(f(claim), numerator=f(numerator), denominator=f(denominator)).why is why


def test_a_ratio_needs_a_value_or_both_parts() -> None:
    with pytest.raises(FigureError):
        judge_ratio(f("5%"), numerator=f("1"))


def test_a_share_made_up_to_a_hundred_is_recognised() -> None:
    assert is_complement(f("44.07%"), [f("55.93%")])
    assert not is_complement(f("44.06%"), [f("55.93%")])
    assert not is_complement(f("44.07%"), [f("")])
    assert not is_complement(f(""), [f("55.93%")])


@given(money, money, st.integers(0, 3))
def test_a_share_rounded_or_cut_from_its_parts_is_never_called_inconsistent(
    part: Figure, whole: Figure, places: int
) -> None:
    assume(whole.base != 0)
    assume(whole.interval().lo is not None and not whole.interval().contains(0))
    percent = part.base / whole.base * 100
    nearest, cut = f(f"{_rounded(percent, places)}%"), f(f"{_cut(percent, places)}%")
    assume(nearest.base not in (0, 1) and cut.base not in (0, 1))
    assert judge_ratio(nearest, numerator=part, denominator=whole).verdict is Verdict.EXACT
    assert judge_ratio(cut, numerator=part, denominator=whole).verdict is not Verdict.INCONSISTENT


def _cut(amount: Fraction, places: int) -> str:
    whole = int(amount * 10**places)
    return str(whole) if places == 0 else f"{whole // 10**places}.{whole % 10**places:0{places}d}"


def test_a_sum_of_any_length_has_its_intervals() -> None:
    summed = sum((of("0.50") for _ in range(3000)), Computed.exactly(0))
    assert summed.value == 1500
    assert (summed.rounded.lo, summed.rounded.hi) == (Fraction(1485), Fraction(1515))
    assert Computed.total(of("0.50") for _ in range(3000)).truncated == summed.truncated


def test_a_divisor_that_may_be_nothing_is_refused_at_once() -> None:
    with pytest.raises(ZeroDivisionError):
        of("1") / of("0.00")
    with pytest.raises(ZeroDivisionError):
        of("1") / (of("0.4") - of("0.4"))
