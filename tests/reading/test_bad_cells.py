"""Everything that cannot be read is told at once: where, what was read, what was expected, what to do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from reading.neutral import (
    beside,
    complaints,
    filled,
    hunan,
    q,
    read,
    report,
    typed,
    under,
    where,
    without,
)
from ziping.documents import ReadValue
from ziping.reading import read_workbook
from ziping.report import Allotment, Evidence, Indicator, Institution, Project, Report
from ziping.wording import InputError


def with_project() -> Report:
    return report(projects=(Project(name="社保基金监管", allotments=(Allotment(amount=q("25")),)),))


def test_all_bad_cells_are_reported_at_once() -> None:
    sheets = typed(filled(with_project()), "单位信息", C17="待定", C21="也许")
    sheets = typed(sheets, "指标下达", **{under(sheets, "指标下达", "下达金额", down=2): "二十五左右吧"})
    said = complaints(sheets)
    assert len(said) == 3
    assert said[0].startswith("单位信息!C17“填报日期”应为日期。读到“待定”")
    assert said[1].startswith("单位信息!C21“负责人已签字”：读到“也许”，应为“是”或“否”。")
    assert said[2].startswith("指标下达!E6“下达金额”应为数字（万元）。读到“二十五左右吧”")


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("编制数", -1, "读到“-1”，应为不小于0的整数"),
        ("编制数", Decimal("43.5"), "读到“43.5”，应为整数"),
        ("编制数", "43万元", "读到“43万元”，应为（人）的数"),
        ("实际在职人数", dt.date(2024, 4, 4), "读到“2024-04-04”，应为数字（人）"),
        ("退休人数", "#REF!", "是错误值“#REF!”，公式没有算出来"),
    ],
)
def test_a_count_of_people_is_a_whole_number_not_below_zero(label: str, value: ReadValue, told: str) -> None:
    sheets = filled(report())
    at = beside(sheets, "机构人员", label)
    (said,) = complaints(typed(sheets, "机构人员", **{at: value}))
    assert said.startswith(f"机构人员!{at}“{label}”：")
    assert told in said


@pytest.mark.parametrize("value", ["2024年12月31日前", "12月", "2024-13-01", 2024, "昨天"])
def test_what_is_no_day_is_refused(value: ReadValue) -> None:
    sheets = filled(report())
    (said,) = complaints(typed(sheets, "单位信息", **{beside(sheets, "单位信息", "填报日期"): value}))
    assert said.startswith("单位信息!C17“填报日期”应为日期。")
    assert "读到“" in said


def test_a_choice_outside_a_closed_list_names_the_choices_and_the_likeliest() -> None:
    sheets = filled(report(institutions=(Institution(name="办公室"),)))
    at = under(sheets, "机构人员", "机构类别")
    (said,) = complaints(typed(sheets, "机构人员", **{at: "内设科室"}))
    assert "应为其中之一：内设股室、下属单位。是不是“内设股室”" in said
    (said,) = complaints(typed(sheets, "机构人员", **{at: "其他"}))
    assert "应为其中之一：内设股室、下属单位。请从" in said


def test_a_unit_s_name_of_300_characters_is_refused_with_its_limit() -> None:
    (said,) = complaints(typed(filled(report()), "单位信息", C6="局" * 300))
    assert said.startswith("单位信息!C6“单位名称”：读到 300 个字")
    assert "最多 100 个字" in said


def test_two_projects_of_one_name_are_refused() -> None:
    sheets = filled(report(projects=(Project(name="甲项目"), Project(name="乙项目"))))
    first = under(sheets, "专项资金", "项目名称", down=2)
    second = under(sheets, "专项资金", "项目名称", down=3)
    (said,) = complaints(typed(sheets, "专项资金", **{second: "甲项目"}))
    assert f"专项资金!{second}“项目名称”：“甲项目”与 {first} 重名" in said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("社保基金监督", "前面的表里没有这个名称。是不是“社保基金监管”"),
        ("道路建设", "或先在前面的表里登记"),
        (None, "空着，不知道这一行属于哪一个"),
    ],
)
def test_money_released_to_no_known_project_is_refused(name: str | None, told: str) -> None:
    sheets = filled(with_project())
    at = under(sheets, "指标下达", "所属项目", down=2)
    (said,) = complaints(typed(sheets, "指标下达", **{at: name}))
    assert said.startswith(f"指标下达!{at}“所属项目”：")
    assert told in said


def test_evidence_for_one_of_two_indicators_of_a_name_must_say_which() -> None:
    sheets = filled(
        report(
            indicators=(
                Indicator(level2="数量指标", name="完成率", evidence=(Evidence(name="台账"),)),
                Indicator(level2="质量指标", name="办结率"),
            )
        )
    )
    sheets = typed(sheets, "绩效指标", **{under(sheets, "绩效指标", "三级指标", down=3): "完成率"})
    (said,) = complaints(sheets)
    assert said.startswith("绩效指标!D7“三级指标”：“完成率”与 D6 重名，佐证材料!B5 按名称对应")
    assert "完成率〔1〕、完成率〔2〕" in said


def test_one_indicator_typed_twice_is_told_on_its_own_sheet_and_once() -> None:
    one = Indicator(level1="产出指标", level2="数量指标", name="完成率", evidence=(Evidence(name="台账"),))
    sheets = filled(report(indicators=(one, msgspec.structs.replace(one, name="办结率", evidence=()))))
    twin = under(sheets, "绩效指标", "三级指标", down=3)
    (said,) = complaints(typed(sheets, "绩效指标", **{twin: "完成率"}))
    assert said.startswith(f"绩效指标!{twin}“三级指标”：“完成率”与 D6 重名")


def test_a_figure_where_the_form_has_none_is_refused() -> None:
    sheets = filled(report())
    row, column = where(sheets, "预算执行", "一般公共预算")[0], where(sheets, "预算执行", "2023年预算数")[1]
    at = f"{chr(65 + column)}{row + 1}"
    (said,) = complaints(typed(sheets, "预算执行", **{at: 12}))
    assert said.startswith(f"预算执行!{at}“一般公共预算 上年年初预算数”：读到“12”，这一格按表式不填")


def test_a_row_whose_name_was_changed_is_not_silently_lost() -> None:
    sheets = filled(report(figures={"operating": {"executed": q("518.46")}}))
    row, column = where(sheets, "预算执行", "公用经费")
    at = f"{chr(65 + column)}{row + 1}"
    (said,) = complaints(typed(sheets, "预算执行", **{at: "公用部分经费"}))
    assert said.startswith(f"预算执行!{at}：这一行叫“公用部分经费”")
    assert "是不是“公用经费”" in said


def test_in_english_a_cell_is_called_in_english_with_the_words_in_the_file_beside() -> None:
    sheets = filled(report(projects=(Project(name="社保基金监管"),)))
    row, column = where(sheets, "预算执行", "公用经费")[0] + 1, "G"
    first = typed(sheets, "预算执行", **{f"{column}{row}": "#REF!"})
    both = typed(first, "专项资金", **{under(sheets, "专项资金", "年初预算数", down=2): "约5"})
    with pytest.raises(InputError) as caught:
        read_workbook(both, hunan())
    figure, project = caught.value.render("en")
    assert figure.startswith(
        f"预算执行!G{row} “operating expenditure executed (公用经费 决算数)”: holds the error value “#REF!”"
    )
    assert "“initial budget (年初预算数)”: read “约5”" in project
    assert caught.value.render("zh")[0].startswith(f"预算执行!G{row}“公用经费 决算数”：是错误值“#REF!”")


@pytest.mark.parametrize("mark", ["#REF!", "#N/A", "#SPILL!", "Err:502", "错误:508"])
def test_an_error_of_any_program_is_told_as_one(mark: str) -> None:
    sheets = filled(report())
    (said,) = complaints(typed(sheets, "单位信息", **{beside(sheets, "单位信息", "所在地区"): mark}))
    assert f"“所在地区”：是错误值“{mark}”，公式没有算出来" in said


@pytest.mark.parametrize("value", ["518.46", "518.46万元", "#REF!", "八十万", 0])
def test_whatever_stands_in_a_row_whose_name_was_changed_is_told(value: ReadValue) -> None:
    sheets = filled(report())
    row, column = where(sheets, "预算执行", "公用经费")
    cells = {f"{chr(65 + column)}{row + 1}": "公用开支", f"G{row + 1}": value}
    (said,) = complaints(typed(sheets, "预算执行", **cells))
    assert "这一行叫“公用开支”" in said
    assert "是不是“公用经费”？" in said


def test_a_column_whose_heading_was_changed_is_not_silently_lost() -> None:
    sheets = filled(report(projects=(Project(name="甲", outcome="完成"),)))
    row, column = where(sheets, "专项资金", "完成情况")
    at = f"{chr(65 + column)}{row + 1}"
    (said,) = complaints(typed(sheets, "专项资金", **{at: "项目完成情况"}))
    assert said == f"专项资金!{at}：这一列的表头是“项目完成情况”，应为“完成情况”。请恢复原来的表头。"


def test_the_number_one_in_percent_may_be_all_or_a_hundredth() -> None:
    sheets = filled(report(indicators=(Indicator(name="办结率", unit="%"),)))
    (said,) = complaints(typed(sheets, "绩效指标", **{under(sheets, "绩效指标", "实际完成值", down=2): 1}))
    assert "看不出是 1% 还是 100%" in said


def test_settings_of_a_way_of_scoring_are_names_with_values() -> None:
    sheets = filled(report(indicators=(Indicator(name="办结率"),)))
    at = under(sheets, "绩效指标", "赋分参数", down=2)
    assert read(typed(sheets, "绩效指标", **{at: "pass_line＝60%; per：1"})).indicators[0].mode_params == {
        "pass_line": "60%",
        "per": "1",
    }
    (said,) = complaints(typed(sheets, "绩效指标", **{at: "60%"}))
    assert "应为“名称=值”" in said


def test_blank_required_cells_are_for_the_checks_but_the_year_is_needed() -> None:
    assert complaints(typed(filled(report()), "单位信息", C5=None, C6=None)) == [
        "“年度数据.xlsx”没有填“自评年度”。请在“单位信息”里填四位年份。"
    ]
    assert read(typed(filled(report()), "单位信息", C6=None)).unit.name == ""


@pytest.mark.parametrize(
    "value", ["约十二", "12-13", "约八十万", "12余", "近12", "12左右", "≥12", "1,177.69多"]
)
def test_an_amount_that_is_not_exact_is_refused_like_one_that_is_none(value: str) -> None:
    sheets = filled(report(figures={"operating": {"executed": q("518.46")}}))
    at = f"G{where(sheets, '预算执行', '公用经费')[0] + 1}"
    (said,) = complaints(typed(sheets, "预算执行", **{at: value}))
    assert said.startswith(
        f"预算执行!{at}“公用经费 决算数”：读到“{value}”，是约数或范围，这里要确切的数（万元）"
    )


def test_what_an_indicator_came_to_may_be_said_in_words() -> None:
    sheets = filled(report(indicators=(Indicator(name="办结率"),)))
    at = under(sheets, "绩效指标", "实际完成值", down=2)
    assert read(typed(sheets, "绩效指标", **{at: "约12"})).indicators[0].actual == "约12"


@pytest.mark.parametrize("name", ["三公经费", "机构人员", "预算执行", "结论与公开"])
def test_a_sheet_with_required_cells_that_is_gone_is_named(name: str) -> None:
    kept = report(archive={"three_public": {"executed": q("3")}, "basic": {"executed": q("5")}})
    (said,) = complaints(without(filled(kept), name))
    assert said.startswith(f"“年度数据.xlsx”里没有“{name}”这张表")


def test_a_sheet_of_rows_alone_may_be_missing() -> None:
    assert read(without(filled(report()), "预算调整")) == report()


def test_a_required_column_headed_by_something_else_is_told_once() -> None:
    indicators = tuple(Indicator(name=f"指标{number}", actual="5") for number in range(9))
    sheets = filled(report(indicators=indicators))
    at = under(sheets, "绩效指标", "实际完成值", down=0)
    (said,) = complaints(typed(sheets, "绩效指标", **{at: "完成数"}))
    assert said == f"绩效指标!{at}：这一列的表头是“完成数”，应为“实际完成值”。请恢复原来的表头。"
    (said,) = complaints(typed(sheets, "绩效指标", **{at: None}))
    assert said.startswith("绩效指标：找不到必填的“实际完成值”一列")


def test_a_filled_cell_beside_a_name_nobody_knows_is_told_with_the_nearest_name() -> None:
    sheets = filled(report())
    at = beside(sheets, "单位信息", "单位名称")
    row = at[1:]
    (said,) = complaints(typed(sheets, "单位信息", **{f"B{row}": "单位全名称"}))
    assert said.startswith(
        f"单位信息!{at}：填了“示例县人力资源和社会保障局”，旁边的名称“单位全名称”认不出是哪一项。是不是“单位名称”？"
    )
    (said,) = complaints(typed(sheets, "单位信息", **{f"B{row}": "甲乙丙"}))
    assert "旁边的名称“甲乙丙”认不出是哪一项。请恢复" in said
    (said,) = complaints(typed(sheets, "单位信息", **{f"B{row}": None}))
    assert "旁边没有名称，不知道是哪一项。这里少了：单位名称。" in said


def test_entries_of_one_s_own_below_a_form_are_told_but_its_remarks_are_not() -> None:
    sheets = filled(report())
    (said,) = complaints(typed(sheets, "单位信息", B40="经办人办公电话", C40="13800138000"))
    assert said.startswith("单位信息!C40：填了“13800138000”，旁边的名称“经办人办公电话”认不出")
    for remark in ("注：", "备注：电话", "说明："):
        assert read(typed(sheets, "单位信息", B40=remark, C40="电话待核实")) == report()
    assert read(typed(sheets, "单位信息", B40=None, C40="电话待核实")) == report()


def test_a_name_that_stands_twice_is_told_where_both_are_filled() -> None:
    sheets = filled(report())
    (said,) = complaints(typed(sheets, "单位信息", B40="单位名称", C40="示例县人社局"))
    assert said.startswith("单位信息!C40：填了“示例县人社局”，但“单位名称”在上面已有一行")
    assert read(typed(sheets, "单位信息", B40="单位名称")) == report()


def test_a_renamed_paragraph_of_the_clerk_s_own_is_not_silently_lost() -> None:
    sheets, name = filled(report(narrative={"unit.duties": "略"})), "部门、单位基本情况 ／ 主要职能职责"
    row, _ = where(sheets, "文字说明", name)
    (said,) = complaints(typed(sheets, "文字说明", **{f"B{row + 1}": f"{name}部分"}))
    assert f"“{name}部分”认不出是哪一项。是不是“{name}”？" in said


@pytest.mark.parametrize(
    ("of", "heading", "filled_cell", "told"),
    [
        ("专项资金", "经办科室主任", "张某", "是“经办科室主任”，下面有内容但认不出是哪一项。请恢复"),
        ("专项资金", "年初预算数（万元）", 5, "下面有内容但认不出是哪一项。是不是“年初预算数”？"),
    ],
)
def test_a_filled_column_nobody_knows_is_told_even_where_none_of_ours_is_gone(
    of: str, heading: str, filled_cell: ReadValue, told: str
) -> None:
    sheets = filled(report(projects=(Project(name="社保基金监管"),)))
    row, _ = where(sheets, of, "项目名称")
    cells = {f"Z{row + 1}": heading, f"Z{row + 3}": filled_cell}
    (said,) = complaints(typed(sheets, of, **cells))
    assert said.startswith(f"{of}!Z{row + 1}：这一列的表头是")
    assert told in said
    assert read(typed(sheets, of, **{f"Z{row + 1}": heading})).projects[0].name == "社保基金监管"


def test_an_optional_column_whose_heading_was_wiped_is_told_by_its_place() -> None:
    sheets = filled(report(projects=(Project(name="社保基金监管", purpose="监管社保基金"),)))
    at = under(sheets, "专项资金", "主要用途", down=0)
    (said,) = complaints(typed(sheets, "专项资金", **{at: None}))
    assert said == f"专项资金!{at}：这一列有内容，却没有表头；看位置应为“主要用途”。请补上表头。"


def test_a_day_that_is_none_is_shown_as_it_was_typed() -> None:
    (said,) = complaints(typed(filled(report()), "单位信息", C17="2024.13.31"))
    assert "读到“2024.13.31”" in said


def test_a_year_that_cannot_be_read_is_told_once() -> None:
    (said,) = complaints(typed(filled(report()), "单位信息", C5="去年"))
    assert said.startswith("单位信息!C5“自评年度”应为数字。读到“去年”")
