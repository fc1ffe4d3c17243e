"""A new year begun from last year's report."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from reading.neutral import hunan, q, read, sheets_of
from ziping.composing.workbook import workbook_template
from ziping.report import (
    Adjustment,
    Allotment,
    ApprovedIndicator,
    ClassifiedAmount,
    Conclusion,
    Duty,
    Evidence,
    Goal,
    Indicator,
    Institution,
    Note,
    Problem,
    Project,
    Report,
    Unit,
)

LAST = Report(
    standard="hunan/department/2024",
    year=2024,
    unit=Unit(name="示例县人力资源和社会保障局", code="208001", preparer="王某", filled_on=dt.date(2025, 4, 10), sealed=True),
    institutions=(Institution(name="信息中心", kind="subordinate", accounting="不独立核算"),),
    duties=(Duty(text="促进就业", keywords=("就业",)),),
    goals=(Goal(expected="甲", achieved="乙"),),
    figures={
        "staff.posts": {"actual": q("43")},
        "staff.serving": {"actual": q("44")},
        "operating": {"prior_executed": q("311.03"), "initial": q("67.20"), "executed": q("518.46")},
        "three_public": {"prior_initial": q("7"), "initial": q("6"), "executed": q("0.77")},
        "carryover.closing": {"actual": q("13")},
    },
    economic=(ClassifiedAmount(code="30201", nature="基本支出", initial=q("2"), executed=q("41.54")),),
    adjustments=(Adjustment(document="示财预〔2024〕58号", amount=q("44")),),
    projects=(
        Project(name="社保基金监管", category="业务工作经费", level="县级", initial=q("50"), executed=q("25"), prior_executed=q("48"),
                allotments=(Allotment(amount=q("25")),), outcome="完成检查", gap_reason="下达晚", self_evaluated=True),
    ),
    notes={"staff.serving": Note(reason="安置军转干部1人", document="示编发〔2024〕3号")},
    approved_indicators=(ApprovedIndicator(name="招聘场次", target="4", marks=q("5"), document="示财绩〔2024〕2号"),),
    indicators=(
        Indicator(level1="产出指标", level2="数量指标", name="招聘场次", sign="≥", target="4", unit="场次", actual="4", marks=q("5"),
                  stated_score=q("5"), evidence=(Evidence(name="公告"),)),
    ),
    problems=(Problem(text="下达晚"),),
    conclusion=Conclusion(text="较好", stated_total=q("96")),
    narrative={"unit.duties": "去年的话"},
)  # fmt: skip


def rolled() -> Report:
    return read(sheets_of(workbook_template(hunan(), last_year=LAST)))


def test_the_year_is_the_next_one() -> None:
    assert rolled().year == 2025


def test_who_the_unit_is_stays_but_dates_and_seals_do_not() -> None:
    assert rolled().unit == Unit(name="示例县人力资源和社会保障局", code="208001", preparer="王某")
    assert rolled().institutions == LAST.institutions
    assert rolled().duties == LAST.duties


def test_last_year_s_budget_and_account_become_the_prior_columns() -> None:
    assert rolled().figures == {
        "staff.posts": {"actual": q("43")},
        "operating": {"prior_initial": q("67.2"), "prior_executed": q("518.46")},
        "three_public": {"prior_initial": q("6"), "prior_executed": q("0.77")},
        "carryover.opening": {"actual": q("13")},
    }


def test_last_year_s_own_figures_are_archived_and_the_year_before_is_left_behind() -> None:
    assert rolled().archive == {
        "staff.posts": {"actual": q("43")},
        "staff.serving": {"actual": q("44")},
        "operating": {"initial": q("67.2"), "executed": q("518.46")},
        "three_public": {"initial": q("6"), "executed": q("0.77")},
        "carryover.closing": {"actual": q("13")},
    }


def test_a_project_keeps_what_it_is_and_loses_what_happened_to_it() -> None:
    kept = Project(name="社保基金监管", category="业务工作经费", level="县级", prior_executed=q("25"))
    assert rolled().projects == (kept,)
    assert rolled().economic == (
        ClassifiedAmount(code="30201", nature="基本支出", prior_executed=q("41.54")),
    )


def test_an_indicator_keeps_its_definition_and_loses_its_values() -> None:
    kept = Indicator(
        level1="产出指标", level2="数量指标", name="招聘场次", sign="≥", unit="场次", marks=q("5")
    )
    assert rolled().indicators == (kept,)


def test_what_belongs_to_one_year_alone_is_blank() -> None:
    new = rolled()
    assert (new.goals, new.adjustments, new.problems, new.narrative) == ((), (), (), {})
    assert new.conclusion == Conclusion()


def test_what_was_approved_for_last_year_is_not_approved_for_the_new_one() -> None:
    assert rolled().approved_indicators == ()


def test_the_reason_for_last_year_s_over_staffing_is_not_handed_on() -> None:
    assert rolled().notes == {}


def test_last_year_s_paragraphs_stand_beside_the_new_ones_and_are_not_read() -> None:
    book = workbook_template(hunan(), last_year=LAST)
    own = next(one for one in book.sheets if one.name == "文字说明")
    assert any(one.value == "去年的话" and one.style.locked for one in own.cells)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("１５８５．６０", "1585.6"), ("1736.48万元", "1736.48"), ("11776900元", "1177.69"), ("1,006.91", "1006.91"), ("０", "0"),
     ("-3.50", "-3.5"), ("——", "——"), ("无", "无"), ("约10", "约10"), ("43人", "43人")],
)  # fmt: skip
def test_last_year_s_figures_become_plain_numbers_and_words_stay(typed: str, kept: str) -> None:
    last = msgspec.structs.replace(LAST, figures={"operating": {"executed": q(typed)}})
    book = workbook_template(hunan(), last_year=last)
    budget = next(one for one in book.sheets if one.name == "预算执行")
    row = next(one.row for one in budget.cells if str(one.value).startswith("公用经费"))
    (value,) = [one.value for one in budget.cells if (one.row, one.column) == (row, 3)]
    assert str(value) == kept
    assert isinstance(value, Decimal) is (kept.lstrip("-")[0] in "0123456789" and kept != "43人")
