"""Paragraphs of a Word document: what a reader sees, no more and no less."""

from __future__ import annotations

import pytest

from documents.word_files import box, docx, keys, p, passages, read, t, tbl, tc, texts, tr
from ziping.documents import read_docx
from ziping.documents.source import Grid

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (t("决算支出") + t("1176.69") + t("万元"), "决算支出1176.69万元"),
        ("<w:r><w:t>  两头的空格不显示  </w:t></w:r>", "两头的空格不显示"),
        ("<w:r><w:t>折行\n也是空格</w:t></w:r>", "折行 也是空格"),
        (
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>",
            "甲\t乙\n丙\n丁",
        ),
        ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>号</w:t></w:r>", "2024-1号"),
        ('<w:r><w:br w:type="page"/><w:t>附件1-1</w:t></w:r>', "附件1-1"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', "☑是"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/><w:t>否</w:t></w:r>', "□否"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>85%</w:t></w:r>', "≥85%"),
        ('<w:r><w:sym w:font="某字体" w:char="F041"/></w:r>', "\ufffd"),
        (f'<w:hyperlink r:id="x">{t("链接")}</w:hyperlink>', "链接"),
        (f"<w:smartTag>{t('2024年')}<w:smartTag>{t('12月')}</w:smartTag></w:smartTag>", "2024年12月"),
        ('<w:bookmarkStart w:id="0" w:name="_GoBack"/>' + t("正文") + '<w:bookmarkEnd w:id="0"/>', "正文"),
        ("<m:oMath><m:f><m:num><m:r><m:t>658.22</m:t></m:r></m:num></m:f></m:oMath>", "658.22"),
        (f"<w:r><w:ruby><w:rt>{t('zī')}</w:rt><w:rubyBase>{t('资')}</w:rubyBase></w:ruby></w:r>", "资"),
        ("<!-- 注释 --><?pi?>" + t("正文"), "正文"),
        (
            (
                '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:t>新</w:t></mc:Choice>'
                "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            "旧",
        ),
    ],
)
def test_a_paragraph_reads_as_it_is_shown(runs: str, shown: str) -> None:
    assert texts(read(p(runs))) == [shown]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (t("第") + BEGIN + code("PAGE") + SEPARATE + t("3") + END + t("页"), "第3页"),
        (f'<w:fldSimple w:instr=" DATE ">{t("2025年5月")}</w:fldSimple>', "2025年5月"),
        (BEGIN + code("IF ") + BEGIN + code("X") + SEPARATE + t("1") + END + SEPARATE + t("是") + END, "是"),
        (BEGIN + code("XE 预算") + END + t("预算"), "预算"),
        (t("没有结束的域") + BEGIN + t("1176.69万元"), "没有结束的域1176.69万元"),
        (t("没有开始的域") + SEPARATE + t("1176.69") + END + t("万元"), "没有开始的域1176.69万元"),
    ],
)
def test_a_field_shows_its_result_and_not_its_code(runs: str, shown: str) -> None:
    assert texts(read(p(runs))) == [shown]


def test_a_table_of_contents_is_not_read_as_headings_twice() -> None:
    by_field = p(BEGIN + code(r' TOC \o "1-3" ') + SEPARATE + t("一、基本情况\t1")) + p(
        t("二、预算\t2") + END
    )
    by_control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>" + p("目录") + p("一、基本情况 1") + "</w:sdtContent></w:sdt>"
    )
    styled = p("一、基本情况\t1", '<w:pStyle w:val="10"/>')
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    for contents in (by_field, by_control, styled):
        assert texts(read(contents + p("一、基本情况"), styles=styles)) == ["一、基本情况"]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="wps"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="level"><w:name w:val="三级"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="undone"><w:name w:val="不算"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="t2"><w:name w:val="公文标题"/><w:basedOn w:val="t"/></w:style>
<w:style w:type="paragraph" w:styleId="author"><w:name w:val="Author"/><w:basedOn w:val="t"/></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="loop2"><w:name w:val="环2"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="hidden"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="dark"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "role", "level"),
    [
        ("", "body", 0),
        ('<w:pStyle w:val="1"/>', "heading", 1),
        ('<w:pStyle w:val="wps"/>', "heading", 2),
        ('<w:pStyle w:val="mine"/>', "heading", 1),
        ('<w:pStyle w:val="level"/>', "heading", 3),
        ('<w:pStyle w:val="undone"/>', "body", 0),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', "body", 0),
        ('<w:outlineLvl w:val="3"/>', "heading", 4),
        ('<w:outlineLvl w:val="多少"/>', "body", 0),
        ('<w:pStyle w:val="t"/>', "title", 0),
        ('<w:pStyle w:val="t2"/>', "title", 0),
        ('<w:pStyle w:val="author"/>', "body", 0),
        ('<w:pStyle w:val="c"/>', "caption", 0),
        ('<w:pStyle w:val="loop"/>', "body", 0),
        ('<w:pStyle w:val="没有这个样式"/>', "body", 0),
    ],
)
def test_headings_are_told_by_style_and_outline_level(properties: str, role: str, level: int) -> None:
    (passage,) = read(p("一、基本情况", properties), styles=STYLES).passages
    assert (passage.role, passage.level) == (role, level)


