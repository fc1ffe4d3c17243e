"""A whole report scored."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec.structs
import pytest

from scoring.helpers import EXECUTED, hunan, indicator, report
from ziping.report import statement_of
from ziping.scoring import Scorecard, facts, grade_of, score, texts
from ziping.scoring.scorecard import blocks_for
from ziping.standards import load_standard
from ziping.standards.formulas import bind, evaluate
from ziping.wording import InputError

COST = {"level1": "成本指标", "level2": "经济成本指标", "name": "各专项支出", "unit": "万元", "marks": "20"}
OUTPUT = {"level1": "产出指标", "level2": "数量指标", "name": "招聘场次", "unit": "场次", "marks": "35"}
BENEFIT = {"level1": "效益指标", "level2": "社会效益指标", "name": "新增就业", "unit": "人", "marks": "25"}
SATISFIED = {
    "level1": "满意度指标",
    "level2": "服务对象满意度指标",
    "name": "群众满意",
    "unit": "%",
    "marks": "10",
}


def full_report(**changes: dict[str, Any]) -> Scorecard:
    rows = {
        "cost": {**COST, "target": "936.67", "actual": "1177.69"},
        "output": {**OUTPUT, "target": "4", "actual": "4"},
        "benefit": {**BENEFIT, "target": "2000", "actual": "2100"},
        "satisfied": {**SATISFIED, "target": "98", "actual": "95"},
    }
    given = [indicator(**{**row, **changes.get(name, {})}) for name, row in rows.items()]
    return score(report(*given, figures={**EXECUTED, **changes.get("figures", {})}), hunan())


def test_marks_subtotals_total_and_grade() -> None:
    card = full_report()
    assert [mark.points for mark in card.marks] == [10, Fraction("14.85"), 35, 25, Fraction("9.69")]
    assert [one.level1 for one in card.subtotals] == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    assert (
        [one.full for one in card.subtotals] == [one.form_full for one in card.subtotals] == [20, 35, 25, 10]
    )
    assert [one.points for one in card.subtotals] == [Fraction("14.85"), 35, 25, Fraction("9.69")]
    assert (card.total, card.grade, card.unscored) == (Fraction("94.54"), "优", ())
    assert card.full == card.form_total == 100


def test_the_total_adds_up_rounded_marks() -> None:
    thirds = [indicator(name=f"指标{number}", target="3", actual="1") for number in range(3)]
    card = score(report(*thirds, figures=EXECUTED), hunan())
    assert card.total == Fraction("19.99")  # 10 + 3 × 3.33


def test_what_is_not_scored_leaves_the_total_open() -> None:
    card = full_report(benefit={"actual": ""}, satisfied={"target": "满意", "actual": "满意"})
    assert (card.total, card.grade, card.scored) == (None, None, Fraction("59.85"))
    assert [(mark.indicator, mark.status) for mark in card.unscored] == [
        ("新增就业", "missing_actual"),
        ("群众满意", "needs_band"),
    ]
    assert [one.points for one in card.subtotals] == [Fraction("14.85"), 35, None, None]


def test_a_report_without_indicators_has_no_total() -> None:
    card = score(report(figures=EXECUTED), hunan())
    assert (card.total, card.grade, card.scored) == (None, None, Fraction(10))


def test_no_grade_where_the_marks_do_not_come_to_the_forms_total() -> None:
    card = full_report(satisfied={"marks": "8"})
    assert (card.full, card.grade) == (Fraction(98), None)
    assert card.total is not None


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
    ],
)
def test_grades_begin_where_the_pack_says(total: str, grade: str) -> None:
    scoring = hunan().scoring
    assert scoring is not None
    assert grade_of(Fraction(total), scoring) == grade


@pytest.mark.parametrize(
    ("executed", "adjusted", "points", "status", "explain"),
    [
        ("171", "287", "5.96", "scored", True),
        ("1177.69", "1177.69", "10", "scored", False),
        ("90", "100", "9", "scored", False),
        ("89.99", "100", "9", "scored", True),
        ("0", "0", "10", "not_applicable", False),
        ("5", "0", "0", "scored", True),
        ("", "287", None, "insufficient", False),
        ("171", "", None, "insufficient", False),
        ("——", "287", None, "insufficient", False),
        ("300", "287", "10", "scored", True),
    ],
)
def test_execution_follows_the_two_figures_and_a_blank_is_not_zero(
    executed: str, adjusted: str, points: str | None, status: str, explain: bool
) -> None:
    figures = {"expenditure": {"executed": executed, "adjusted": adjusted}}
    mark = score(report(figures=figures), hunan()).execution
    assert (mark.points, mark.status, mark.note_required) == (
        None if points is None else Fraction(points),
        status,
        explain,
    )


def test_marks_are_facts_with_places_that_formulas_read() -> None:
    card = full_report(benefit={"actual": ""})
    found = {(fact.concept, fact.item): fact for fact in facts(card)}
    assert str(found["indicator.score", "各专项支出"].figure) == "14.85分"
    assert str(found["indicator.score", "各专项支出"].place) == "附件1-2 各专项支出 / 得分"
    assert found["indicator.score", "各专项支出"].key == "indicators[0].score"
    assert str(found["score.execution", ""].place) == "附件1-2 预算执行率 / 得分"
    assert not found["score.total", ""].figure.known
    assert not found["indicator.score", "新增就业"].figure.known


def test_formulas_add_the_marks_up() -> None:
    standard, card = hunan(), full_report()
    given = report(*(indicator(**row) for row in (COST, OUTPUT, BENEFIT, SATISFIED)))
    scope = statement_of(given, standard).with_facts(facts(card), texts(card)).scope()
    formula = "score.execution + sum(indicator.score) == score.total and score.grade == '优'"
    assert evaluate(bind(formula, standard.vocabulary), scope) is True
    assert "反向指标线性扣分" in str(texts(card)[1].value)


@pytest.mark.parametrize(
    ("full", "levels"),
    [
        ({"产出指标": 50, "效益指标": 30, "满意度指标": 10}, [50, 30, 10]),
        ({"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}, [20, 40, 20, 10]),
        ({"成本指标": 10, "产出指标": 50, "效益指标": 20, "满意度指标": 10}, [20, 40, 20, 10]),
        ({"产出指标": 50, "效益指标": 40}, [50, 40]),
        ({"产出指标": 50, "效益指标": 30}, [50, 30, 10]),
        ({"职责履行": 90}, [50, 30, 10]),
        ({}, [50, 30, 10]),
    ],
)
def test_a_report_may_follow_another_division_its_form_allows(
    full: dict[str, int], levels: list[int]
) -> None:
    scoring = load_standard("national/project/2020").scoring
    assert scoring is not None
    found = blocks_for({level: Fraction(marks) for level, marks in full.items()}, scoring)
    assert [int(block.marks) for block in found] == levels


def test_a_pack_without_scoring_rules_is_refused() -> None:
    standard = msgspec.structs.replace(hunan(), scoring=None)
    with pytest.raises(InputError) as refused:
        score(report(), standard)
    assert refused.value.messages[0].key == "scoring.no_scoring"


def test_a_pack_without_a_control_table_gives_none() -> None:
    assert score(report(), msgspec.structs.replace(hunan(), control=None)).control is None


def test_every_mark_of_an_indicator_says_where_it_stands() -> None:
    card = full_report()
    assert [mark.key for mark in card.marks] == [
        "execution",
        "indicators[0]",
        "indicators[1]",
        "indicators[2]",
        "indicators[3]",
    ]
    assert card.mark("群众满意") is card.indicators[3]
    assert card.mark("没有的指标") is None
