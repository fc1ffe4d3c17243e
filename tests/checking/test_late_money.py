"""Project money that came late: every batch is named, and how much of the money it was."""

from __future__ import annotations

from checking.support import checked, of, pack, tidy
from ziping.checking import describe, special_fund_warnings

PROJECT = "项目[事业单位公开招聘]"


def test_each_late_batch_is_named_with_its_day_paper_and_amount() -> None:
    report = tidy(
        **{
            f"{PROJECT}.指标下达": [
                {"下达日期": "2024-05-20", "指标文号": "示财行〔2024〕25号", "下达金额": "30.00"},
                {"下达日期": "2024-12-03", "指标文号": "示财行〔2024〕71号", "下达金额": "40.00"},
                {"下达日期": "2024-12-30", "指标文号": "", "下达金额": "30万元"},
            ]
        }
    )
    [finding] = of(checked(report), "Q-25.late")
    text = describe(finding, pack(), "zh").message
    assert "2024年12月起下达的有 2 笔" in text
    assert "（2024-12-03 40.00万元，示财行〔2024〕71号、2024-12-30 30万元，无文号）" in text
    assert "占全部下达数 100.00万元 的 70.00%" in text
    assert [spot.key for spot in finding.spots] == [
        "projects[3].allotments[1].date",
        "projects[3].allotments[2].date",
    ]
    assert special_fund_warnings(report, pack())[3].level == "late"


def test_exactly_half_in_december_is_late_and_less_is_not() -> None:
    for amounts, expected in ((("50", "50"), 1), (("50.01", "49.99"), 0)):
        rows = [
            {"下达日期": day, "下达金额": amount}
            for day, amount in zip(("2024-03-01", "2024-12-01"), amounts, strict=True)
        ]
        assert len(of(checked(tidy(**{f"{PROJECT}.指标下达": rows})), "Q-25.late")) == expected, amounts


def test_without_the_amounts_a_part_in_december_cannot_be_judged() -> None:
    report = tidy(**{f"{PROJECT}.指标下达[2].下达日期": "2024-12-01", f"{PROJECT}.指标下达[2].下达金额": ""})
    found = checked(report)
    assert of(found, "Q-25.late") == []
    assert [one.item for one in found.not_checked if one.rule == "Q-25.late"] == ["事业单位公开招聘"]


def test_money_of_the_year_before_came_in_time() -> None:
    report = tidy(**{"项目[社保基金监管].指标下达[1].下达日期": "2023-12-29"})
    assert of(checked(report), "Q-25.late") == []
