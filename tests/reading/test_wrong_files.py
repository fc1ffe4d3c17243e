"""Another year's, another standard's, somebody else's workbook: said for what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading.neutral import complaints, filled, hunan, renamed, report, sheet, sheets_of, typed, without
from ziping.composing.workbook import workbook_of
from ziping.documents import SheetsRead
from ziping.reading import read_workbook
from ziping.standards import load_standard
from ziping.wording import InputError


def test_a_strange_workbook_is_named_by_what_is_in_it() -> None:
    strange = SheetsRead(
        Path("工资表.xlsx"), (sheet("六月", [("工资发放表",), ("姓名", "实发")]), sheet("七月", []))
    )
    (said,) = complaints(strange)
    assert said == (
        "“工资表.xlsx”不是本系统的填报数据表：里面有工作表 六月、七月，开头写着“工资发放表”。"
        "请用 ziping template 生成数据表，把数填进去再读。"
    )


def test_without_a_standard_a_strange_workbook_is_no_less_strange() -> None:
    with pytest.raises(InputError, match="不是本系统的填报数据表"):
        read_workbook(without(filled(report()), "系统信息"))


def test_a_workbook_made_for_another_standard_is_refused() -> None:
    project = load_standard("national/project/2020")
    (said,) = complaints(sheets_of(workbook_of(report(standard=project.manifest.id), project)))
    assert said.startswith(
        "“年度数据.xlsx”是按“national/project/2020”生成的数据表，现在要按“hunan/department/2024”读取"
    )


def test_the_workbook_itself_says_by_which_standard_it_is_read() -> None:
    assert read_workbook(filled(report())).standard == "hunan/department/2024"


def test_a_workbook_of_a_later_version_is_refused() -> None:
    (said,) = complaints(typed(filled(report()), "系统信息", B1=99))
    assert "第 99 版" in said


def test_a_year_other_than_the_workbook_s_is_refused() -> None:
    (said,) = complaints(typed(filled(report()), "单位信息", C5=2023))
    assert said.startswith("年度数据.xlsx 单位信息!C5：自评年度填的是 2023，这份数据表是 2024 年度的。")


def test_a_year_the_standard_does_not_cover_is_refused() -> None:
    sheets = without(typed(filled(report()), "单位信息", C5=2019), "系统信息")
    (said,) = complaints(sheets)
    assert "自评年度填的是 2019" in said
    assert f"适用于 {hunan().manifest.year_from} 至" in said


def test_the_library_is_never_taken_for_the_indicators() -> None:
    sheets = without(filled(report()), "绩效指标")
    assert read_workbook(sheets, hunan()).indicators == ()
    assert read_workbook(renamed(sheets, "指标库", "Sheet9"), hunan()).indicators == ()
