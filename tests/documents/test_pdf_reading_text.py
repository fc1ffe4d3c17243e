"""PDFs read: paragraphs, columns, running heads, odd letters, pages that are turned or cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.pdf_files import Page, pdf, wide
from ziping.documents import read_pdf
from ziping.documents.source import Passage, Source


def read(*pages: Page) -> Source:
    return read_pdf(pdf(*pages), "报告.pdf")


def texts(source: Source) -> list[str]:
    return [passage.text for passage in source.passages]


FULL = "示例县财政局负责全县财政收支管理，编制年度预算草案并监督执行情"  # 31 letters: to the margin


def test_a_number_broken_by_the_end_of_a_line_is_one_number() -> None:
    page = Page().lines(72, 700, [FULL, FULL, FULL[:29] + "106.", "66万元。"])
    assert texts(read(page)) == [FULL * 2 + FULL[:29] + "106.66万元。"]


def test_an_indent_begins_a_paragraph_and_a_short_line_ends_one() -> None:
    page = Page().lines(96, 700, [FULL[:29]]).lines(72, 682, [FULL, "况。"]).lines(96, 646, [FULL[:29]])
    page.lines(72, 628, ["完毕。", FULL, FULL])
    assert texts(read(page))[0] == FULL[:29] + FULL + "况。"
    assert texts(read(page))[1] == FULL[:29] + "完毕。"


def test_a_numbered_item_after_a_full_line_begins_anew() -> None:
    page = Page().lines(72, 700, [FULL[:30] + "。", "2.第二项的内容。", FULL, FULL])
    assert texts(read(page))[:2] == [FULL[:30] + "。", "2.第二项的内容。"]


def test_a_wider_gap_begins_a_paragraph() -> None:
    page = Page().lines(72, 700, [FULL, FULL, FULL]).lines(72, 620, [FULL])
    assert texts(read(page)) == [FULL * 3, FULL]


def test_a_paragraph_goes_on_over_the_page_and_leaves_the_page_number_out() -> None:
    first = Page().lines(72, 130, [FULL] * 3).text(280, 40, "— 1 —", 10)
    second = Page().lines(72, 770, ["况，合计936.67万元。", FULL, FULL]).text(280, 40, "— 2 —", 10)
    source = read(first, second)
    assert texts(source)[0] == FULL * 3 + "况，合计936.67万元。"
    assert "—" not in "".join(texts(source))
    assert [passage.place.page for passage in source.passages] == [1, 2]


@pytest.mark.parametrize("mark", ["— {} —", "- {} -", "第 {} 页", "第{}页 共3页", "{}/3", "{}", "－{}－"])
def test_page_numbers_of_any_fashion_are_no_text(mark: str) -> None:
    source = read(*(Page().text(72, 700, "正文").text(290, 40, mark.format(n), 10) for n in (1, 2, 3)))
    assert texts(source) == ["正文"] * 3


def test_a_bare_number_that_does_not_count_along_is_kept() -> None:
    source = read(*(Page().text(72, 700, "正文").text(290, 40, n, 10) for n in ("936", "12", "7")))
    assert texts(source) == ["正文", "936", "正文", "12", "正文", "7"]


def test_a_running_head_is_told_once() -> None:
    pages = [Page().text(180, 805, "示例县部门决算公开", 9).text(72, 700, f"第{n}部分") for n in "一二三四"]
    source = read(*pages)
    assert [passage.text for passage in source.passages if passage.role == "header"] == ["示例县部门决算公开"]
    assert texts(source) == ["示例县部门决算公开", "第一部分", "第二部分", "第三部分", "第四部分"]


def test_what_stands_close_to_the_text_is_no_running_head() -> None:
    pages = [Page().lines(72, 790, ["单位：万元", f"合计{n}.00", "完。"]) for n in (3, 5, 8)]
    assert texts(read(*pages)).count("单位：万元") == 3


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["左一示例县财政局的工作是管理财政收支和预", "左二示例县财政局的工作是管理财政收支和预"] * 4 + [
        "左三完。"
    ]
    right = [line.replace("左", "右") for line in left]
    page = Page().text(120, 790, "通栏的标题", 18).lines(60, 750, left, 11).lines(320, 750, right, 11)
    page.text(60, 530, "通栏的结尾。")
    assert texts(read(page)) == ["通栏的标题", "".join(left), "".join(right), "通栏的结尾。"]


def test_titles_and_headings_are_told_by_their_size() -> None:
    page = Page().text(180, 780, "自评报告", 22).lines(72, 700, [FULL, FULL]).text(72, 640, "一、概况", 15)
    assert [passage.role for passage in read(page).passages] == ["title", "body", "heading"]


@pytest.mark.parametrize(
    ("quarter", "matrix"),
    [
        (90, "0 1 -1 0 300 200"),
        (180, "-1 0 0 -1 500 600"),
        (270, "0 -1 1 0 300 700"),
        (0, "0 1 -1 0 300 200"),
    ],
)
def test_a_page_turned_by_quarters_reads_like_any_other(quarter: int, matrix: str) -> None:
    page = Page(extra=b"/Rotate %d" % quarter).text(0, 0, "支出1177.69万元", matrix=matrix)
    assert texts(read(page)) == ["支出1177.69万元"]


def test_watermarks_and_what_is_cropped_are_not_read() -> None:
    slanted = Page(extra=b"/CropBox[0 300 595 842]").text(72, 700, "正文").text(72, 100, "裁掉")
    slanted.text(0, 0, "样稿", 60, "0.7 0.7 -0.7 0.7 150 400")
    assert texts(read(slanted)) == ["正文"]


def test_text_clipped_away_at_the_break_of_a_printed_sheet_is_read_once() -> None:
    upper, lower = Page(), Page()
    upper.marks.append("q 0 400 595 442 re W n")
    upper.text(72, 700, "甲1.00").text(72, 300, "乙2.00")
    lower.marks.append("q 0 300 595 400 re W n")
    lower.text(72, 800, "甲1.00").text(72, 400, "乙2.00")
    assert texts(read(upper, lower)) == ["甲1.00", "乙2.00"]


def test_radicals_and_ligatures_become_the_letters_a_reader_sees() -> None:
    page = Page().text(72, 700, "⼈⼒资源和社会保障⽀出⻚⾯ﬁnance")
    assert texts(read(page)) == ["人力资源和社会保障支出页面finance"]


def test_spaces_stand_where_a_reader_sees_them() -> None:
    page = (
        Page()
        .text(72, 700, "合")
        .text(72 + 40, 700, "计")
        .text(72, 600, "total 12 of 30")
        .text(72, 500, "第一部分")
    )
    page.text(72 + wide("第一部分") + 12, 500, "名词解释")
    assert texts(read(page)) == ["合计", "total 12 of 30", "第一部分 名词解释"]


def test_marks_the_file_writes_into_a_hole_it_left_stand_where_they_are_seen() -> None:
    page = Page().text(72, 700, "预算、").text(114, 700, "三公").text(108, 700, '"').text(138, 700, '"经费')
    assert texts(read(page)) == ['预算、"三公"经费']


def test_the_fields_of_a_form_are_no_part_of_a_paragraph() -> None:
    page = (
        Page()
        .lines(72, 700, [FULL, FULL])
        .text(72, 664, "填表人：李示例")
        .text(300, 664, "电话：13800138000")
    )
    page.text(72, 646, FULL)
    assert texts(read(page)) == [FULL * 2, "填表人：李示例 电话：13800138000", FULL]


def test_a_title_in_the_middle_and_the_line_below_it_are_two() -> None:
    page = (
        Page()
        .text(126, 700, "中共示例县委部门", 36)
        .text(225, 640, "部门决算", 36)
        .lines(72, 500, [FULL] * 4)
    )
    assert texts(read(page))[:2] == ["中共示例县委部门", "部门决算"]


def test_a_page_whose_letters_have_no_meaning_is_told_and_not_read() -> None:
    source = read(
        Page().text(72, 700, "\ue123\ue124\ue125\ue126\ue127\ue128\ue129乱"), Page().text(72, 700, "清楚")
    )
    assert texts(source) == ["清楚"]
    assert [(notice.key, notice.args) for notice in source.notices] == [
        ("documents.pdf_reading.no_letters", {"pages": "1"})
    ]


def test_a_few_letters_without_meaning_are_shown_as_such() -> None:
    source = read(Page().text(72, 700, FULL + "12\ue1234"))
    assert texts(source) == [FULL + "12\ufffd4"]
    assert source.notices[0].key == "documents.pdf_reading.some_letters"


def test_lettering_on_a_chart_is_no_text() -> None:
    page = Page().text(72, 700, "上文").area(60, 300, 400, 300, "1 g")
    for number in range(3):
        page.area(100 + 100 * number, 320, 50, 100 + 40 * number, "0.2 0.3 0.5 rg")
        page.text(100 + 100 * number, 310, "年份", 8).text(100 + 100 * number, 425 + 40 * number, "12.5", 8)
    page.text(72, 250, "下文")
    source = read(page)
    assert [passage.text for passage in source.passages if passage.role == "body"] == ["上文", "下文"]
    assert {passage.role for passage in source.passages if "12.5" in passage.text} == {"text_box"}
    assert not list(source.grids)


def test_blocks_are_counted_and_carry_their_pages() -> None:
    source = read(Page().text(72, 700, "甲"), Page().text(72, 700, "乙"))
    assert [(block.place.block, block.place.page) for block in source.blocks] == [(0, 1), (1, 2)]
    assert (source.pages, source.format, source.name) == (2, "pdf", "报告.pdf")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text("万元预算支出执行率0123456789.，。（）%", min_size=1, max_size=200), min_size=1, max_size=5
    )
)
def test_no_letter_is_lost_and_none_appears_twice(paragraphs: list[str]) -> None:
    page, y = Page(), 780.0
    for paragraph in paragraphs:
        for start in range(0, len(paragraph), 34):
            page.text(72, y, paragraph[start : start + 34])
            y -= 18
        y -= 10
    read_back = "".join(block.text for block in read(page).blocks if isinstance(block, Passage))
    assert sorted("".join(read_back.split())) == sorted("".join(paragraphs))
