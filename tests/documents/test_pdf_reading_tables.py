"""Tables in PDFs: rules of every making, tables without rules, tables over pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.pdf_files import Page, pdf
from ziping.documents import read_pdf
from ziping.documents.source import Grid, Passage, Source

XS, YS = (60, 160, 260, 360), (700, 680, 660, 640)
TEXTS = (("项目", "预算数", "决算数"), ("基本支出", "695.99", "1006.91"), ("合计", "936.67", "1177.69"))


def read(*pages: Page) -> Source:
    return read_pdf(pdf(*pages), "表.pdf")


def grid(source: Source) -> Grid:
    (only,) = source.grids
    return only


def rows(table: Grid) -> list[list[str]]:
    made = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        made[cell.row][cell.column] = cell.text
    return made


def spans(table: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {c.text: (c.row, c.column, c.row_span, c.col_span) for c in table.cells if c.text}


def written(page: Page) -> Page:
    for y, row in zip(YS[1:], TEXTS, strict=True):
        page.row(XS, y + 5, row)
    return page


def plain(page: Page) -> None:
    page.grid(XS, YS)


def thin_areas(page: Page) -> None:
    for y in YS:
        page.area(60, y - 0.25, 300, 0.5)
    for x in XS:
        page.area(x - 0.25, 640, 0.5, 60)


def a_box_for_each_cell(page: Page) -> None:
    for x in XS[:-1]:
        for y in YS[1:]:
            page.marks.append(f"{x} {y} 100 20 re S")


def twice_and_double(page: Page) -> None:
    plain(page)
    plain(page)
    for y in YS:
        page.rule(59.2, y + 1.5, 360.8, y + 1.5)
    for x in XS:
        page.rule(x + 0.7, 639.3, x + 0.7, 700.9)


def in_dashes(page: Page) -> None:
    for y in YS:
        page.rule(60, y, 360, y, "[3 2] 0 d")
    for x in XS:
        for step in range(12):
            page.rule(x, 640 + 5 * step, x, 643 + 5 * step)


def open_at_the_sides(page: Page) -> None:
    for y in YS:
        page.rule(60, y, 360, y)
    for x in XS[1:-1]:
        page.rule(x, 640, x, 700)


def slightly_off(page: Page) -> None:
    for number, y in enumerate(YS):
        page.rule(60 + number % 2, y + 0.3 * number, 360 - number % 2, y + 0.3 * number + 0.2)
    for number, x in enumerate(XS):
        page.rule(x, 638.8, x + 0.4, 699.1 + number % 3)


def in_one_path(page: Page) -> None:
    level = " ".join(f"60 {y} m 360 {y} l" for y in YS)
    page.marks.append(level + " " + " ".join(f"{x} 640 m {x} 700 l" for x in XS) + " S")


@pytest.mark.parametrize(
    "draw",
    [
        plain,
        thin_areas,
        a_box_for_each_cell,
        twice_and_double,
        in_dashes,
        open_at_the_sides,
        slightly_off,
        in_one_path,
    ],
)
def test_rules_of_every_making_draw_the_same_table(draw: Callable[[Page], None]) -> None:
    page = Page().text(300, 705, "单位：万元", 10)
    draw(page)
    source = read(written(page))
    table = grid(source)
    assert rows(table) == [list(row) for row in TEXTS]
    assert not table.guessed
    before = source.blocks[(table.place.block or 0) - 1]
    assert isinstance(before, Passage)
    assert before.text == "单位：万元"


def test_rules_inside_a_form_of_their_own_are_seen() -> None:
    drawn = Page()
    in_one_path(drawn)
    content = drawn.marks[0].encode()
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 -40]/Length %d>>stream\n"
        % len(content)
        + content
        + b"\nendstream"
    )
    page = Page(extra=b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>")
    page.marks.append("q 1 0 0 1 0 40 cm /X Do Q")
    assert rows(grid(read_pdf(pdf(written(page), more=[form]), "表.pdf"))) == [list(row) for row in TEXTS]


def test_missing_inner_rules_merge_cells_to_spans() -> None:
    page = (
        Page()
        .rule(60, 700, 360, 700)
        .rule(160, 680, 360, 680)
        .rule(60, 660, 360, 660)
        .rule(60, 640, 360, 640)
    )
    page.rule(60, 640, 60, 700).rule(160, 640, 160, 700).rule(260, 640, 260, 680).rule(360, 640, 360, 700)
    page.text(64, 685, "项目", 10).text(240, 685, "支出", 10).row(XS, 665, ("", "预算", "决算")).row(
        XS, 645, ("甲", "1", "2")
    )
    assert spans(grid(read(page))) == {
        "项目": (0, 0, 2, 1),
        "支出": (0, 1, 1, 2),
        "预算": (1, 1, 1, 1),
        "决算": (1, 2, 1, 1),
        "甲": (2, 0, 1, 1),
        "1": (2, 1, 1, 1),
        "2": (2, 2, 1, 1),
    }


def test_lines_in_a_cell_are_joined_where_they_are_full_and_parted_where_not() -> None:
    page = Page().grid((60, 160, 400), (700, 600))
    page.lines(64, 685, ("机关事业单位基本养", "老保险缴费支出"), 10, 14)
    page.lines(164, 685, ("原因：下达晚", "措施：提前申报"), 10, 14)
    assert rows(grid(read(page))) == [["机关事业单位基本养老保险缴费支出", "原因：下达晚\n措施：提前申报"]]


def test_figures_that_nearly_touch_at_a_rule_stay_in_their_cells() -> None:
    page = Page().grid((60, 160, 260), (700, 680, 660))
    page.text(161 - 3 - 35, 685, "1177.69", 10).text(162, 685, "936.67", 10).text(64, 665, "甲", 10)
    assert rows(grid(read(page)))[0] == ["1177.69", "936.67"]


def test_a_word_that_runs_over_its_rule_is_not_cut() -> None:
    page = Page().grid((60, 160, 260), (700, 680, 660)).text(64, 685, "其他对个人和家庭的补助", 10)
    page.row((60, 160), 665, ("甲", "1.00"))
    assert rows(grid(read(page)))[0] == ["其他对个人和家庭的补助", ""]


def test_letters_set_one_below_the_other_or_sideways_read_as_a_word() -> None:
    page = Page().grid((60, 80, 100, 200), (700, 600)).lines(63, 680, "绩效指标", 12, 18)
    page.text(0, 0, "满意度", matrix="0 1 -1 0 95 620").text(110, 650, "12.00 比竖排的字更多", 10)
    assert rows(grid(read(page))) == [["绩效指标", "满意度", "12.00 比竖排的字更多"]]


def test_a_table_within_a_cell_says_which() -> None:
    page = Page().grid((60, 300, 400), (700, 500)).grid((80, 150, 250), (650, 620, 590))
    page.row((80, 150), 630, ("内", "1.00")).row((80, 150), 600, ("里", "2.00")).text(310, 680, "右", 10)
    outer, inner = read(page).grids
    assert (rows(outer), outer.inside) == ([["", "右"]], None)
    assert (rows(inner), inner.inside) == ([["内", "1.00"], ["里", "2.00"]], (0, 0, 0))


def test_a_frame_around_the_page_is_no_table() -> None:
    page = Page().grid((20, 575), (822, 20)).text(72, 700, "正文")
    assert [type(block) for block in read(page).blocks] == [Passage]


def test_level_rules_alone_frame_a_table() -> None:
    page = Page().rule(60, 700, 360, 700).rule(60, 680, 360, 680).rule(60, 640, 360, 640)
    table = grid(read(written(page)))
    assert (rows(table), table.guessed) == ([list(row) for row in TEXTS], True)


def test_figures_under_one_another_are_a_table_without_any_rule() -> None:
    page = Page().text(60, 730, "表1　收支情况")
    for number, row in enumerate((*TEXTS, ("结余", "0", "——"))):
        for x, text in zip((60, 200, 320), row, strict=True):
            page.text(x, 700 - 20 * number, text, 11)
    table = grid(read(page))
    assert (rows(table), table.guessed) == ([*(list(row) for row in TEXTS), ["结余", "0", "——"]], True)


def test_words_under_one_another_are_no_table() -> None:
    page = Page()
    for number in range(4):
        page.text(60, 700 - 20 * number, "填表人：李示例").text(300, 700 - 20 * number, "审核人：王示例")
    assert not list(read(page).grids)


def over_pages(*parts: tuple[float, Sequence[Sequence[str]]], xs: Sequence[float] = XS) -> list[Page]:
    """A part of a table at a height of each page, rows of 20 points."""
    pages = []
    for top, part in parts:
        page = Page().grid(xs, [top - 20 * number for number in range(len(part) + 1)])
        for number, row in enumerate(part, 1):
            page.row(xs, top - 20 * number + 5, row)
        pages.append(page)
    return pages


def test_a_table_goes_on_over_pages_and_its_head_is_dropped_when_repeated() -> None:
    head = ("项目", "预算", "决算")
    first, second, third = ([(f"项目{n}{k}", f"{n}.0{k}", "") for k in range(3)] for n in (1, 2, 3))
    pages = over_pages((120, [head, *first]), (780, [head, *second]), (780, [*third, ("合计", "6.09", "")]))
    for number, page in enumerate(pages, 1):
        page.text(280, 20, f"- {number} -", 9)
    table = grid(read(*pages))
    assert rows(table) == [list(row) for row in (head, *first, *second, *third, ("合计", "6.09", ""))]
    assert [cell.page for cell in table.cells if cell.column == 0] == [1] * 4 + [2] * 3 + [3] * 4
    assert table.place.page == 1


def test_equal_rows_of_figures_are_not_taken_for_a_head() -> None:
    row = ("1.00", "2.00", "3.00")
    assert len(rows(grid(read(*over_pages((120, [row, row]), (780, [row, row])))))) == 4


def test_a_table_of_other_columns_on_the_next_page_is_another() -> None:
    (first,) = over_pages((120, TEXTS))
    (second,) = over_pages((780, TEXTS), xs=(60, 120, 200, 360))
    assert len(list(read(first, second).grids)) == 2


def test_text_between_keeps_tables_apart() -> None:
    first, second = over_pages((120, TEXTS), (700, TEXTS))
    second.text(72, 780, "另一张表")
    assert len(list(read(first, second).grids)) == 2


def test_a_row_cut_by_the_page_break_is_made_whole() -> None:
    first = Page().grid((60, 160, 260), (120, 100, 70)).row((60, 160), 105, ("项目", "说明"))
    first.text(64, 85, "公用经费", 10).lines(164, 88, ("年中追加的基层公共", "服务平台运行经费是"), 10, 14)
    second = Page().grid((60, 160, 260), (780, 764, 744)).text(164, 768, "主要原因。", 10)
    second.row((60, 160), 749, ("合计", "无"))
    assert rows(grid(read(first, second))) == [
        ["项目", "说明"],
        ["公用经费", "年中追加的基层公共服务平台运行经费是主要原因。"],
        ["合计", "无"],
    ]


def test_a_row_that_left_nothing_on_the_first_page_is_no_row_of_its_own() -> None:
    pages = over_pages(
        (120, [("项目", "金额"), ("", "")]), (780, [("公用经费", "1.00"), ("合计", "2.00")]), xs=XS[:3]
    )
    table = grid(read(*pages))
    assert rows(table) == [["项目", "金额"], ["公用经费", "1.00"], ["合计", "2.00"]]
    assert [cell.page for cell in table.cells] == [1, 1, 2, 2, 2, 2]


def test_a_label_cut_within_a_bracket_goes_on_but_whole_labels_do_not() -> None:
    xs = (60, 112, 164)
    cut = over_pages((100, [("指标（2", "1.00")]), (780, [("分）", "")]), xs=xs)
    assert rows(grid(read(*cut))) == [["指标（2分）", "1.00"]]
    whole = over_pages((100, [("社会效益", "1.00")]), (780, [("生态效益", "")]), xs=xs)
    assert rows(grid(read(*whole))) == [["社会效益", "1.00"], ["生态效益", ""]]


def test_a_merged_cell_cut_by_the_page_break_is_one() -> None:
    xs = (60, 160, 260)
    first = Page().rule(60, 120, 260, 120).rule(160, 100, 260, 100).rule(60, 80, 260, 80)
    second = Page().rule(60, 780, 260, 780).rule(160, 760, 260, 760).rule(60, 740, 260, 740)
    for page, low, high in ((first, 80, 120), (second, 740, 780)):
        for x in xs:
            page.rule(x, low, x, high)
    first.text(64, 95, "产出指标", 10).text(164, 105, "1.00", 10).text(164, 85, "2.00", 10)
    second.text(164, 765, "3.00", 10).text(164, 745, "4.00", 10)
    assert spans(grid(read(first, second)))["产出指标"] == (0, 0, 4, 1)


def test_rows_of_full_short_cells_are_never_run_together() -> None:
    xs = (60, 102, 144, 186)
    rows_ = [("行政运行", "事业运行", "其他支出"), ("基本养老", "", "职业年金")]
    assert len(rows(grid(read(*over_pages((100, rows_[:1]), (780, rows_[1:]), xs=xs))))) == 2


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_every_text_is_found_in_its_cell(data: st.DataObject) -> None:
    columns, count = data.draw(st.integers(2, 7)), data.draw(st.integers(2, 12))
    text = st.one_of(
        st.text("基本支出项目预算人员经费", max_size=5),
        st.decimals(0, 99999, places=2).map(str),
        st.sampled_from(["", "——", "0", "不适用", "100%"]),
    )
    table = data.draw(
        st.lists(st.lists(text, min_size=columns, max_size=columns), min_size=count, max_size=count)
    )
    table[0][0], table[-1][-1] = "项目", "1.00"
    xs = [40 + 72 * column for column in range(columns + 1)]
    (page,) = over_pages((780, table), xs=xs)
    assert rows(grid(read(page))) == table
