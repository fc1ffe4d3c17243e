"""A table of the document as a sheet of its own."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl

from ziping.documents import Area, Metadata, TableGrid, Workbook, read_xlsx, table_sheet, write_xlsx
from ziping.documents.model import Cell, Row

ABOUT = Metadata("附件", "示例县财政局", datetime(2025, 3, 1))  # noqa: DTZ001 -- as people write it
GRID = TableGrid(
    (3, 2, 2),
    (
        Row((Cell("项目", row_span=2), Cell("金额（万元）", col_span=2))),
        Row((Cell("预算"), Cell("决算"))),
        Row(
            (
                Cell("基本支出"),
                Cell("695.99", value=Decimal("695.99")),
                Cell("1,006.90", value=Decimal("1006.90")),
            )
        ),
        Row((Cell("项目支出"), Cell("——"), Cell("170.78", value=Decimal("170.78")))),
        Row(
            (
                Cell("合计", bold=True),
                Cell("695.99", value=Decimal("695.99"), formula="=SUM(R3C2:R4C2)"),
                Cell(
                    "1,177.68", value=Decimal("1177.68"), formula="=SUM(R3C3:R4C3)", number_format="#,##0.00"
                ),
            )
        ),
    ),
    header_rows=2,
)


def test_values_replace_print_and_formulas_follow_the_grid(tmp_path: Path) -> None:
    sheet = table_sheet(
        GRID,
        name="附件1-1",
        mark="附件1-1",
        title="基础\n数据表",
        above=("填报单位：某局", "单位：万元"),
        below=("说明：略",),
    )
    write_xlsx(Workbook((sheet,), ABOUT), tmp_path / "a.xlsx")
    (read,) = read_xlsx(tmp_path / "a.xlsx").sheets
    assert read.rows == (
        ("附件1-1",),
        ("基础数据表",),
        ("填报单位：某局", None, "单位：万元"),
        ("项目", "金额（万元）"),
        (None, "预算", "决算"),
        ("基本支出", Decimal("695.99"), Decimal("1006.9")),
        ("项目支出", "——", Decimal("170.78")),
        ("合计", Decimal("695.99"), Decimal("1177.68")),
        ("说明：略",),
    )
    opened = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert opened is not None
    assert opened["C8"].value == "=SUM(C6:C7)"
    assert opened["C6"].number_format == "0.00"  # as many places as it was given
    assert opened["C8"].number_format == "#,##0.00"
    assert opened["B7"].alignment.horizontal == "left"
    assert opened["C6"].alignment.horizontal == "right"


def test_spans_freeze_and_repeated_rows_follow_the_heading_lines() -> None:
    bare = table_sheet(GRID, name="表")
    assert bare.merges == (Area(0, 0, 1, 0), Area(0, 1, 0, 2))
    assert bare.freeze == (2, 0)
    titled = table_sheet(GRID, name="表", title="基础数据表", orientation="landscape")
    assert titled.merges == (Area(0, 0, 0, 2), Area(1, 0, 2, 0), Area(1, 1, 1, 2))
    assert titled.print_setup.repeat_rows == (1, 2)
    assert titled.print_setup.orientation == "landscape"


def test_a_row_is_high_enough_for_its_text_even_when_merged() -> None:
    grid = TableGrid(
        (1, 1),
        (
            Row((Cell("标签", row_span=2), Cell("一"))),
            Row((Cell("长" * 400),)),
            Row((Cell("短", col_span=2),), min_height=20),
        ),
    )
    heights = dict(table_sheet(grid, name="表").row_heights)
    assert heights[0] < 25
    assert heights[1] > 200  # 400 characters in 90 mm
    assert heights[2] >= 56  # 20 mm in points
