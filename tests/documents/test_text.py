"""Plain text and text flattened out of Word: encodings, tables without their lines, wrapped paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.documents.source import Grid, Passage
from ziping.documents.text import decode, read_text
from ziping.documents.text.reader import MAX_BYTES
from ziping.wording import InputError

SENTENCE = "2024年部门整体支出总计1176.69万元，其中：公务接待0.77万元。"
Spot = tuple[int, int, int, int, str]


def blocks(text: str) -> list[str | list[Spot]]:
    """Paragraphs as text, tables as (row, column, rows, columns, text)."""
    return [
        block.text
        if isinstance(block, Passage)
        else [(one.row, one.column, one.row_span, one.col_span, one.text) for one in block.cells]
        for block in read_text(text.encode(), "报告.txt").blocks
    ]


def only_grid(text: str) -> Grid:
    (grid,) = read_text(text.encode(), "报告.txt").grids
    return grid


def rows(text: str) -> list[list[str]]:
    grid = only_grid(text)
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    data = f"{SENTENCE}\r\n第二段 ab\r\n".encode(encoding)
    assert [passage.text for passage in read_text(data, "报告.txt").passages] == [SENTENCE, "第二段 ab"]


def test_a_character_cut_in_half_is_told_not_hidden() -> None:
    source = read_text((SENTENCE * 40).encode()[:-2], "报告.txt")
    assert [notice.key for notice in source.notices] == ["documents.text.broken"]
    assert source.notices[0].args["count"] == 1


def test_characters_beyond_gbk_are_read_from_gb18030() -> None:
    assert decode("㐀㐁𠀀镕".encode("gb18030")) is not None
    (passage,) = read_text("㐀𠀀镕基".encode("gb18030"), "名.txt").passages
    assert passage.text == "㐀𠀀镕基"


def test_bytes_without_sense_are_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="另存为 UTF-8"):
        read_text(bytes(range(256)) * 40, "报告.txt")


def test_of_a_text_beyond_all_measure_the_rest_is_told_as_unread() -> None:
    source = read_text(b"12.3\n" * (MAX_BYTES // 5 + 1000), "报告.txt")
    assert [notice.key for notice in source.notices] == ["documents.text.cut"]


def test_cells_on_lines_of_their_own_make_a_table() -> None:
    text = "单位：万元\n\t项目\n\t预算数\n\t决算数\n\n\t公务接待\n\t6 \n\t0.77\n\n填表人：某某某\n"
    assert blocks(text) == [
        "单位：万元",
        [
            (0, 0, 1, 1, "项目"),
            (0, 1, 1, 1, "预算数"),
            (0, 2, 1, 1, "决算数"),
            (1, 0, 1, 1, "公务接待"),
            (1, 1, 1, 1, "6 "),
            (1, 2, 1, 1, "0.77"),
        ],
        "填表人：某某某",
    ]
    assert only_grid(text).guessed


def test_lines_without_a_tab_go_on_in_the_cell() -> None:
    assert rows("\t3、市级专项\n（一个专项一行）\n\t5\n\n\t合计\n\t5\n\n") == [
        ["3、市级专项\n（一个专项一行）", "5"],
        ["合计", "5"],
    ]


def test_an_empty_paragraph_inside_a_cell_does_not_end_its_row() -> None:
    head = "\t指标\n\t目标\n\t实际\n\t分值\n\t得分\n\n"
    plain = "\t甲\n\t1\n\t1\n\t5\n\t5\n\n"
    odd = "\t乙\n\t100%\n\n\t100%\n\n\t5\n\t\n5\n\n"
    assert rows(head + plain + odd + plain) == [
        ["指标", "目标", "实际", "分值", "得分"],
        ["甲", "1", "1", "5", "5"],
        ["乙", "100%", "100%", "5", "5"],
        ["甲", "1", "1", "5", "5"],
    ]


def test_a_figure_after_an_empty_paragraph_stays_in_its_cell() -> None:
    head = "\t指标\n\t分值\n\t得分\n\t备注\n\n"
    assert rows(head + "\t甲\n\t\n\n10\n\n\t8.5\n\t \n\n" + "\t乙\n\t5\n\t5\n\t\n\n")[1] == [
        "甲",
        "10",
        "8.5",
        " ",
    ]


def test_a_label_beside_several_rows_spans_them() -> None:
    grid = only_grid(
        "\t楼堂馆所\n\n\t批复\n\t实际\n\t控制率\n\n\t\n\t100\n\t98\n\t98%\n\n\t\n\t7\n\t7\n\t100%\n\n"
    )
    label = grid.cells[0]
    assert (label.text, label.row_span, grid.rows, grid.columns) == ("楼堂馆所", 3, 3, 4)


def test_a_blank_cell_is_not_a_merged_one() -> None:
    grid = only_grid("\t项目\n\t数\n\n\t \n\t1\n\n")
    assert [cell.row_span for cell in grid.cells] == [1, 1, 1, 1]


def test_the_total_row_is_laid_along_its_figures() -> None:
    head = "\t指标\n\t目标\n\t实际\n\t分值\n\t得分\n\n\t甲\n\t多\n\t少\n\t60\n\t50\n\n\t乙\n\t多\n\t少\n\t40\n\t40\n\n"
    total = [cell for cell in only_grid(head + "\t总分\n\t100\n\t90\n\n").cells if cell.row == 3]
    assert [(cell.column, cell.col_span, cell.text) for cell in total] == [
        (0, 3, "总分"),
        (3, 1, "100"),
        (4, 1, "90"),
    ]


def test_a_short_row_of_words_is_laid_along_the_left() -> None:
    cells = only_grid("\t单位名称\n\t示例县财政局\n\n\t甲\n\t1\n\t2\n\t3\n\n").cells
    assert [(cell.column, cell.col_span) for cell in cells[:2]] == [(0, 1), (1, 3)]


def test_rows_of_a_spreadsheet_pasted_into_a_text_make_a_table() -> None:
    assert rows("项目\t预算\t决算\n公务接待\t6\t0.77\n\t\t\n") == [
        ["项目", "预算", "决算"],
        ["公务接待", "6", "0.77"],
        ["", "", ""],
    ]


def test_paragraphs_indented_by_a_tab_are_no_table() -> None:
    first = "本局设有九个股室和五家所属单位，共有职工一百零三人，在职的四十四人，退休的四十八人。"
    assert blocks(f"\t{first}\n\t{first}\n") == [first, first]
    assert blocks("\t一、基本情况\n") == ["一、基本情况"]


def test_lines_wrapped_at_one_width_become_paragraphs_again() -> None:
    paragraph = "　　示例县统计局是一级预算单位，所属的五家二级单位都不单独核算，账务由局机关办理。" * 4
    lines = [paragraph[at : at + 30] for at in range(0, len(paragraph), 30)]
    assert blocks("\n".join([*lines, *lines])) == [paragraph, paragraph]


def test_lines_that_were_not_wrapped_are_left_alone() -> None:
    lines = [
        "一、部门基本情况",
        "（一）机构设置情况：下有二级预算单位。",
        "（二）人员编制情况",
        "在职44人",
        "退休48人",
    ]
    assert blocks("\n".join(lines)) == lines


@given(
    st.lists(
        st.lists(st.text("甲乙12.万 %", min_size=1, max_size=6).filter(str.strip), min_size=3, max_size=3),
        min_size=2,
        max_size=8,
    )
)
def test_a_regular_table_comes_back_whole(table: list[list[str]]) -> None:
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in table)
    assert rows(text) == table


@given(st.text("甲1.\t\n \u3000（", max_size=80))
def test_every_visible_character_survives_and_no_cells_overlap(text: str) -> None:
    source = read_text(("报告\n" + text).encode(), "报告.txt")
    shown = "".join(
        block.text if isinstance(block, Passage) else "".join(cell.text for cell in block.cells)
        for block in source.blocks
    )
    assert sorted("".join(shown.split())) == sorted("".join(("报告" + text).split()))
    for grid in source.grids:
        taken = [
            (row, column)
            for cell in grid.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.col_span)
        ]
        assert len(taken) == len(set(taken))


def test_a_bookmark_s_name_left_by_a_flattening_program_is_no_text() -> None:
    assert blocks("[bookmark: _GoBack]示例县林业局\n收入[bookmark: _Toc1]合计") == [
        "示例县林业局",
        "收入合计",
    ]
