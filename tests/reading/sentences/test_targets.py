"""By how much targets were passed or missed."""

from __future__ import annotations

import pytest

from ziping.figures import Place, Verdict
from ziping.reading.judging import judge
from ziping.reading.sentences import read_sentences


def changes(text: str) -> list[tuple[str, list[str], bool]]:
    return [
        (claim.claim.figure.written, [one.figure.written for one in claim.operands], claim.plain)
        for claim in read_sentences(text, Place("正文"))[1]
        if claim.kind == "change"
    ]


@pytest.mark.parametrize(
    ("text", "claim", "operands"),
    [
        ("满意度目标值为90%，实际完成值为95.6%，超目标5.6个百分点。", "5.6个百分点", ["95.6%", "90%"]),
        ("合格率达到97.5%，比目标值95%高2.5个百分点。", "2.5个百分点", ["97.5%", "95%"]),
        ("满意度指标值≥92%，实际为94.3%，高出指标值2.3个百分点。", "2.3个百分点", ["94.3%", "≥92%"]),
        ("计划办案160件，实际办结152件，未完成计划8件。", "8件", ["152件", "160件"]),
        ("巡查目标240次，实际巡查252次，超额完成12次。", "12次", ["252次", "240次"]),
        ("培训860人次，比年初计划800人次多60人次。", "60人次", ["860人次", "800人次"]),
        ("平均用时4.2天，比目标值5天缩短0.8天。", "0.8天", ["4.2天", "5天"]),
        ("目标值：新增1500亩；实际值：新增1620亩，超目标值120亩。", "120亩", ["1620亩", "1500亩"]),
        ("普查受益人数：指标值≥1032人，实际完成值959人。普查受益人数比目标少73人。", "73人", ["959人", "≥1032人"]),
        ("决算数比预算数减少6.4万元，预算数为18.0万元，决算数为11.6万元。", "6.4万元", ["11.6万元", "18.0万元"]),
        ("项目预算50万元，实际支出49.2万元，结余0.8万元。", "0.8万元", ["50万元", "49.2万元"]),
    ],
)  # fmt: skip
def test_a_difference_is_of_the_target_and_the_outcome(text: str, claim: str, operands: list[str]) -> None:
    assert changes(text) == [(claim, operands, True)]


def test_a_target_of_at_least_so_much_is_missed_by_what_is_wanting_to_it() -> None:
    (claim,) = read_sentences("满意度指标值≥92%，实际为90.3%，低于指标值1.9个百分点。", Place("正文"))[1]

    assert judge(claim).verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    "text",
    [
        "满意度达到96.5%，比目标值高1.5个百分点，比上年提高0.8个百分点。",
        "执行率97.6%，比全县平均水平高3.1个百分点。",
        "一季度执行率22.5%，二季度48.9%，比目标高3个百分点。",
        "示范社目标20家，完成21家，满意度95%，比上年高2个百分点。",
    ],
)
def test_what_is_compared_with_something_not_printed_claims_nothing(text: str) -> None:
    assert [one for one in changes(text) if one[2]] == []
