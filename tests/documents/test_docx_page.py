"""The page of GB/T 9704-2012, in numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from lxml import etree

from ziping.documents import Contents, Heading, PageBreak, Paragraph, Section, Table, TableGrid, Title
from ziping.documents.model import Cell, Row

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Write = Callable[..., etree._Element]  # noqa: SLF001 -- lxml has no public name for it
GRID = TableGrid((1, 1), (Row((Cell("甲"), Cell("乙"))),))


def twips(millimetres: int) -> int:
    return round(Fraction(millimetres * 1440 * 10, 254))


def attributes(element: etree._Element | None) -> dict[str, str]:
    assert element is not None
    return {str(name).removeprefix(W): str(value) for name, value in element.attrib.items()}


def test_a_page_is_a4_with_a_text_block_of_156_by_225_millimetres(body_of: Write) -> None:
    section = body_of(Paragraph("正文"))[-1]
    assert attributes(section.find(f"{W}pgSz")) == {"w": "11906", "h": "16838"}
    margins = attributes(section.find(f"{W}pgMar"))
    assert abs(int(margins["top"]) - twips(37)) <= 1
    assert abs(int(margins["left"]) - twips(28)) <= 1
    assert abs(11906 - int(margins["left"]) - int(margins["right"]) - twips(156)) <= 1
    assert abs(16838 - int(margins["top"]) - int(margins["bottom"]) - twips(225)) <= 1


def test_the_grid_holds_22_lines_of_28_characters(body_of: Write) -> None:
    grid = attributes(body_of(Paragraph("正文"))[-1].find(f"{W}docGrid"))
    assert grid["type"] == "linesAndChars"
    pitch = int(grid["linePitch"])
    assert twips(225) // pitch == 22
    assert 22 * (pitch + 1) > twips(225)  # the largest whole pitch that fits
    character = 16 * 20 + Fraction(int(grid["charSpace"]) * 20, 4096)  # twips
    assert Fraction(twips(156)) // character == 28


def test_body_lines_are_one_pitch_high_and_28_characters_fit_without_the_grid(
    parts_of: Callable[..., dict[str, etree._Element]],
) -> None:
    styles = parts_of(Paragraph("正文"))["word/styles.xml"]
    body = styles.find(f"{W}style[@{W}styleId='BodyText']/{W}pPr")
    assert body is not None
    assert attributes(body.find(f"{W}spacing"))["line"] == "579"
    assert attributes(body.find(f"{W}spacing"))["lineRule"] == "exact"
    assert attributes(body.find(f"{W}snapToGrid")) == {
        "val": "0"
    }  # LibreOffice doubles the cells of a narrow grid
    closer = styles.find(f"{W}style[@{W}styleId='Normal']/{W}rPr/{W}spacing")
    width = 16 * 20 + int(attributes(closer)["val"])
    assert 28 * width <= 8844 < 29 * width


@pytest.mark.parametrize(("footer", "side"), [("footer1", "right"), ("footer2", "left")])
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(
    parts_of: Callable[..., dict[str, etree._Element]], footer: str, side: str
) -> None:
    parts = parts_of(Paragraph("正文"))
    part = parts[f"word/{footer}.xml"]
    assert attributes(part.find(f".//{W}jc")) == {"val": side}
    assert attributes(part.find(f".//{W}ind"))[f"{side}Chars"] == "100"
    shown = "".join(node.text or "" for node in part.iter(f"{W}t"))
    assert shown == "— 1 —"
    assert "PAGE" in "".join(node.text or "" for node in part.iter(f"{W}instrText"))
    assert {attributes(size)["val"] for size in part.iter(f"{W}sz")} == {"28"}  # 四号
    assert {attributes(font)["ascii"] for font in part.iter(f"{W}rFonts")} == {"宋体"}
    assert parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_a_landscape_section_is_the_same_sheet_turned(body_of: Write) -> None:
    body = body_of(
        Paragraph("竖"), Section("landscape"), Paragraph("横"), Section("portrait"), Paragraph("竖")
    )
    sizes = [attributes(size) for size in body.iter(f"{W}pgSz")]
    assert [size.get("orient") for size in sizes] == [None, "landscape", None]
    margins = attributes(list(body.iter(f"{W}pgMar"))[1])
    # Turned back, its left edge is the foot of the page and its head lies at the binding edge.
    assert [margins[side] for side in ("left", "top", "right", "bottom")] == ["1984", "1588", "2098", "1474"]
    assert len(body) == 4  # three paragraphs, the first two closing their sections; no empty ones


def test_a_landscape_page_number_is_turned_and_stays_at_the_foot_of_the_sheet(
    parts_of: Callable[..., dict[str, etree._Element]],
) -> None:
    parts = parts_of(Section("landscape"), Paragraph("横"))
    for footer in ("footer3", "footer4"):
        text = etree.tostring(parts[f"word/{footer}.xml"]).decode()
        assert 'vert="vert"' in text
        assert "PAGE" in text
    references = parts["word/document.xml"].findall(f".//{W}footerReference")
    assert [list(reference.attrib.values())[1] for reference in references] == ["footer3", "footer4"]


def test_an_attachment_opens_a_page_but_not_an_empty_one(body_of: Write) -> None:
    mark = Paragraph("附件1-1", role="attachment_mark")
    opened = body_of(Paragraph("正文"), mark, Title("基础数据表"))
    assert opened[1].find(f".//{W}pageBreakBefore") is not None
    for before in (Section("landscape"), PageBreak()):
        blocks = [Paragraph("正文"), before, mark]
        marked = body_of(*blocks)
        breaks = len(list(marked.iter(f"{W}pageBreakBefore"))) + len(list(marked.iter(f"{W}sectPr"))) - 1
        assert breaks == 1, before
    assert body_of(mark)[0].find(f".//{W}pageBreakBefore") is None


def test_a_section_after_a_table_is_closed_by_a_line_one_point_high(body_of: Write) -> None:
    body = body_of(Table(GRID), Section("landscape"), Table(GRID))
    names = [etree.QName(element).localname for element in body]
    assert names == ["tbl", "p", "tbl", "p", "sectPr"]
    assert attributes(body[1].find(f".//{W}pStyle")) == {"val": "Separator"}
    assert body[1].find(f".//{W}sectPr") is not None


def test_no_document_ends_in_a_table_and_no_two_tables_touch(body_of: Write) -> None:
    names = [etree.QName(element).localname for element in body_of(Table(GRID), Table(GRID))]
    assert names == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_page_break_before_a_table_or_the_contents_opens_a_page(body_of: Write) -> None:
    for block in (Table(GRID), Contents("目录"), Heading(1, "一、概况")):
        body = body_of(Paragraph("正文"), PageBreak(), block)
        assert len(list(body.iter(f"{W}pageBreakBefore"))) == 1, block


def test_an_empty_document_is_still_one_page(body_of: Write) -> None:
    assert [etree.QName(element).localname for element in body_of()] == ["p", "sectPr"]
