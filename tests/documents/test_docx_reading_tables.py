"""Tables of a Word document with their true spans; and what ziping writes itself reads back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.conftest import ABOUT
from documents.word_files import cells, p, read, t, tbl, tc, texts, tr
from ziping.documents import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    TableGrid,
    Title,
    read_docx,
    write_docx,
)
from ziping.documents.source import Grid


def grid(*rows: str) -> Grid:
    (found,) = read(tbl(*rows)).grids
    return found


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_spans_over_rows_and_columns() -> None:
    found = grid(
        tr(tc("项目", RESTART), tc("金额", wide(2))),
        tr(tc("", CONTINUE), tc("预算"), tc("决算")),
        tr(tc("", CONTINUE), tc("1"), tc("2")),
    )
    assert (found.rows, found.columns) == (3, 3)
    assert cells(found) == [
        (0, 0, "项目", 3, 1),
        (0, 1, "金额", 1, 2),
        (1, 1, "预算", 1, 1),
        (1, 2, "决算", 1, 1),
        (2, 1, "1", 1, 1),
        (2, 2, "2", 1, 1),
    ]


def test_a_block_merged_both_ways() -> None:
    found = grid(tr(tc("甲", wide(2) + RESTART), tc("乙")), tr(tc("", wide(2) + CONTINUE), tc("丙")))
    assert cells(found) == [(0, 0, "甲", 2, 2), (0, 2, "乙", 1, 1), (1, 2, "丙", 1, 1)]


def test_merging_as_old_word_wrote_it() -> None:
    restart, go_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    found = grid(
        tr(tc("甲", restart + RESTART), tc("", go_on), tc("乙")),
        tr(tc("", restart + CONTINUE), tc("", go_on), tc("丙")),
    )
    assert cells(found) == [(0, 0, "甲", 2, 2), (0, 2, "乙", 1, 1), (1, 2, "丙", 1, 1)]


def test_a_span_that_has_nothing_above_begins_one_itself() -> None:
    assert cells(grid(tr(tc("甲"), tc("乙", CONTINUE)), tr(tc("丙"), tc("", CONTINUE)))) == [
        (0, 0, "甲", 1, 1),
        (0, 1, "乙", 2, 1),
        (1, 0, "丙", 1, 1),
    ]


def test_text_covered_by_a_merged_cell_is_left_out_and_said() -> None:
    source = read(tbl(tr(tc("甲", RESTART)), tr(tc("盖住的", CONTINUE))))
    assert [cell.text for found in source.grids for cell in found.cells] == ["甲"]
    assert [(notice.key, notice.args) for notice in source.notices] == [
        ("documents.docx.hidden", {"count": 3})
    ]


def test_spans_that_do_not_lie_under_each_other_are_not_joined() -> None:
    found = grid(tr(tc("甲", RESTART), tc("乙")), tr(tc("丙", wide(2) + CONTINUE)))
    assert cells(found) == [(0, 0, "甲", 1, 1), (0, 1, "乙", 1, 1), (1, 0, "丙", 1, 2)]


def test_a_row_may_begin_further_in() -> None:
    found = grid(tr(tc("甲"), tc("乙")), tr(tc("丙"), properties='<w:gridBefore w:val="1"/>'))
    assert cells(found)[-1] == (1, 1, "丙", 1, 1)


def test_rows_and_cells_in_content_controls() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    found = grid(control(tr(tc("甲"), control(tc("乙")))), tr(tc("丙"), tc("丁")))
    assert [cell[2] for cell in cells(found)] == ["甲", "乙", "丙", "丁"]


def test_paragraphs_of_a_cell_are_lines() -> None:
    found = grid(tr(tc(p("第一行") + p("") + p("第二行")), tc(p("") + p(" "))))
    assert [cell.text for cell in found.cells] == ["第一行\n第二行", ""]


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    inner = tbl(tr(tc("内")))
    outer, nested, deepest = read(
        p("前") + tbl(tr(tc("外"), tc(p("旁") + tbl(tr(tc("内" + "层"), tc(inner + p("")))) + p(""))))
    ).grids
    assert [cell.text for cell in outer.cells] == ["外", "旁"]
    assert nested.inside == (1, 0, 1)
    assert deepest.inside == (nested.place.block, 0, 1)
    assert [one.place.table for one in (outer, nested, deepest)] == [0, 1, 2]


@pytest.mark.parametrize("span", ["-3", "0", "很多", ""])
def test_a_span_that_makes_no_sense_is_one_column(span: str) -> None:
    assert grid(tr(tc("甲", f'<w:gridSpan w:val="{span}"/>'))).columns == 1


def test_a_span_beyond_reason_is_bounded() -> None:
    assert grid(tr(tc("甲", wide(2_000_000_000)))).columns == 1000


def test_a_table_without_rows_is_none() -> None:
    assert not read(tbl() + p("正文")).blocks[1:]


def test_ten_thousand_rows() -> None:
    row = tr(tc("甲", RESTART), tc("1"))
    below = tr(tc("", CONTINUE), tc("2"))
    found = grid(row + below * 9_999)
    assert (found.rows, len(found.cells), found.cells[0].row_span) == (10_000, 10_001, 10_000)


# -- what ziping writes ----------------------------------------------------------------------------------------------

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12).map(
    lambda text: text.replace("\u00ad", "")
)
lines = st.lists(words.filter(bool), min_size=1, max_size=3).map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table cut into bands of rows, each band into columns, some merged."""
    columns = draw(st.integers(1, 5))
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, 3))):
        height = draw(st.integers(1, 3))
        cuts = sorted(draw(st.sets(st.integers(1, columns))) | {columns})
        band: list[list[Cell]] = [[] for _ in range(height)]
        for first, last in zip([0, *cuts], cuts, strict=False):
            if draw(st.booleans()):
                band[0].append(Cell(draw(lines), row_span=height, col_span=last - first))
            else:
                for row in band:
                    row.append(Cell(draw(lines | st.just("")), col_span=last - first))
        rows += [Row(tuple(row)) for row in band]
    return Table(TableGrid((1,) * columns, tuple(rows)))


