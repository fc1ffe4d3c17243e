"""Saved web pages: what is text and what only surrounds it, tables and page layout, broken pages."""

from __future__ import annotations

import pytest

from ziping.documents.html import read_html, read_mhtml
from ziping.documents.html.pruning import is_furniture
from ziping.documents.source import Grid
from ziping.wording import InputError

PARAGRAPH = "2024年部门整体支出总计1176.69万元，其中：基本支出658.22万元，占55.93%。"
TABLE = "<table border=1><tr><td>项目<td>预算数<td>决算数<tr><td>公务接待<td>6<td>0.77</table>"


def texts(page: str) -> list[str]:
    return [passage.text for passage in read_html(page.encode(), "页.html").passages]


def grids(page: str) -> list[Grid]:
    return list(read_html(page.encode(), "页.html").grids)


def cells(page: str) -> list[tuple[int, int, int, int, str]]:
    (grid,) = grids(page)
    return [(cell.row, cell.column, cell.row_span, cell.col_span, cell.text) for cell in grid.cells]


def test_a_page_of_an_official_site_gives_its_text_only() -> None:
    page = f"""<!DOCTYPE html><html><head><title>自评</title><script>var total = 1177.69;</script><style>.a{{}}</style></head>
    <body><div class="topbar"><a href=/>首页</a><a href=/>政务公开</a><a href=/>办事服务</a></div>
    <div id="dqwz">您现在的位置：<a href=/>首页</a> &gt; <a href=/>财政信息</a> &gt; 绩效评价</div>
    <form><input type=hidden value=999.99><table width=1000><tr>
      <td><ul><li><a href=1>部门预算</a><li><a href=2>部门决算</a><li><a href=3>绩效评价</a></ul></td>
      <td><h1>2024年度自评报告</h1>
      <div class=info>来源：示例县财政局　发布时间：2025-05-20　浏览次数：1234次　【字体：大 中 小】</div>
      <div id=zoom><p>{PARAGRAPH}</p><p>单位：万元</p>{TABLE}<p style="display: none">123.45</p></div>
      <div class=share>分享到：<a>微信</a></div><p>【打印本页】【关闭窗口】</p><p>上一篇：<a href=x>2023年度自评报告</a></p></td>
    </tr></table></form>
    <div class=footer><p>版权所有：示例县人民政府 电话 0000-1234567</p><p>示ICP备12345678号</p></div></body></html>"""
    assert texts(page) == ["2024年度自评报告", PARAGRAPH, "单位：万元"]
    assert [cell.text for cell in grids(page)[0].cells] == [
        "项目",
        "预算数",
        "决算数",
        "公务接待",
        "6",
        "0.77",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "【打印本页】 【关闭窗口】",
        "打印 | 关闭窗口",
        "字体：[大 中 小]",
        "当前位置：首页 > 信息公开 > 正文",
        "首页 > 政务公开 > 财政",
        "浏览次数：[ 123 ] 次",
        "上一篇：没有了",
        "示ICP备12345678号-1",
        "分享到：",
        "相关链接",
    ],
)
def test_what_every_page_says_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "位置优越，交通便利。",
        "大力推进就业工作，发放补贴123万元。",
        "关闭高耗能企业3家。",
        "下载人社App的群众达12万人次。",
        "打印费2.3万元。",
        "分享就业服务经验的单位有5家。",
        "上级补助收入12万元",
        "登录平台办理业务4.2万人次",
        PARAGRAPH,
    ],
)
def test_sentences_of_a_report_are_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_much_text_in_a_box_called_top_is_kept() -> None:
    assert texts(f"<div class=top>{f'<p>{PARAGRAPH}</p>' * 9}</div><p>完</p>") == [PARAGRAPH] * 9 + ["完"]


