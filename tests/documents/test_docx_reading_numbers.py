"""Automatic numbers of a Word document, as Word would show them."""

from __future__ import annotations

import pytest

from documents.word_files import p, read, t, tbl, tc, texts, tr
from ziping.documents.docx.reader.numerals import spelled


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def item(text: str, at: int = 0, num: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>')


NOTHING = '<w:suff w:val="nothing"/>'
REPORT = (
    level(0, "chineseCountingThousand", "%1、", NOTHING)
    + level(1, "chineseCounting", "（%2）", NOTHING)
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%2.%3.%4", '<w:isLgl/><w:suff w:val="space"/>')
)


def test_the_outline_of_a_report() -> None:
    body = (
        item("基本情况")
        + item("机构", 1)
        + item("人员", 1)
        + item("在职", 2)
        + item("预算")
        + item("收入", 1)
        + item("拨款", 2)
        + item("明细", 3)
    )
    source = read(body, numbering=numbering(REPORT))
    assert texts(source) == [
        "一、基本情况",
        "（一）机构",
        "（二）人员",
        "1. 在职",
        "二、预算",
        "（一）收入",
        "1. 拨款",
        "2.1.1.1 明细",
    ]
    assert [passage.generated for passage in source.passages] == [2, 3, 3, 3, 2, 3, 3, 8]


def test_a_level_that_was_skipped_shows_where_it_would_begin() -> None:
    levels = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")
    assert texts(read(item("甲", 1) + item("乙", 1), numbering=numbering(levels))) == ["1.1 甲", "1.2 乙"]


def test_lists_of_one_definition_go_on_unless_told_to_start_anew() -> None:
    nums = "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for num, more in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        )
    )
    body = item("甲") + item("乙", num=2) + item("丙", num=3) + item("丁", num=3)
    found = texts(read(body, numbering=numbering(level(0, "decimal", "%1、", NOTHING), nums)))
    assert found == ["1、甲", "2、乙", "1、丙", "2、丁"]


def test_a_list_may_override_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.", NOTHING, start=4)}</w:lvlOverride>'
    nums = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    assert texts(read(item("甲"), numbering=numbering(level(0, "decimal", "%1"), nums))) == ["IV.甲"]


def test_a_level_may_go_on_over_the_one_above() -> None:
    levels = level(0, "decimal", "%1.", NOTHING) + level(
        1, "decimal", "(%2)", NOTHING + '<w:lvlRestart w:val="0"/>'
    )
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert texts(read(body, numbering=numbering(levels))) == ["1.甲", "(1)乙", "2.丙", "(2)丁"]


def test_a_style_may_number_and_a_paragraph_may_refuse() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="linked"><w:name w:val="连到第二级"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "chineseCounting", "%1、", NOTHING) + level(
        1, "decimal", "%2、", NOTHING + '<w:pStyle w:val="linked"/>'
    )
    body = (
        p("甲", '<w:pStyle w:val="1"/>')
        + p("乙", '<w:pStyle w:val="2"/>')
        + p("丙", '<w:pStyle w:val="linked"/>')
        + p("不编号", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丁", '<w:pStyle w:val="1"/>')
    )
    assert texts(read(body, styles=styles, numbering=numbering(levels))) == [
        "一、甲",
        "1、乙",
        "2、丙",
        "不编号",
        "二、丁",
    ]


def test_a_list_style_leads_to_its_definition() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="list"><w:name w:val="清单"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    made = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="list"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="list"/>{level(0, "decimal", "第%1条")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(read(item("甲"), styles=styles, numbering=made)) == ["第1条 甲"]


def test_row_numbers_in_a_table_are_read_without_their_blank() -> None:
    rows = "".join(tr(tc(item("")), tc(name)) for name in ("甲", "乙"))
    (grid,) = read(tbl(rows), numbering=numbering(level(0, "decimal", "%1"))).grids
    assert [(cell.text, cell.generated) for cell in grid.cells] == [("1", 1), ("甲", 0), ("2", 1), ("乙", 0)]


def test_a_deleted_paragraph_does_not_count() -> None:
    gone = p(
        f"<w:del>{t('删')}</w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    body = item("甲") + gone + item("乙")
    assert texts(read(body, numbering=numbering(level(0, "decimal", "%1.", NOTHING)))) == ["1.甲", "2.乙"]


def test_a_bullet_of_a_symbol_font_is_a_bullet() -> None:
    made = numbering(level(0, "bullet", "\uf06c"))
    assert texts(read(item("甲"), numbering=made)) == ["• 甲"]


def test_a_list_that_is_not_there_numbers_nothing() -> None:
    assert texts(read(item("甲", num=9), numbering=numbering(REPORT))) == ["甲"]
    assert texts(read(item("甲"))) == ["甲"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (100, "chineseCounting", "一○○"),
        (100, "chineseCountingThousand", "一百"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (2024, "ideographDigital", "二〇二四"),
        (15, "chineseLegalSimplified", "壹拾伍"),
        (3, "ideographTraditional", "丙"),
        (13, "ideographZodiac", "子"),
        (1, "decimalEnclosedCircle", "①"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (36, "decimalEnclosedCircle", "㊱"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (3, "none", ""),
        (3, "某种新格式", "3"),
        (0, "ideographTraditional", "0"),
    ],
)
def test_numbers_are_spelled(value: int, form: str, shown: str) -> None:
    assert spelled(value, form) == shown
