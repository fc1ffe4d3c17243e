"""The tidy example is the model clerks copy from: every amount in it must tie to the cent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STAGES = ("initial", "adjusted", "executed", "prior_executed")
BASIC, PROJECT = "基本支出", "项目支出"
OFFICE, UTILITIES, MEETINGS = ("30201",), ("30205", "30206", "30211"), ("30215", "30216")


def example(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((EXAMPLES / name / "report.json").read_text(encoding="utf-8"))
    return data


TIDY = example("tidy")


def figure(concept: str, stage: str) -> Decimal:
    return Decimal(TIDY["figures"][concept][stage])


def lines(of: str, stage: str, nature: str, *codes: str) -> Decimal:
    """The lines of a classification with that nature whose code starts with one of ``codes`` (all when none)."""
    found = [
        Decimal(line[stage])
        for line in TIDY[of]
        if line["nature"] == nature and line["code"].startswith(codes or ("",))
    ]
    assert found, f"no line of {of} under {codes} {nature}"
    return sum(found, Decimal(0))


def total(parts: list[dict[str, Any]], field: str) -> Decimal:
    return sum((Decimal(part[field]) for part in parts), Decimal(0))


@pytest.mark.parametrize("stage", [*STAGES, "prior_initial"])
def test_expenditure_is_basic_plus_projects_and_basic_is_personnel_plus_operating(stage: str) -> None:
    assert figure("expenditure", stage) == figure("basic", stage) + figure("project_total", stage)
    assert figure("basic", stage) == figure("personnel", stage) + figure("operating", stage)


@pytest.mark.parametrize("stage", STAGES)
def test_sources_add_up_to_expenditure(stage: str) -> None:
    sources = [figure(concept, stage) for concept in TIDY["figures"] if concept.startswith("source.")]
    assert sum(sources) == figure("expenditure", stage)


@pytest.mark.parametrize("stage", STAGES)
def test_economic_lines_add_up_to_personnel_operating_and_projects(stage: str) -> None:
    assert lines("economic", stage, BASIC, "301", "303") == figure("personnel", stage)
    assert lines("economic", stage, BASIC, "302") == figure("operating", stage)
    assert lines("economic", stage, PROJECT) == figure("project_total", stage)


@pytest.mark.parametrize("stage", STAGES)
def test_economic_lines_agree_with_the_parts_of_operating_expenditure(stage: str) -> None:
    assert lines("economic", stage, BASIC, *OFFICE) == figure("operating.office", stage)
    assert lines("economic", stage, BASIC, *UTILITIES) == figure("operating.water_electricity_travel", stage)
    assert lines("economic", stage, BASIC, *MEETINGS) == figure("operating.meeting_training", stage)


@pytest.mark.parametrize("stage", ["initial", "executed", "prior_executed"])
def test_reception_is_the_whole_of_the_three_public_expenses(stage: str) -> None:
    assert lines("economic", stage, BASIC, "30217") == figure("three_public.reception", stage)
    assert figure("three_public", stage) == figure("three_public.reception", stage)


@pytest.mark.parametrize("stage", STAGES)
def test_functional_lines_add_up_by_nature(stage: str) -> None:
    assert lines("functional", stage, BASIC) == figure("basic", stage)
    assert lines("functional", stage, PROJECT) == figure("project_total", stage)


@pytest.mark.parametrize("stage", STAGES)
def test_contributions_agree_between_the_two_classifications(stage: str) -> None:
    pairs = {
        "30108": "2080505",
        "30109": "2080506",
        "30110": "2101101",
        "30111": "2101103",
        "30113": "2210201",
    }
    for economic, functional in pairs.items():
        assert lines("economic", stage, BASIC, economic) == lines("functional", stage, BASIC, functional)


@pytest.mark.parametrize("stage", STAGES)
def test_projects_add_up_to_project_expenditure(stage: str) -> None:
    assert total(TIDY["projects"], stage) == figure("project_total", stage)


@pytest.mark.parametrize("project", TIDY["projects"], ids=lambda project: project["name"])
def test_a_project_is_allotted_its_budget_and_paid_what_it_executed(project: dict[str, Any]) -> None:
    assert total(project.get("allotments", []), "amount") == Decimal(project["adjusted"])
    assert total(project.get("payments", []), "amount") == Decimal(project["executed"])


@pytest.mark.parametrize("project", TIDY["projects"], ids=lambda project: project["name"])
def test_no_project_pays_before_its_money_came(project: dict[str, Any]) -> None:
    for payment in project.get("payments", []):
        day = payment["date"]
        paid = total([one for one in project["payments"] if one["date"] <= day], "amount")
        came = total([one for one in project["allotments"] if one["date"] <= day], "amount")
        assert paid <= came, day


def test_adjustments_lead_from_the_initial_to_the_adjusted_budget_by_nature() -> None:
    concepts = {"人员经费": "personnel", "公用经费": "operating", "项目支出": "project_total"}
    for nature, concept in concepts.items():
        moved = total([one for one in TIDY["adjustments"] if one["nature"] == nature], "amount")
        assert moved == figure(concept, "adjusted") - figure(concept, "initial"), nature
    assert total(TIDY["adjustments"], "amount") == Decimal("241.02")


def test_last_year_agrees_with_its_archive() -> None:
    for concept, stages in TIDY["archive"].items():
        if concept == "carryover.closing":
            assert stages == {"actual": TIDY["figures"]["carryover.opening"]["actual"]}
            continue
        for stage, amount in stages.items():
            assert figure(concept, f"prior_{stage}") == Decimal(amount), concept


def test_marks_are_ninety_and_twenty_thirty_five_twenty_five_ten_by_block() -> None:
    blocks: dict[str, Decimal] = {}
    for indicator in TIDY["indicators"]:
        level1 = indicator["level1"]
        blocks[level1] = blocks.get(level1, Decimal(0)) + Decimal(indicator["marks"])
    assert blocks == {"成本指标": 20, "产出指标": 35, "效益指标": 25, "满意度指标": 10}


def test_every_indicator_that_lost_marks_has_reason_measure_and_problem() -> None:
    spoken_of = {name for problem in TIDY["problems"] for name in problem["indicators"]}
    short = [one for one in TIDY["indicators"] if Decimal(one["stated_score"]) < Decimal(one["marks"])]
    assert len(short) == 7
    for indicator in short:
        assert indicator["deviation_reason"]
        assert indicator["improvement"]
        assert indicator["name"] in spoken_of


def test_every_problem_has_a_measure_with_owner_and_deadline() -> None:
    assert {measure["problem"] for measure in TIDY["measures"]} == {1, 2, 3}
    assert all(measure["owner"] and measure["deadline"] for measure in TIDY["measures"])


def test_what_projects_indicators_and_measures_name_exists() -> None:
    bodies = {one["name"] for one in TIDY["institutions"]}
    projects = {one["name"] for one in TIDY["projects"]}
    indicators = {one["name"] for one in TIDY["indicators"]}
    assert {one["section"] for one in (*TIDY["projects"], *TIDY["indicators"])} <= bodies
    assert {one["owner"] for one in TIDY["measures"]} <= bodies
    assert {one["project"] for one in TIDY["indicators"] if "project" in one} == projects
    assert {one["indicator"] for one in TIDY["surveys"]} <= indicators


def cents(text: str) -> Decimal:
    return Decimal(text).quantize(Decimal("0.01"))


def test_unit_costs_and_rates_in_the_indicators_follow_from_the_figures_beside_them() -> None:
    actual = {one["name"]: one["actual"] for one in TIDY["indicators"]}
    [survey] = TIDY["surveys"]
    rate = Decimal(survey["satisfied"]) / Decimal(survey["returned"]) * 100
    assert rate.quantize(Decimal("0.1")) == Decimal(actual["服务对象满意度"])
    paid = {one["name"]: Decimal(one["executed"]) * 10000 for one in TIDY["projects"]}
    assert cents(actual["公开招聘人均考务成本"]) == cents(str(paid["事业单位公开招聘"] / 2068))
    assert paid["困难企业职工年终慰问"] == 600 * Decimal(actual["慰问困难企业职工人次"])
    assert paid["改制企业内养人员生活补助"] == 600 * 12 * Decimal(actual["补贴改制企业内养人员人数"])


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("name", ["tidy", "careless"])
def test_the_unit_is_fictional(name: str) -> None:
    data = example(name)
    assert data["unit"]["name"] == "示例县人力资源和社会保障局"
    places = set(re.findall(r"[\u4e00-\u9fff]{2}县", " ".join(texts(data["unit"]))))
    assert places == {"示例县"}


def test_only_the_careless_example_leaves_a_private_number() -> None:
    def mobile(name: str) -> list[str]:
        return [
            found for text in texts(example(name)) for found in re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
        ]

    assert mobile("tidy") == []
    assert mobile("careless") == ["13800138000"]
