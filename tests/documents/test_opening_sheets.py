"""Workbooks as documents: titles and notes beside tables, spans, hidden sheets, and how much is shown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from ziping.documents import Area, Metadata, Sheet, SheetCell, SheetRead, Workbook, open_source, write_xlsx
from ziping.documents.source import Source
from ziping.documents.xlsx import as_source
from ziping.documents.xlsx.as_source import sheets_source

Value = str | int | Decimal | None


def source_of(*rows: tuple[Value, ...], merges: tuple[Area, ...] = (), hidden: bool = False) -> Source:
    sheet = SheetRead("表", hidden, rows, merges)
    return sheets_source((sheet,), "附件.xlsx")


def shape(source: Source) -> list[str | list[tuple[int, int, int, int, str]]]:
    return [
        [(one.row, one.column, one.row_span, one.col_span, one.text) for one in block.cells]
        if hasattr(block, "cells")
        else block.text
        for block in source.blocks
    ]


def test_merged_cells_span_and_hide_what_they_cover() -> None:
    merges = (Area(0, 0, 1, 0), Area(0, 1, 0, 2))
    source = source_of(
        ("项目", "2024年", None), (None, "预算", "决算"), ("接待", 6, Decimal("0.77")), merges=merges
    )
    assert shape(source) == [
        [
            (0, 0, 2, 1, "项目"),
            (0, 1, 1, 2, "2024年"),
            (1, 1, 1, 1, "预算"),
            (1, 2, 1, 1, "决算"),
            (2, 0, 1, 1, "接待"),
            (2, 1, 1, 1, "6"),
            (2, 2, 1, 1, "0.77"),
        ]
    ]


def test_a_note_across_the_table_is_a_paragraph_and_a_row_with_one_cell_is_not() -> None:
    note = "说明：“项目支出”需要填报基本支出以外的所有项目支出情况。"
    rows: tuple[tuple[Value, ...], ...] = (("项目", "预算", "决算"), ("接待", 6, 5), ("合计",), (note,))
    source = source_of(*rows)
    assert [one.text for one in source.passages] == [note]
    (grid,) = source.grids
    assert (grid.rows, [cell.text for cell in grid.cells][-3:]) == (3, ["合计", "", ""])


def test_one_blank_row_parts_a_table_only_from_a_line_that_stands_alone() -> None:
    gap: tuple[Value, ...] = ()
    source = source_of(
        ("项目", "数"), ("甲", 1), gap, ("乙", 2), gap, ("二、收入表",), ("项目", "数"), ("丙", 3)
    )
    assert [grid.rows for grid in source.grids] == [4, 2]
    assert [grid.origin for grid in source.grids] == [(0, 0), (6, 0)]


def test_a_hidden_sheet_is_read_and_told() -> None:
    assert [one.key for one in source_of(("甲", 1), hidden=True).notices] == ["documents.sheet.hidden"]


def test_a_sheet_too_large_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_source, "MAX_SHOWN", 20)
    source = source_of(("项目", "数"), *((f"第{row}项", row) for row in range(50)))
    (grid,) = source.grids
    assert grid.rows == 10
    (notice,) = source.notices
    assert notice.args["row"] == 11


def test_a_blank_sheet_gives_nothing() -> None:
    assert source_of().blocks == ()


def test_a_workbook_in_an_archive_is_read_and_a_damaged_one_called_by_its_own_name(
    tmp_path: Path, about: Metadata
) -> None:
    from zipfile import ZipFile

    book = tmp_path / "数据.xlsx"
    write_xlsx(Workbook((Sheet("表一", (SheetCell(0, 0, "项目"), SheetCell(0, 1, 5))),), about), book)
    with ZipFile(tmp_path / "报送.zip", "w") as package:
        package.write(book, "附件1.xlsx")
        package.writestr("附件2.xls", book.read_bytes()[:900])
    source = open_source(tmp_path / "报送.zip")
    assert [grid.place.part for grid in source.grids] == ["附件1.xlsx / 表一"]
    (failed,) = [one for one in source.notices if one.key == "documents.bundle.member_failed"]
    assert "附件2.xls" in str(failed)
    assert "/tmp/" not in str(failed).replace(str(tmp_path), "")


def test_thousands_of_merged_areas_upon_each_other_take_no_time() -> None:
    rows = tuple(tuple(range(60)) for _ in range(400))
    source = source_of(*rows, merges=(Area(0, 0, 399, 59),) * 20_000)
    assert [(grid.rows, grid.columns) for grid in source.grids] == [(1, 60)]


def test_sheets_of_one_row_tables_are_read_row_by_row_however_many_areas_are_merged() -> None:
    rows = tuple(row for number in range(3000) for row in ((f"第{number}项", 1, None), (), ()))
    merges = tuple(Area(3 * number, 1, 3 * number, 2) for number in range(3000))
    source = source_of(*rows, ("总计", None, 5), merges=merges)
    assert [(grid.rows, grid.columns) for grid in source.grids] == [(1, 3)] * 3001
