"""Workbooks as people have them: merged, hidden, dated, half typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import Font

from ziping.documents import Area, read_xlsx

Typed = str | float | datetime | date | time | timedelta | None
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="表"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>三公经费</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="0.77"><text:p>0.77</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_merged_cells_know_their_anchor(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for ref, value in (("B2", "绩效指标"), ("C2", "数量"), ("C3", "质量"), ("B4", "合计"), ("D4", 96.5)):
        sheet[ref] = value
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("B4:C4")
    book.save(tmp_path / "a.xlsx")
    (read,) = read_xlsx(tmp_path / "a.xlsx").sheets
    assert read.rows == (
        (),
        (None, "绩效指标", "数量"),
        (None, None, "质量"),
        (None, "合计", None, Decimal("96.5")),
    )
    assert set(read.merges) == {Area(1, 1, 2, 1), Area(3, 1, 3, 2)}
    covered = read.cell(2, 1)
    assert (covered.value, covered.ref, covered.anchor, covered.is_anchor) == ("绩效指标", "B3", "B2", False)
    assert read.cell(1, 1).is_anchor
    assert read.cell(1, 2).area is None
    filled = [[cell.value for cell in row] for row in read.cells()]
    assert filled[2] == [None, "绩效指标", "质量", None]
    assert filled[3] == [None, "合计", "合计", Decimal("96.5")]
    assert read.cell(99, 99).value is None
    assert read.value(-1, 0) is None


def test_sheets_keep_their_order_and_hidden_ones_are_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("基础数据", "visible"), ("词表", "hidden"), ("深藏", "veryHidden")):
        book.create_sheet(name).sheet_state = state
    book.create_chartsheet("图")
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")
    read = read_xlsx(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [
        ("基础数据", False),
        ("词表", True),
        ("深藏", True),
    ]
    assert read.sheet("词表") is read.sheets[1]
    assert read.sheet("没有") is None
    assert read.sheets[0].width == 0


def test_values_of_every_kind(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    typed: list[tuple[Typed, object]] = [
        (658.22, Decimal("658.22")),
        (0.1, Decimal("0.1")),
        (0.1 + 0.2, Decimal("0.3")),  # what a formula left: a sheet shows 15 digits
        (1e-7, Decimal("1E-7")),
        (44.0, 44),
        (-0.0, 0),
        (10**15, 10**15),
        ("", None),
        (None, None),
        ("0", "0"),
        ("——", "——"),
        ("不适用", "不适用"),
        ("2024年12月31日", "2024年12月31日"),  # a date kept as text stays text
        (True, True),
        (datetime(2024, 12, 31, 8, 30), datetime(2024, 12, 31, 8, 30)),  # noqa: DTZ001 -- a sheet knows no zones
        (date(2024, 2, 29), date(2024, 2, 29)),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("=1/0", "#CALC!"),  # never computed, no result saved: not the same as a blank
    ]
    for row, (value, _) in enumerate(typed, start=1):
        sheet.cell(row, 1, value)
    sheet.cell(len(typed) + 1, 1, "末")
    book.save(tmp_path / "a.xlsx")
    (read,) = read_xlsx(tmp_path / "a.xlsx").sheets
    for row, (value, expected) in enumerate(typed):
        assert read.value(row, 0) == expected, value
        assert type(read.value(row, 0)) is type(expected), value


def test_trailing_blanks_are_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["C1"], sheet["A9"] = "甲", "", ""
    book.save(tmp_path / "a.xlsx")
    assert read_xlsx(tmp_path / "a.xlsx").sheets[0].rows == (("甲",),)


def test_an_ods_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "其实是ods.xlsx"
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    (sheet,) = read_xlsx(path).sheets
    assert sheet.rows == (("三公经费", Decimal("0.77")),)


def test_a_sheet_styled_to_its_last_column_is_still_small(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "甲"
    sheet.merge_cells("A1:XFD2")
    bold = Font(bold=True)
    for row in (3, 300):
        sheet.cell(row, 16_384).font = bold  # looks, but holds nothing
    book.save(tmp_path / "a.xlsx")
    (read,) = read_xlsx(tmp_path / "a.xlsx").sheets
    assert read.rows == (("甲",),)
    assert read.cell(0, 0).area == Area(0, 0, 1, 16_383)


@pytest.mark.parametrize("name", ["数据.xlsx", "数据.xls", "数据.et", "没有扩展名"])
def test_the_name_does_not_matter(tmp_path: Path, name: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = 1
    with (tmp_path / name).open("wb") as file:
        book.save(file)
    assert read_xlsx(tmp_path / name).sheets[0].rows == ((1,),)


def test_a_failed_formula_gives_the_mark_it_shows_and_a_blank_stays_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first["A1"] = "金额"
    second = book.create_sheet("预算 & 执行")
    for ref, mark in (("B2", "#REF!"), ("C2", "#DIV/0!"), ("AA3", "#N/A"), ("A5", "#VALUE!")):
        second[ref] = mark
        second[ref].data_type = "e"
    second["D2"] = "#REF!是文字"
    path = tmp_path / "failed.xlsx"
    book.save(path)
    plain, failed = read_xlsx(path).sheets
    assert plain.rows == (("金额",),)
    assert failed.rows[1] == (None, "#REF!", "#DIV/0!", "#REF!是文字")
    assert (failed.value(2, 26), failed.value(4, 0), failed.value(3, 0)) == ("#N/A", "#VALUE!", None)


def test_a_formula_nobody_worked_out_is_not_a_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["C1"] = 1, "=A1+1", '=IF(A1=1,"","x")'
    path = tmp_path / "book.xlsx"
    book.save(path)
    read = read_xlsx(path).sheets[0]
    assert read.value(0, 1) == "#CALC!"


@pytest.mark.parametrize("written", ["1e400", "nan", "-inf"])
def test_what_is_no_number_stays_a_word(written: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = 658.25
    book.save(tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as whole, ZipFile(tmp_path / "b.xlsx", "w") as odd:
        for name in whole.namelist():
            odd.writestr(name, whole.read(name).replace(b"<v>658.25</v>", f"<v>{written}</v>".encode()))
    assert read_xlsx(tmp_path / "b.xlsx").sheets[0].rows in ((("inf",),), (("nan",),), (("-inf",),))
