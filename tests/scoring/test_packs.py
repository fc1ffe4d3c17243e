"""What the packs say about scoring holds together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.helpers import HUNAN, hunan, indicator, report
from ziping.scoring import MODE_NAMES, score
from ziping.scoring.choosing import params_for
from ziping.scoring.modes import MODES
from ziping.scoring.variants import rows_of
from ziping.standards import load_standard
from ziping.standards.formulas import FLAG, RATIO, bind
from ziping.standards.model.scoring import ControlIndicator, LibraryIndicator, Scoring

PACKS = (HUNAN, "national/project/2020")
LEVELS = {
    "成本指标": ("经济成本指标", "社会成本指标", "生态环境成本指标"),
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
METHODS = {"直接证明法", "情况统计法", "情况说明法", "问卷调查法", "趋势判断法"}
SOURCES = {
    "统计部门数据",
    "权威机构调查",
    "部门统计年鉴",
    "部门业务统计",
    "部门业务记录",
    "部门业务评判",
    "问卷调查报告",
    "媒体舆论",
    "其他",
}
EVIDENCE = {"正式资料", "工作资料", "原始凭证", "说明材料"}


def rules(pack: str) -> Scoring:
    scoring = load_standard(pack).scoring
    assert scoring is not None
    return scoring


def rows(variant: str = "") -> tuple[ControlIndicator, ...]:
    control = hunan().control
    assert control is not None
    return rows_of(control, variant)


def library(name: str) -> tuple[LibraryIndicator, ...]:
    return hunan().libraries[name].indicators


@pytest.mark.parametrize("pack", PACKS)
def test_execution_and_blocks_come_to_the_total_in_every_division(pack: str) -> None:
    scoring = rules(pack)
    for blocks in (scoring.blocks, *scoring.alternatives.values()):
        assert scoring.execution_marks + sum(block.marks for block in blocks) == scoring.total == 100


@pytest.mark.parametrize("pack", PACKS)
def test_bands_share_the_marks_out_without_gap_or_overlap(pack: str) -> None:
    bands = rules(pack).bands
    assert (bands[0][2], bands[-1][1]) == (Decimal(1), Decimal(0))
    assert [band[1] for band in bands[:-1]] == [band[2] for band in bands[1:]]


@pytest.mark.parametrize("pack", PACKS)
def test_every_sign_has_a_way_of_scoring_with_parameters_it_takes(pack: str) -> None:
    scoring = rules(pack)
    assert set(scoring.by_sign) == {"≥", ">", "=", "≤", "<", "qualitative", "date"}
    for mode in (scoring.execution, *scoring.by_sign.values()):
        params_for(mode.mode, mode.params, pack)
    for name, params in scoring.modes.items():
        assert name in MODE_NAMES
        params_for(next(mode for mode in MODE_NAMES if mode == name), params, pack)


@pytest.mark.parametrize("pack", PACKS)
def test_what_the_rules_rest_on_stands_in_the_register(pack: str) -> None:
    standard = load_standard(pack)
    control = () if standard.control is None else (standard.control.basis,)
    named = (rules(pack).basis, *control, *(one.basis for one in standard.libraries.values()))
    assert [basis for basis in named if basis not in standard.bases] == []


@pytest.mark.parametrize("variant", ["", "A", "B", "C", "D", "policy_excluded"])
def test_every_control_row_can_be_reckoned(variant: str) -> None:
    vocabulary = hunan().vocabulary
    for row in rows(variant):
        params_for(row.rule.mode, row.rule.params, row.name)
        for formula in filter(None, (row.formula, row.fallback)):
            assert bind(formula, vocabulary).measure == RATIO, row.id
        if row.requires:
            assert bind(row.requires, vocabulary).measure == FLAG
        assert row.formula or row.questions or row.block, row.id
        assert row.standard


def test_control_rows_have_their_own_ids_and_names() -> None:
    control = hunan().control
    assert control is not None
    for field in ("id", "name"):
        names = [getattr(row, field) for row in control.indicators]
        assert sorted(set(names)) == sorted(names)


def test_every_way_of_scoring_is_there() -> None:
    assert set(MODES) == set(MODE_NAMES)


@pytest.mark.parametrize(("name", "least"), [("hr", 20), ("general", 30)])
def test_library_indicators_have_every_field_101_asks_for(name: str, least: int) -> None:
    found = library(name)
    assert len(found) >= least
    for one in found:
        assert one.level2 in LEVELS[one.level1], one.id
        assert one.value_method in METHODS, one.id
        assert one.value_source in SOURCES, one.id
        assert one.evidence in EVIDENCE, one.id
        assert one.id.startswith(f"{name}."), one.id
        assert all((one.name.zh, one.name.en, one.explanation, one.evidence_examples, one.keywords)), one.id
        assert (one.direction == "reverse") is (one.sign in ("≤", "<")), one.id
        if one.mode is not None:
            params_for(one.mode.mode, one.mode.params, one.id)


def test_library_names_and_ids_are_not_given_twice_in_a_library() -> None:
    for name in ("hr", "general"):
        for field in ([one.id for one in library(name)], [one.name.zh for one in library(name)]):
            assert sorted(set(field)) == sorted(field)


def test_counted_outputs_have_a_unit_of_their_own_and_no_percentage() -> None:
    exempt = {"general.completion_rate", "general.key_tasks_closed"}  # rates of the common framework
    for one in (*library("hr"), *library("general")):
        if one.level2 == "数量指标" and one.id not in exempt:
            assert one.unit not in ("", "%"), one.id


@pytest.mark.parametrize("name", ["hr", "general"])
def test_a_library_indicator_that_reaches_its_target_earns_full_marks(name: str) -> None:
    for one in library(name):
        if one.sign == "qualitative":
            continue
        target = "2024年6月30日前" if not one.unit else "90"
        given = indicator(
            level1=one.level1,
            level2=one.level2,
            name=one.name.zh,
            unit=one.unit,
            target=target,
            actual=target,
        )
        assert score(report(given), hunan()).indicators[0].points == 10, one.id
