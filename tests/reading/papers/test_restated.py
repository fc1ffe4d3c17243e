"""What a document says of its figures in words is data once it is extracted: composed again, each fact is said once."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from composing.reading import composed, lines
from reading.papers.generated import STANDARD
from reading.papers.sources import paper, source_of
from ziping.reading import Paper, read_paper
from ziping.report import dump_report, load_report
from ziping.workbench.demo.invented import unit

CHAPTER = ("二、部门整体支出管理及使用情况", "（二）部门预算执行情况")
BASIC = (*CHAPTER, "1.基本支出情况")
PROJECTS = (*CHAPTER, "2.项目支出情况")
PUBLIC = (CHAPTER[0], "（三）“三公”经费使用和管理情况")
STAFF = ("一、部门、单位基本情况", "（二）人员编制情况")


def read(*said: str) -> Paper:
    return read_paper(
        paper("示例县交通运输局", "2024年度部门整体支出绩效自评报告", *said), STANDARD.manifest.id
    )


def left(*said: str) -> str:
    """The unit's own words as far as they are kept."""
    return "\n".join(read(*said).to_edit.narrative.values())


SAID = {
    "a use stays with its subject": (
        BASIC,
        "2024年基本支出合计300万元，其中：人员经费200万元，占基本支出的66.67%，主要包括基本工资、津贴补贴；公用经费100万元，占33.33%，主要用于办公费。",
        "人员经费主要包括基本工资、津贴补贴；公用经费主要用于办公费。",
    ),
    "a rate that is no data keeps what it is of": (
        PUBLIC,
        "公务接待费支出决算6万元，同比下降12.5%，主要是厉行节约。",
        "公务接待同比下降12.5%，主要是厉行节约。",
    ),
    "a comparison that opens the next sentence gets its subject back": (
        BASIC,
        "2024年部门整体支出总计300万元。与2023年相比，增加20万元，主要原因是人员增加。",
        "与2023年相比，部门整体支出增加20万元，主要原因是人员增加。",
    ),
    "groups and visitors": (
        PUBLIC,
        "全年共接待来访团组10个、来宾118人次，因公出国（境）团组0个，累计0人次。我局无公务用车。",
        "我局无公务用车。",
    ),
    "of a list only what is data goes": (
        STAFF,
        "全局在职44人，退休48人，借调3人（不占编制）。",
        "借调3人（不占编制）。",
    ),
    "a project with release and spending": (
        PROJECTS,
        "航道整治专项年初预算30万元，12月下达20万元，实际支出20万元，因汛期推迟了两个月开工。",
        "因汛期推迟了两个月开工。",
    ),
    "a sentence without data stays to the letter": (
        BASIC,
        "　各股室，按月核对；超支 3 次的，通报（含 2 个站所）；",
        "各股室，按月核对；超支 3 次的，通报（含 2 个站所）；",
    ),
    "institutions": (
        ("一、部门、单位基本情况", "（一）机构设置情况"),
        "我局为一级预算单位，内设科室为：办公室；财务股；法规股。下属单位包括航道站、路政大队。实行垂直管理。",
        "实行垂直管理。",
    ),
}


@pytest.mark.parametrize("case", SAID)
def test_what_became_data_is_not_kept_in_words(case: str) -> None:
    heads, said, expected = SAID[case]
    assert left(*heads, said) == expected


def test_what_is_read_for_checking_keeps_every_word() -> None:
    said = "2024年基本支出合计300万元，其中：人员经费200万元。"
    assert said in read(*BASIC, said).report.narrative.values()


def test_a_document_extracted_and_composed_again_says_each_fact_once() -> None:
    found = read(
        *STAFF,
        "编制43人，在职44人，退休48人。",
        *PROJECTS,
        "航道整治专项年初预算31.3万元，2024年12月下达20.7万元，实际支出19.9万元。",
        "航标维护专项年初预算8.2万元，2024年3月下达8.2万元，实际支出8.1万元。",
        *PUBLIC,
        "公务接待费6.13万元，接待10批次、118人次。",
    )
    text = [line for line in lines(composed(found.to_edit, STANDARD)) if "|" not in line]
    for fact in (
        "在职44人",
        "年初预算31.30万元",
        "下达20.70万元",
        "支付19.90万元",
        "公务接待费6.13万元",
        "118人次",
    ):
        assert sum(line.count(fact) for line in text) == 1, fact
    plain = "\n".join(text)
    assert "31.3万元" not in plain
    assert "6.13万元，接待10批次" not in plain


@pytest.mark.parametrize("seed", [0, 4, 9])
def test_words_of_a_report_of_ours_are_left_alone(seed: int) -> None:
    report = unit(seed)
    again = read_paper(source_of(composed(report, STANDARD)), STANDARD.manifest.id)
    assert again.report.narrative
    assert again.to_edit.narrative == again.report.narrative


WORDS = st.sampled_from([
    "其中：", "人员经费200万元", "占基本支出的66.67%", "主要包括办公费", "航道专项17万元", "于12月份下达0万元", "决算0万元", "（含12万元、3人）",
    "接待10批次、118人次", "累计0人次", "与2023年相比", "增长5%", "①", "1、", "内设科室为：办公室；财务股", "1,234.5万元", "说明", "2024年", "",
])  # fmt: skip
MARKS = st.sampled_from(["，", "。", "；", "、", ",", "：", "\n", ""])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, MARKS), max_size=14), st.sampled_from([STAFF, BASIC, PROJECTS, PUBLIC]))
def test_whatever_is_said_nothing_is_made_up(said: list[tuple[str, str]], heads: tuple[str, ...]) -> None:
    found = read(*heads, *"".join(word + mark for word, mark in said).split("\n"))
    kept, left = found.report.narrative, found.to_edit.narrative
    assert set(left) <= set(kept)
    for key, text in left.items():
        assert text.strip()
        assert not Counter(re.findall("[0-9]+", text)) - Counter(re.findall("[0-9]+", kept[key]))
    assert load_report(dump_report(found.to_edit)) == found.to_edit
    assert {key for key in found.to_edit.origins if key.startswith("narrative.")} <= {
        f"narrative.{key}" for key in left
    }
