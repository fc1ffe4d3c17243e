"""Sheets renamed, rows inserted, columns moved, figures typed in every way: all is found and read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from reading.neutral import (
    beside,
    changed,
    column_inserted,
    columns_swapped,
    filled,
    q,
    read,
    renamed,
    report,
    row_inserted,
    sheet,
    typed,
    under,
    where,
    without,
)
from ziping.documents import Area, ReadValue, SheetRead
from ziping.figures import unit
from ziping.report import (
    Adjustment,
    Allotment,
    ApprovedIndicator,
    Evidence,
    Goal,
    Indicator,
    Institution,
    Note,
    Problem,
    Project,
    Report,
)

BUDGET = "预算执行"
FIGURES = {
    "basic": {"initial": q("695.99"), "executed": q("1006.91")},
    "operating": {"executed": q("518.46")},
}


def busy() -> Report:
    return report(
        institutions=(Institution(name="办公室"), Institution(name="信息中心", kind="subordinate")),
        goals=(Goal(expected="招聘4场", achieved="招聘4场"),),
        figures=FIGURES,
        adjustments=(Adjustment(document="示财预〔2024〕58号", amount=q("-44")),),
        projects=(Project(name="社保基金监管", initial=q("50"), allotments=(Allotment(amount=q("25")),)),),
        indicators=(
            Indicator(level1="产出指标", name="招聘场次", target="4", evidence=(Evidence(name="公告"),)),
        ),
        problems=(Problem(text="下达晚", indicators=("招聘场次",)),),
        archive={"basic": {"executed": q("701.2")}},
    )


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("预算执行", "Sheet4"),
        ("专项资金", "2024年项目"),
        ("机构人员", "人"),
        ("上年存档", "旧"),
        ("问题与措施", "七八"),
    ],
)
def test_a_renamed_sheet_is_found_by_its_labels(of: str, name: str) -> None:
    assert read(renamed(filled(busy()), of, name)) == busy()


def test_all_sheets_renamed_and_in_another_order_are_still_told_apart() -> None:
    sheets = filled(busy())
    for number, one in enumerate(sheets.sheets):
        sheets = renamed(sheets, one.name, f"Sheet{number}")
    assert read(type(sheets)(sheets.path, tuple(reversed(sheets.sheets)))) == busy()


def test_without_its_hidden_sheets_the_workbook_is_known_by_its_labels() -> None:
    assert read(without(filled(busy()), "系统信息", "词表", "填写说明")) == busy()


def test_hidden_sheets_are_read_like_shown_ones() -> None:
    hidden = changed(filled(busy()), "专项资金", lambda one: SheetRead(one.name, True, one.rows, one.merges))
    assert read(hidden) == busy()


@pytest.mark.parametrize(
    "of", ["预算执行", "专项资金", "指标下达", "绩效指标", "单位信息", "问题与措施", "上年存档"]
)
@pytest.mark.parametrize("at", [1, 4, 6])
def test_inserted_rows_change_nothing(of: str, at: int) -> None:
    assert read(row_inserted(filled(busy()), of, at)) == busy()


@pytest.mark.parametrize("of", ["预算执行", "专项资金", "指标下达", "绩效指标", "职责与目标"])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_inserted_columns_change_nothing(of: str, at: int) -> None:
    assert read(column_inserted(filled(busy()), of, at)) == busy()


def test_moved_columns_go_by_their_headings() -> None:
    sheets = filled(busy())
    _, initial = where(sheets, BUDGET, "2024年预算数")
    _, executed = where(sheets, BUDGET, "2024年决算数")
    assert read(columns_swapped(sheets, BUDGET, initial, executed)) == busy()
    assert read(columns_swapped(sheets, "专项资金", 1, 5)) == busy()


def test_remarks_of_one_s_own_beside_and_below_a_table_are_no_data() -> None:
    sheets = typed(filled(busy()), "单位信息", F6="自己的备注", B40="电话待核实")
    assert read(typed(sheets, BUDGET, Z9="=上年少2万")) == busy()
    row, column = where(sheets, "专项资金", "项目名称")
    noted = typed(sheets, "专项资金", **{f"{chr(65 + column)}{row + 9}": "注：以上项目均为年初安排"})
    assert read(noted) == busy()


def test_a_remark_merged_over_the_columns_of_a_list_is_no_item() -> None:
    def by(one: SheetRead) -> SheetRead:
        rows = [*one.rows]
        rows[12] = (None, "以上数据截至12月31日")
        return sheet(one.name, rows, (*one.merges, Area(12, 1, 12, 8)))

    assert read(changed(filled(busy()), "专项资金", by)) == busy()


def test_a_merged_class_holds_for_every_row_it_spans_but_an_amount_only_once() -> None:
    two = report(
        indicators=(
            Indicator(level1="产出指标", name="甲", marks=q("5")),
            Indicator(level1="产出指标", name="乙"),
        )
    )

    def by(one: SheetRead) -> SheetRead:
        row, level1 = where(filled(two), "绩效指标", "一级指标")
        marks = where(filled(two), "绩效指标", "分值")[1]
        first = row + 2
        rows = [list(values) for values in one.rows]
        rows[first + 1][level1] = None
        merged = (Area(first, level1, first + 1, level1), Area(first, marks, first + 1, marks))
        return sheet(one.name, [tuple(values) for values in rows], (*one.merges, *merged))

    assert read(changed(filled(two), "绩效指标", by)) == two


def test_a_row_of_one_s_own_in_a_grid_is_left_alone_while_all_of_ours_are_there() -> None:
    sheets = row_inserted(filled(busy()), BUDGET, 9, (None, "自己算的合计", None, None, 12, 13, 14))
    assert read(sheets) == busy()


def test_headings_repeated_for_the_next_page_are_no_item() -> None:
    sheets = filled(busy())
    row, _ = where(sheets, "指标下达", "下达日期")
    heading = next(one for one in sheets.sheets if one.name == "指标下达").rows[row]
    assert read(row_inserted(sheets, "指标下达", row + 5, heading)) == busy()


def test_a_sheet_taken_out_is_as_good_as_blank() -> None:
    assert read(without(filled(busy()), "上年存档")).archive == {}


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("1177.69"), "1177.69"),
        (Decimal("67.2"), "67.2"),
        (67, "67"),
        ("1,177.69", "1,177.69"),
        (" １１７７.６９ ", "１１７７.６９"),
        ("1,177.69 万元", "1,177.69 万元"),
        ("11776900元", "11776900元"),
        ("0", "0"),
        (0, "0"),
        ("——", "——"),
        ("不适用", "不适用"),
        ("无", "无"),
    ],
)
def test_a_figure_is_kept_as_typed(value: ReadValue, kept: str) -> None:
    sheets = filled(busy())
    row, column = where(sheets, BUDGET, "公用经费")[0], where(sheets, BUDGET, "2024年决算数")[1]
    found = read(typed(sheets, BUDGET, **{f"{chr(65 + column)}{row + 1}": value}))
    assert found.figures["operating"]["executed"] == q(kept)


@pytest.mark.parametrize("written", ["80万", "八十万", "八十万元", "80 万元", "捌拾万", "800000元"])
@pytest.mark.parametrize("stated", ["万元", "元"])
def test_ten_thousands_written_into_a_money_cell_count_yuan_whatever_its_heading(
    written: str, stated: str
) -> None:
    sheets = filled(busy())
    at = under(sheets, "专项资金", "年初预算数", down=2)
    heading = under(sheets, "专项资金", "年初预算数", down=0)
    found = read(typed(sheets, "专项资金", **{heading: f"年初预算数（{stated}）", at: written}))
    assert found.projects[0].initial.figure("万元").base == 800_000


@pytest.mark.parametrize("blank", [None, "", "   ", "　"])
def test_a_blank_cell_is_no_figure_at_all(blank: ReadValue) -> None:
    sheets = filled(busy())
    row, column = where(sheets, BUDGET, "公用经费")[0], where(sheets, BUDGET, "2024年决算数")[1]
    assert "operating" not in read(typed(sheets, BUDGET, **{f"{chr(65 + column)}{row + 1}": blank})).figures


def test_yuan_and_ten_thousand_yuan_come_to_the_same_amount() -> None:
    ten_thousand = unit("万元")
    assert q("11776900元").figure(ten_thousand).base == q("1177.69").figure(ten_thousand).base == 11776900


@pytest.mark.parametrize("stated", ["元", "千元"])
def test_a_column_headed_in_another_unit_is_read_in_that_unit(stated: str) -> None:
    sheets = filled(busy())
    row, column = where(sheets, "专项资金", "年初预算数")
    sheets = typed(sheets, "专项资金", **{f"{chr(65 + column)}{row + 1}": f"年初预算数（{stated}）"})
    found = read(typed(sheets, "专项资金", **{under(sheets, "专项资金", "年初预算数", down=2): 500000}))
    assert found.projects[0].initial == q(f"500000{stated}")


def test_a_grid_whose_money_is_stated_in_yuan_is_read_in_yuan() -> None:
    sheets = typed(filled(busy()), BUDGET, A2="示例县人力资源和社会保障局　2024年度　金额单位：元")
    assert read(sheets).figures["operating"]["executed"] == q("518.46元")


@pytest.mark.parametrize(
    "value",
    [
        "20241231",
        20241231,
        "2024.12.31",
        "2024/12/31",
        "2024年12月31日",
        "２０２４年１２月３１日",
        "2024年12月",
        dt.date(2024, 12, 31),
        dt.datetime(2024, 12, 31),  # noqa: DTZ001 - as a sheet holds it
        45657,
    ],
)
def test_a_date_is_read_however_it_is_written(value: ReadValue) -> None:
    sheets = filled(busy())
    found = read(typed(sheets, "单位信息", **{beside(sheets, "单位信息", "填报日期"): value}))
    assert found.unit.filled_on == dt.date(2024, 12, 31)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2024年12月", "2024-12"),
        ("2024-12", "2024-12"),
        ("2024.12.3", "2024-12-03"),
        (dt.date(2024, 12, 1), "2024-12-01"),
    ],
)
def test_a_release_may_be_dated_by_its_month(value: ReadValue, kept: str) -> None:
    sheets = filled(busy())
    found = read(typed(sheets, "指标下达", **{under(sheets, "指标下达", "下达日期", down=2): value}))
    assert [str(one.date) for one in found.projects[0].allotments] == [kept]


@pytest.mark.parametrize(
    ("unit_", "actual", "kept"),
    [
        ("%", Decimal("0.95"), "95%"),
        ("%", "95%", "95%"),
        ("%", Decimal("98.5"), "98.5"),
        ("人", Decimal("0.5"), "0.5"),
        ("%", 0, "0"),
    ],
)
def test_a_share_from_a_cell_in_percent_is_written_as_a_percentage(
    unit_: str, actual: ReadValue, kept: str
) -> None:
    sheets = filled(report(indicators=(Indicator(name="办结率", unit=unit_, target="90"),)))
    sheets = typed(sheets, "绩效指标", **{under(sheets, "绩效指标", "实际完成值", down=2): actual})
    assert read(sheets).indicators[0].actual == kept


@pytest.mark.parametrize("year", [2024, "2024", "2024年", "２０２４年度"])
def test_the_year_may_be_written_with_its_word(year: ReadValue) -> None:
    assert read(typed(filled(busy()), "单位信息", C5=year)) == busy()
    assert read(without(typed(filled(busy()), "单位信息", C5=year), "系统信息")) == busy()


@pytest.mark.parametrize(
    ("value", "kept"),
    [("是", True), ("√", True), (True, True), ("否", False), ("×", False), (False, False), (None, None)],
)
def test_yes_and_no_are_read_in_many_spellings(value: ReadValue, kept: object) -> None:
    sheets = filled(busy())
    found = read(typed(sheets, "单位信息", **{beside(sheets, "单位信息", "已加盖公章"): value}))
    assert found.unit.sealed is kept


@pytest.mark.parametrize(
    ("value", "kept"),
    [("≥", "≥"), (">=", "≥"), ("＞＝", "≥"), ("大于等于", "≥"), ("定性", "qualitative"), ("＝", "=")],
)
def test_a_sign_is_read_in_many_spellings(value: str, kept: str) -> None:
    sheets = filled(report(indicators=(Indicator(name="办结率"),)))
    found = read(typed(sheets, "绩效指标", **{under(sheets, "绩效指标", "指标性质", down=2): value}))
    assert found.indicators[0].sign == kept


def test_a_code_chosen_from_the_list_brings_its_name_along() -> None:
    sheets = filled(report())
    last = len(next(one for one in sheets.sheets if one.name == "功能分类").rows)
    assert last > 8
    found = read(typed(sheets, "功能分类", B6="2080101 行政运行", H6=Decimal("739.29")))
    assert (found.functional[0].code, found.functional[0].name) == ("2080101", "行政运行")


def test_an_indicator_of_an_unknown_class_is_kept_for_the_checks_to_judge() -> None:
    one = report(indicators=(Indicator(level1="考核指标", level2="开展招聘场次", name="考核开展招聘场次"),))
    assert read(filled(one)) == one


def test_several_names_in_a_cell_may_be_separated_in_any_way_and_hold_commas_themselves() -> None:
    one = report(
        indicators=(Indicator(name="水费、电费控制率"), Indicator(name="办结率")),
        problems=(Problem(text="超支", indicators=("水费、电费控制率",)),),
    )
    assert read(filled(one)) == one
    sheets = filled(one)
    for written, kept in [
        ("水费、电费控制率", ("水费、电费控制率",)),
        ("水费、电费控制率；办结率", ("水费、电费控制率", "办结率")),
        ("办结率，及时率", ("办结率", "及时率")),
    ]:
        at = under(sheets, "问题与措施", "涉及指标")
        assert read(typed(sheets, "问题与措施", **{at: written})).problems[0].indicators == kept


def test_projects_named_alike_but_for_spaces_and_width_are_the_same() -> None:
    sheets = filled(busy())
    found = read(
        typed(sheets, "指标下达", **{under(sheets, "指标下达", "所属项目", down=2): " 社保 基金监管"})
    )
    assert len(found.projects[0].allotments) == 1


def test_evidence_finds_its_indicator_among_two_of_one_name() -> None:
    one = report(
        indicators=(
            Indicator(level2="数量指标", name="完成率", evidence=(Evidence(name="台账"),)),
            Indicator(level2="质量指标", name="完成率", evidence=(Evidence(name="报告"),)),
        )
    )
    assert read(filled(one)) == one


def test_over_staffing_is_explained_beside_the_head_count() -> None:
    note = Note(reason="安置军转干部1人", document="示编发〔2024〕3号")
    sheets = filled(report(notes={"staff.serving": note}))
    assert where(sheets, "机构人员", note.reason)
    assert where(sheets, "机构人员", note.document)
    assert read(sheets).notes == {"staff.serving": note}
    assert not any(
        note.reason in map(str, row) for one in sheets.sheets if one.name == "其他数据" for row in one.rows
    )


def test_an_explanation_on_the_sheet_of_other_data_is_still_read() -> None:
    sheets = filled(report(notes={"staff.posts": Note(reason="编制划转", document="示编发〔2024〕3号")}))
    moved = typed(sheets, "其他数据", **{under(sheets, "其他数据", "项目"): "实际在职人数"})
    assert read(moved).notes["staff.serving"].reason == "编制划转"


def test_the_approved_indicators_are_read_as_a_list_of_their_own() -> None:
    rows = (
        ApprovedIndicator(
            level1="产出指标",
            name="招聘场次",
            target="5",
            unit="场次",
            marks=q("6"),
            document="示财绩〔2024〕2号",
        ),
        ApprovedIndicator(
            level1="效益指标",
            name="规范化水平",
            target="达到县级标准",
            marks=q("4"),
            changed_by="示财绩〔2024〕15号",
        ),
    )
    own = (Indicator(level1="产出指标", name="招聘场次", target="4"),)
    found = read(filled(report(approved_indicators=rows, indicators=own)))
    assert (found.approved_indicators, found.indicators) == (rows, own)


def test_a_dash_in_a_closed_list_of_choices_chooses_nothing() -> None:
    sheets = filled(report(indicators=(Indicator(level1="产出指标", name="甲", sign="≥", mode="ratio"),)))
    for heading in ("指标性质", "赋分方式"):
        sheets = typed(sheets, "绩效指标", **{under(sheets, "绩效指标", heading, down=2): "——"})
    assert (read(sheets).indicators[0].sign, read(sheets).indicators[0].mode) == ("", "")
