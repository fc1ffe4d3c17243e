"""Formulas that failed are told from blanks in .xls, .et and .ods as in .xlsx."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from documents.compound import begin, error, failed, flag, formula, number, record, xls
from ziping.documents import read_xlsx
from ziping.documents.xlsx.failures_ods import failures_in_ods
from ziping.documents.xlsx.failures_xls import failures_in_xls
from ziping.documents.xlsx.marks import is_error_mark

TEXT_RESULT, BLANK_RESULT, TRUE_RESULT = (
    struct.pack("<BxBxxxH", kind, value, 0xFFFF) for kind, value in ((0, 0), (3, 0), (1, 1))
)


@pytest.mark.parametrize("name", ["年度数据.xls", "年度数据.et"])
def test_every_error_of_a_binary_workbook_shows_its_mark(name: str, tmp_path: Path) -> None:
    codes = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}
    codes |= {0x2A: "#N/A", 0x2B: "#GETTING_DATA"}
    typed = [error(row, 0, code) for row, code in enumerate(codes)]
    worked = [formula(row, 2, failed(code)) for row, code in enumerate(codes)]
    path = tmp_path / name
    path.write_bytes(xls({"预算执行": [*typed, *worked, number(0, 1, 1177.5)]}))
    (sheet,) = read_xlsx(path).sheets
    assert [sheet.value(row, 0) for row in range(len(codes))] == list(codes.values())
    assert [sheet.value(row, 2) for row in range(len(codes))] == list(codes.values())
    assert str(sheet.value(0, 1)) == "1177.5"


def test_results_that_are_no_errors_stay_what_they_are(tmp_path: Path) -> None:
    cells = [
        number(0, 0, 5),
        flag(1, 0, 1),
        formula(2, 0, struct.pack("<d", 2.5)),
        formula(3, 0, BLANK_RESULT),
    ]
    path = tmp_path / "a.xls"
    path.write_bytes(xls({"甲": [*cells, formula(4, 0, TRUE_RESULT), error(5, 1, 0x17)]}))
    (sheet,) = read_xlsx(path).sheets
    assert [str(sheet.value(row, 0)) for row in range(5)] == ["5", "True", "2.5", "None", "True"]
    assert [sheet.value(row, 1) for row in range(6)] == [None] * 5 + ["#REF!"]


def test_charts_between_and_within_sheets_do_not_shift_the_marks(tmp_path: Path) -> None:
    chart = begin(0x20) + error(7, 7, 0x17) + record(0x0A)
    sheets = {
        "甲": [chart, number(0, 0, 1)],
        "图": [error(3, 3, 0x17)],
        "乙": [number(0, 0, 1), error(2, 1, 0x2A)],
    }
    path = tmp_path / "a.xls"
    path.write_bytes(xls(sheets, {"图": 2}))
    first, last = read_xlsx(path).sheets
    assert (first.name, first.rows) == ("甲", ((1,),))
    assert (last.name, last.rows) == ("乙", ((1,), (), (None, "#N/A")))


ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>"
)
ODS_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def cell(shown: str, kind: str = "error", more: str = "") -> str:
    return (
        f'<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" {more}'
        f' calcext:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'
    )


def ods(path: Path, **tables: str) -> Path:
    body = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items())
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS_HEAD + body + ODS_FOOT)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


TWICE = 'table:number-columns-repeated="2"'


def test_errors_of_an_ods_stand_where_repeated_rows_and_cells_put_them(tmp_path: Path) -> None:
    number_cell = (
        '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    )
    second = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="4"/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{cell("#REF!")}{number_cell}</table:table-row>'
        f"<table:table-row>{cell('Err:502', more=TWICE)}{cell('错误:508')}</table:table-row>"
    )
    path = ods(tmp_path / "a.ods", 甲=f"<table:table-row>{number_cell}</table:table-row>", 乙=second)
    plain, failed_sheet = read_xlsx(path).sheets
    assert plain.rows == ((5,),)
    assert failed_sheet.rows == ((), (), (None, None, "#REF!", 5), ("Err:502", "Err:502", "错误:508"))


def test_an_ods_of_another_program_shows_its_errors_as_results_of_formulas(tmp_path: Path) -> None:
    excel = '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
    words = '<table:table-cell office:value-type="string"><text:p>#REF!是文字</text:p></table:table-cell>'
    path = ods(tmp_path / "a.ods", 甲=f"<table:table-row>{excel}{words}{cell('')}</table:table-row>")
    assert read_xlsx(path).sheets[0].rows == (("#DIV/0!", "#REF!是文字", "#VALUE!"),)


def test_an_error_repeated_to_the_ends_of_an_ods_sheet_asks_for_no_memory() -> None:
    far = '<table:table-cell table:number-columns-repeated="16000"/>'
    uncounted = '<table:table-cell table:formula="of:=1/0"><text:p>#REF!</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="1000000">{far}{uncounted}</table:table-row>'
    table = (
        f'<table:table table:name="甲"><table:table-row>{cell("#N/A")}</table:table-row>{rows}</table:table>'
    )
    assert failures_in_ods((ODS_HEAD + table + ODS_FOOT).encode()) == {}


@pytest.mark.parametrize("times", ["²", "", "-2", "9" * 5000])
def test_a_repeat_count_that_is_no_number_is_one(times: str) -> None:
    rows = f'<table:table-row table:number-rows-repeated="{times}">{cell("#N/A")}</table:table-row>'
    table = f'<table:table table:name="甲">{rows}</table:table>'
    assert failures_in_ods((ODS_HEAD + table + ODS_FOOT).encode()) == {"甲": {(0, 0): "#N/A"}}


def test_an_error_outside_an_old_sheet_is_none_of_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(xls({"甲": [number(0, 0, 1), error(1, 255, 0x17)]}))
    assert read_xlsx(path).sheets[0].value(1, 255) == "#REF!"
    assert failures_in_xls(xls({"甲": [error(1, 255, 0x17), error(1, 256, 0x17)]})) == [{(1, 255): "#REF!"}]


def test_what_is_no_workbook_has_no_failures() -> None:
    assert failures_in_xls(b"") == failures_in_xls(xls({})[:700]) == []


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "#N/A", "#CALC!", "#SPILL!", "Err:502", "错误:502"])
def test_marks_of_failed_formulas_are_known(text: str) -> None:
    assert is_error_mark(text)


@pytest.mark.parametrize("text", ["", "#", "#REF", "Err:5", "#1", "错误：已改正", "N/A", "无"])
def test_words_of_a_clerk_are_no_marks(text: str) -> None:
    assert not is_error_mark(text)
