"""Headings, as written and as meant; what stands around the chapters."""

from __future__ import annotations

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.documents.source import Passage, Source
from ziping.figures import Place
from ziping.reading.papers import Heading, Outline, outline


def chapters(built: Outline) -> list[tuple[int, str, str]]:
    return [(one.level, one.words, one.section) for one in built.headings if one.kind != "item"]


def named(built: Outline, words: str) -> Heading:
    return next(one for one in built.headings if one.words == words)


def test_a_number_in_another_system_that_goes_on_belongs_to_the_level_it_continues() -> None:
    built = outline(
        paper(
            "六、部门整体支出绩效情况",
            "1、抓落实。全年召开调度会四次，问题当场交办。",
            "2、抓督查。每季度到乡镇督查一次，逐项销号。",
            "七、存在的问题及原因分析",
            "预算编制不够细。",
            "8、下一步改进措施",
            "把预算细化到项目。",
            "九、其他需要说明的情况",
        ),
        STANDARD,
    )
    assert chapters(built) == [
        (1, "部门整体支出绩效情况", "performance"),
        (1, "存在的问题及原因分析", "problems"),
        (1, "下一步改进措施", "measures"),
        (1, "其他需要说明的情况", "other"),
    ]
    wrong = named(built, "下一步改进措施")
    assert wrong.number is not None
    assert (wrong.number.system, wrong.number.number, wrong.number.written) == ("arabic_comma", 8, "8、")


def test_items_of_a_list_are_no_headings_but_keep_their_numbers() -> None:
    built = outline(
        paper(
            "一、下一步改进措施",
            "1、细化预算。年初把资金分解到股室，按月通报。",
            "2、强化监督。每季度抽查一次凭证，立行立改。",
        ),
        STANDARD,
    )
    items = [one for one in built.headings if one.kind == "item"]
    assert [one.number.number for one in items if one.number] == [1, 2]
    assert built.section(2) == "measures"


def test_a_heading_that_opens_its_paragraph_ends_where_the_text_begins() -> None:
    text = "1.基本支出情况：全年基本支出80.00万元。"
    built = outline(paper("（二）部门预算执行情况", text), STANDARD)
    found = named(built, "基本支出情况")
    assert (found.kind, text[found.end :]) == ("run_in", "全年基本支出80.00万元。")
    assert [one.words for one in built.path(1)] == ["部门预算执行情况", "基本支出情况"]


def test_sections_are_found_reworded_and_in_another_order() -> None:
    built = outline(
        paper(
            "一、单位概况",
            "（一）单位职能职责情况",
            "（二）机构设置及人员情况",
            "二、存在的主要问题和原因",
            "三、“三公经费”的使用与管理情况",
            "四、改进措施和下一步打算",
        ),
        STANDARD,
    )
    assert [section for _, _, section in chapters(built)][1:] == [
        "unit.duties", "unit.institutions", "problems", "spending.three_public", "measures",
    ]  # fmt: skip


def test_levels_the_file_gives_count_before_numbers() -> None:
    blocks = (
        Passage("部门、单位基本情况", Place(block=0), "heading", 1),
        Passage("机构设置", Place(block=1), "heading", 2),
        Passage("设三个股室。", Place(block=2)),
    )
    built = outline(Source("a.docx", "docx", blocks), STANDARD)
    assert [one.words for one in built.path(2)] == ["部门、单位基本情况", "机构设置"]
    assert built.section(2) == "unit.institutions"


def test_contents_title_signature_and_attachments_are_no_chapters() -> None:
    built = outline(
        paper(
            "示例县林业局",
            "2024年度部门整体支出绩效自评报告",
            "目录",
            "一、部门、单位基本情况 …………… 1",
            "二、存在的问题及原因分析 …………… 3",
            "一、部门、单位基本情况",
            "本局设四个股室。",
            "二、存在的问题及原因分析",
            "预算编制不够细。",
            "附件：1-1. 部门整体支出绩效评价基础数据表",
            "1-2. 整体支出绩效自评表",
            "示例县林业局",
            "2025年5月14日",
        ),
        STANDARD,
    )
    assert built.roles == (
        "title", "title", "contents", "contents", "contents", "heading", "body", "heading", "body",
        "attachment_list", "attachment_list", "signature", "date",
    )  # fmt: skip
    assert len(chapters(built)) == 2


def test_annexes_begin_at_their_mark_or_at_the_title_of_a_form() -> None:
    grid = [["财政供养人员情况", "编制数"], ["", "12"]]
    built = outline(
        paper(
            "一、部门、单位基本情况",
            "附件1-1",
            "部门整体支出绩效评价基础数据表",
            "填报单位：示例县林业局",
            grid,
            "部门整体支出绩效自评表",
            [["预算单位名称", "示例县林业局"]],
        ),
        STANDARD,
    )
    assert [(one.mark, one.form, one.first, one.last) for one in built.annexes] == [
        ("附件1-1", "base-data", 1, 5),
        ("", "self-evaluation", 5, 7),
    ]
    assert built.annex(4) is built.annexes[0]
    assert built.section(4) == ""


def test_an_annex_that_is_only_mentioned_is_none() -> None:
    built = outline(paper("一、其他需要说明的情况", "附件1-1数据来自决算报表。", "无其他情况。"), STANDARD)
    assert built.annexes == ()
    assert built.section(2) == "other"


def test_a_document_of_any_other_kind_has_an_outline_too() -> None:
    built = outline(paper("第一部分 单位概况", "一、主要职责", "负责林业工作。", "第二部分 决算表"))
    assert chapters(built) == [(1, "单位概况", ""), (1, "主要职责", ""), (1, "决算表", "")]
