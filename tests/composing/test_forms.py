"""The annexes cell by cell: spans, stated empties, repeated rows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from composing.reading import composed, grids, row, rows
from ziping.composing import compose
from ziping.documents import PageBreak, Section, Title
from ziping.documents.layout import place
from ziping.report import Premises, Quantity, Report
from ziping.scoring import score
from ziping.standards import Standard

BASE, SCORE, CONTROL = "附件1-1", "附件1-2", "附件1-3"


def with_figure(report: Report, concept: str, stage: str, written: str) -> Report:
    stages = {**report.figures.get(concept, {}), stage: Quantity(written)}
    return replace(report, figures={**report.figures, concept: stages})


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("三公经费", ["1.19", "6.00", "0.77"]),
        ("3、公务接待", ["1.19", "6.00", "0.77"]),
        ("项目支出", ["182.58", "240.68", "170.78"]),
        ("1、业务工作经费", ["0.00", "0.00", "0.00"]),
        ("3、专项资金", ["182.58", "240.68", "170.78"]),
        ("社保基金监管专项（县级）", ["48.00", "50.00", "25.00"]),
        ("公用经费", ["311.03", "67.20", "518.46"]),
        ("水费、电费、差旅费", ["35.62", "22.00", "28.60"]),
        ("政府采购金额", ["——", "30.00", "29.50"]),
        ("部门基本支出预算调整", ["——", "310.92", "——"]),
    ],
)
def test_the_base_data_stand_in_their_rows(
    rich: Report, standard: Standard, name: str, cells: list[str]
) -> None:
    assert row(composed(rich, standard), BASE, name)[1:] == cells


def test_the_control_rate_is_computed(rich: Report, standard: Standard) -> None:
    assert ["43", "44", "102.33%"] in rows(composed(rich, standard), BASE)


@pytest.mark.parametrize(
    ("written", "printed"),
    [("0", "0.00"), ("——", "——"), ("不适用", "不适用"), ("无", "无"), ("", ""), ("1,177.695", "1177.70")],
)
def test_zero_and_each_kind_of_nothing_are_printed_apart(
    rich: Report, standard: Standard, written: str, printed: str
) -> None:
    report = with_figure(rich, "procurement", "executed", written)
    assert row(composed(report, standard), BASE, "政府采购金额")[-1] == printed


@pytest.mark.parametrize(("posts", "rate"), [("0", "不适用"), ("", ""), ("44", "100.00%")])
def test_a_rate_of_nothing_is_not_applicable(rich: Report, standard: Standard, posts: str, rate: str) -> None:
    report = with_figure(rich, "staff.posts", "actual", posts)
    assert rows(composed(report, standard), BASE)[1][-1] == rate


def test_the_score_form_has_execution_indicators_and_total(rich: Report, standard: Standard) -> None:
    document = composed(rich, standard)
    assert row(document, SCORE, "年度资金总额")[1:] == ["936.67", "1177.69", "1177.69", "10", "100.00%", "10"]
    assert row(document, SCORE, "总分")[1:] == ["100", "99.32", "优"]
    assert row(document, SCORE, "慰问困难职工人数")[:5] == [
        "慰问困难职工人数",
        "≥520人次",
        "481人次",
        "5",
        "4.63",
    ]
    assert row(document, SCORE, "慰问困难职工人数")[5] == (
        "原因：年中复核有39人因再就业不再符合条件。\n措施：次年按季更新困难职工台账。"
    )


@pytest.mark.parametrize(
    ("typed", "unit", "printed"),
    [
        ("2516人", "人次", "2516人"),
        ("2516", "人次", "2516人次"),
        ("２５１６", "人次", "2516人次"),
        ("十二", "场次", "十二场次"),
        ("3万", "人", "3万人"),
        ("3万", "万元", "3万"),
        ("3万元", "万元", "3万元"),
        ("98%", "%", "98%"),
        ("效果明显", "项", "效果明显"),
        ("——", "人次", "——"),
        ("2000余", "人", "2000余人"),
    ],
)
def test_one_unit_is_printed_whether_or_not_the_clerk_typed_one(
    rich: Report, standard: Standard, typed: str, unit: str, printed: str
) -> None:
    indicators = tuple(
        replace(one, actual=typed, unit=unit) if one.name == "慰问困难职工人数" else one
        for one in rich.indicators
    )
    report = replace(rich, indicators=indicators)
    assert row(composed(report, standard), SCORE, "慰问困难职工人数")[2] == printed


def test_signs_and_units_are_added_only_where_they_are_not_typed(rich: Report, standard: Standard) -> None:
    first = rich.indicators[0]
    typed = replace(first, name="已写全", target="≤300元/人", actual="280元/人")
    words = replace(first, name="定性", sign="qualitative", target="效果明显", unit="", actual="效果明显")
    nothing = replace(first, name="没有", target="不适用", actual="——")
    document = composed(replace(rich, indicators=(first, typed, words, nothing)), standard)
    shown = {cells[-6]: cells[-5:-3] for cells in rows(document, SCORE) if len(cells) >= 6}
    assert shown["人均招聘考务成本"] == ["≤300元/人", "280元/人"]
    assert shown["已写全"] == ["≤300元/人", "280元/人"]
    assert shown["定性"] == ["效果明显", "效果明显"]
    assert shown["没有"] == ["不适用", "——"]


def test_figures_of_indicators_are_printed_in_one_way(rich: Report, standard: Standard) -> None:
    first = replace(rich.indicators[0], sign="＝", unit="次", target="２,４００", actual="２５１６次")
    second = replace(rich.indicators[0], name="按时率", sign="≥", unit="%", target="≧９５％", actual="97.5 %")
    document = composed(replace(rich, indicators=(first, second)), standard)
    shown = {cells[-6]: cells[-5:-3] for cells in rows(document, SCORE) if len(cells) >= 6}
    assert shown[first.name] == ["=2400次", "2516次"]
    assert shown["按时率"] == ["≥95%", "97.5%"]


def test_neighbours_of_one_level_share_a_cell_wherever_they_were_typed(
    rich: Report, standard: Standard
) -> None:
    scattered = rich.indicators[::2] + rich.indicators[1::2]
    for indicators in (rich.indicators, scattered):
        _, table = grids(composed(replace(rich, indicators=indicators), standard), SCORE)
        spans = {
            item.cell.text.split("\n")[0]: item.cell.row_span
            for item in place(table)
            if item.column in {1, 2}
        }
        assert (spans["成本指标"], spans["产出指标"], spans["效益指标"], spans["满意度指标"]) == (3, 7, 3, 1)
        assert (spans["数量指标"], spans["质量指标"], spans["时效指标"]) == (5, 1, 1)


def test_header_rows_are_marked_to_repeat(rich: Report, standard: Standard) -> None:
    document = composed(rich, standard)
    assert [grid.header_rows for grid in grids(document, BASE)] == [0, 1, 1]
    assert [grid.header_rows for grid in grids(document, SCORE)] == [0, 1]


def test_no_project_is_one_row_of_none(rich: Report, standard: Standard) -> None:
    none = replace(with_figure(rich, "project_total", "executed", "0"), projects=())
    none = with_figure(
        with_figure(none, "project_total", "initial", "0"), "project_total", "prior_executed", "0"
    )
    assert row(composed(none, standard), BASE, "无") == ["　　无", "无", "无", "无"]


def test_projects_not_entered_are_not_printed_as_none(rich: Report, standard: Standard) -> None:
    document = composed(replace(rich, projects=()), standard)
    assert row(document, BASE, "3、专项资金")[1:] == ["", "", ""]
    assert row(document, BASE, "项目支出")[1:] == ["182.58", "240.68", "170.78"]


PROJECT_LINES = ("1、业务工作经费", "2、运行维护经费", "3、专项资金", "4、其他事业类发展资金")


@pytest.mark.parametrize(
    ("written", "printed"), [("", ""), ("0", "0.00"), ("无", "0.00"), ("不适用", "0.00")]
)
def test_project_lines_are_nothing_only_when_that_is_stated(
    rich: Report, standard: Standard, written: str, printed: str
) -> None:
    report = replace(rich, projects=())
    for stage in ("prior_executed", "initial", "executed"):
        report = with_figure(report, "project_total", stage, written)
    document = composed(report, standard)
    for name in PROJECT_LINES:
        assert row(document, BASE, name)[1:] == [printed] * 3
    assert (["　　无", "无", "无", "无"] in rows(document, BASE)) == bool(written)


def test_a_project_of_no_known_class_is_not_lost(rich: Report, standard: Standard) -> None:
    odd = replace(
        rich, projects=(replace(rich.projects[0], category="信息化项目", level=""), *rich.projects[1:])
    )
    assert row(composed(odd, standard), BASE, "劳动保障监察执法专项")[1:] == ["16.20", "17.00", "0.00"]


def test_premises_are_rows_with_their_rates(rich: Report, standard: Standard) -> None:
    hall = Premises(
        name="人力资源市场",
        area_approved=Quantity("1200"),
        area_actual=Quantity("1260.5"),
        investment_budget=Quantity("300"),
        investment_actual=Quantity("298.5"),
    )
    document = composed(replace(rich, premises=(hall,)), standard)
    assert row(document, BASE, "人力资源市场")[1:] == [
        "1200",
        "1260.5",
        "105.04%",
        "300.00",
        "298.50",
        "99.50%",
    ]


def test_eighty_indicators_and_twenty_projects_fit_without_a_hole(rich: Report, standard: Standard) -> None:
    indicators = tuple(replace(rich.indicators[n % 14], name=f"指标{n}") for n in range(80))
    projects = tuple(replace(rich.projects[n % 5], name=f"项目{n}") for n in range(20))
    document = composed(replace(rich, indicators=indicators, projects=projects), standard)
    for mark in (BASE, SCORE):
        for grid in grids(document, mark):
            assert place(grid)
    assert sum(cells[0].strip().startswith("项目") for cells in rows(document, BASE)) == 1 + 20
    assert len(grids(document, SCORE)[1].rows) == 1 + 80 + 1


def test_indicators_not_entered_are_not_printed_as_none(rich: Report, standard: Standard) -> None:
    table = grids(composed(replace(rich, indicators=()), standard), SCORE)[1]
    assert [cell.text for cell in table.rows[1].cells][1:] == [""] * 8


def test_the_control_table_is_attached_when_asked_for(rich: Report, standard: Standard) -> None:
    document = compose(
        rich, standard, score(rich, standard), attachments=("base-data", "self-evaluation", "control")
    )
    assert Section("landscape") in document.blocks
    assert row(document, CONTROL, "投入")[:6] == ["投入", "10", "预算配置", "10", "在职人员控制率", "5"]
    assert [row(document, CONTROL, name)[-1] for name in ("“三公”经费控制率", "合计")] == ["7", ""]


def test_one_form_for_every_project(rich: Report, project_standard: Standard) -> None:
    known = {name: stages for name, stages in rich.figures.items() if name in project_standard.concepts}
    indicators = tuple(
        replace(each, project="事业单位公开招聘专项" if n < 7 else "企业解困年终慰问专项")
        for n, each in enumerate(rich.indicators)
    )
    report = replace(rich, figures=known, projects=rich.projects[3:], indicators=indicators)
    document = composed(report, project_standard)
    titles = [block.text for block in document.blocks if isinstance(block, Title)]
    assert titles[1:] == [
        "项目支出绩效自评表\n（事业单位公开招聘专项）",
        "项目支出绩效自评表\n（企业解困年终慰问专项）",
    ]
    assert row(document, "附件1-1", "年度资金总额")[1:] == ["100.00", "76.60", "76.60", "10", "100.00%", "10"]
    assert row(document, "附件1-1", "总分")[1:3] == ["50", "49.63"]
    assert row(document, "附件1-2", "总分")[1:3] == ["60", "59.69"]
    assert PageBreak() not in document.blocks


def test_the_only_project_takes_indicators_that_name_none(rich: Report, project_standard: Standard) -> None:
    known = {name: stages for name, stages in rich.figures.items() if name in project_standard.concepts}
    report = replace(rich, figures=known, projects=rich.projects[3:4])
    document = composed(report, project_standard)
    assert row(document, "附件1", "总分")[1:3] == ["100", "99.32"]
