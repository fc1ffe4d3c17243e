"""项目支出绩效自评表: a form for each project, its single cells, its indicators, its marks."""

from __future__ import annotations

import pytest

from reading.papers.sources import paper, source_of
from ziping.composing import compose
from ziping.reading.papers import Extracted, extract
from ziping.report import Report, report_of
from ziping.scoring import score
from ziping.standards import load_standard

STANDARD = load_standard("national/project/2020")


def unit(projects: int) -> Report:
    names = [f"示例{letter}专项" for letter in "甲乙丙"[:projects]]
    return report_of({
        "standard": "national/project/2020",
        "year": 2024,
        "unit": {"name": "示例县林业局", "supervisor": "示例县人民政府", "preparer": "王小明"},
        "projects": [
            {"name": name, "initial": "50", "adjusted": "60", "carried_in": "10", "executed": f"5{at}.5",
             "purpose": f"检查{at + 1}次", "outcome": f"检查了{at + 1}次"}
            for at, name in enumerate(names)
        ],
        "indicators": [
            {"project": name, "level1": "产出指标", "level2": "数量指标", "name": f"检查次数{at}", "target": "20", "unit": "次",
             "actual": "21", "marks": "45", "stated_score": "45"}
            for name in names for at in range(2)
        ],
    })  # fmt: skip


def written_and_read(report: Report) -> Extracted:
    return extract(source_of(compose(report, STANDARD, score(report, STANDARD))), STANDARD)


@pytest.mark.parametrize("projects", [1, 2, 3])
def test_every_project_and_its_indicators_read_back(projects: int) -> None:
    report = unit(projects)
    found = written_and_read(report).report
    assert [
        (one.name, one.initial.figure().base, one.adjusted.figure().base, one.carried_in.figure().base, one.executed.figure().base, one.purpose, one.outcome)
        for one in found.projects
    ] == [
        (one.name, one.initial.figure().base, one.adjusted.figure().base, one.carried_in.figure().base, one.executed.figure().base, one.purpose, one.outcome)
        for one in report.projects
    ]  # fmt: skip
    assert [(one.project, one.name, one.target, one.unit, one.actual) for one in found.indicators] == [
        (one.project, one.name, one.target, one.unit, one.actual) for one in report.indicators
    ]
    assert found.unit.supervisor == "示例县人民政府"
    assert found.narrative == {}


def test_marks_of_one_project_are_those_of_the_report_and_of_several_are_not() -> None:
    one, several = (written_and_read(unit(projects)).report.conclusion.stated_total for projects in (1, 2))
    assert one.figure().known
    assert several.blank


FORM = [
    ["项目名称", "造林补助"],
    ["主管部门", "示例县林业局", "实施单位", "示例县国有林场"],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "100", "120", "108", "10", "90%", "9"],
    ["", "其中：当年财政拨款", "100", "110", "98", "—", "", "—"],
    ["", "上年结转资金", "", "10", "10", "—", "", "—"],
    ["", "其他资金", "", "", "", "—", "", "—"],
    ["年度总体目标", "预期目标", "实际完成情况"],
    ["", "造林3000亩", "造林3100亩"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["", "产出指标", "数量指标", "造林面积", "≥3000亩", "3100亩", "50", "50", ""],
    ["总分", "", "", "", "", "", "100", "97.5", ""],
]  # fmt: skip


def test_a_form_typed_by_hand_is_read_whole() -> None:
    found = extract(paper("项目支出绩效自评表", "（2024年度）", FORM), STANDARD)
    project = found.report.projects[0]
    assert (project.name, project.purpose, project.outcome) == ("造林补助", "造林3000亩", "造林3100亩")
    assert [
        one.written for one in (project.initial, project.adjusted, project.executed, project.carried_in)
    ] == [
        "100",
        "120",
        "108",
        "10",
    ]
    assert (found.report.unit.supervisor, found.report.unit.name) == ("示例县林业局", "示例县国有林场")
    assert found.report.conclusion.stated_total.written == "97.5"
    assert [(one.concept, one.written) for one in found.placed if not one.key] == [
        ("score.execution_full", "10"),
        ("project.execution_rate", "90%"),
    ]
    assert (found.places["projects[0].executed"].row, found.places["projects[0].executed"].column) == (3, 4)
