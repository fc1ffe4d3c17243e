"""Finished reports in other counties' words: what must be found in them, and what must be left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ziping.checking import Checked, Exactly, check
from ziping.documents.text import read_text
from ziping.reading import read_paper
from ziping.scoring import score

HUNAN = "hunan/department/2024"
SOUND = """示例县水利局2024年度部门整体支出绩效自评报告

一、部门（单位）基本情况
（一）机构设置
内设办公室、计划财务股、水资源股等3个股室，下设水库管理所、河道管理站2个二级机构。
（二）人员编制
2024年末编制数68名，实有在职人员65人，退休人员41人，在职人员控制率95.59%。
二、部门整体支出管理及使用情况
（一）部门整体收支情况
2024年年初预算数为1,865.32万元，调整后预算数为2,431.08万元，决算数为2,398.56万元，预算执行率98.66%。
（二）基本支出情况
2024年基本支出1205.44万元，较上年1163.20万元增加42.24万元，增长3.63%，主要是人员工资调标。
三、政府性基金预算支出情况
2024年政府性基金预算支出86万元，用于水库移民后期扶持。
四、国有资本经营预算支出情况
2024年无国有资本经营预算支出。
五、社会保险基金预算支出情况
2024年无社会保险基金预算支出。
六、部门整体支出绩效情况
全年清淤扩容山塘52座，完成率104%。自评得分96.5分，等次为“优”。
七、存在的主要问题
（一）预算编制不够精准，全年追加565.76万元，占年初预算的30.33%。
八、下一步改进措施
（一）提高预算编制质量，计划财务股牵头，2025年9月底前完成项目库论证。
九、绩效自评结果应用和公开情况
自评结果将作为编制2026年预算的依据，并于2025年6月30日前在县政府门户网站公开。
十、其他需要说明的情况
无。
"""


def checked(text: str) -> Checked:
    paper = read_paper(read_text(text.encode(), "报告.txt"), HUNAN)
    return check(
        paper.report, paper.standard, score(paper.report, paper.standard), paper=paper, explain=False
    )


def found(text: str) -> set[str]:
    return {finding.rule for finding in checked(text).findings if finding.counted}


def test_a_sound_text_lacks_nothing_but_its_annexes() -> None:
    assert found(SOUND) == {"Q-01.annex"}


def test_what_only_an_annex_could_say_depends_on_the_missing_annex() -> None:
    thrift = next(finding for finding in checked(SOUND).findings if finding.rule == "Q-02.thrift")
    assert thrift.depends_on == ("Q-01.annex",)


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("等次为“优”", "等次为“良”", "Q-42.grade-said"),
        ("较上年1163.20万元", "较2024年", "Q-05.same-year"),
        ("预算编制不够精准，全年追加565.76万元，占年初预算的30.33%。", "暂无", "Q-06.said"),
        ("，计划财务股牵头，2025年9月底前完成项目库论证", "", "Q-46.owner-said"),
        ("并于2025年6月30日前在县政府门户网站公开。", "", "Q-51.disclosure-said"),
        ("自评结果将作为编制2026年预算的依据，并", "", "Q-51.use-said"),
        ("增长3.63%", "增长3.36%", "Q-15.claimed-growth"),
        ("预算执行率98.66%", "预算执行率89.66%", "Q-12.claimed-rate"),
        ("等3个股室", "等3个股室，资金在12月份下达", "Q-25.late-said"),
        ("主要是人员工资调标。", "其中住房公积金其他工作福利支出。", "Q-54.slip"),
    ],
)
def test_one_slip_in_a_sound_text_is_found(right: str, wrong: str, rule: str) -> None:
    assert right in SOUND
    assert rule in found(SOUND.replace(right, wrong))


@pytest.mark.parametrize(
    "words",
    [
        "以及需要",
        "自己经办",
        "沟通迅速",
        "已经废止",
        "公园满意度",
        "既要求数量又要求质量",
        "按排名先后",
        "修复盖板",
        "选拔给予",
    ],
)
def test_right_words_that_hold_a_slip_by_chance_are_left_alone(words: str) -> None:
    assert "Q-54.slip" not in found(f"群众反映{words}的情况。")


def test_a_name_left_out_for_privacy_is_no_placeholder() -> None:
    assert "Q-07.placeholder" not in found("填表人：某某某　填报日期：2025年5月14日")
    assert "Q-07.placeholder" in found("由某某股负责落实。")


def test_spending_beside_a_budget_of_the_same_year_is_no_year_compared_with_itself() -> None:
    assert "Q-05.same-year" not in found("2024年支出决算5.28万元，比2024年预算减少0.72万元。")
    assert "Q-05.same-year" not in found(
        "2026年购置费0万元，与2025年预算持平；其中公务用车运行费9.98万元，与2025年预算持平。"
    )


def test_a_rate_is_of_the_budget_as_it_was_changed_unless_it_says_otherwise() -> None:
    text = "年初预算100万元，调整预算120万元，支出决算90万元，"
    wrong = [checked(f"{text}{said}80%。") for said in ("预算执行率", "完成年初预算的")]
    computed = [
        next(one.computed for one in found.findings if one.rule == "Q-12.claimed-rate") for found in wrong
    ]
    assert computed == [Exactly(Fraction(75, 100), "%"), Exactly(Fraction(90, 100), "%")]


@pytest.mark.parametrize(
    "words",
    [
        "自评得分96.5分。从评价结果中可以看出，培训场次少于计划。",
        "自评得分96.5分，评为优质服务窗口。",
        "自评得分96.5分，资金结果差异较小。",
    ],
)
def test_words_that_only_hold_the_name_of_a_grade_name_none(words: str) -> None:
    assert "Q-42.grade-said" not in found(SOUND.replace("自评得分96.5分，等次为“优”。", words))


@pytest.mark.parametrize("words", ["等次为良好", "评价等级为“良”", "自评结果：良", "评为中等"])
def test_a_grade_by_another_name_is_still_one(words: str) -> None:
    assert "Q-42.grade-said" in found(SOUND.replace("等次为“优”", words))


def test_a_document_is_not_sent_to_cells_of_the_workbook() -> None:
    text = SOUND.replace("编制数68名", "编制数60名").replace("95.59%", "108.33%")
    over = next(each for each in checked(text).findings if each.rule == "Q-24.over-staffed")
    assert not [spot for spot in over.spots if spot.key.startswith("notes.")]
