"""The annexes as sheets: formulas that give what is printed, values that stay what was stated."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from ziping.composing import annex_sheets
from ziping.documents import Sheet, SheetCell, Workbook, a1, read_xlsx, write_xlsx
from ziping.report import Quantity, Report
from ziping.scoring import score
from ziping.standards import Standard

_CELL = re.compile(r"[A-Z]+\d+")
_RATE = re.compile(r"([A-Z]+\d+)/([A-Z]+\d+)")
_SUM = re.compile(r"SUM\(([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?\)")


def book(report: Report, standard: Standard, *attachments: str) -> Workbook:
    return annex_sheets(report, standard, score(report, standard), attachments=attachments or None)


def recalculated(cell: SheetCell, sheet: Sheet) -> Fraction:
    """What a spreadsheet makes of the formula: sums leave texts out, everything else needs numbers."""
    values = {a1(other.row, other.column): other.value for other in sheet.cells}

    def number(name: str) -> Fraction:
        value = values[name]
        assert isinstance(value, int | Decimal), f"{name} holds {value!r}"
        return Fraction(value)

    def total(match: re.Match[str]) -> str:
        column, first, _, last = match.groups()
        names = [f"{column}{row}" for row in range(int(first), int(last or first) + 1)]
        assert match[3] in (column, None)
        return str(
            sum((Fraction(v) for n in names if isinstance(v := values.get(n), int | Decimal)), Fraction(0))
        )

    assert cell.formula is not None
    text = _SUM.sub(total, cell.formula.removeprefix("="))
    if rate := _RATE.fullmatch(text):
        return number(rate[1]) / number(rate[2])
    return sum(
        (number(part) if _CELL.fullmatch(part) else Fraction(part) for part in text.split("+")), Fraction(0)
    )


def formulas(sheet: Sheet) -> list[SheetCell]:
    return [cell for cell in sheet.cells if cell.formula]


def test_every_formula_gives_the_value_it_stands_with(rich: Report, standard: Standard) -> None:
    many = replace(rich, projects=rich.projects * 4, indicators=rich.indicators * 6)
    checked = 0
    for report in (rich, many):
        for sheet in book(report, standard, "base-data", "self-evaluation", "control").sheets:
            for cell in formulas(sheet):
                assert isinstance(cell.value, Decimal)
                assert abs(recalculated(cell, sheet) - Fraction(cell.value)) < Fraction(1, 10**11), (
                    cell.formula
                )
                checked += 1
    assert checked > 30


def test_totals_rates_and_scores_are_live(rich: Report, standard: Standard) -> None:
    base, points, _ = book(rich, standard).sheets
    assert {cell.formula for cell in formulas(base)} >= {"=D5/B5", "=B8+B11+B12", "=SUM(B17:B21)"}
    assert [cell.formula for cell in formulas(points)] == ["=F5/E5", "=G5+SUM(G15:G28)", "=J5+SUM(H15:H28)"]


def test_a_stated_total_that_its_parts_do_not_give_stays_as_stated(rich: Report, standard: Standard) -> None:
    stated = {**rich.figures["three_public"], "executed": Quantity("0.78")}
    sheet = book(replace(rich, figures={**rich.figures, "three_public": stated}), standard).sheets[0]
    (found,) = [cell for cell in sheet.cells if cell.value == Decimal("0.78")]
    assert found.formula is None


def test_a_blank_part_leaves_its_total_without_formula(rich: Report, standard: Standard) -> None:
    figures = {name: stages for name, stages in rich.figures.items() if name != "three_public.travel_abroad"}
    sheet = book(replace(rich, figures=figures), standard).sheets[0]
    assert not any("+" in (cell.formula or "") and cell.row == 6 for cell in sheet.cells)


def test_sheets_are_set_for_a4_and_repeat_their_longest_header(rich: Report, standard: Standard) -> None:
    base, points, control = book(rich, standard, "base-data", "self-evaluation", "control").sheets
    assert [sheet.print_setup.orientation for sheet in (base, points, control)] == [
        "portrait",
        "portrait",
        "landscape",
    ]
    assert all(sheet.print_setup.fit_width for sheet in (base, points, control))
    texts = {cell.row: cell.value for cell in points.cells if cell.column == 1}
    assert points.print_setup.repeat_rows is not None
    assert texts[points.print_setup.repeat_rows[0]] == "一级指标"


def test_the_sheets_read_back_as_they_were(rich: Report, standard: Standard, tmp_path: Path) -> None:
    path = tmp_path / "annexes.xlsx"
    write_xlsx(book(rich, standard), path)
    read = read_xlsx(path)
    assert [sheet.name for sheet in read.sheets] == [
        "附件1-1 部门整体支出绩效评价基础数据表",
        "附件1-2 整体支出绩效自评表",
        "附件1-3 部门整体支出绩效评价指标表",  # a working paper: computed in every report, filed with none
    ]


@pytest.mark.parametrize("count", [2, 5])
def test_every_project_has_a_sheet_of_its_own_name(
    rich: Report, project_standard: Standard, count: int
) -> None:
    known = {name: stages for name, stages in rich.figures.items() if name in project_standard.concepts}
    twins = tuple(replace(rich.projects[0], name="同名项目" * 10) for _ in range(count))
    names = [
        sheet.name for sheet in book(replace(rich, figures=known, projects=twins), project_standard).sheets
    ]
    assert len({name.casefold() for name in names}) == count
    assert max(map(len, names)) <= 31
