"""What is only likely meant is told as a warning, and says under which condition nothing is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ziping.checking import Finding, check, describe
from ziping.documents.text import read_text
from ziping.reading import read_paper
from ziping.standards import load_standard

STANDARD = "hunan/department/2024"


def findings(text: str) -> list[Finding]:
    paper = read_paper(read_text(text.encode(), "report.txt"), STANDARD)
    checked = check(paper.report, paper.standard, None, paper=paper)
    return [each for each in checked.findings if ".claimed-" in each.rule]


@pytest.mark.parametrize(
    ("text", "rule", "zh", "en"),
    [
        ("培训经费36万元，包括师资费14万元、场地费6万元和资料费13万元。", "Q-14.claimed-sum", "没有列全", "left out"),
        (
            "一、概况\n2024年总支出3150万元。\n二、结构\n2024年工资福利支出1108.8万元，占总支出的32.5%。",
            "Q-14.claimed-share", "写在别的段落", "another paragraph",
        ),
        (
            "2024年部门整体支出年初预算1536.80万元，全年预算1720.46万元。\n2024年年初预算1720.46万元，主要安排人员经费。",
            "Q-13.claimed-equal", "另一个名目", "another label",
        ),
    ],
)  # fmt: skip
def test_it_warns_and_says_when_nothing_is_wrong(text: str, rule: str, zh: str, en: str) -> None:
    (finding,) = findings(text)
    standard = load_standard(STANDARD)

    assert (finding.rule, finding.severity, finding.verdict) == (rule, "warning", "inconsistent")
    assert zh in describe(finding, standard, "zh").remarks[0]
    assert en in describe(finding, standard, "en").remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "2024年支出1620万元，较上年的1545万元减少75万元，下降4.85%。",
        "2024年支出1620万元，比上年的1545万元下降4.85%。",
        "满意度目标值为95%，实际92.3%，超目标2.7个百分点。",
        "全年预算120万元，比年初预算100万元减少20万元。",
        "计划办案160件，实际办结168件，未完成计划8件。",
    ],
)
def test_a_change_of_the_right_size_that_goes_the_other_way_is_told_once(text: str) -> None:
    paper = read_paper(read_text(text.encode(), "report.txt"), STANDARD)
    checked = check(paper.report, paper.standard, None, paper=paper)

    told = [each.rule for each in checked.findings if each.rule.startswith(("Q-12", "Q-14", "Q-15"))]

    assert told == ["Q-15.direction"]


@pytest.mark.parametrize(
    "text",
    [
        "送审5.28亿元，审定4.86亿元，审减0.42亿元。",
        "预算50万元，实际支出49.2万元，结余0.8万元。",
        "2024年支出1545万元，比上年的1620万元增长-4.63%。",
        "支出由1620万元减少到1545万元，减少75万元。",
    ],
)
def test_a_change_that_goes_the_way_its_words_say_is_let_be(text: str) -> None:
    paper = read_paper(read_text(text.encode(), "report.txt"), STANDARD)

    assert not any(claim.turned for claim in paper.claims)


def test_what_the_words_leave_no_doubt_of_stays_an_error() -> None:
    (finding,) = findings("专项资金320万元，分别为道路养护150万元、桥梁维修120万元、标志标线60万元。")

    assert (finding.severity, finding.remarks) == ("error", ())


def test_batches_that_miss_the_sum_beside_them_are_one_fault_and_told_at_their_sum() -> None:
    whole = "示例县林业局2024年度部门整体支出绩效自评报告\n二、部门整体支出情况\n"
    sentence = (
        "造林补助：县级资金，全年预算26.11万元；下达情况为2024年3月16日以示财预〔2024〕81号下达6.92万元、"
        "2024年4月19日以示财预〔2024〕157号下达44.8万元、2024年5月14日以示财预〔2024〕93号下达14.71万元，"
        "合计下达26.11万元。"
    )
    (finding,) = findings(whole + sentence)
    assert finding.rule == "Q-14.claimed-sum"
    best = finding.explanations[0].causes[0]
    assert (best.figure.figure.written, best.value) == ("44.8万元", Fraction("4.48"))


def test_a_target_s_sign_is_no_part_of_the_reckoning() -> None:
    (finding,) = findings("入户普查：目标值≥2416人，实际完成值2261人，比目标少151人。")
    assert "≥" not in describe(finding, load_standard(STANDARD), "zh").message.rpartition("按")[2]
