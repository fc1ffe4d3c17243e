"""Control indicators, computed from the base data of every report."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec.structs
import pytest

from scoring.helpers import EXECUTED, hunan, indicator, report, str_of
from ziping.report import Answer, Quantity
from ziping.scoring import ControlCard, score
from ziping.scoring.variants import rows_of
from ziping.standards import Standard
from ziping.standards.model.scoring import Control
from ziping.wording import InputError

# What a filed 附件1-1 and 附件1-2 of a county bureau stated for 2024.
FILED: dict[str, Any] = {
    **EXECUTED,
    "staff.posts": {"actual": "43"},
    "staff.serving": {"actual": "44"},
    "operating": {"initial": "67.2", "executed": "518.46"},
    "three_public": {"initial": "6", "executed": "0.77"},
}


def card(figures: dict[str, Any] | None = None, variant: str = "", **more: Any) -> ControlCard:
    found = score(report(figures=figures or FILED, **more), hunan(), variant=variant).control
    assert found is not None
    return found


def points(row: str, figures: dict[str, Any] | None = None, variant: str = "", **more: Any) -> str | None:
    found = card(figures, variant, **more)[row].points
    return None if found is None else str_of(found)


@pytest.mark.parametrize(
    ("row", "rate", "expected"),
    [
        ("staffing", "102.33%", "4"),
        ("three_public_control", "12.83%", "7"),
        ("operating_control", "771.52%", "0"),
        ("budget_control", "25.73%", "2"),
        ("budget_completion", "100%", "5"),
    ],
)
def test_rates_of_a_filed_report(row: str, rate: str, expected: str) -> None:
    assert points(row) == expected
    assert f"= {rate}" in card()[row].working.say("zh")


def test_a_share_of_the_share_is_not_taken_for_completion_when_carry_over_is_known() -> None:
    known = {**FILED, "carryover.opening": {"actual": "10"}, "carryover.closing": {"actual": "100"}}
    assert points("budget_completion", known) == "3"  # 1087.69 ÷ 1187.69 = 91.58 %: one whole step of 5 below


@pytest.mark.parametrize(
    ("serving", "posts", "expected", "status"),
    [
        ("43", "43", "5", "scored"),
        ("0", "0", "5", "not_applicable"),
        ("3", "0", "0", "scored"),
        ("0", "43", "5", "scored"),
        ("", "43", None, "insufficient"),
        ("44", "", None, "insufficient"),
        ("44", "——", None, "insufficient"),
        ("", "", None, "insufficient"),
        ("不适用", "不适用", "5", "not_applicable"),
        ("无", "43", None, "insufficient"),
        ("48", "43", "0", "scored"),
    ],
)
def test_nothing_of_nothing_something_of_nothing_and_a_blank_are_three_things(
    serving: str, posts: str, expected: str | None, status: str
) -> None:
    figures = {"staff.serving": {"actual": serving}, "staff.posts": {"actual": posts}}
    found = card(figures)["staffing"]
    assert (None if found.points is None else str_of(found.points), found.status) == (expected, status)
    assert found.note_required is (serving == "3")


def test_what_is_missing_is_named() -> None:
    text = card({"staff.serving": {"actual": "44"}})["staffing"].working.say("zh")
    assert text == "资料不足，不能评分；请填写：编制数（空白不等于0）"


def test_the_change_of_three_public_expenses_compares_budgets() -> None:
    figures = {
        "three_public": {"prior_initial": "5", "initial": "5.16", "prior_executed": "1", "executed": "3"}
    }
    assert points("three_public_change", figures) == "3.5"  # 3.2 %: three whole points
    assert points("three_public_change", figures, "C") == "5.6"
    assert points("three_public_change", figures, "D") == "0"  # 200 % of what was spent


@pytest.mark.parametrize(
    ("executed", "initial", "expected"),
    [
        ("30", "30", "6"),
        ("29.5", "30", "6"),
        ("28.5", "30", "4"),
        ("31.5", "30", "4"),
        ("0", "0", "6"),
        ("10", "30", "0"),
        ("", "30", None),
    ],
)
def test_procurement_is_to_be_as_planned_on_both_sides(
    executed: str, initial: str, expected: str | None
) -> None:
    assert points("procurement", {"procurement": {"executed": executed, "initial": initial}}) == expected


def test_premises_need_a_statement_before_none_means_none() -> None:
    assert points("premises_area") is None
    assert "楼堂馆所情况说明" in card()["premises_area"].working.say("zh")
    assert points("premises_area", premises_statement="本年度无新建楼堂馆所") == "5"
    built = [
        {
            "name": "服务中心",
            "area_approved": "1000",
            "area_actual": "1060",
            "investment_budget": "200",
            "investment_actual": "200",
        }
    ]
    assert points("premises_area", premises=built) == "3"
    assert points("premises_investment", premises=built) == "5"


def answered(
    row: str, yes: tuple[bool | None, ...], count: str = "", *, by_number: bool = False
) -> tuple[Answer, ...]:
    control = hunan().control
    assert control is not None
    asked = next(one for one in control.indicators if one.id == row)
    names = [
        str(number) if by_number else question for number, question in enumerate(asked.questions, start=1)
    ]
    return tuple(
        Answer(
            control=asked.name if by_number else row,
            question=name,
            yes=one,
            count=Quantity(count if one is False else ""),
        )
        for name, one in zip(names, yes, strict=True)
    )


@pytest.mark.parametrize(
    ("row", "yes", "count", "expected"),
    [
        ("management_rules", (True, True, True, True), "", "8"),
        ("management_rules", (True, False, True, True), "", "6"),
        ("management_rules", (True, None, True, True), "", None),
        ("fund_compliance", (True, True, True, True, True), "", "6"),
        ("fund_compliance", (True, False, True, True, True), "", "5"),
        ("fund_compliance", (True, False, True, False, True), "3", "0"),
        ("disclosure", (True, True, True, False, True), "", "4"),
        ("administrative_efficiency", (True, True, True, True), "", "6"),
        ("administrative_efficiency", (True, False, True, True), "", "3"),
        ("administrative_efficiency", (False, False, False, False), "", "0"),
    ],
)
@pytest.mark.parametrize("by_number", [False, True])
def test_checklists_take_the_answers_of_the_report(
    row: str, yes: tuple[bool | None, ...], count: str, expected: str | None, by_number: bool
) -> None:
    assert points(row, answers=answered(row, yes, count, by_number=by_number)) == expected


def test_key_tasks_and_benefits_follow_what_was_done() -> None:
    figures = {"key_tasks.planned": {"actual": "12"}, "key_tasks.done": {"actual": "9"}}
    assert points("key_tasks", figures) == "6"
    benefits = {
        "level1": "效益指标",
        "level2": "社会效益指标",
        "name": "新增就业",
        "unit": "人",
        "target": "100",
    }
    found = score(report(indicator(**benefits, actual="50")), hunan()).control
    assert found is not None
    assert found["social_benefit"].points == 2
    assert found["economic_benefit"].status == "insufficient"


def test_satisfaction_is_the_surveys_or_else_the_indicators() -> None:
    surveys = [{"sent": "100", "returned": "90", "satisfied": "80"}]
    assert points("satisfaction", surveys=surveys) == "4"  # 88.89 %
    stated = indicator(
        level1="满意度指标", level2="服务对象满意度指标", name="满意", unit="%", target="95", actual="92"
    )
    found = score(report(stated), hunan()).control
    assert found is not None
    assert found["satisfaction"].points == 6


@pytest.mark.parametrize(
    ("variant", "full", "rows", "staffing"),
    [
        ("A", 100, 18, "4"),
        ("B", 103, 18, "4"),
        ("C", 102, 16, "7"),
        ("D", 101, 21, "0.8"),
        ("policy_excluded", 100, 18, "4"),
    ],
)
def test_variants_change_marks_and_rows(variant: str, full: int, rows: int, staffing: str) -> None:
    found = card(variant=variant)
    assert found.full == full
    assert (len(found.marks), points("staffing", variant=variant)) == (rows, staffing)


def test_additions_by_policy_may_be_left_out_with_their_document() -> None:
    adjustments = [
        {"amount": "200", "policy": True, "document": "示财预〔2024〕58号"},
        {"amount": "41.02", "policy": False, "document": "示财预〔2024〕60号"},
    ]
    assert points("budget_control", adjustments=adjustments) == "2"
    assert points("budget_control", variant="policy_excluded", adjustments=adjustments) == "4"


def test_the_marks_of_the_table_come_to_its_total() -> None:
    control = hunan().control
    assert control is not None
    assert sum(row.marks for row in rows_of(control)) == control.total == 100


def with_control(**changes: Any) -> Standard:
    standard = hunan()
    assert standard.control is not None
    control: Control = msgspec.structs.replace(standard.control, **changes)
    return msgspec.structs.replace(standard, control=control)


def test_steps_may_be_rounded_otherwise_by_the_pack() -> None:
    found = [
        score(report(figures=FILED), with_control(step_rounding=how)).control
        for how in ("floor", "linear", "ceil")
    ]
    assert [str_of(one["staffing"].points) for one in found if one and one["staffing"].points] == [
        "4",
        "3.84",
        "3.5",
    ]


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"variant": "E"}, "unknown_variant"),
        ({"variants": {"A": {"staff": {"marks": 3}}}}, "variant_row"),
        ({"variants": {"A": {"staffing": {"points": 3}}}}, "variant_field"),
    ],
)
def test_a_variant_that_fits_nothing_is_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(InputError) as refused:
        score(report(figures=FILED), with_control(**changes))
    assert refused.value.messages[0].key == f"scoring.{key}"
    assert refused.value.render("zh")
    assert refused.value.render("en")


def test_a_variant_is_chosen_by_argument_then_by_the_packs_parameter() -> None:
    standard = hunan()
    manifest = msgspec.structs.replace(standard.manifest, parameters={"control_variant": "C"})
    standard = msgspec.structs.replace(standard, manifest=manifest)
    by_parameter, by_argument = (score(report(), standard, variant=name).control for name in ("", "B"))
    assert by_parameter
    assert by_argument
    assert (by_parameter.variant, by_argument.variant) == ("C", "B")


def test_marks_given_in_yaml_keep_their_exact_value() -> None:
    control = with_control(variants={"A": {"staffing": {"marks": Decimal("2.5")}}}).control
    assert control is not None
    row = rows_of(control, "A")[0]
    assert row.marks == Decimal("2.5")


def test_the_control_table_is_not_counted_into_the_score() -> None:
    found = score(report(indicator(target="4", actual="4"), figures=FILED), hunan())
    assert found.total == 20
