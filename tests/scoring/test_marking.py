"""From an indicator to its mark: which way it is scored, what was typed, what is remarked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec.structs
import pytest

from scoring.helpers import YEAR, hunan, indicator, report, str_of
from ziping.scoring import Mark, mode_named, score, sign_named
from ziping.scoring.marking import mark_of
from ziping.standards.model.scoring import Scoring
from ziping.wording import InputError


def mark(scoring: Scoring | None = None, /, **fields: Any) -> Mark:
    standard = hunan()
    rules = scoring or standard.scoring
    assert rules is not None
    return mark_of(report(indicator(**fields)).indicators[0], standard, rules, YEAR)


def given(scoring: Scoring | None = None, /, **fields: Any) -> str | None:
    points = mark(scoring, **fields).points
    return None if points is None else str_of(points)


def rules(**changes: Any) -> Scoring:
    scoring = hunan().scoring
    assert scoring is not None
    return msgspec.structs.replace(scoring, **changes)


COST = {"level1": "成本指标", "level2": "经济成本指标", "name": "部门预算支出金额", "unit": "万元"}
SATISFACTION = {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "服务对象满意", "unit": "%"}


@pytest.mark.parametrize(
    ("fields", "mode", "expected"),
    [
        (
            {**COST, "target": "936.67", "actual": "1177.69"},
            "reverse_linear",
            "7.43",
        ),  # no sign: the less the better
        ({**COST, "target": "936.67", "actual": "1177.69", "mode": "反向比例法"}, "reverse_ratio", "7.95"),
        ({**COST, "target": "0", "actual": "0", "marks": "5"}, "reverse_linear", "5"),
        ({**SATISFACTION, "target": "98%", "actual": "95%"}, "ratio", "9.69"),
        ({**SATISFACTION, "target": "98%", "actual": "95%", "mode": "deduction"}, "deduction", "8.5"),
        (
            {**SATISFACTION, "target": "98%", "actual": "95%", "mode": "满意度分档"},
            "satisfaction_bands",
            "10",
        ),
        ({"target": "4", "actual": "3", "sign": "≥", "unit": "场次"}, "ratio", "7.5"),
        ({"target": "至多5件", "actual": "6件"}, "reverse_linear", "8"),
        ({"target": "5件", "actual": "6件", "sign": "不超过"}, "reverse_linear", "8"),
        ({"target": "5件", "actual": "6件", "sign": "<="}, "reverse_linear", "8"),
        ({"target": "2024年12月31日前", "actual": "2024年12月31日前"}, "binary", "10"),
        ({"target": "2024年12月31日前", "actual": "2025年2月1日"}, "binary", "0"),
        ({"target": "效果明显", "actual": "效果明显", "stated_score": "10"}, "qualitative_bands", None),
        (
            {"target": "效果明显", "actual": "效果明显", "band": "基本达成", "stated_score": "9.5"},
            "qualitative_bands",
            "9.5",
        ),
        ({"target": "100", "actual": "55", "mode": "完成比例法（设及格线）"}, "ratio_pass", "0"),
        ({"target": "100", "actual": "55", "mode": "Ratio"}, "ratio", "5.5"),
        (
            {"name": "城镇登记失业率", "target": "4.5%", "actual": "4.05%"},
            "reverse_linear",
            "10",
        ),  # sign of the library
    ],
)
def test_the_way_of_scoring_is_the_units_the_librarys_or_the_packs(
    fields: dict[str, Any], mode: str, expected: str | None
) -> None:
    assert (mark(**fields).mode, given(**fields)) == (mode, expected)


def test_a_unit_may_set_parameters_by_id_or_label() -> None:
    fields = {**SATISFACTION, "target": "98%", "actual": "95.5%", "mode": "超限逐级扣分"}
    assert given(**fields) == "9"  # 2.5 points, two whole
    assert given(**fields, mode_params={"每级幅度": "0.5%", "每级扣分": "0.2分"}) == "9"
    assert given(**fields, mode_params={"rounding": "linear"}) == "8.75"


@pytest.mark.parametrize(
    ("fields", "key", "told"),
    [
        ({"mode": "看着给"}, "scoring.unknown_mode", "完成比例法、完成比例法（设及格线）"),
        ({"sign": "越多越好"}, "scoring.unknown_sign", "≥、≤、=、>、<、定性"),
        (
            {"mode": "ratio_pass", "mode_params": {"及格": "60%"}},
            "scoring.params.unknown",
            "可用的有：pass_line",
        ),
        ({"mode": "ratio", "mode_params": {"x": "1"}}, "scoring.params.unknown", "可用的有：（无）"),
        ({"mode": "steps"}, "scoring.params.not_table", "≥90%:10"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_is_known(fields: dict[str, Any], key: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        mark(**{"target": "4", "actual": "4", **fields})
    assert refused.value.messages[0].key == key
    text = refused.value.render("zh")[0]
    assert told in text
    assert "指标“公开招聘场次”" in text
    assert refused.value.render("en")[0]


def test_everything_wrong_is_told_at_once() -> None:
    wrong = [indicator(mode="看着给"), indicator(sign="更好"), indicator(target="4", actual="4")]
    with pytest.raises(InputError) as refused:
        score(report(*wrong), hunan())
    assert len(refused.value.messages) == 2


@pytest.mark.parametrize("marks", ["", "——", "10万元", "约10"])
def test_without_full_marks_there_is_no_score(marks: str) -> None:
    found = mark(target="4", actual="4", marks=marks)
    assert (found.points, found.full, found.status) == (None, None, "missing_marks")


def test_a_typed_score_is_shown_and_changes_nothing_without_a_reason() -> None:
    found = mark(**COST, target="936.67", actual="1177.69", stated_score="7.5")
    assert (found.points, found.computed, found.stated) == (
        Fraction("7.43"),
        Fraction("7.43"),
        Fraction("7.5"),
    )
    assert [note.key for note in found.notes] == ["scoring.note.stated_differs"]
    assert mark(**COST, target="936.67", actual="1177.69", stated_score="7.43分").notes == ()


def test_a_typed_score_counts_with_a_reason_and_both_are_kept() -> None:
    found = mark(
        **COST, target="936.67", actual="1177.69", stated_score="7.5", manual_reason="含上级交办任务追加"
    )
    assert (found.points, found.computed, found.reason) == (
        Fraction("7.5"),
        Fraction("7.43"),
        "含上级交办任务追加",
    )
    assert "人工赋分 7.5 分，理由：含上级交办任务追加" in found.working.say("zh")


@pytest.mark.parametrize(
    ("stated", "points", "status"),
    [("10.5", None, "out_of_range"), ("-1", None, "out_of_range"), ("0", "0", "scored")],
)
def test_a_typed_score_stays_within_the_marks(stated: str, points: str | None, status: str) -> None:
    found = mark(target="4", actual="3", stated_score=stated, manual_reason="说明")
    assert (None if found.points is None else str_of(found.points), found.status) == (points, status)
    assert found.computed == Fraction("7.5")


def test_a_score_by_hand_counts_with_its_reason() -> None:
    assert given(mode="人工赋分", stated_score="8", manual_reason="专家组评定") == "8"
    assert given(mode="人工赋分", stated_score="8") is None
    assert given(mode="人工赋分", stated_score="8.125", manual_reason="专家组评定") == "8.13"


def test_over_achievement_is_remarked_beyond_the_line_and_costs_nothing_by_default() -> None:
    beyond, at = mark(target="100", actual="131"), mark(target="100", actual="130")
    assert [note.key for note in beyond.notes] == ["scoring.note.over_achieved"]
    assert beyond.points == beyond.full
    assert beyond.note_required
    assert (at.notes, at.note_required) == ((), False)


@pytest.mark.parametrize(
    ("actual", "expected"), [("129", "10"), ("130", "9"), ("199", "9"), ("200", "8"), ("500", "7")]
)
def test_a_pack_may_take_marks_off_for_targets_set_too_low(actual: str, expected: str) -> None:
    table = tuple((Decimal(low), Decimal(off)) for low, off in (("1.3", "0.1"), ("2", "0.2"), ("3", "0.3")))
    assert given(rules(over_achievement=table), target="100", actual=actual) == expected


def test_spending_less_than_a_cost_ceiling_is_no_over_achievement() -> None:
    found = mark(**COST, target="936.67", actual="400")
    assert (found.notes, found.note_required, found.met) == ((), False, True)


def test_lost_marks_want_an_explanation() -> None:
    assert mark(target="4", actual="3").note_required
    assert not mark(target="4", actual="4").note_required
    assert mark(target="4", actual="3").lost == Fraction("2.5")


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_the_pack_says_how_many_decimals_a_mark_has(decimals: int) -> None:
    found = mark(rules(decimals=decimals), target="3", actual="2")
    assert found.points == Fraction(round(Decimal(20) / 3, decimals))


def test_names_of_ways_and_signs_are_known_in_both_languages() -> None:
    assert [
        mode_named(name, "") for name in ("满意度分档", "Satisfaction by bands", "satisfaction_bands")
    ] == ["satisfaction_bands"] * 3
    assert [sign_named(word, "") for word in ("定性", "qualitative", "等于", "＝", "不低于", " ≤ ", "")] == [
        "qualitative", "qualitative", "=", "=", "≥", "≤", None,
    ]  # fmt: skip
