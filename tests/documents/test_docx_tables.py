"""Tables: true merged cells, exact widths, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ziping.documents import Paragraph, Section, Table, TableGrid
from ziping.documents.layout import place, share_out
from ziping.documents.model import Cell, Row, Run
from ziping.wording import InternalFault

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Write = Callable[..., etree._Element]  # noqa: SLF001 -- lxml has no public name for it

# 附件1-2 in small: a label over two rows, a heading over two columns.
FORM = TableGrid(
    (2, 1, Fraction(3, 2)),
    (
        Row((Cell("绩效指标", row_span=3), Cell("得分情况", col_span=2)), min_height=10),
        Row((Cell("得分"), Cell("10.00", value=Decimal("10.00")))),
        Row((Cell("第一行\n第二行", align="center", small=True), Cell("——", shade="light", valign="top"))),
    ),
    header_rows=1,
)


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


def rows(table: etree._Element) -> list[list[tuple[str, str | None, str | None]]]:
    """Text, gridSpan and vMerge (restart or continue) of every cell."""
    found = []
    for row in table.findall(f"{W}tr"):
        cells = []
        for cell in row.findall(f"{W}tc"):
            text = "/".join(
                "".join(node.text or "" for node in line.iter(f"{W}t")) for line in cell.findall(f"{W}p")
            )
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            state = None if merge is None else value(merge) or "continue"
            cells.append((text, value(cell.find(f"{W}tcPr/{W}gridSpan")), state))
        found.append(cells)
    return found


def test_cells_are_truly_merged(body_of: Write) -> None:
    assert rows(body_of(Table(FORM))[0]) == [
        [("绩效指标", None, "restart"), ("得分情况", "2", None)],
        [("", None, "continue"), ("得分", None, None), ("10.00", None, None)],
        [("", None, "continue"), ("第一行/第二行", None, None), ("——", None, None)],
    ]


@pytest.mark.parametrize(("orientation", "width"), [("portrait", 8844), ("landscape", 12756)])
def test_widths_add_up_to_the_text_width(body_of: Write, orientation: str, width: int) -> None:
    table = body_of(Section("landscape" if orientation == "landscape" else "portrait"), Table(FORM))[0]
    columns = [int(value(column, "w") or 0) for column in table.iter(f"{W}gridCol")]
    assert sum(columns) == width
    assert value(table.find(f"{W}tblPr/{W}tblW"), "w") == str(width)
    assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
    for row in table.findall(f"{W}tr"):
        assert sum(int(value(cell, "w") or 0) for cell in row.iter(f"{W}tcW")) == width


def test_header_rows_repeat_and_no_row_is_split(body_of: Write) -> None:
    table = body_of(Table(FORM))[0]
    found = table.findall(f"{W}tr/{W}trPr")
    assert all(row.find(f"{W}cantSplit") is not None for row in found)
    assert [row.find(f"{W}tblHeader") is not None for row in found] == [True, False, False]
    assert value(found[0].find(f"{W}trHeight")) == "567"  # 10 mm


def test_numbers_stand_right_heads_in_the_middle_and_text_left(body_of: Write) -> None:
    table = body_of(Table(FORM))[0]
    aligned = [
        [value(cell.find(f"{W}p/{W}pPr/{W}jc")) for cell in row.findall(f"{W}tc")]
        for row in table.findall(f"{W}tr")
    ]
    assert aligned == [["center", "center"], ["left", "left", "right"], ["left", "center", "left"]]
    styles = [value(cell.find(f"{W}p/{W}pPr/{W}pStyle")) for cell in table.iter(f"{W}tc")]
    assert styles[0] == "TableHead"
    assert styles[3] == "TableText"
    assert styles[6] == "TableTextSmall"
    assert value(table.find(f".//{W}shd"), "fill") == "F2F2F2"


def test_the_label_of_a_merged_cell_that_crosses_pages_stands_on_the_first(body_of: Write) -> None:
    tall = TableGrid(
        (1, 1), (Row((Cell("产出指标", row_span=40), Cell("1"))), *(Row((Cell("x"),)) for _ in range(39)))
    )
    assert value(body_of(Table(tall))[0].find(f".//{W}tc/{W}tcPr/{W}vAlign")) == "top"


@pytest.mark.parametrize(
    "crooked",
    [
        TableGrid((1, 1), (Row((Cell("少一格"),)),)),
        TableGrid((1, 1), (Row((Cell("多"), Cell("一"), Cell("格"))),)),
        TableGrid((1, 1), (Row((Cell("太宽", col_span=3),)),)),
        TableGrid((1,), (Row((Cell("太高", row_span=2),)),)),
        TableGrid((1, 1), (Row((Cell("a"), Cell("b", row_span=2))), Row((Cell("重叠", col_span=2),)))),
        TableGrid((1,), (Row((Cell("空", col_span=0),)),)),
    ],
)
def test_a_crooked_grid_is_refused(crooked: TableGrid) -> None:
    with pytest.raises(InternalFault, match="合并范围"):
        place(crooked)


def test_a_run_keeps_its_look_across_the_paragraphs_of_a_cell(body_of: Write) -> None:
    grid = TableGrid((1,), (Row((Cell((Run("甲"), Run("乙\n丙", bold=True))),)),))
    first, second = body_of(Table(grid))[0].findall(f".//{W}tc/{W}p")
    assert [run.find(f"{W}rPr") is not None for run in first.findall(f"{W}r")] == [False, True]
    assert [run.find(f"{W}rPr") is not None for run in second.findall(f"{W}r")] == [True]


@given(st.integers(0, 20_000), st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_shares_add_up_and_stay_within_one_of_their_due(total: int, ratios: list[int]) -> None:
    parts = share_out(total, ratios)
    assert sum(parts) == total
    for part, ratio in zip(parts, ratios, strict=True):
        assert abs(part - Fraction(total * ratio, sum(ratios))) < 1


def lines_of(table: etree._Element) -> list[set[tuple[bool, str | None]]]:
    """For each row whether its paragraphs stay with the next, and the height of their lines."""
    return [
        {
            (line.find(f"{W}pPr/{W}keepNext") is not None, value(line.find(f"{W}pPr/{W}spacing"), "line"))
            for line in row.iter(f"{W}p")
        }
        for row in table.findall(f"{W}tr")
    ]


def test_the_foot_of_an_annex_keeps_the_last_rows_of_its_table(body_of: Write) -> None:
    grid = TableGrid((1, 1), tuple(Row((Cell("行"), Cell("0.00"))) for _ in range(4)))
    foot = (Paragraph("说明：略。", role="note"), Paragraph("填表人：王小明", role="note"))
    body = body_of(Paragraph("附件1", role="attachment_mark"), Table(grid), *foot)
    assert lines_of(body[1]) == [{(False, "230")}, {(False, "230")}, {(True, "230")}, {(True, "230")}]
    assert body[2].find(f"{W}pPr/{W}keepNext") is not None
    assert body[3].find(f"{W}pPr/{W}keepNext") is None


@pytest.mark.parametrize(("count", "line"), [(12, None), (13, "230")])
def test_only_long_tables_in_the_text_are_set_tight(body_of: Write, count: int, line: str | None) -> None:
    grid = TableGrid((1,), (Row((Cell("行"),)),) * count)
    assert [{height for _, height in row} for row in lines_of(body_of(Table(grid))[0])] == [{line}] * count


def test_a_short_table_in_the_text_is_not_torn_apart(body_of: Write) -> None:
    grid = TableGrid((1,), (Row((Cell("行"),)),) * 3)
    assert lines_of(body_of(Table(grid))[0]) == [{(True, None)}, {(True, None)}, {(False, None)}]
