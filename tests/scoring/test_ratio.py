"""The more the better: in proportion, with and without a pass line."""

from __future__ import annotations

import pytest

from scoring.helpers import case, judged, points


@pytest.mark.parametrize(
    ("target", "actual", "full", "expected"),
    [
        ("98%", "95%", 10, "9.69"),
        ("520", "494", 6, "5.7"),
        ("4", "4", 5, "5"),
        ("4", "9", 5, "5"),
        ("3", "1", 10, "3.33"),
        ("3", "2", 10, "6.67"),
        ("100", "0", 10, "0"),
        ("100", "-5", 10, "0"),
        ("0", "0", 10, "10"),
        ("0", "3", 10, "10"),
        ("8", "1", "0.04", "0.01"),  # 0.005: a half goes up
    ],
)
def test_marks_are_the_share_reached_and_never_more_than_all(
    target: str, actual: str, full: int, expected: str
) -> None:
    assert points("ratio", case(target, actual, full)) == expected


@pytest.mark.parametrize(("actual", "expected"), [("60", "6"), ("59.99", "0"), ("99", "9.9"), ("100", "10")])
def test_below_the_pass_line_there_is_nothing(actual: str, expected: str) -> None:
    assert points("ratio_pass", case("100", actual)) == expected


def test_a_pack_may_set_another_pass_line() -> None:
    assert points("ratio_pass", case("100", "75"), pass_line="80%") == "0"
    assert points("ratio_pass", case("100", "80"), pass_line="80%") == "8"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("0", "0", "10"),
        ("0", "-1", "10"),
        ("0", "1", "0"),
        ("38", "38", "10"),
        ("38", "40", "10"),
        ("40", "38", "9.5"),
    ],
)
def test_an_equal_sign_wants_the_target_reached_and_zero_kept(
    target: str, actual: str, expected: str
) -> None:
    assert points("ratio", case(target, actual, sign="=")) == expected


@pytest.mark.parametrize(
    ("target", "actual", "unit", "expected"),
    [
        ("936.67万元", "9366700元", "", "10"),
        ("1000万元", "0.05亿元", "", "5"),
        ("98", "95%", "%", "9.69"),
        ("98%", "95", "", "9.69"),
        ("1.2万人次", "6000人次", "人次", "5"),
        ("12场演出", "9场演出", "场演出", "7.5"),
        ("95%", "950‰", "", "10"),
    ],
)
def test_units_are_brought_together_before_anything_is_divided(
    target: str, actual: str, unit: str, expected: str
) -> None:
    assert points("ratio", case(target, actual, unit=unit)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "status", "key"),
    [
        ("", "5", "missing_target", "missing_target"),
        ("5", "", "missing_actual", "missing_actual"),
        ("5", "——", "missing_actual", "empty_actual"),
        ("5", "不适用", "missing_actual", "empty_actual"),
        ("不适用", "5", "missing_target", "empty_target"),
        ("4场次", "100%", "unreadable", "not_comparable"),
        ("4场次", "效果明显", "unreadable", "words_actual"),
        ("效果明显", "4场次", "unreadable", "words_target"),
        ("4", "3-5", "unreadable", "words_actual"),
        ("4", "2024年5月1日", "unreadable", "not_comparable"),
        ("-5%", "-8%", "unsuited", "negative_target"),
        ("2024年12月31日前", "2024年12月1日", "unsuited", "day_by_ratio"),
    ],
)
def test_what_cannot_be_scored_has_no_points_and_says_why(
    target: str, actual: str, status: str, key: str
) -> None:
    outcome = judged("ratio", case(target, actual))
    assert (outcome.points, outcome.status) == (None, status)
    assert outcome.steps[-1].key == f"scoring.status.{key}"


def test_nothing_stated_beside_a_figure_is_zero_and_a_blank_is_not() -> None:
    assert points("ratio", case("5件", "无")) == "0"
    assert points("reverse_linear", case("5件", "无", sign="≤")) == "10"
    assert points("reverse_linear", case("5件", "", sign="≤")) is None
