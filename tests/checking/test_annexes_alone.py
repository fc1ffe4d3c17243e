"""Annexes filed without their report: what only the text could say is not held against the unit, and is listed."""

from __future__ import annotations

from ziping.checking import Checked, check, reason_said
from ziping.documents.text import read_text
from ziping.reading import read_paper
from ziping.scoring import score

HUNAN = "hunan/department/2024"
ANNEX = (
    "附件1-1\n部门整体支出绩效评价基础数据表\n填报单位：示例县统计局 单位：万元\n"
    "财政供养人员情况\t编制数\t2024年实际在职人数\t控制率\n\t43\t44\t102.33%\n"
    "经费控制情况\t2023年决算数\t2024年预算数\t2024年决算数\n"
    "三公经费\t1.19\t6\t0.77\n3、公务接待\t1.19\t6\t0.77\n"
    "公用经费\t30.02\t20.50\t61.40\n其中：办公费\t3.10\t2\t9.20\n"
)
TEXT = "二、部门整体支出管理及使用情况\n2024年支出按预算执行，资金使用规范。\n\n"
EXPLAINED = {
    "Q-22.unused",
    "Q-23.over-budget",
    "Q-23.year-on-year",
    "Q-23.part-over-budget",
    "Q-24.over-staffed",
}


def checked(text: str) -> Checked:
    paper = read_paper(read_text(text.encode(), "附件.txt"), HUNAN)
    return check(
        paper.report, paper.standard, score(paper.report, paper.standard), paper=paper, explain=False
    )


def test_annexes_alone_are_not_asked_for_explanations() -> None:
    found = checked(ANNEX)
    assert EXPLAINED.isdisjoint(finding.rule for finding in found.findings)
    assert {answer.rule for answer in found.not_checked if answer.why == "no_text"} >= EXPLAINED


def test_with_the_text_of_the_report_they_are() -> None:
    assert {finding.rule for finding in checked(TEXT + ANNEX).findings} >= EXPLAINED
    assert not [answer for answer in checked(TEXT + ANNEX).not_checked if answer.why == "no_text"]


def test_what_was_not_checked_for_want_of_the_text_says_so() -> None:
    found = checked(ANNEX)
    answer = next(each for each in found.not_checked if each.why == "no_text")
    standard = read_paper(read_text(ANNEX.encode(), "附件.txt"), HUNAN).standard
    assert "只有附表" in reason_said(answer, standard, "zh")
    assert "annexes alone" in reason_said(answer, standard, "en")
    assert found.summary.not_checked >= len(EXPLAINED)


def test_contradictions_within_the_annexes_are_still_told() -> None:
    wrong = ANNEX.replace("三公经费\t1.19\t6\t0.77", "三公经费\t1.19\t6\t0.17")
    rules = {finding.rule for finding in checked(wrong).findings}
    assert any(rule.startswith("Q-14") for rule in rules), rules
