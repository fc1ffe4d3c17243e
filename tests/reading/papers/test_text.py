"""What units write in words of their own."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from reading.papers.generated import STANDARD
from reading.papers.sources import paper
from ziping.documents.source import Passage
from ziping.reading.claims import Mention
from ziping.reading.papers import Extracted, about, bind, extract, outline
from ziping.reading.sentences import read_sentences


def read(*lines: str | list[list[str]]) -> Extracted:
    return extract(paper("示例县林业局", "2024年度部门整体支出绩效自评报告", *lines), STANDARD)


def figures(found: Extracted) -> dict[str, str]:
    book = found.report.figures
    return {
        f"{concept}@{stage}": value.written for concept, row in book.items() for stage, value in row.items()
    }


def bound(*lines: str) -> list[Mention]:
    source = paper("示例县林业局", "2024年度部门整体支出绩效自评报告", *lines)
    mentions = [one for block in source.passages for one in read_sentences(block.text, block.place)[0]]
    return list(bind(mentions, outline(source, STANDARD), about(source), STANDARD))


def test_staff_is_read_from_a_list_of_persons() -> None:
    found = read(
        "一、部门、单位基本情况",
        "（二）人员编制情况：本局核定编制30名，现有干部职工52人，其中在职28人，退休24人。",
    )
    assert figures(found)["staff.serving@actual"] == "28人"
    assert figures(found)["staff.retired@actual"] == "24人"
    assert "staff.total@actual" not in figures(found), "a sum is stated, the report derives it"


def test_projects_told_in_one_sentence_keep_their_three_figures_apart() -> None:
    found = read(
        "二、部门整体支出管理及使用情况",
        "2.项目支出情况",
        "（1）专项资金安排落实、总投入等情况",
        "项目支出年初预算30万元，其中：造林补助专项20万元，县财政7月下达额度15万元，本年决算支出为15万元；"
        "防火宣传专项10万元，县财政下达额度10万元，本年决算支出为9.5万元。",
    )
    assert [
        (
            one.name,
            one.initial.written,
            [part.amount.written for part in one.allotments],
            one.executed.written,
        )
        for one in found.report.projects
    ] == [
        ("造林补助专项", "20万元", ["15万元"], "15万元"),
        ("防火宣传专项", "10万元", ["10万元"], "9.5万元"),
    ]
    assert figures(found) == {"project_total@initial": "30万元"}


def test_three_public_figures_with_groups_and_persons() -> None:
    found = read(
        "二、部门整体支出管理及使用情况",
        "（三）“三公”经费使用和管理情况：2024年“三公”经费支出决算数为1.20万元。其中：公务接待费支出决算1.20万元，"
        "全年共接待来访团组8个、来宾64人次；因公出国（境）费支出决算0万元。",
    )
    assert figures(found) == {
        "three_public@executed": "1.20万元", "three_public.reception@executed": "1.20万元",
        "three_public.travel_abroad@executed": "0万元", "reception.batches@actual": "8个", "reception.people@actual": "64人次",
    }  # fmt: skip


def test_none_said_of_a_fund_is_none() -> None:
    found = read(
        "三、政府性基金预算支出情况：无政府性基金预算支出",
        "四、国有资本经营预算支出情况",
        "无国有资本经营预算支出。",
    )
    assert figures(found) == {"source.fund@executed": "无", "source.state_capital@executed": "无"}


def test_institutions_duties_problems_and_measures_become_lists() -> None:
    found = read(
        "一、部门、单位基本情况",
        "（一）机构设置情况：内设股室包括：办公室；造林股；执法股。下属单位有：林场、苗圃。",
        "（三）主要职能职责：1、组织全县造林绿化。",
        "2、监督管理森林资源。",
        "七、存在的问题及原因分析",
        "1、问题：造林进度慢。原因：雨季推迟，整地滞后。",
        "2、由于预算编制偏粗，导致年中调剂较多。",
        "八、下一步改进措施",
        "1、提前一个季度整地。",
        "2、预算细化到股室。",
    )
    report = found.report
    assert [(one.name, one.kind) for one in report.institutions] == [
        ("林场", "subordinate"), ("苗圃", "subordinate"), ("办公室", "section"), ("造林股", "section"), ("执法股", "section"),
    ]  # fmt: skip
    assert [one.text for one in report.duties] == ["组织全县造林绿化", "监督管理森林资源"]
    assert [(one.text, one.cause) for one in report.problems] == [
        ("造林进度慢", "雨季推迟，整地滞后"), ("由于预算编制偏粗，导致年中调剂较多", ""),
    ]  # fmt: skip
    assert [one.text for one in report.measures] == ["提前一个季度整地", "预算细化到股室"]


def test_a_units_own_paragraphs_are_kept_under_their_section() -> None:
    found = read(
        "二、部门整体支出管理及使用情况",
        "（一）预算执行、使用、管理总体情况",
        "大额支出集体研究，按月通报进度。",
    )
    assert found.report.narrative == {"spending.overall": "大额支出集体研究，按月通报进度。"}


def test_figures_are_bound_by_words_stage_and_year() -> None:
    said = bound(
        "二、部门整体支出管理及使用情况",
        "（二）部门预算执行情况",
        "2024年基本支出合计80.00万元，其中人员经费60.00万元，占基本支出的75%；公用经费年初预算18.00万元。"
        "2023年基本支出决算数为70.00万元。",
    )
    assert [(one.figure.written, one.concept, one.column, one.year) for one in said if one.concept] == [
        ("80.00万元", "basic", "executed", 2024),
        ("60.00万元", "personnel", "executed", 2024),
        ("18.00万元", "operating", "initial", 2024),
        ("70.00万元", "basic", "prior_executed", 2023),
    ]


def test_changes_shares_and_averages_are_not_taken_for_the_amount_itself() -> None:
    said = bound(
        "（二）部门预算执行情况",
        "基本支出比上年增加5.00万元，增长6.25%。人均公用经费0.80万元。基本支出占整体支出的80%。",
    )
    assert [one.words for one in said if one.concept] == []


def test_what_is_bound_already_stays() -> None:
    source = paper("（二）部门预算执行情况", "公用经费18.00万元。")
    mention = read_sentences("公用经费18.00万元。", source.blocks[1].place)[0][0]
    own = msgspec.structs.replace(mention, concept="thrift")
    assert bind([own], outline(source, STANDARD), about(source), STANDARD) == (own,)


def test_a_document_without_a_year_says_so() -> None:
    found = extract(paper("示例县林业局", "部门整体支出绩效自评报告"), STANDARD)
    assert [one.key for one in found.notices] == ["reading.papers.no_year"]
    assert found.report.year == 0


def test_who_filled_the_form_in_stands_on_its_last_line() -> None:
    annexed = extract(
        paper(
            "示例县林业局",
            "2024年度部门整体支出绩效自评报告",
            "附件1-2",
            "整体支出绩效自评表",
            [["预算单位名称", "示例县林业局"]],
            "填表人：王小明　　填报日期：2025年5月14日　　联系电话：13800138000",
        ),
        STANDARD,
    ).report.unit
    assert (annexed.preparer, str(annexed.filled_on), annexed.phone) == (
        "王小明",
        "2025-05-14",
        "13800138000",
    )


def test_words_right_below_a_heading_are_kept_in_its_first_section() -> None:
    found = read("（二）评价指标分析", "各项指标完成较好，资金专款专用。")
    assert found.report.narrative == {"performance.execution": "各项指标完成较好，资金专款专用。"}
    assert found.report.origins["narrative.performance.execution"] == "（二）评价指标分析"
    assert not found.notices


def test_a_handful_of_notices_is_told_and_the_rest_is_counted() -> None:
    rows = [["预算单位名称", "示例县林业局"]]
    rows += [
        ["年度预算申请", "年初预算数", "全年预算数", "全年执行数"],
        ["年度资金总额", "100", "120", "110"],
    ]
    words = "；".join(f"部门整体支出决算{amount}万元" for amount in range(201, 207))
    found = read("（二）部门预算执行情况", words + "。", "附件1-2", "整体支出绩效自评表", rows)
    assert [one.key.rpartition(".")[2] for one in found.notices] == [*["conflict"] * 3, "more"]
    assert "3 处" in str(found.notices[-1])


def test_a_chart_and_the_name_of_a_table_are_no_words_of_the_unit() -> None:
    source = paper(
        "示例县林业局",
        "2024年度部门整体支出绩效自评报告",
        "（一）预算执行、使用、管理总体情况",
        "大额支出集体研究。",
        "2024年支出情况表（单位：万元）",
        [["项目", "金额"], ["造林", "3.00"]],
        "基本支出 项目支出",
        "80.00 20.00",
    )
    drawn = [
        replace(block, role="text_box")
        if isinstance(block, Passage) and block.place.block in (6, 7)
        else block
        for block in source.blocks
    ]
    found = extract(replace(source, format="pdf", blocks=tuple(drawn)), STANDARD)
    assert found.report.narrative == {"spending.overall": "大额支出集体研究。"}


def test_the_whole_year_s_spending_is_not_the_budget_of_the_words_before() -> None:
    found = bound(
        "二、部门整体支出情况",
        "年初预算人员经费900万元；由于人员增加，全年人员经费支出1050万元。",
        "年初公用经费预算90万元，全年预算公用经费支出98万元。",
    )
    assert [(one.figure.written, one.column) for one in found] == [
        ("900万元", "initial"),
        ("1050万元", "executed"),
        ("90万元", "initial"),
        ("98万元", "adjusted"),
    ]
