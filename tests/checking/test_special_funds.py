"""Special funds released late or lying idle."""

from __future__ import annotations

from fractions import Fraction

from checking.support import careless, pack, tidy
from ziping.checking import special_fund_warnings


def test_each_project_has_its_row_in_order() -> None:
    rows = special_fund_warnings(careless(), pack())
    assert [row.name for row in rows][:2] == ["劳动保障监察执法专项", "社保基金监管专项"]
    assert [row.level for row in rows] == ["idle", "late", "late", "late", "late"]


def test_a_row_says_when_the_last_money_came_and_what_became_of_it() -> None:
    row = special_fund_warnings(careless(), pack())[1]
    assert (str(row.budget), str(row.paid), row.rate) == ("25", "25", Fraction(1))
    assert str(row.last_allotment) == "2024-12-18"
    assert row.days_left == 13


def test_allotments_are_added_exactly() -> None:
    row = next(row for row in special_fund_warnings(tidy(), pack()) if row.name == "事业单位公开招聘")
    assert row.allotted is not None
    assert str(row.allotted) == "100.00万元"
    assert (str(row.last_allotment), row.days_left, row.level) == ("2024-08-30", 123, "none")


def test_low_spending_is_watched() -> None:
    report = tidy(**{"项目[社保基金监管].项目决算数": "20.00"})
    assert special_fund_warnings(report, pack())[1].level == "watch"


def test_without_a_stated_execution_the_payments_count() -> None:
    report = tidy(**{"项目[社保基金监管].项目决算数": ""})
    row = special_fund_warnings(report, pack())[1]
    assert str(row.paid) == "46.50万元"


def test_what_nobody_stated_is_not_zero() -> None:
    report = tidy(
        **{
            "项目[社保基金监管].项目决算数": "",
            "项目[社保基金监管].支付": [],
            "项目[社保基金监管].指标下达": [],
        }
    )
    row = special_fund_warnings(report, pack())[1]
    assert (row.paid, row.allotted, row.rate, row.last_allotment, row.days_left) == (
        None,
        None,
        None,
        None,
        None,
    )
    assert row.level == "none"


def test_one_missing_amount_leaves_the_sum_unknown() -> None:
    report = tidy(**{"项目[事业单位公开招聘].指标下达[2].下达金额": ""})
    assert special_fund_warnings(report, pack())[3].allotted is None
