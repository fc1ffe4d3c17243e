"""OFD packages with everything official programs put into them: what a reader sees is read, what seals it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.ofd_files import cell_box, composite, line, official, page, runs, table
from ziping.documents import open_source
from ziping.documents.ofd import page as ofd_page
from ziping.documents.ofd import read_ofd
from ziping.documents.source import Source

FIRST = (
    "　　2024年部门整体支出1177.69万元，其中基本支出100",
    "6.91万元，占85.50%；项目支出170.78万元，占14.50%，资",
    "金全部用于重点工作。",
)
ROWS = [["项目", "年初预算", "全年预算", "决算"], ["公务接待", "6", "6", "0.77"], ["培训费", "", "——", "0"]]
WIDTHS = [60, 50, 50, 50]


def texts(source: Source) -> list[str]:
    return [passage.text for passage in source.passages]


def report() -> bytes:
    """Two pages: text over three lines, then a table across a landscape page; a line of letters under both."""
    upright = line(70, 30, "示例县部门整体支出绩效自评报告", 6) + "".join(
        line(28, 60 + 9 * at, words, glyphs=True) for at, words in enumerate(FIRST)
    )
    across = line(28, 20, "附件1") + table(30, 40, ROWS, WIDTHS, 8)
    return official(page(upright), page(across, "0 0 297 210"), template=line(90, 12, "示例县财政局监制", 3))


def test_text_tables_and_templates_of_upright_and_landscape_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "自评.ofd"
    path.write_bytes(report())
    source = open_source(path)
    assert (source.format, source.pages, source.notices) == ("ofd", 2, ())
    said = texts(source)
    assert "示例县部门整体支出绩效自评报告" in said
    assert "".join(FIRST).strip("\u3000") in [text.strip("\u3000") for text in said]
    assert "附件1" in said
    (grid,) = source.grids
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(3)] == ROWS
    assert grid.place.page == 2
    assert any("监制" in text for text in said)


def test_spaces_and_odd_characters_are_escaped_by_the_standard() -> None:
    source = read_ofd(
        official(page(line(30, 30, "支出 1177.69 万元。") + line(30, 150, "a\\0026b\\005Cc\\D800"))), "x"
    )
    assert "".join(texts(source)) == "支出 1177.69 万元。a&b\\c"
    assert [notice.key for notice in source.notices] == ["documents.ofd.some_glyphs"]


def test_what_has_a_shape_but_no_character_is_told_and_never_guessed() -> None:
    source = read_ofd(official(page(line(30, 30, "本年决算支出合计为1177.¤9万元，全部到位"))), "x")
    assert [notice.key for notice in source.notices] == ["documents.ofd.some_glyphs"]
    source = read_ofd(official(page(line(30, 30, "¤" * 40, glyphs=True))), "x")
    assert [notice.key for notice in source.notices] == ["documents.ofd.glyphs_only"]


def test_a_tidied_file_has_line_breaks_that_are_no_characters() -> None:
    objects = (
        line(30, 30, "支出1177.69万元").replace(">支出", ">\n      支出").replace("万元<", "万元\n    <")
    )
    assert texts(read_ofd(official(page(objects)), "x")) == ["支出1177.69万元"]


def test_drawings_from_the_resources_stand_where_they_are_used() -> None:
    units = {50: line(0, 0, "第二行") + composite(0, 20, 51), 51: line(0, 0, "第三行", 2.5)}
    objects = composite(30, 60, 50) + line(30, 40, "第一行") + composite(30, 120, 51, "2 0 0 2 0 0")
    assert texts(read_ofd(official(page(objects), units=units), "x")) == [
        "第一行",
        "第二行",
        "第三行",
        "第三行",
    ]


def test_lines_of_a_drawing_rule_a_table() -> None:
    units = {50: "".join(cell_box(40 * column, 8 * row, 40, 8) for row in range(2) for column in range(2))}
    words = [
        line(32 + 40 * column, 62 + 8 * row, f"{row}{column}") for row in range(2) for column in range(2)
    ]
    (grid,) = read_ofd(official(page(composite(30, 60, 50) + "".join(words)), units=units), "x").grids
    assert [cell.text for cell in grid.cells] == ["00", "01", "10", "11"]


def test_a_drawing_that_uses_itself_ends_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd_page, "MAX_UNITS", 50)
    units = {50: composite(0, 0, 50) * 5 + line(0, 0, "字")}
    source = read_ofd(official(page(composite(30, 60, 50) + line(30, 40, "正文")), units=units), "x")
    assert "正文" in texts(source)
    assert [notice.key for notice in source.notices] == ["documents.ofd.cut"]


def test_a_drawing_that_is_not_there_and_resources_that_are_lost_do_no_harm() -> None:
    lost = official(page(composite(30, 60, 99) + line(30, 40, "正文")))
    assert texts(read_ofd(lost, "x")) == ["正文"]
    assert texts(read_ofd(lost.replace(b"PublicRes", b"Elsewhere"), "x")) == ["正文"]


def test_runs_are_written_as_programs_write_them() -> None:
    assert runs([5, 5, 5, 2.5, 5, 5]) == "g 3 5 2.5 g 2 5"
