"""Yes or no, grades, checklists, scores by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.helpers import case, judged, points
from ziping.scoring import Case, Reply

WORDS = {"yes": ["是", "已完成"], "no": "否、未完成"}


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("2024年12月31日前", "2024年12月31日前", "5"),
        ("2024年12月31日前", "2024-12-31", "5"),
        ("2024年12月31日前", "2024年12月", "5"),
        ("2024年12月31日前", "2025年1月1日", "0"),
        ("12月底前完成", "2024年11月30日", "5"),
        ("2024年第三季度", "2024.10.01", "0"),
        ("2024年底", "20241231", "5"),
        ("2024年6月30日前", "", None),
        ("是", "是", "5"),
        ("是", "否", "0"),
        ("按要求完成", "已完成", "5"),
        ("按要求完成", "未完成", "0"),
        ("制度健全", "制度健全", "5"),
        ("制度健全", "基本健全", None),
        ("", "已完成", None),
        ("10", "10", "5"),
        ("10", "9", "0"),
    ],
)
def test_reached_or_not(target: str, actual: str, expected: str | None) -> None:
    assert points("binary", case(target, actual, 5), **WORDS) == expected


def test_more_than_is_strict() -> None:
    assert points("binary", case("10", "10", sign=">")) == "0"
    assert points("binary", case("10", "10", sign="<")) == "0"
    assert points("binary", case("10", "9", sign="<")) == "10"


def test_a_fixed_deduction_may_stand_for_not_reached() -> None:
    assert points("binary", case("10", "9"), minus=3) == "7"
    assert points("binary", case("10", "9"), minus="50%") == "5"


@pytest.mark.parametrize(
    ("band", "entered", "expected", "status"),
    [
        ("达成", "10", "10", "scored"),
        ("达成", "8", "8", "scored"),
        ("达成", "7.99", None, "out_of_band"),
        ("达成", "10.01", None, "out_of_band"),
        ("部分达成", "8", None, "out_of_band"),
        ("部分达成", "7.99", "7.99", "scored"),
        ("部分达成", "6", "6", "scored"),
        ("未达成", "6", None, "out_of_band"),
        ("未达成", "0", "0", "scored"),
        ("A", "9.5", "9.5", "scored"),
        ("基本达成", "9", "9", "scored"),
        ("达成", None, None, "needs_score"),
        ("效果明显", "10", None, "needs_band"),
        ("", "10", None, "needs_band"),
    ],
)
def test_a_score_lies_inside_the_band_that_was_reached(
    band: str, entered: str | None, expected: str | None, status: str
) -> None:
    number = None if entered is None else Fraction(entered)
    given = case("效果明显", "效果明显", sign="qualitative", band=band, entered=number)
    assert points("qualitative_bands", given, aliases="基本达成=达成") == expected
    assert judged("qualitative_bands", given, aliases="基本达成=达成").status == status


def test_the_actual_value_may_name_the_band_itself() -> None:
    assert points("qualitative_bands", case("效果明显", "部分达成", entered=Fraction(7))) == "7"


def test_bounds_are_rounded_like_marks() -> None:
    given = case("", "达成", full="3.33", entered=Fraction("2.66"))  # 0.8 × 3.33 = 2.664
    assert points("qualitative_bands", given) == "2.66"


def test_a_pack_may_give_a_band_marks_without_a_score() -> None:
    assert points("qualitative_bands", case("", "部分达成"), default={"部分达成": "70%"}) == "7"
    assert points("qualitative_bands", case("", "部分达成"), default="部分达成：70%；达成:90%") == "7"
    assert (
        judged("qualitative_bands", case("", "未达成"), default={"部分达成": "70%"}).status == "needs_score"
    )


def test_without_a_band_and_an_actual_value_there_is_nothing_to_judge() -> None:
    assert judged("qualitative_bands", case("效果明显", "", sign="qualitative")).status == "missing_actual"


def listed(*answers: bool | None, full: int = 8) -> Case:
    replies = tuple(Reply(f"问题{number}？", yes) for number, yes in enumerate(answers, start=1))
    return Case(Fraction(full), replies=replies)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((True, True, True, True), "8"),
        ((True, False, True, True), "6"),
        ((False, False, False, False), "0"),
        ((True, None, True, True), None),
        ((), None),
    ],
)
def test_each_yes_earns_its_marks_and_an_unanswered_question_is_not_a_no(
    answers: tuple[bool | None, ...], expected: str | None
) -> None:
    assert points("checklist", listed(*answers), each=2) == expected
    assert points("checklist", listed(*answers)) == expected


@pytest.mark.parametrize(
    ("replies", "expected"),
    [
        ([(True, None), (True, None)], "6"),
        ([(False, None), (True, None)], "5"),
        ([(False, 3), (True, None)], "3"),
        ([(False, 0), (True, None)], "5"),
        ([(None, 2), (True, 0)], "4"),
        ([(False, 9), (True, None)], "0"),
        ([(None, None), (True, None)], None),
    ],
)
def test_every_violation_costs_marks(
    replies: list[tuple[bool | None, int | None]], expected: str | None
) -> None:
    asked = tuple(
        Reply("支出是否合规？", yes, None if count is None else Fraction(count)) for yes, count in replies
    )
    assert points("checklist", Case(Fraction(6), replies=asked), violations=True, minus_each=1) == expected


def test_levels_go_by_how_many_were_done() -> None:
    levels = [["100%", 6], ["(0,100%)", 3], ["0", 0]]
    given = [listed(True, True, full=6), listed(True, False, full=6), listed(False, False, full=6)]
    assert [points("checklist", one, levels=levels) for one in given] == ["6", "3", "0"]


def test_a_score_by_hand_is_never_taken_without_a_reason() -> None:
    assert judged("manual", case("", "", entered=Fraction(5))).status == "needs_reason"
    assert judged("manual", case("", "")).status == "needs_score"
