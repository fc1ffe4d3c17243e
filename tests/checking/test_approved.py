"""The indicators evaluated against those approved with the budget."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from checking.support import checked, of, pack, tidy
from ziping.checking import Checked, Finding, describe
from ziping.checking.checks.indicators import with_unit
from ziping.report import ApprovedIndicator, Indicator, Quantity, Report

LIST, TARGET, DROPPED, ADDED, WEIGHT = (
    "approved_indicators", "Q-32.target", "Q-32.dropped", "Q-32.not-approved", "Q-32.weight",
)  # fmt: skip


def approved(*changes: ApprovedIndicator, without: str = "", **fields: str) -> Report:
    """The tidy report with the list it was approved by; ``fields`` change the row 公开招聘场次."""
    report = tidy()
    rows = [
        ApprovedIndicator(
            level1=one.level1, name=one.name, target=one.target, unit=one.unit, marks=one.marks, document="示财绩〔2024〕2号"
        )
        for one in report.indicators
        if one.name != without
    ]  # fmt: skip
    at = next(number for number, row in enumerate(rows) if row.name == "公开招聘场次")
    values: dict[str, Any] = {**fields, **({"marks": Quantity(fields["marks"])} if "marks" in fields else {})}
    rows[at] = msgspec.structs.replace(rows[at], **values)
    plain = tuple(msgspec.structs.replace(one, approved_target="") for one in report.indicators)
    return msgspec.structs.replace(report, approved_indicators=(*rows, *changes), indicators=plain)


def found(report: Report) -> Checked:
    return checked(report, only=("Q-32",))


def messages(findings: list[Finding]) -> list[str]:
    return [describe(one, pack(), "zh").message for one in findings]


def test_a_report_as_it_was_approved_shows_nothing() -> None:
    assert found(approved()).findings == ()


def test_without_a_list_the_check_says_that_none_was_entered() -> None:
    answers = {answer.rule: answer for answer in found(tidy()).not_checked}
    assert answers[DROPPED].why == "not_stated"


@pytest.mark.parametrize("name", [" 公开招聘 场次", "公开招聘场次。", "公开招聘场次\n"])
def test_spaces_and_a_full_stop_make_no_other_indicator(name: str) -> None:
    assert found(approved(name=name)).findings == ()


def test_an_indicator_moved_to_another_class_is_still_the_same() -> None:
    assert found(approved(level1="效益指标")).findings == ()


@pytest.mark.parametrize(
    ("target", "unit"),
    [("4", "场次"), ("4场次", ""), ("≥4", "场次"), ("４", "场次"), ("4.0", ""), ("四", "场次")],
)
def test_the_same_target_in_other_words_was_not_changed(target: str, unit: str) -> None:
    assert of(found(approved(target=target, unit=unit)), TARGET) == []


def test_amounts_in_yuan_and_in_ten_thousands_are_one_target() -> None:
    report = approved()
    own = msgspec.structs.replace(report.indicators[0], target="30", unit="万元", actual="28")
    row = msgspec.structs.replace(report.approved_indicators[0], target="300000", unit="元")
    changed = msgspec.structs.replace(
        report,
        indicators=(own, *report.indicators[1:]),
        approved_indicators=(row, *report.approved_indicators[1:]),
    )
    assert of(found(changed), TARGET) == []


def test_a_lower_target_is_told_with_both_values_and_their_units() -> None:
    [text] = messages(of(found(approved(target="5")), TARGET))
    assert "年度指标值是“4场次”，批复值是“5场次”" in text


def test_a_dropped_indicator_is_told_with_what_was_approved() -> None:
    gone = ApprovedIndicator(
        level1="产出指标", name="组织劳务输出", target="2", unit="场次", marks=Quantity("4")
    )
    [text] = messages(of(found(approved(gone)), DROPPED))
    assert "“组织劳务输出”（指标值 2场次，4分）不在自评的绩效指标里" in text


def test_a_renamed_indicator_is_one_finding_that_names_both() -> None:
    answer = found(approved(name="公开招聘考试场次"))
    assert {one.rule for one in answer.findings} == {ADDED}
    assert "“公开招聘场次”与批复的“公开招聘考试场次”名称相近" in messages(of(answer, ADDED))[0]


def test_one_exchanged_for_another_is_dropped_and_added() -> None:
    other = ApprovedIndicator(level1="产出指标", name="劳务输出组织化程度", target="60", unit="%")
    answer = found(approved(other, without="无纸化办件占比"))
    assert [one.item for one in of(answer, DROPPED)] == ["劳务输出组织化程度"]
    assert [one.item for one in of(answer, ADDED)] == ["无纸化办件占比"]


@pytest.mark.parametrize(("changed", "rule"), [({"marks": "8"}, WEIGHT), ({"target": "5"}, TARGET)])
def test_a_paper_on_either_side_stands_behind_the_change(changed: dict[str, str], rule: str) -> None:
    assert [one.item for one in of(found(approved(**changed)), rule)] == ["公开招聘场次"]
    assert of(found(approved(**changed, changed_by="示财绩〔2024〕15号")), rule) == []
    report = approved(**changed)
    own = tuple(
        msgspec.structs.replace(one, target_changed_by="示财绩〔2024〕15号") if one.name == "公开招聘场次" else one
        for one in report.indicators
    )  # fmt: skip
    assert of(found(msgspec.structs.replace(report, indicators=own)), rule) == []


def test_marks_written_otherwise_are_the_same_marks() -> None:
    assert of(found(approved(marks="6.00分")), WEIGHT) == []


def test_blank_approved_marks_are_not_taken_for_zero() -> None:
    answer = found(approved(marks=""))
    assert of(answer, WEIGHT) == []
    assert [one.item for one in answer.not_checked if one.rule == WEIGHT] == ["公开招聘场次"]


def test_twins_in_two_classes_are_matched_each_with_its_own() -> None:
    def own(level1: str, target: str) -> Indicator:
        return Indicator(level1=level1, name="慰问人次", target=target, unit="人次", marks=Quantity("5"))

    def row(level1: str, target: str) -> ApprovedIndicator:
        return ApprovedIndicator(
            level1=level1, name="慰问人次", target=target, unit="人次", marks=Quantity("5"), document="甲"
        )

    report = msgspec.structs.replace(
        tidy(),
        indicators=(own("产出指标", "10"), own("效益指标", "20")),
        approved_indicators=(row("效益指标", "20"), row("产出指标", "10")),
    )
    assert found(report).findings == ()


def test_papers_missing_are_one_finding_at_the_cells_to_fill() -> None:
    [finding] = of(found(approved(document="")), "Q-32.paper")
    assert [spot.key for spot in finding.spots] == [f"{LIST}[3].document"]


def test_two_lists_that_have_nothing_in_common_are_told_without_comparing_every_name() -> None:
    many = tuple(
        ApprovedIndicator(level1="产出指标", name=f"事项{number}", target="1") for number in range(300)
    )
    answer = found(msgspec.structs.replace(tidy(), approved_indicators=many))
    assert len(of(answer, DROPPED)) == 300
    assert len(of(answer, ADDED)) == len(tidy().indicators)


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [("2516人", "人次", "2516人"), ("2516", "人次", "2516人次"), ("十二", "场次", "十二场次"), ("3万", "人", "3万人"),
     ("3万", "万元", "3万"), ("100%", "%", "100%"), ("效果明显", "", "效果明显"), ("", "人", "")],
)  # fmt: skip
def test_a_target_is_told_with_one_unit(text: str, unit: str, shown: str) -> None:
    assert with_unit(text, unit) == shown
