"""Annex tables as units really hand them in: columns missing or added, spans lost, pieces, other words, other units."""

from __future__ import annotations

from collections.abc import Sequence

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.documents.source import Source
from ziping.reading.papers import Extracted, extract

Rows = Sequence[Sequence[str]]


def read(*blocks: str | Rows, guessed: bool = False) -> Extracted:
    return extract(document(*blocks, guessed=guessed), STANDARD)


def document(*blocks: str | Rows, guessed: bool = False) -> Source:
    return paper("示例县林业局", "2024年度部门整体支出绩效自评报告", *blocks, guessed=guessed)


def figures(found: Extracted) -> dict[str, str]:
    book = found.report.figures
    return {
        f"{concept}@{stage}": value.written for concept, row in book.items() for stage, value in row.items()
    }


def test_columns_are_told_by_their_year_in_whatever_order() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2024年决算数", "2023年决算数", "2024年预算数"],
            ["三公经费", "1.50", "2.00", "1.80"],
            ["公务接待费", "0.50", "0.80", "0.60"],
        ],
    )
    assert figures(found) == {
        "three_public@executed": "1.50", "three_public@prior_executed": "2.00", "three_public@initial": "1.80",
        "three_public.reception@executed": "0.50", "three_public.reception@prior_executed": "0.80",
        "three_public.reception@initial": "0.60",
    }  # fmt: skip


def test_a_missing_column_and_one_nobody_asked_for_do_no_harm() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2024年预算数", "备注"],
            ["公用经费", "12.00", "含水电"],
            ["其中：办公费", "3", ""],
        ],
    )
    assert figures(found) == {"operating@initial": "12.00", "operating.office@initial": "3"}
    assert [one.written for one in found.unread] == ["含水电"]


def test_figures_of_a_year_that_is_not_the_reports_are_not_placed() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2022年决算数", "2023年决算数"],
            ["公用经费", "9.00", "10.00"],
            ["办公费", "1", "2"],
        ],
    )
    assert figures(found) == {"operating@prior_executed": "10.00", "operating.office@prior_executed": "2"}
    assert [(one.words, one.written) for one in found.unread] == [
        ("公用经费 2022年决算数", "9.00"), ("办公费 2022年决算数", "1"),
    ]  # fmt: skip


def test_a_form_in_pieces_keeps_its_headings() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"], ["三公经费", "2", "1.8", "1.5"]],
        "（续表）",
        [["公用经费", "10", "12", "11"], ["政府采购金额", "——", "30", "29.5"]],
    )
    assert figures(found)["operating@executed"] == "11"
    assert figures(found)["procurement@initial"] == "30"


def test_blank_zero_none_and_dash_stay_four_things() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["出国经费", "", "0", "无"],
            ["公车购置", "——", "不适用", "0.00"],
        ],
    )
    assert figures(found) == {
        "three_public.travel_abroad@initial": "0", "three_public.travel_abroad@executed": "无",
        "three_public.vehicle_purchase@prior_executed": "——", "three_public.vehicle_purchase@initial": "不适用",
        "three_public.vehicle_purchase@executed": "0.00",
    }  # fmt: skip


def test_figures_of_persons_stand_below_their_headings() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [["财政供养人员情况", "编制数", "2024年实际在职人数", "控制率"], ["", "43", "44", "102%"]],
    )
    assert figures(found) == {"staff.posts@actual": "43", "staff.serving@actual": "44"}
    stated = {one.concept: one.written for one in found.placed if not one.key}
    assert stated == {"staff.control_rate": "102%"}, "what a report derives is stated, not typed"


def test_projects_stand_below_the_kind_they_belong_to() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["项目支出", "20", "30", "25"],
            ["1、业务工作专项", "5", "10", "9"],
            ["森林防火宣传", "5", "10", "9"],
            ["3、市级专项资金（一个专项一行）", "15", "20", "16"],
            ["造林补助（市级）", "15", "20", "16"],
            ["……", "", "", ""],
            ["公用经费", "10", "12", "11"],
        ],
    )
    assert [(one.name, one.level, one.category, one.initial.written) for one in found.report.projects] == [
        ("森林防火宣传", "", "业务工作经费", "10"),
        ("造林补助", "市级", "专项资金", "20"),
    ]
    assert figures(found)["operating@executed"] == "11"


