"""The report of a fictional bureau, sentence by sentence. Figures are stated here by hand; the whole text is a snapshot."""

from __future__ import annotations

import datetime as dt

import pytest
from syrupy.assertion import SnapshotAssertion

from composing.reading import composed, lines, section
from ziping.composing import compose, gaps
from ziping.documents import Chart, Document, Heading, Paragraph
from ziping.report import Report
from ziping.scoring import score
from ziping.standards import Standard


@pytest.fixture(scope="module")
def document(rich: Report, standard: Standard) -> Document:
    return composed(rich, standard)


def test_the_whole_text_is_as_reviewed(document: Document, snapshot: SnapshotAssertion) -> None:
    text = "\n".join(lines(document))
    assert "全年预算1177.69万元，全年执行1177.69万元，预算执行率100.00%" in text
    assert text == snapshot


def test_all_ten_chapters_stand_in_their_order(document: Document) -> None:
    chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "一、部门、单位基本情况",
        "二、部门整体支出管理及使用情况",
        "三、政府性基金预算支出情况",
        "四、国有资本经营预算支出情况",
        "五、社会保险基金预算支出情况",
        "六、部门整体支出绩效情况",
        "七、存在的问题及原因分析",
        "八、下一步改进措施",
        "九、部门整体支出绩效自评结果拟应用和公开情况",
        "十、其他需要说明的情况",
    ]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        (
            "（二）人员编制",
            "实有干部职工103人，其中：在职44人，退休48人，其他人员11人。在职人员控制率为102.33%",
        ),
        ("（二）人员编制", "主要原因：政策性安置1人，占用周转编制。依据：示编办〔2024〕9号。"),
        ("（一）预算执行、使用、管理总体情况", "全年预算比年初预算增加241.02万元，相当于年初预算的25.73%。"),
        ("（一）预算执行、使用、管理总体情况", "与2023年相比，支出增加73.66万元，增长6.67%。"),
        ("（一）预算执行、使用、管理总体情况", "调减项目支出69.90万元"),
        (
            "1.基本支出情况",
            "人员经费488.45万元，占基本支出的48.51%；公用经费518.46万元，占基本支出的51.49%。",
        ),
        ("1.基本支出情况", "公用经费全年执行数为年初预算67.20万元的771.52%。主要原因：系统改革"),
        ("（2）专项资金实际使用情况", "社保基金监管专项：实际支付25.00万元，执行率100.00%。"),
        ("（三）“三公”经费使用和管理情况", "公务接待费0.77万元，全年接待10批次、118人次。"),
        ("（三）“三公”经费使用和管理情况", "为年初预算的12.83%，比上年减少0.42万元。"),
        ("（一）综合评价结论", "自评得分99.32分，评价等级为“优”。"),
        ("5.满意度指标", "分值10分，自评得分9.69分，扣0.31分。"),
        ("5.满意度指标", "回收率93.75%，满意285份，满意率95.00%。"),
        ("八、下一步改进措施", "责任股室：财务股；完成时限：2025年6月30日。"),
    ],
)
def test_sentences_say_what_the_figures_give(document: Document, heading: str, sentence: str) -> None:
    assert sentence in "\n".join(section(document, heading))


def test_a_project_tells_its_allotments_with_dates_and_papers(document: Document) -> None:
    found = section(document, "（1）专项资金安排落实、总投入等情况")
    assert (
        "事业单位公开招聘专项：县级资金，年初预算100.00万元，全年预算76.60万元；"
        "下达情况为2024年3月28日以示财行〔2024〕25号下达40.00万元、2024年12月5日以示财行〔2024〕121号下达36.60万元，"
        "合计下达76.60万元。资金主要用于笔试、面试、体检考务。"
    ) in found


def test_the_clerks_own_paragraphs_stay_to_the_letter(document: Document, rich: Report) -> None:
    own = rich.narrative["spending.projects.managed"].split("\n")
    assert [line for line in section(document, "（3）专项资金组织实施和管理情况") if line in own] == own


def test_a_texts_own_full_stop_is_not_doubled(document: Document) -> None:
    assert "。。" not in "\n".join(lines(document))
    assert "偏差原因：年中复核有39人因再就业不再符合条件。改进措施：次年按季更新困难职工台账。" in "\n".join(
        lines(document)
    )


def test_charts_show_exact_values_in_the_unit_they_name(document: Document) -> None:
    by_nature, by_project, lost = (block for block in document.blocks if isinstance(block, Chart))
    assert [(one.name, [str(value) for value in one.values]) for one in by_nature.series] == [
        ("人员经费", ["628.79", "488.45", "488.45"]),
        ("公用经费", ["67.20", "518.46", "518.46"]),
        ("项目支出", ["240.68", "170.78", "170.78"]),
    ]
    assert by_project.categories[1] == "社保基金监管专项"
    assert [str(value) for value in lost.series[0].values] == ["0.00", "0.00", "0.37", "0.00", "0.31"]


def test_the_end_lists_the_annexes_and_signs(document: Document) -> None:
    ends = [
        (block.role, block.text)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.role != "body"
    ]
    listed = [text for role, text in ends if role == "attachment_list"]
    assert listed == ["附件：1-1. 部门整体支出绩效评价基础数据表", "1-2. 整体支出绩效自评表"]
    assert ("signature", "示例县人力资源和社会保障局") in ends
    assert ("date", "2025年5月14日") in ends


def test_nothing_is_left_to_fill_in_a_full_report(document: Document) -> None:
    assert gaps(document) == ()


def test_the_file_carries_the_day_it_is_given(rich: Report, standard: Standard) -> None:
    card = score(rich, standard)
    day = dt.date(2025, 6, 1)
    assert compose(rich, standard, card, created=day).metadata.created.date() == day
    assert compose(rich, standard, card).metadata.created.date() == dt.date(2025, 5, 14)
