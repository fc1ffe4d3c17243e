"""Fonts, headings and the roles of paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from ziping.documents import Contents, Heading, Paragraph, Run, Section, Title
from ziping.documents.docx.contents import entries
from ziping.documents.docx.paragraphs import signature_indents
from ziping.documents.model import Block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Parts = Callable[..., dict[str, etree._Element]]  # noqa: SLF001 -- lxml has no public name for it
Write = Callable[..., etree._Element]  # noqa: SLF001 -- lxml has no public name for it


def value(element: etree._Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(W + name)


def words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("AttachmentTitle", "方正小标宋简体", "44"),
        ("Heading1", "黑体", None),  # 三号 from Normal
        ("Heading2", "楷体_GB2312", None),
        ("Heading3", "仿宋_GB2312", None),
        ("Heading4", "仿宋_GB2312", None),
        ("AttachmentMark", "黑体", None),
        ("TableText", "仿宋_GB2312", "21"),
        ("Footer", "宋体", "28"),
    ],
)
def test_each_style_has_its_official_font(parts_of: Parts, style: str, font: str, size: str | None) -> None:
    look = parts_of(Paragraph("正文"))["word/styles.xml"].find(f"{W}style[@{W}styleId='{style}']/{W}rPr")
    assert look is not None
    assert value(look.find(f"{W}rFonts"), "eastAsia") == font
    assert value(look.find(f"{W}rFonts"), "ascii") == ("宋体" if style == "Footer" else "Times New Roman")
    assert value(look.find(f"{W}sz")) == size


def test_headings_are_words_own_with_outline_levels_and_no_colour(parts_of: Parts) -> None:
    parts = parts_of(*(Heading(level, f"标题{level}") for level in (1, 2, 3, 4)))
    styles = parts["word/styles.xml"]
    for level in (1, 2, 3, 4):
        style = styles.find(f"{W}style[@{W}styleId='Heading{level}']")
        assert style is not None
        assert value(style.find(f"{W}name")) == f"heading {level}"
        assert value(style.find(f"{W}pPr/{W}outlineLvl")) == str(level - 1)
        assert value(style.find(f"{W}pPr/{W}ind"), "firstLineChars") == "200"
    text = etree.tostring(styles).decode()
    assert "w:color " not in text
    assert "Theme" not in text


def test_a_file_opens_in_todays_layout_without_asking_to_update(parts_of: Parts) -> None:
    settings = parts_of(Contents("目录"), Heading(1, "一、概况"))["word/settings.xml"]
    mode = settings.find(f".//{W}compatSetting[@{W}name='compatibilityMode']")
    assert value(mode) == "15"
    assert settings.find(f"{W}updateFields") is None


@pytest.mark.parametrize(
    ("signature", "date", "indents"),
    [
        # 13 characters and 6.5: the date begins two characters to the right of the signature.
        ("示例县人力资源和社会保障局", "2025年5月14日", (2000, 6500)),
        # Too short for that: the date keeps two characters free and pushes the signature.
        ("示例县财政局", "2025年12月14日", (5000, 2000)),
    ],
)
def test_a_signature_and_its_date_are_set_by_each_others_length(
    body_of: Write, signature: str, date: str, indents: tuple[int, int]
) -> None:
    assert signature_indents(signature, date) == indents
    body = body_of(Paragraph(signature, role="signature"), Paragraph(date, role="date"))
    shown = [value(body[index].find(f"{W}pPr/{W}ind"), "rightChars") for index in (0, 1)]
    assert shown == [str(indent // 10) for indent in indents]


@pytest.mark.parametrize(
    ("text", "left", "hanging", "shown"),
    [
        ("附件：1. 基础数据表", "600", "400", "附件：1.基础数据表"),
        ("2. 自评表", "600", "100", "2.自评表"),
        ("附件：基础数据表", "500", "300", "附件：基础数据表"),
        ("附件：1-1. 基础数据表", "700", "500", "附件：1-1.基础数据表"),
    ],
)
def test_the_list_of_attachments_hangs_under_the_first_character_of_the_name(
    body_of: Write, text: str, left: str, hanging: str, shown: str
) -> None:
    item = body_of(Paragraph(text, role="attachment_list"))[0]
    assert value(item.find(f".//{W}ind"), "leftChars") == left
    assert value(item.find(f".//{W}ind"), "hangingChars") == hanging
    assert words(item) == shown
    blank_line = value(item.find(f".//{W}pPr/{W}spacing"), "before")
    assert blank_line == ("579" if text.startswith("附件") else None)
    assert (item.find(f".//{W}tab") is not None) == ("1" in text or "2" in text)


def test_a_title_after_an_attachment_mark_belongs_to_the_attachment(body_of: Write) -> None:
    body = body_of(Title("报告"), Paragraph("附件1", role="attachment_mark"), Title("自评表"))
    assert [value(body[index].find(f".//{W}pStyle")) for index in (0, 1, 2)] == [
        "Title",
        "AttachmentMark",
        "AttachmentTitle",
    ]


def test_line_ends_tabs_bold_and_quotes_survive(body_of: Write) -> None:
    body = body_of(
        Title("第一行\n第二行"),
        Paragraph((Run("“三公”经费"), Run("0.77万元", bold=True, trace="f1")), align="center"),
    )
    assert body[0].find(f".//{W}br") is not None
    quoted, bold = body[1].findall(f"{W}r")
    assert value(quoted.find(f".//{W}rFonts"), "hint") == "eastAsia"  # Chinese quotation marks, full width
    assert bold.find(f"{W}rPr/{W}b") is not None
    assert value(body[1].find(f"{W}pPr/{W}jc")) == "center"


@pytest.mark.parametrize("text", ["<w:p>&amp;\"'", "空\x00字\x0b符\ufffe", "半\ud800个", "㎡≥½①𠮷"])
def test_whatever_is_typed_stays_text(body_of: Write, text: str) -> None:
    shown = words(body_of(Paragraph(text))[0])
    assert shown == "".join(char for char in text if char not in "\x00\x0b\ufffe\ud800")


def test_a_note_in_landscape_reaches_the_far_margin(body_of: Write) -> None:
    body = body_of(Section("landscape"), Paragraph("填报单位\t单位：万元", role="note"))
    tabs = body[0].findall(f".//{W}pPr/{W}tabs/{W}tab")
    assert [(value(tab), value(tab, "pos")) for tab in tabs] == [("clear", "8844"), ("right", "12756")]


def test_contents_point_at_bookmarks_with_live_page_numbers(parts_of: Parts) -> None:
    blocks: tuple[Block, ...] = (
        Title("报告"),
        Contents("目录"),
        Heading(1, "一、概况"),
        Heading(2, "（一）机构"),
        Heading(3, "1.略"),
        *(Paragraph("正文" * 200) for _ in range(10)),
        Heading(1, "二、支出"),
        Paragraph("附件1", role="attachment_mark"),
        Title("基础\n数据表"),
    )
    document = parts_of(*blocks)["word/document.xml"]
    bookmarks = {value(mark, "name") for mark in document.iter(f"{W}bookmarkStart")}
    links = list(document.iter(f"{W}hyperlink"))
    assert [words(link) for link in links] == ["一、概况1", "（一）机构1", "二、支出8", "附件1　基础数据表9"]
    assert {value(link, "anchor") for link in links} <= bookmarks
    fields = "".join(node.text or "" for node in document.iter(f"{W}instrText"))
    assert fields.count("PAGEREF") == 4
    assert fields.startswith(' TOC \\o "1-2" \\f \\h \\z ')
    kinds = [value(char, "fldCharType") for char in document.iter(f"{W}fldChar")]
    assert fields.endswith(
        ' TC "附件1　基础数据表" \\l 1 '
    )  # Word lists the mark too when it makes the contents anew
    assert kinds.count("begin") == kinds.count("end") == 6


@pytest.mark.parametrize(
    ("text", "jc"),
    [
        ("依据：示财预〔2024〕36号。", "left"),
        ("公开网址：https://www.example.cn/2025/jx.html。", "left"),
        ("2024年执行12.50万元。", None),
    ],
)
def test_a_line_before_what_cannot_be_broken_is_not_pulled_apart(
    body_of: Write, text: str, jc: str | None
) -> None:
    assert value(body_of(Paragraph(text))[0].find(f"{W}pPr/{W}jc")) == jc


def test_the_last_words_stay_with_the_signature(body_of: Write) -> None:
    body = body_of(Paragraph("一"), Paragraph("二"), Paragraph("示例县财政局", role="signature"))
    assert [body[index].find(f"{W}pPr/{W}keepNext") is not None for index in (0, 1)] == [False, True]


def test_contents_without_headings_are_a_whole_field(parts_of: Parts) -> None:
    document = parts_of(Contents("目录"), Paragraph("正文"))["word/document.xml"]
    kinds = [value(char, "fldCharType") for char in document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_pages_are_counted_by_the_grid() -> None:
    page = "字" * (22 * 28 - 2)  # the first line is two characters shorter
    found = entries(
        (Paragraph(page), Heading(1, "一、"), Paragraph(page), Section("landscape"), Heading(1, "二、"))
    )
    assert [entry.page for entry in found.values()] == [2, 4]
