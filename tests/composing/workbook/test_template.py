"""The blank workbook: what a clerk finds in it, and what cannot go wrong while typing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pytest

from ziping.composing.workbook import workbook_of, workbook_template
from ziping.documents import Sheet, SheetCell, Workbook, xlsx_bytes
from ziping.documents.xlsx.model import a1
from ziping.report import Project, Quantity, Report, Unit
from ziping.standards import Standard, load_standard
from ziping.wording import InputError


@cache
def hunan() -> Standard:
    return load_standard("hunan/department/2024")


@cache
def template() -> Workbook:
    return workbook_template(hunan(), year=2024)


def sheet(name: str, book: Workbook | None = None) -> Sheet:
    return next(one for one in (book or template()).sheets if one.name == name)


def cell(of: Sheet, name: str) -> SheetCell:
    return next(one for one in of.cells if a1(one.row, one.column) == name)


def where(of: Sheet, text: str) -> SheetCell:
    return next(one for one in of.cells if isinstance(one.value, str) and one.value.startswith(text))


def texts(of: Sheet) -> str:
    return "\n".join(one.value for one in of.cells if isinstance(one.value, str))


def test_the_sheets_come_in_the_order_a_clerk_works() -> None:
    shown = [one.name for one in template().sheets if not one.hidden]
    assert shown == [
        "填写说明", "单位信息", "机构人员", "职责与目标", "预算执行", "经济分类", "功能分类", "预算调整", "专项资金", "指标下达",
        "资金支付", "三公经费", "政府采购与其他", "楼堂馆所", "批复的绩效指标", "绩效指标", "佐证材料", "满意度调查", "核对问答", "问题与措施",
        "结论与公开", "文字说明", "上年存档", "其他数据", "指标库",
    ]  # fmt: skip


def test_the_guide_says_how_to_fill_and_lists_every_sheet() -> None:
    guide = sheet("填写说明")
    assert all(words in texts(guide) for words in ("怎么填", "颜色的意思", "从来不用填的", "橙色：必填未填"))
    links = [one.formula for one in guide.cells if one.formula and one.formula.startswith("=HYPERLINK")]
    assert links[0] == '=HYPERLINK("#\'单位信息\'!A1","单位信息")'
    assert len(links) == 23


def test_the_guide_counts_the_required_cells_that_are_filled() -> None:
    filled = workbook_of(
        Report(standard=hunan().manifest.id, year=2024, unit=Unit(name="示例局", code="208001")), hunan()
    )
    counts = {
        name: next(
            one
            for one in sheet("填写说明", book).cells
            if one.row == where(sheet("填写说明", book), "单位信息").row and one.column == 4
        )
        for name, book in (("blank", template()), ("filled", filled))
    }
    assert (counts["blank"].value, counts["filled"].value) == (1, 3)  # the year stands there beforehand
    assert str(counts["blank"].formula).startswith("=(LEN('单位信息'!$C$5)>0)+(LEN('单位信息'!$C$6)>0)")


def test_headings_stay_in_view_and_are_repeated_on_paper() -> None:
    budget, projects = sheet("预算执行"), sheet("专项资金")
    assert budget.freeze == (4, 2)
    assert projects.freeze == (5, 2)
    assert projects.print_setup.repeat_rows == (3, 3)
    assert all(one.freeze for one in template().sheets if not one.hidden and one.name != "填写说明")


def test_what_is_typed_is_unlocked_and_shaded_and_nothing_else_is() -> None:
    for one in template().sheets[1:]:  # the first only shows the colours
        for part in one.cells:
            assert part.style.locked is (part.style.fill != "input"), (one.name, a1(part.row, part.column))


def test_forms_are_protected_and_lists_take_new_rows() -> None:
    assert sheet("单位信息").protected
    assert sheet("预算执行").protected
    assert not sheet("专项资金").protected
    assert not sheet("绩效指标").protected


def test_a_blank_required_cell_lights_up_until_it_is_filled() -> None:
    unit = sheet("单位信息")
    name = where(unit, "单位名称")
    lit = {str(one.area): one for one in unit.highlights}
    at = a1(name.row, 2)
    assert lit[f"{at}:{at}"].formula == f"=LEN({at})=0"
    assert lit[f"{at}:{at}"].fill == "warning"
    optional = a1(where(unit, "所在地区").row, 2)
    assert f"{optional}:{optional}" not in lit


def test_a_required_cell_of_a_list_lights_up_once_its_row_is_begun() -> None:
    projects = sheet("专项资金")
    column = where(projects, "资金级次").column
    (lit,) = [one for one in projects.highlights if one.area.first_column == column]
    assert lit.formula == "=AND(COUNTA($B6:$P6)>0,LEN($E6)=0)"


@pytest.mark.parametrize(
    ("of", "heading", "source"),
    [
        ("指标下达", "所属项目", "='专项资金'!$B$6:$B$25"),
        ("佐证材料", "对应指标", "='绩效指标'!$D$6:$D$35"),
        ("专项资金", "责任股室", "='机构人员'!$B$"),
        ("绩效指标", "一级指标", "='词表'!$"),
        ("绩效指标", "三级指标", "='词表'!$"),
        ("经济分类", "经济分类科目编码", "='词表'!$"),
    ],
)
def test_names_are_chosen_where_they_were_entered(of: str, heading: str, source: str) -> None:
    one = sheet(of)
    column = where(one, heading).column
    offered = [
        rule.source for rule in one.validations if rule.area.first_column == column and rule.kind == "list"
    ]
    assert offered
    assert str(offered[0]).startswith(source)


def test_lists_offer_the_standard_s_own_classes_bands_codes_and_indicators() -> None:
    offered = texts(sheet("词表"))
    assert sheet("词表").hidden
    for word in (
        "产出指标",
        "数量指标",
        "30201 办公费",
        "2080101 行政运行",
        "≥",
        "定性",
        "优",
        "完成比例法",
        "一级预算单位",
    ):
        assert word in offered, word
    assert all(one.name.zh in offered for library in hunan().libraries.values() for one in library.indicators)


def test_questions_and_codes_stand_there_beforehand() -> None:
    assert hunan().control is not None
    asked = [question for one in hunan().control.indicators if not one.only_in for question in one.questions]  # type: ignore[union-attr]
    assert asked
    assert all(question in texts(sheet("核对问答")) for question in asked)
    assert "办公费" in texts(sheet("经济分类"))


def test_every_figure_says_where_it_is_found() -> None:
    budget = sheet("预算执行")
    for label in ("部门整体支出", "基本支出", "公用经费", "其中：办公费", "一般公共预算"):
        found = where(budget, label)
        source = next(one for one in budget.cells if one.row == found.row and one.column == 9)
        assert source.value, label
        assert found.note == source.value
    assert "财决05-1表" in texts(budget)
    assert "机构编制" in texts(sheet("机构人员"))


def test_units_stand_in_headings_and_not_in_cells() -> None:
    projects = sheet("专项资金")
    assert where(projects, "年初预算数").value == "年初预算数\n（万元）*"
    assert where(sheet("机构人员"), "编制数").value == "编制数（人）*"


def test_totals_beside_typed_ones_are_live_and_look_computed() -> None:
    budget = sheet("预算执行")
    row = where(budget, "部门整体支出 参考合计").row
    total = next(one for one in budget.cells if one.row == row and one.column == 4)
    assert str(total.formula).startswith('=IF(COUNTA(E7,E13)=0,"",IFERROR(IF(ISNUMBER(E7),E7,')
    assert total.style.fill == "computed"
    assert total.style.locked
    assert where(budget, "部门整体支出 差额").row == row + 1


def test_reference_sums_are_cached_exactly_even_of_figures_typed_as_text() -> None:
    figures = {
        "basic": {"executed": Quantity("1,006.91")},
        "project_total": {"executed": Quantity("170.780")},
        "expenditure": {"executed": Quantity("1177.69")},
    }
    budget = sheet(
        "预算执行", workbook_of(Report(standard=hunan().manifest.id, year=2024, figures=figures), hunan())
    )
    row = where(budget, "部门整体支出 参考合计").row
    values = {(one.row, one.column): one.value for one in budget.cells}
    assert str(values[row, 6]) == "1177.690"
    assert values[row + 1, 6] == 0


def test_a_figure_is_a_number_only_where_the_number_says_all_that_was_typed() -> None:
    figures = {
        "operating": {"initial": Quantity("67.2"), "adjusted": Quantity("67.20"), "executed": Quantity("——")}
    }
    budget = sheet(
        "预算执行", workbook_of(Report(standard=hunan().manifest.id, year=2024, figures=figures), hunan())
    )
    row = where(budget, "公用经费").row
    kept = [one.value for one in budget.cells if one.row == row and 4 <= one.column <= 6]
    assert [(type(value).__name__, str(value)) for value in kept] == [
        ("Decimal", "67.2"),
        ("str", "67.20"),
        ("str", "——"),
    ]


def test_text_that_begins_like_a_formula_stays_text() -> None:
    one = Report(standard=hunan().manifest.id, year=2024, projects=(Project(name="=1+1"),))
    found = where(sheet("专项资金", workbook_of(one, hunan())), "=1+1")
    assert found.formula is None


def test_every_sheet_names_the_unit_and_the_year_live() -> None:
    line = cell(sheet("预算执行"), "A2")
    assert line.formula == "='单位信息'!$C$6&\"　\"&'单位信息'!$C$5&\"年度　金额单位：万元\""


def test_the_technical_sheet_says_what_the_file_is() -> None:
    technical = sheet("系统信息")
    assert technical.hidden
    facts = {technical.cells[at].value: technical.cells[at + 1].value for at in range(0, 6, 2)}
    assert facts == {"ziping-workbook": 1, "standard": "hunan/department/2024", "year": 2024}


def test_a_year_outside_the_standard_is_refused() -> None:
    with pytest.raises(InputError, match="适用于 2021"):
        workbook_template(hunan(), year=2012)


@pytest.mark.parametrize("name", ["hunan/department/2024", "national/project/2020"])
def test_excel_opens_what_is_written(name: str, tmp_path: Path) -> None:
    """Another library reads it whole: no rule or list beyond what the format allows."""
    path = tmp_path / "template.xlsx"
    path.write_bytes(xlsx_bytes(workbook_template(load_standard(name), year=2024)))
    book = openpyxl.load_workbook(path)
    assert book.worksheets[0].title == "填写说明"
    assert sum(len(one.data_validations.dataValidation) for one in book.worksheets) > 30


def test_the_unit_of_money_stands_above_money_only() -> None:
    assert "万元" not in str(cell(sheet("机构人员"), "A2").formula)
    assert "万元" not in str(cell(sheet("职责与目标"), "A2").formula)
    assert "万元" in str(cell(sheet("三公经费"), "A2").formula)


def test_wide_sheets_repeat_the_row_s_name_on_each_printed_page_and_cut_no_sentence() -> None:
    indicators = sheet("绩效指标")
    setup = indicators.print_setup
    assert (setup.orientation, setup.pages_wide, setup.repeat_columns) == ("landscape", 2, (0, 3))
    (intro,) = [area for area in indicators.merges if area.first_row == 2]
    assert sum(indicators.column_widths[: intro.last_column + 1]) <= sum(indicators.column_widths) / 2
    assert sheet("单位信息").print_setup.pages_wide == 1
