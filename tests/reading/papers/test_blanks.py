"""What is not there has a place as well: its cell, the record it is missing from, the heading it should stand under."""

from __future__ import annotations

from dataclasses import replace

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.documents.source import Grid
from ziping.figures import Place
from ziping.reading.papers import Extracted, extract

COSTS = [
    ["财政供养人员情况", "编制数", "2024年实际在职人数", "控制率"],
    ["", "12", "12", ""],
    ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
    ["三公经费", "", "", ""],
    ["1、公务用车购置和维护经费", "", "", ""],
    ["3、公务接待", "1.2", "2", "0.8"],
    ["项目支出", "", "", ""],
    ["公用经费", "30", "31", "33"],
    ["政府采购金额", "——", "", ""],
    ["部门基本支出预算调整", "——", "", "——"],
    ["楼堂馆所控制情况（2024年完工项目）", "批复规模（㎡）", "实际规模（㎡）", "规模控制率", "预算投资（万元）", "实际投资（万元）", "投资概算控制率"],
    ["", "", "", "", "", "", ""],
    ["厉行节约保障措施", ""],
]  # fmt: skip
GOALS = [
    ["预算单位名称", "示例县档案馆"],
    ["年度总体目标", "预期目标", "实际完成情况"],
    ["", "接收档案2万卷", ""],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["", "产出指标", "数量指标", "接收档案数", "2万卷", "", "10", "", ""],
]  # fmt: skip


def read(*blocks: str | list[list[str]]) -> Extracted:
    return extract(paper("示例县档案馆", "2024年度部门整体支出绩效自评报告", *blocks), STANDARD)


def cell(place: Place) -> tuple[int | None, int | None, int | None]:
    return place.block, place.row, place.column


def test_blank_cells_of_the_base_data_are_found_where_they_are() -> None:
    found = read("附件1-1", "部门整体支出绩效评价基础数据表", COSTS)
    wanted = {
        "figures.three_public.prior_executed": (3, 1),
        "figures.three_public.initial": (3, 2),
        "figures.three_public.executed": (3, 3),
        "figures.three_public.vehicles.executed": (4, 3),
        "figures.project_total.executed": (6, 3),
        "figures.procurement.initial": (8, 2),
        "figures.procurement.executed": (8, 3),
        "figures.basic.adjustment.actual": (9, 2),
        "premises_statement": (11, 0),
        "premises": (11, 0),
        "thrift": (12, 1),
    }
    assert {key: cell(found.places[key]) for key in wanted} == {key: (4, *at) for key, at in wanted.items()}
    assert not wanted.keys() & found.report.origins.keys(), "nothing was read there"
    assert found.report.premises == ()


def test_a_cell_left_blank_is_known_as_one_though_the_text_has_its_figure() -> None:
    found = read(
        "（三）“三公”经费使用和管理情况",
        "2024年“三公”经费支出决算0.80万元。",
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        COSTS,
    )
    key = "figures.three_public.executed"
    assert found.report.figures["three_public"]["executed"].figure("万元").base == 8000
    assert (found.places[key].block, found.places[key].row) == (3, None)
    assert cell(found.blanks[key]) == (6, 3, 3)


def test_a_heading_merged_down_over_its_row_names_no_building() -> None:
    rows = [row.copy() for row in COSTS]
    source = paper(
        "示例县档案馆", "2024年度部门整体支出绩效自评报告", "附件1-1", "部门整体支出绩效评价基础数据表", rows
    )
    grid = source.blocks[-1]
    assert isinstance(grid, Grid)
    merged = replace(
        grid,
        cells=tuple(
            replace(one, row_span=2) if (one.row, one.column) == (10, 0) else one
            for one in grid.cells
            if (one.row, one.column) != (11, 0)
        ),
    )
    found = extract(replace(source, blocks=(*source.blocks[:-1], merged)), STANDARD)
    assert found.report.premises == ()
    assert found.places["premises_statement"].row == 11


def test_what_a_goal_or_an_indicator_lacks_is_its_cell_or_the_cell_it_would_stand_in() -> None:
    places = read("附件1-2", "整体支出绩效自评表", GOALS).places
    assert cell(places["goals[0].achieved"]) == (4, 2, 2)
    assert cell(places["indicators[0].actual"]) == (4, 4, 5)
    assert cell(places["indicators[0].stated_score"]) == (4, 4, 7)
    assert cell(places["indicators[0].deviation_reason"]) == (4, 4, 8)
    assert cell(places["indicators[0].improvement"]) == (4, 4, 8), "reason and measure share a cell"
    assert cell(places["indicators[0].unit"]) == (4, 4, 4), "the unit stands in the target"
    assert "indicators[0].value_source" not in places, "no form prints it"


def test_what_a_measure_lacks_is_missing_from_its_paragraph() -> None:
    places = read("八、下一步改进措施", "1、加快整理进度。", "2、补充专业人员。").places
    assert [
        (places[f"measures[{at}].owner"].block, places[f"measures[{at}].deadline"].block) for at in (0, 1)
    ] == [
        (3, 3),
        (4, 4),
    ]


def test_texts_nobody_wrote_are_missing_under_their_heading() -> None:
    found = read(
        "六、部门整体支出绩效情况",
        "（一）综合评价结论",
        "全年工作顺利。",
        "七、存在的问题及原因分析",
        "九、部门整体支出绩效自评结果拟应用和公开情况",
        "以上为自评情况。",
    )
    blocks = {
        key: found.places[key].block for key in ("conclusion.stated_total", "problems", "disclosure.use")
    }
    assert blocks == {"conclusion.stated_total": 3, "problems": 5, "disclosure.use": 6}
    assert found.places["problems"].end == len("七、存在的问题及原因分析")


def test_a_heading_that_is_not_there_gives_no_place() -> None:
    places = read("八、下一步改进措施", "加强管理。").places
    assert "disclosure.use" not in places
    assert "problems" not in places


def test_a_figure_in_a_name_is_never_taken_for_a_blank_beside_it() -> None:
    found = read(
        "附件1-2",
        "整体支出绩效自评表",
        [*GOALS[:-1], ["", "产出指标", "数量指标", "接待10批次", "10批", "10批", "", "", ""]],
    )
    places = found.places
    assert cell(places["indicators[0].marks"]) == (4, 4, 6)
    assert "indicators[0].marks" not in found.report.origins