def placed(table: Table) -> list[tuple[int, int, str, int, int]]:
    """Where each cell of what was written stands."""
    taken: set[tuple[int, int]] = set()
    found = []
    for at, row in enumerate(table.grid.rows):
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            taken |= {(at + y, column + x) for y in range(cell.row_span) for x in range(cell.col_span)}
            found.append((at, column, cell.text, cell.row_span, cell.col_span))
    return found


@given(
    st.lists(
        tables()
        | words.map(Title)
        | st.builds(Heading, st.sampled_from((1, 2, 3, 4)), words)
        | st.builds(Paragraph, lines, st.sampled_from(("body", "caption", "note", "addressee"))),
        max_size=6,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_ziping_writes_reads_back(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[Table | Title | Heading | Paragraph]
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "written.docx"
    write_docx(Document(tuple(blocks), ABOUT), path)
    source = read_docx(path, path.name)
    body = [
        block for block in source.blocks if isinstance(block, Grid) or block.role not in ("header", "footer")
    ]
    assert [b.text if not isinstance(b, Grid) else cells(b) for b in body] == [
        placed(block) if isinstance(block, Table) else block.text for block in blocks
    ]
    headings = [(one.level, one.text) for one in source.passages if one.role == "heading"]
    assert headings == [(block.level, block.text) for block in blocks if isinstance(block, Heading)]
    assert not source.notices


def test_a_deleted_mark_before_a_table_ends_the_paragraph() -> None:
    assert texts(read(p(t("甲"), "<w:rPr><w:del/></w:rPr>") + tbl(tr(tc("表"))) + p("乙"))) == ["甲", "乙"]