def test_an_amount_under_a_line_that_says_yuan_keeps_that_unit() -> None:
    found = read(
        "附件1-2",
        "整体支出绩效自评表",
        "单位：元",
        [
            ["年度预算申请", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["", "年度资金总额", "9366700", "11776900", "11776900", "10", "100%", "10"],
        ],
    )
    assert figures(found)["expenditure@adjusted"] == "11776900元"
    assert found.report.figures["expenditure"]["adjusted"].figure("万元").base == 11_776_900


def test_amounts_behind_words_in_one_cell_are_read() -> None:
    found = read(
        "附件1-2",
        "整体支出绩效自评表",
        [
            ["", "年度资金总额", "年初预算数", "全年预算数", "全年执行数"],
            ["", "按收入性质分：", "按支出性质分："],
            ["", "其中：一般公共预算：80.00", "其中：基本支出：60"],
            ["", "政府性基金拨款：", "项目支出：20.00"],
        ],
    )
    assert figures(found) == {
        "source.general@adjusted": "80.00", "basic@adjusted": "60", "project_total@adjusted": "20.00",
    }  # fmt: skip
    place = found.places["figures.source.general.adjusted"]
    assert (place.row, place.column, place.start, place.end) == (2, 1, 10, 15)


INDICATORS: Rows = [
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    [
        "",
        "产出指标（35分)",
        "数量指标",
        "造林面积",
        "≥500亩",
        "480亩",
        "10",
        "9.6",
        "原因：雨季推迟。\n措施：提前整地。",
    ],
    ["", "", "", "防火巡查次数", "24次", "24次", "5", "5", ""],
    ["", "", "时效指标", "完成时间", "2024年11月30日前", "2024年11月20日", "5", "5", ""],
    ["", "满意度指标\n（10分）", "服务对象满意度指标", "林农满意度", "95%", "96%", "10", "10", ""],
    ["总分", "", "", "", "", "", "100", "96", ""],
]


def rows_of(found: Extracted) -> list[tuple[str, ...]]:
    return [
        (one.level1, one.level2, one.name, one.sign, one.target, one.unit, one.actual, one.marks.written,
         one.stated_score.written)
        for one in found.report.indicators
    ]  # fmt: skip


EXPECTED = [
    ("产出指标", "数量指标", "造林面积", "≥", "500", "亩", "480", "10", "9.6"),
    ("产出指标", "数量指标", "防火巡查次数", "", "24", "次", "24", "5", "5"),
    ("产出指标", "时效指标", "完成时间", "", "2024年11月30日前", "", "2024年11月20日", "5", "5"),
    ("满意度指标", "服务对象满意度指标", "林农满意度", "", "95", "%", "96", "10", "10"),
]


def test_levels_of_indicators_are_carried_down_and_lose_their_marks_in_brackets() -> None:
    found = read("附件1-2", "整体支出绩效自评表", INDICATORS)
    assert rows_of(found) == EXPECTED
    assert (found.report.indicators[0].deviation_reason, found.report.indicators[0].improvement) == (
        "雨季推迟。", "提前整地。",
    )  # fmt: skip
    assert found.report.conclusion.stated_total.written == "96"


def test_a_flattened_table_whose_merged_cells_are_gone_reads_the_same() -> None:
    flat = [[cell for number, cell in enumerate(row) if cell or number > 4] for row in INDICATORS]
    found = read("附件1-2", "整体支出绩效自评表", flat, guessed=True)
    assert rows_of(found) == EXPECTED


def test_headings_by_other_names_are_understood() -> None:
    found = read(
        "附件1-2",
        "整体支出绩效自评表",
        [
            ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "权重", "自评得分", "未完成原因"],
            ["效益指标", "社会效益指标", "森林火灾受害率", "≤0.9‰", "0.2‰", "10", "10", "无偏差"],
        ],
    )
    assert rows_of(found) == [
        ("效益指标", "社会效益指标", "森林火灾受害率", "≤", "0.9", "‰", "0.2", "10", "10")
    ]
    assert found.report.indicators[0].deviation_reason == "无偏差"


def test_a_form_without_mark_or_title_is_known_by_its_labels() -> None:
    found = read("说明如下。", INDICATORS)
    assert rows_of(found) == EXPECTED


def test_two_tables_that_contradict_each_other_give_a_notice_and_the_first_is_kept() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["项目支出", "20", "30", "25"],
            ["公用经费", "1", "2", "3"],
        ],
        "附件1-2",
        "整体支出绩效自评表",
        [
            ["支出性质", "年初预算数", "全年预算数", "全年执行数"],
            ["项目支出", "31", "28", "25.00"],
            ["人员经费", "1", "1", "1"],
        ],
    )
    assert figures(found)["project_total@initial"] == "30"
    assert len(found.notices) <= 1


def test_a_known_annex_that_cannot_be_read_is_said() -> None:
    found = read("附件1-2", "整体支出绩效自评表", [["甲", "乙"], ["1", "2"]])
    assert [one.key for one in found.notices] == ["reading.papers.table_not_understood"]
    assert [one.written for one in found.unread] == ["1", "2"]


def test_a_kind_of_projects_with_a_sum_and_no_project_is_said() -> None:
    found = read(
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["项目支出", "", "10", ""],
            ["2、运行维护经费", "", "10", ""],
            ["公用经费", "1", "2", "3"],
        ],
    )
    assert [str(one) for one in found.notices] == [
        "项目支出中“运行维护经费”年初预算数有10，但没有列出属于它的项目，未能读入。请补上项目名称。"
    ]


def test_a_kind_whose_sum_is_that_of_the_projects_told_elsewhere_is_theirs() -> None:
    found = read(
        "2.项目支出情况",
        "2024年项目资金安排与使用情况表",
        [
            ["项目名称", "年初预算", "全年预算", "下达数", "支付数", "执行率"],
            ["林场管护", "10.00", "9.00", "9.00", "9.00", "100%"],
        ],
        "附件1-1",
        "部门整体支出绩效评价基础数据表",
        [
            ["经费控制情况", "2023年决算数", "2024年预算数", "2024年决算数"],
            ["2、运行维护经费", "", "10.00", "9.00"],
            ["公用经费", "1", "2", "3"],
        ],
    )
    assert [(one.name, one.category) for one in found.report.projects] == [("林场管护", "运行维护经费")]


def test_a_table_of_another_form_is_not_read_by_the_order_of_its_columns() -> None:
    found = read(
        "一般公共预算基本支出表",
        [
            ["科目编码", "科目名称", "小计", "甲类", "乙类"],
            ["30201", "办公费", "12.00", "0.00", "12.00"],
            ["30217", "公务接待费", "0.83", "0.00", "0.83"],
            ["30211", "差旅费", "5.00", "0.00", "5.00"],
            ["", "合计", "17.83", "0.00", "17.83"],
        ],
    )
    assert figures(found) == {}
    assert found.report.conclusion.stated_total.blank
    assert not found.unread
