"""Which lists must add up, which only look so, and which may be partial."""

from __future__ import annotations

import pytest

from ziping.figures import Place, Verdict
from ziping.reading.claims import Claim
from ziping.reading.judging import judge
from ziping.reading.sentences import read_sentences


def broken(text: str) -> list[Claim]:
    """The sums that do not hold and may be called so."""
    claims = read_sentences(text, Place("正文"))[1]
    return [
        claim
        for claim in claims
        if (claim.plain or claim.likely) and judge(claim).verdict is Verdict.INCONSISTENT
    ]


@pytest.mark.parametrize(
    "text",
    [
        "专项资金320万元，分别为道路养护150万元、桥梁维修120万元、标志标线60万元。",
        "项目预算560万元，分别为：平台200万元、数据160万元、运维120万元、培训90万元。",
        "总额1482.6万元，由拨款1350.0万元、结转78.6万元构成。",
        "本年共实施3个项目，总投资450万元，其中：图书馆200万元，文化站130万元，广场100万元。",
        "行政编制32名，事业编制45名，工勤编制4名，编制总数84名。",
        "年初结转54.6万元，当年拨入380.0万元，当年支出402.5万元，年末结转33.9万元。",
    ],
)
def test_a_list_whose_words_leave_nothing_out_is_plainly_wrong(text: str) -> None:
    (claim,) = broken(text)

    assert (claim.kind, claim.plain) == ("sum", True)


@pytest.mark.parametrize(
    "text",
    [
        "共发放慰问金58万元，其中：困难户18万元；困难职工20万元；老干部10万元。",
        "培训经费36万元，包括师资费14万元、场地费6万元和资料费13万元。",
        "监督检查42次，其中日常检查28次、专项检查13次、突击检查4次。",
        "下拨资金75万元，其中第一批40万元，第二批25万元。",
        "资产总计4520.30万元，负债合计302.10万元，净资产4200.20万元。",
    ],
)
def test_a_list_that_looks_complete_is_likely_wrong(text: str) -> None:
    (claim,) = broken(text)

    assert (claim.kind, claim.plain, claim.likely) == ("sum", False, True)


@pytest.mark.parametrize(
    "text",
    [
        "发放慰问金58万元，其中困难户18万元、困难职工20万元、老干部10万元等。",
        "支出36万元，主要包括师资费14万元、场地费6万元和资料费13万元。",
        "在职64人，其中党员38人，女职工26人。",
        "投入乡村振兴资金520万元，其中用于产业260万元、整治120万元。",
        "争取资金1850万元，其中最大的一笔为污水项目900万元，其次是管网项目420万元。",
        "编制98名，其中行政编制26名、事业编制72名，另有购买服务12人。",
        "检查42次，其中线上28次、业务13次，重点检查4次。",
        "基本支出1240.15万元、项目支出622.25万元，两项合计1862.40万元，其中人员经费1120.15万元、公用经费120.00万元构成基本支出。",
    ],
)
def test_a_list_that_may_leave_out_parts_or_name_some_twice_is_not_called_wrong(text: str) -> None:
    assert broken(text) == []


def test_an_added_post_beside_the_list_is_none_of_its_items() -> None:
    (claim,) = broken("编制98名，其中行政编制26名、事业编制75名，另有购买服务12人。")

    assert [str(one.figure.value) for one in claim.operands] == ["26", "75"]
