"""The less the better, by the two rules in use."""

from __future__ import annotations

import pytest

from scoring.helpers import case, judged, points


@pytest.mark.parametrize(
    ("target", "actual", "linear", "ratio"),
    [
        ("936.67万元", "1177.69万元", "7.43", "7.95"),  # the cost row of a filed report, which entered 7.5
        ("936.67", "936.67", "10", "10"),
        ("936.67", "900", "10", "10"),
        ("100", "199.9", "0.01", "5"),
        ("100", "200", "0", "5"),
        ("100", "201", "0", "4.98"),
        ("100", "1000", "0", "1"),
        ("0", "0", "10", "10"),
        ("0", "-1", "10", "10"),
        ("0", "1", "0", "0"),
        ("300元/人", "330元/人", "9", "9.09"),
        ("4%", "4.5%", "8.75", "8.89"),
    ],
)
def test_what_exceeds_the_target_costs_marks(target: str, actual: str, linear: str, ratio: str) -> None:
    given = case(target, actual, sign="≤")
    assert (points("reverse_linear", given), points("reverse_ratio", given)) == (linear, ratio)


def test_a_negative_target_that_is_missed_suits_neither_rule() -> None:
    given = case("-5%", "-2%", sign="≤")
    outcomes = (judged("reverse_linear", given), judged("reverse_ratio", given))
    assert [outcome.status for outcome in outcomes] == ["unsuited", "unsuited"]
    assert points("reverse_linear", case("-5%", "-8%", sign="≤")) == "10"


def test_money_in_different_units_is_the_same_money() -> None:
    assert points("reverse_linear", case("936.67万元", "11776900元", sign="≤")) == "7.43"
