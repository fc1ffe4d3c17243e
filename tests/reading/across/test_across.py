"""What a document claims from one paragraph to another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.sentences.planting import paper_of
from ziping.figures import Verdict
from ziping.reading.claims import Claim
from ziping.reading.judging import judge


def claims_of(text: str) -> list[Claim]:
    """All claims but those of lists that name only some parts."""
    return [claim for claim in paper_of(text).claims if claim.kind != "partial_sum"]


def said(claim: Claim) -> tuple[str, str, list[str]]:
    return claim.kind, claim.claim.figure.written, [one.figure.written for one in claim.operands]


TOTAL = (
    "2024年部门整体支出{}万元。\n（一）基本支出1240.15万元，用于人员。\n（二）项目支出622.25万元，用于养护。"
)


def test_numbered_headings_share_out_the_total_above_them() -> None:
    (claim,) = claims_of(TOTAL.format("1862.40"))

    assert said(claim) == ("sum", "1862.40万元", ["1240.15万元", "622.25万元"])
    assert judge(claim).verdict is Verdict.EXACT


def test_headings_that_name_all_there_is_are_plainly_wrong_where_they_do_not_add_up() -> None:
    (claim,) = claims_of(TOTAL.format("1826.40"))

    assert (judge(claim).verdict, claim.plain) == (Verdict.INCONSISTENT, True)


def test_projects_under_numbers_are_only_likely_all_of_them() -> None:
    text = "项目支出总额为286万元。\n1.平台运维：支出69.5万元。\n2.窗口派遣：支出142万元。\n3.档案整理：支出47.5万元。"

    (claim,) = claims_of(text)

    assert (judge(claim).verdict, claim.plain, claim.likely) == (Verdict.INCONSISTENT, False, True)


def test_nothing_said_to_be_zero_is_written_coarser_than_its_neighbours() -> None:
    text = "“三公”经费支出合计9.86万元。\n（一）因公出国（境）费0万元。\n（二）公务接待费2.63万元。\n（三）公务用车运行维护费7.50万元。"

    (claim,) = claims_of(text)

    assert judge(claim).verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "text",
    [
        "2024年完成投资8600万元。\n（一）示例大道。总投资12000万元。\n（二）河湾大桥。总投资6800万元。",
        "全年收入1650万元。\n（一）基本支出1100万元。\n（二）项目支出520万元。",
        "2023年总支出1600万元。\n（一）2024年基本支出1100万元。\n（二）2024年项目支出520万元。",
        "2024年支出60万元。\n1.开展宣传20场次。\n2.开展培训12场次。",
        "2024年预算1420万元。\n（一）上年结转62万元。\n（二）追加110万元。",
    ],
)
def test_headings_that_are_no_parts_claim_nothing(text: str) -> None:
    assert claims_of(text) == []


SHARE = "一、概况\n{}年示例县农业农村局总支出3150万元。\n{}二、结构\n2024年工资福利支出1108.8万元，占总支出的{}%。"


def test_a_share_is_of_the_whole_that_another_section_states() -> None:
    (claim,) = claims_of(SHARE.format(2024, "", "35.2"))

    assert said(claim) == ("share", "35.2%", ["1108.8万元", "3150万元"])


def test_a_share_of_a_whole_elsewhere_is_never_plainly_wrong() -> None:
    (claim,) = claims_of(SHARE.format(2024, "", "32.5"))

    assert (judge(claim).verdict, claim.plain, claim.likely) == (Verdict.INCONSISTENT, False, True)


@pytest.mark.parametrize(
    ("year", "more"),
    [
        (2023, ""),  # the whole of another year
        (2024, "全局总支出2980万元。\n"),  # two wholes of that name
    ],
)
def test_where_the_whole_is_not_plain_a_share_claims_nothing(year: int, more: str) -> None:
    assert claims_of(SHARE.format(year, more, "32.5")) == []


LABELLED = "2024年部门整体支出年初预算1536.80万元，全年预算1720.46万元。\n2024年{}预算1720.46万元，主要安排人员经费。"


def test_a_figure_under_the_label_of_another_stage_is_likely_mistaken() -> None:
    (claim,) = claims_of(LABELLED.format("年初"))

    assert said(claim) == ("equal", "1720.46万元", ["1536.80万元"])
    assert claim.likely


@pytest.mark.parametrize(
    "text",
    [
        LABELLED.format("全年"),
        "部门整体支出全年预算1680万元，与年初预算1680万元一致。\n年初预算1680万元。",
        "部门整体支出年初预算1536.80万元，全年预算1720.46万元。\n养护项目年初预算1720.46万元。",  # of a project
        "2024年部门整体支出年初预算1536.80万元，全年预算1720.46万元。\n2023年年初预算1720.46万元。",
    ],
)
def test_labels_that_may_be_right_are_left_alone(text: str) -> None:
    assert [claim for claim in claims_of(text) if claim.kind == "equal"] == []


_LINES = st.sampled_from(
    [
        "（一）基本支出1100万元", "（二）项目支出520万元", "二、支出", "1.", "（1）甲12.5万元", "（三）", "①乙3人",
        "总支出1620万元", "占总支出的32%", "2024年年初预算1620万元", "全年预算1620万元", "其中：", "。", "，", "年初",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_LINES, max_size=25), st.sampled_from(["", "\n"]))
def test_no_jumble_of_headings_is_too_much(lines: list[str], between: str) -> None:
    for claim in paper_of(between.join(lines) + "。").claims:
        assert claim.claim.place not in [one.place for one in claim.operands]
        judge(claim)