def test_hidden_text_is_left_out_and_said() -> None:
    body = (
        p(t("可见") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不可见</w:t></w:r>")
        + p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>仍可见</w:t></w:r>')
        + p('<w:r><w:rPr><w:rStyle w:val="dark"/></w:rPr><w:t>字符样式</w:t></w:r>')
        + p("段落样式", '<w:pStyle w:val="hidden"/>')
    )
    source = read(body, styles=STYLES)
    assert texts(source) == ["可见", "仍可见"]
    assert [(notice.key, notice.args) for notice in source.notices] == [
        ("documents.docx.hidden", {"count": 11})
    ]


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    body = (
        p(t("决算") + f"<w:del>{t('1177.69')}</w:del><w:ins>{t('1176.69')}</w:ins>" + t("万元"))
        + p(f"<w:moveFrom>{t('移走')}</w:moveFrom>" + t("余下"))
        + p(f"<w:moveTo>{t('移来')}</w:moveTo>")
        + p(t("两段"), "<w:rPr><w:del/></w:rPr>")
        + p(t("并成一段"))
        + tbl(tr(tc("留")), tr(tc("删"), properties="<w:del/>"))
    )
    source = read(body)
    assert texts(source) == ["决算1176.69万元", "余下", "移来", "两段并成一段"]
    assert next(source.grids).rows == 1
    assert [(notice.key, notice.args) for notice in source.notices] == [
        ("documents.docx.tracked", {"inserted": 2, "deleted": 3})
    ]


def test_a_drop_cap_belongs_to_its_paragraph() -> None:
    body = p("决", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p("算支出1176.69万元。")
    assert texts(read(body)) == ["决算支出1176.69万元。"]


def test_an_unfilled_control_and_a_picture_are_said() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('单击此处输入文字')}</w:sdtContent></w:sdt>"
    picture = "<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>"
    source = read(p(control) + p(picture) + '<w:altChunk r:id="x"/>')
    assert texts(source) == ["单击此处输入文字"]
    assert keys(source) == [
        "documents.docx.placeholders",
        "documents.docx.pictures",
        "documents.docx.outside",
    ]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    source = read(p(t("前") + box(p("框内") + tbl(tr(tc("框内表")))) + t("后")) + p("下一段"))
    assert [(one.text, one.role) for one in source.passages] == [
        ("前后", "body"),
        ("框内", "text_box"),
        ("下一段", "body"),
    ]
    assert [grid.place.part for grid in source.grids] == ["text_box"]


def test_a_text_box_inside_a_field_is_shown() -> None:
    assert texts(read(p(BEGIN + code("SHAPE ") + box(p("框内")) + SEPARATE + t("结果") + END))) == [
        "结果",
        "框内",
    ]


def test_notes_comments_headers_and_footers_follow_the_body() -> None:
    body = p(t("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr></w:pPr></w:p>'
        '<w:sectPr><w:headerReference w:type="default" r:id="header2"/><w:headerReference r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    source = read(
        body,
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote><w:footnote w:id="2">{p("脚注")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
        comments=f'<w:comment w:id="7">{p("批注")}</w:comment>',
        header1=p("页眉"),
        header2=p("页眉"),
        footer1=p("第1页"),
    )
    assert [(one.text, one.role, one.place.part) for one in source.passages] == [
        ("正文", "body", None),
        ("脚注", "footnote", "footnote 2"),
        ("尾注", "footnote", "endnote 1"),
        ("批注", "comment", "comment 7"),
        ("页眉", "header", "header"),
        ("第1页", "footer", "footer"),
    ]


def test_places_count_the_blocks() -> None:
    source = read(p("") + p("甲") + tbl(tr(tc("表"))) + p("  ") + p("乙"))
    assert [block.place.block for block in source.blocks] == [0, 1, 2]
    assert isinstance(source.blocks[1], Grid)


def test_wrapped_blocks_are_read_in_order() -> None:
    wrapped = f"<w:customXml>{p('乙')}</w:customXml><w:ins>{p('丙')}</w:ins>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{wrapped}{tbl(tr(tc('丁')))}</w:sdtContent></w:sdt>"
    source = read(p("甲") + control)
    assert texts(source) == ["甲", "乙", "丙"]
    assert len(list(source.grids)) == 1


def test_strict_names_and_utf_16_are_read_alike() -> None:
    from documents.word_files import WORD, package, parts

    made = parts(p("一、基本情况", '<w:outlineLvl w:val="0"/>') + tbl(tr(tc("表"))))
    usual = read_docx(package(made), "report.docx")
    strict = str(made["word/document.xml"]).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    wide = ('<?xml version="1.0" encoding="UTF-16"?>' + str(made["word/document.xml"])).encode("utf-16")
    for document in (strict, wide):
        assert read_docx(package(made | {"word/document.xml": document}), "report.docx") == usual


def test_the_main_part_may_have_any_name() -> None:
    from documents.word_files import package, parts

    made = parts(p("正文"))
    made["word/document2.xml"] = made.pop("word/document.xml")
    made["_rels/.rels"] = str(made["_rels/.rels"]).replace('"word/document.xml', '"/word/document2.xml')
    assert texts(read_docx(package(made), "report.docx")) == ["正文"]


def test_roles_of_boxes_in_a_header_stay_header() -> None:
    body = p("正文") + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    source = read_docx(docx(body, header1=p(box(p("框中页眉")))), "report.docx")
    assert [one.text for one in passages(source, "header")] == ["框中页眉"]
