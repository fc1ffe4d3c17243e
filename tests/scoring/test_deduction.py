"""Marks off for each step beyond a limit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.helpers import case, judged, points
from ziping.scoring import Case, Measure
from ziping.wording import InputError


def rate(number: str, full: int = 5) -> Case:
    """A computed rate, as control indicators judge it."""
    return Case(Fraction(full), "≤", actual=Measure.of_share(Fraction(number)))


STAFFING = {"limit": "100%", "per": "1个百分点", "minus": "0.5"}


@pytest.mark.parametrize(
    ("number", "floor", "linear", "ceil"),
    [
        ("44/43", "4", "3.84", "3.5"),  # 102.33 %: two whole points, 2.33, three begun
        ("1", "5", "5", "5"),
        ("9/10", "5", "5", "5"),
        ("101/100", "4.5", "4.5", "4.5"),
        ("10099/10000", "5", "4.51", "4.5"),
        ("2", "0", "0", "0"),
    ],
)
def test_steps_are_counted_whole_begun_or_in_part(number: str, floor: str, linear: str, ceil: str) -> None:
    found = [
        points("deduction", rate(number), **STAFFING, rounding=how) for how in ("floor", "linear", "ceil")
    ]
    assert found == [floor, linear, ceil]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("100/100", "6"),
        ("96/100", "6"),
        ("95/100", "4"),
        ("90/100", "2"),
        ("105/100", "4"),
        ("112/100", "2"),
        ("1/2", "0"),
    ],
)
def test_both_sides_of_the_limit_lose_marks_where_the_rule_says_so(number: str, expected: str) -> None:
    assert points("deduction", rate(number, 6), limit="100%", side="both", per="5%", minus=2) == expected


def test_half_a_mark_a_point_of_satisfaction() -> None:
    assert points("deduction", case("98%", "95%"), per="1个百分点", minus="0.5") == "8.5"
    assert points("deduction", case("98", "95", unit="%"), per="1%", minus="5%") == "8.5"
    assert points("deduction", case("98%", "99%"), per="1%", minus="0.5") == "10"


@pytest.mark.parametrize(
    ("target", "actual", "unit", "params", "expected"),
    [
        ("1000万元", "1055万元", "万元", {"per": "1%", "minus": "1"}, "5"),  # each 1 % of the limit
        ("1000万元", "1055万元", "万元", {"per": "10", "minus": "1"}, "5"),  # each 10 万元
        ("5件", "8件", "件", {"per": "1", "minus": "20%"}, "4"),
        ("2024年12月31日前", "2025年1月10日", "", {"per": "1", "minus": "0.5"}, "5"),  # each day
        ("2024年12月31日前", "2024年11月30日", "", {"per": "1", "minus": "0.5"}, "10"),
        ("0件", "3件", "件", {"per": "1", "minus": "1"}, "7"),
    ],
)
def test_a_step_is_a_share_of_the_limit_or_counts_in_its_unit(
    target: str, actual: str, unit: str, params: dict[str, str], expected: str
) -> None:
    assert points("deduction", case(target, actual, sign="≤", unit=unit), **params) == expected


def test_a_share_of_a_limit_of_zero_is_no_step() -> None:
    assert judged("deduction", case("0", "3", sign="≤"), per="1%", minus=1).status == "unsuited"


@pytest.mark.parametrize(
    ("params", "key"),
    [
        ({"per": "1", "minus": "0.5"}, "points_meant"),  # of a percentage: one what?
        ({"per": "0%", "minus": "0.5"}, "not_positive"),
        ({"minus": "0.5"}, "missing"),
        ({"per": "1%"}, "missing"),
        ({"per": "一点", "minus": "0.5"}, "not_number"),
        ({"per": "1%", "minus": "0.5", "rounding": "half"}, "not_choice"),
        ({"per": "1%", "minus": 0.5}, "not_number"),  # a float is no longer the number that was written
    ],
)
def test_a_parameter_that_cannot_be_meant_is_refused(params: dict[str, object], key: str) -> None:
    with pytest.raises(InputError) as refused:
        points("deduction", case("98%", "95%"), **params)
    assert refused.value.messages[0].key == f"scoring.params.{key}"
    assert refused.value.render("zh")
    assert refused.value.render("en")
