"""What is written to a workbook reads back the same."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ziping.documents import (
    Area,
    Highlight,
    Metadata,
    PrintSetup,
    Sheet,
    SheetCell,
    Style,
    Validation,
    Workbook,
    read_xlsx,
    write_xlsx,
    xlsx_bytes,
)
from ziping.documents.xlsx.model import CellValue, a1, column_name
from ziping.wording import InputError, InternalFault

ABOUT = Metadata("年度数据", "示例县财政局", datetime(2025, 3, 1))  # noqa: DTZ001 -- as people write it


def book(*sheets: Sheet, names: Iterable[tuple[str, str]] = ()) -> Workbook:
    return Workbook(sheets, ABOUT, tuple(names))


def single(value: CellValue, note: str | None = None) -> Workbook:
    return book(Sheet("表", (SheetCell(0, 0, value, note=note),)))


@pytest.mark.parametrize(
    "value",
    [
        "文字",
        " 前后空格 ",
        "=1+1",
        "+86",
        "-",
        "@某人",
        "——",
        "001",
        "http://example.org",
        "第一行\n第二行",
        "<&>\"'",
        0,
        -5,
        10**14,
        True,
        Decimal("658.22"),
        Decimal("0.1"),
        Decimal("9.95"),
        Decimal("-123456789012.345"),
        Decimal("1E-7"),
        date(2024, 12, 31),
        datetime(2024, 12, 31, 8, 30),  # noqa: DTZ001 -- a sheet knows no zones
    ],
)
def test_a_value_comes_back_as_it_was(tmp_path: Path, value: CellValue) -> None:
    write_xlsx(single(value), tmp_path / "a.xlsx")
    back = read_xlsx(tmp_path / "a.xlsx").sheets[0].rows[0][0]
    assert back == value
    assert str(back) == str(value)
    assert type(back) is type(value)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12)), min_size=1, max_size=40)
)
def test_every_decimal_of_fifteen_digits_comes_back_digit_for_digit(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[int, int]]
) -> None:
    values = [Decimal(digits).scaleb(-places) for digits, places in written]
    path = tmp_path_factory.mktemp("exact") / "a.xlsx"
    write_xlsx(book(Sheet("表", tuple(SheetCell(row, 0, value) for row, value in enumerate(values)))), path)
    back = [row[0] for row in read_xlsx(path).sheets[0].rows]
    assert back == values


@pytest.mark.parametrize(
    "value", [Decimal("1234567890123.456"), 10**15 + 1, Decimal("NaN"), Decimal("Infinity")]
)
def test_a_number_a_sheet_would_change_is_refused(value: int | Decimal) -> None:
    with pytest.raises(InternalFault, match=r"表.*A1"):
        xlsx_bytes(single(value))


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(InputError, match="40000"):
        xlsx_bytes(single("长" * 40_000))


def test_a_cell_outside_the_sheet_is_our_fault() -> None:
    with pytest.raises(InternalFault, match="超出"):
        xlsx_bytes(book(Sheet("表", (SheetCell(2_000_000, 0, 1),))))


def test_a_formula_lives_and_carries_its_result(tmp_path: Path) -> None:
    cells = (
        SheetCell(0, 0, Decimal("1006.91")),
        SheetCell(1, 0, Decimal("170.78")),
        SheetCell(2, 0, Decimal("1177.69"), formula="=SUM(A1:A2)"),
        SheetCell(3, 0, Decimal(1) / Decimal(3), formula="=1/3"),
        SheetCell(4, 0, "达标", formula='=IF(A3>0,"达标","")'),
        SheetCell(5, 0, None, formula='=""'),
        SheetCell(6, 0, True, formula="=A3>0"),
        SheetCell(
            7, 0, date(2024, 12, 31), formula="=DATE(2024,12,31)", style=Style(number_format="yyyy-mm-dd")
        ),
    )
    write_xlsx(book(Sheet("表", cells)), tmp_path / "a.xlsx")
    back = [row[0] if row else None for row in read_xlsx(tmp_path / "a.xlsx").sheets[0].rows]
    assert back == [
        Decimal("1006.91"),
        Decimal("170.78"),
        Decimal("1177.69"),
        Decimal("0.333333333333333"),
        "达标",
        "#CALC!",  # no result was given along: nobody has worked it out yet
        True,
        date(2024, 12, 31),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A3"].value == "=SUM(A1:A2)"


def test_the_same_workbook_gives_the_same_bytes() -> None:
    assert xlsx_bytes(single("甲", note="批注")) == xlsx_bytes(single("甲", note="批注"))


def test_rules_looks_and_views_reach_the_file(tmp_path: Path) -> None:
    sheet = Sheet(
        "填报",
        (
            SheetCell(
                0,
                0,
                "合计",
                style=Style(font="head", bold=True, fill="head", border=True, align="center", wrap=True),
            ),
            SheetCell(
                1,
                0,
                Decimal("1.50"),
                style=Style(number_format="0.00", locked=False, indent=1),
                note="按决算填",
            ),
            SheetCell(1, 1, date(2024, 12, 31)),
        ),
        column_widths=(20, Decimal("9.5")),
        row_heights=((0, 30),),
        merges=(Area(3, 0, 4, 1),),
        freeze=(1, 0),
        print_setup=PrintSetup("landscape", repeat_rows=(0, 0)),
        highlights=(Highlight(Area(1, 0, 9, 0), "=A2<0", "error"),),
        protected=True,
        tab="input",
    )
    hidden = Sheet("词表", (SheetCell(0, 0, "甲"),), hidden=True)
    write_xlsx(book(hidden, sheet, names=[("科目", "=词表!$A$1:$A$9")]), tmp_path / "a.xlsx")
    opened = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert opened["词表"].sheet_state == "hidden"
    assert opened.active is opened["填报"]
    assert "科目" in opened.defined_names
    found = opened["填报"]
    assert found["A1"].font.name == "黑体"
    assert found["A1"].alignment.wrap_text
    assert found["A2"].number_format == "0.00"
    assert found["A2"].comment is not None
    assert not found["A2"].protection.locked
    assert found["A1"].protection.locked
    assert found.protection.sheet
    assert found["B2"].number_format == "yyyy-mm-dd"  # or it would show as 45657
    assert [str(area) for area in found.merged_cells.ranges] == ["A4:B5"]
    assert found.freeze_panes == "A2"
    assert found.page_setup.orientation == "landscape"
    assert str(found.page_setup.paperSize) == "9"
    assert found.page_setup.fitToHeight == 0
    assert found.print_title_rows == "$1:$1"
    assert len(found.conditional_formatting) == 1


@pytest.mark.parametrize(
    ("rule", "kind", "operator", "first", "second"),
    [
        (Validation(Area(0, 0, 9, 0), "list", choices=("是", "否")), "list", None, '"是,否"', None),
        (
            Validation(Area(0, 0, 9, 0), "list", source="=词表!$A$1:$A$9"),
            "list",
            None,
            "词表!$A$1:$A$9",
            None,
        ),
        (
            Validation(Area(0, 0, 9, 0), "decimal", minimum=0, maximum=Decimal("99999.99")),
            "decimal",
            None,
            "0",
            "99999.99",
        ),
        (Validation(Area(0, 0, 9, 0), "integer", minimum=0), "whole", "greaterThanOrEqual", "0", None),
        (Validation(Area(0, 0, 9, 0), "decimal", maximum=100), "decimal", "lessThanOrEqual", "100", None),
        (Validation(Area(0, 0, 9, 0), "decimal"), "decimal", "greaterThanOrEqual", "-1000000000000000", None),
        (
            Validation(Area(0, 0, 9, 0), "date", minimum=date(2024, 1, 1)),
            "date",
            "greaterThanOrEqual",
            "45292",
            None,
        ),
    ],
)
def test_what_may_be_typed(
    tmp_path: Path, rule: Validation, kind: str, operator: str | None, first: str, second: str | None
) -> None:
    write_xlsx(book(Sheet("表", validations=(rule,))), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(sheet, Worksheet)
    (found,) = sheet.data_validations.dataValidation
    assert (found.type, found.operator, found.formula1, found.formula2) == (kind, operator, first, second)
    assert str(found.sqref) == "A1:A10"


@pytest.mark.parametrize(
    "rule",
    [
        Validation(Area(0, 0, 0, 0), "list", choices=tuple("选项" * 3 + str(number) for number in range(60))),
        Validation(Area(0, 0, 0, 0), "list", choices=("甲,乙",)),
        Validation(Area(0, 0, 0, 0), "list"),
        Validation(Area(0, 0, 0, 0), "integer", title="题" * 33),
        Validation(Area(0, 0, 0, 0), "integer", error_message="错" * 256),
    ],
)
def test_a_rule_excel_would_drop_is_refused(rule: Validation) -> None:
    with warnings.catch_warnings(), pytest.raises(InternalFault, match="数据有效性"):
        xlsx_bytes(book(Sheet("表", validations=(rule,))))


@given(st.integers(0, 16_383))
def test_column_names_count_in_letters(column: int) -> None:
    from openpyxl.utils import column_index_from_string

    assert column_index_from_string(column_name(column)) == column + 1


def test_cells_are_named_as_excel_names_them() -> None:
    assert [a1(6, 2), a1(0, 25), a1(0, 26), a1(1_048_575, 16_383)] == ["C7", "Z1", "AA1", "XFD1048576"]


def test_rows_and_columns_can_be_inserted_on_a_protected_sheet(tmp_path: Path) -> None:
    write_xlsx(book(Sheet("表", protected=True)), tmp_path / "a.xlsx")
    rules = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].protection
    assert rules.sheet
    forbidden = (rules.insertRows, rules.insertColumns, rules.formatColumns, rules.formatRows)
    assert not any(forbidden)
    assert rules.deleteRows


def test_a_wide_sheet_repeats_its_first_columns_over_its_pages(tmp_path: Path) -> None:
    setup = PrintSetup("landscape", pages_wide=2, repeat_columns=(0, 3))
    write_xlsx(book(Sheet("表", (SheetCell(0, 9, 1),), print_setup=setup)), tmp_path / "a.xlsx")
    one = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (one.page_setup.fitToWidth, one.page_setup.fitToHeight) == (2, 0)
    assert one.print_title_cols == "$A:$D"


@pytest.mark.parametrize("name", ["a.xls", "A.XLS", "a.et", "a.ods"])
def test_a_name_that_promises_another_format_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"请改用 .*\.xlsx"):
        write_xlsx(single("甲"), tmp_path / name)
    assert not list(tmp_path.iterdir())