def test_the_title_of_the_text_is_kept_wherever_its_box_says_it_stands() -> None:
    page = f"<div class=head><h1>2024年度自评报告</h1></div><div class=top><h1><a href=/>示例县人民政府</a></h1></div>{f'<p>{PARAGRAPH}</p>' * 9}"
    assert texts(page) == ["2024年度自评报告", *[PARAGRAPH] * 9]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gbk"),
        ("gb2312", "utf-8"),
        ("", "gbk"),
    ],
)
def test_the_declared_encoding_is_believed_only_where_it_makes_sense(declared: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{PARAGRAPH}镕</p></body></html>'
    (passage,) = read_html(page.encode(encoding), "页.html").passages
    assert passage.text == PARAGRAPH + "镕"


@pytest.mark.parametrize("declared", ["hex", "rot13", "undefined", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_an_encoding_that_no_chinese_page_has_is_not_believed(declared: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{PARAGRAPH}</p></body></html>'
    (passage,) = read_html(page.encode(encoding), "页.html").passages
    assert passage.text == PARAGRAPH


def test_a_western_page_is_read_as_browsers_read_it() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>\u2019\u00e9t\u00e9 \u2013 &#24180;</p></body></html>'
    (passage,) = read_html(page.encode("cp1252"), "页.html").passages
    assert passage.text == "\u2019\u00e9t\u00e9 \u2013 年"


def test_headings_have_their_level() -> None:
    page = "<h2>一、基本情况</h2><p class=MsoHeading3>（一）机构</p><p style='mso-outline-level:2'>（二）人员</p><p class=MsoTitle>报告</p>"
    found = [(one.role, one.level, one.text) for one in read_html(page.encode(), "页").passages]
    assert found == [
        ("heading", 2, "一、基本情况"),
        ("heading", 3, "（一）机构"),
        ("heading", 2, "（二）人员"),
        ("title", 0, "报告"),
    ]


def test_spans_are_placed_as_a_browser_places_them() -> None:
    page = "<table><tr><td rowspan=2>项目<td colspan=2>2024年<tr><td>预算<td>决算<tr><td>接待<td>6<td>0.77</table>"
    assert cells(page)[:4] == [
        (0, 0, 2, 1, "项目"),
        (0, 1, 1, 2, "2024年"),
        (1, 1, 1, 1, "预算"),
        (1, 2, 1, 1, "决算"),
    ]


def test_a_span_to_the_end_of_the_world_stays_inside_the_table() -> None:
    page = "<table>" + "<tr><td rowspan=99999 colspan=1000>甲<td>1" * 300 + "</table>"
    source = read_html(page.encode(), "页")
    (grid,) = source.grids
    assert grid.rows == 300
    assert [notice.key for notice in source.notices] == ["documents.html.table_cut"]


@pytest.mark.parametrize("span", ["0", "-1", "两", "", "2.5", "٣"])
def test_a_span_that_is_no_number_is_one_or_the_rest(span: str) -> None:
    page = f'<table><tr><td rowspan="{span}">甲<td>1<tr><td>2<td>3</table>'
    assert grids(page)[0].columns in (2, 3)


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    page = f"<table><tr><td>{'<p>' + PARAGRAPH + '</p>'}{TABLE}</td></tr></table>"
    assert texts(page) == [PARAGRAPH]
    assert [grid.rows for grid in grids(page)] == [2]


def test_a_table_inside_a_cell_knows_where_it_stands() -> None:
    outer = "<table border=1><tr><td>项目<td>说明<tr><td>甲<td>" + TABLE + "<tr><td>乙<td>丙</table>"
    first, second = grids(outer)
    assert second.inside == (first.place.block, 1, 1)
    assert "公务接待" not in "".join(cell.text for cell in first.cells)


def test_blank_nought_and_dash_stay_apart() -> None:
    page = "<table><tr><td>甲<td><td>0<td>——<td>&nbsp;</table>"
    assert [cell[4] for cell in cells(page)] == ["甲", "", "0", "——", ""]


def test_paragraphs_parted_by_breaks_are_paragraphs() -> None:
    page = f"<div>　　一、基本情况<br>　　（一）机构设置<br><br>{PARAGRAPH}<br/>附件1-1</div>"
    assert texts(page) == ["　　一、基本情况", "　　（一）机构设置", PARAGRAPH, "附件1-1"]


def test_a_break_inside_a_sentence_does_not_end_it() -> None:
    assert texts("<p>我局共有9个业务股室，在职<br>44人。</p>") == ["我局共有9个业务股室，在职\n44人。"]


def test_source_lines_end_where_they_end_without_a_blank_between_chinese_words() -> None:
    assert texts("<p>部门整体\n   支出 1176.69\n万元</p>") == ["部门整体支出 1176.69 万元"]


def test_blanks_before_the_end_of_a_source_line_are_one_blank() -> None:
    assert texts("<p>填表人：某某某      \n填报日期：2025年5月14日</p>") == [
        "填表人：某某某 填报日期：2025年5月14日"
    ]


def test_numbers_of_a_list_are_shown_as_generated() -> None:
    found = read_html("<ol start=3><li>加强管理<li>提高效率<li value=9>其他</ol>".encode(), "页").passages
    assert [(one.text, one.generated) for one in found] == [
        ("3. 加强管理", 3),
        ("4. 提高效率", 3),
        ("9. 其他", 3),
    ]


def test_the_number_of_an_item_without_words_is_not_that_of_what_follows() -> None:
    assert texts("<ol><li></li><li>甲</li><li><img></li></ol><p>正文</p>") == ["2. 甲", "正文"]


def test_a_page_saved_by_word_is_read() -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><div class=WordSection1>"
        "<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>"
        "<span lang=EN-US>2024</span>年支出<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>"
    )
    assert texts(page) == ["1.2024年支出"]


def test_frames_that_were_not_saved_are_told() -> None:
    source = read_html(f'<body><p>{PARAGRAPH}</p><iframe src="fj.html"></iframe></body>'.encode(), "页")
    assert [notice.key for notice in source.notices] == ["documents.html.frames"]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><script>1</script>", "<p>&nbsp;</p>", "<div>" * 90_000 + "钱"]
)
def test_a_page_without_text_says_what_to_do(page: str) -> None:
    with pytest.raises(InputError, match="另存为"):
        read_html(page.encode(), "页.html")


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PARAGRAPH}",
        f"<table><tr><td>{PARAGRAPH}",
        f"<b><p>{PARAGRAPH}</b></p></div></td>",
        f"<?xml version='1.0' encoding='gbk'?><html><body>{PARAGRAPH}</html>",
        f"<p>{PARAGRAPH}\x02</p>",
        f"<!-- <p>注</p> --><p>{PARAGRAPH}</p>",
    ],
)
def test_a_broken_page_is_read_as_a_browser_would(page: str) -> None:
    assert [one.strip() for one in texts(page)] == [PARAGRAPH]


def test_a_page_saved_as_one_file_is_read() -> None:
    import base64

    body = base64.encodebytes(f"<html><body><p>{PARAGRAPH}</p></body></html>".encode("gbk")).decode()
    page = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{body}\r\n--B--\r\n"
    )
    (passage,) = read_mhtml(page.encode(), "页.mht").passages
    assert passage.text == PARAGRAPH
