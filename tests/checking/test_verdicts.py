"""Claims judged: exact, rounding, truncation, inconsistent, unbound; figures as a real report stated them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.support import careless, checked, of, pack, tidy
from ziping.checking import Relation, Verdict, describe


def relation(rule: str, stage: str = "") -> Relation:
    return next(each for each in checked(careless()).relations if (each.rule, each.stage) == (rule, stage))


@pytest.mark.parametrize(
    ("rule", "stage", "verdict", "computed"),
    [
        ("Q-14.personnel-operating", "executed", "rounding", "1176.68"),  # 658.22 + 518.46 for 1176.69
        ("Q-14.personnel-share", "", "truncation", "0.5594"),  # stated 55.93%
        ("Q-14.operating-share", "", "inconsistent", "0.4406"),  # stated 44.07%, which is 100% − 55.93%
        ("Q-15.growth", "", "truncation", "0.0668"),  # 73.66 / 1103.03 stated as 6.67%
        ("Q-15.change", "", "exact", "73.66"),
        ("Q-16.control-rate", "", "exact", "1.0233"),  # 44 / 43 stated as 102%
        ("Q-16.total", "", "exact", "103"),
        ("Q-12.rate", "", "inconsistent", "0.9992"),  # 100% is a point: 1176.69 of 1177.69 is less
        ("Q-14.basic-share", "", "exact", "1"),
        (
            "Q-14.three-public",
            "executed",
            None,
            "",
        ),  # the claim is blank: no relation, but a finding of its own
    ],
)
def test_a_real_report_is_judged_as_the_arithmetic_says(
    rule: str, stage: str, verdict: Verdict | None, computed: str
) -> None:
    if verdict is None:
        assert not [
            each for each in checked(careless()).relations if (each.rule, each.stage) == (rule, stage)
        ]
        return
    found = relation(rule, stage)
    assert found.verdict == verdict
    assert found.computed is not None
    assert abs(found.computed.value - Fraction(computed)) < Fraction(1, 10**4)


def test_severity_follows_explanation() -> None:
    found = checked(careless())
    assert [finding.severity for finding in of(found, "Q-14.personnel-operating")] == ["notice"]
    assert [finding.severity for finding in of(found, "Q-14.personnel-share")] == ["warning"]
    assert [finding.severity for finding in of(found, "Q-14.operating-share")] == ["error"]


def test_a_share_left_over_from_100_percent_is_called_that() -> None:
    finding = of(checked(careless()), "Q-14.operating-share")[0]
    assert "像是用100%减去另一项" in describe(finding, pack(), "zh").remarks[0]


def test_what_rounding_explains_needs_no_mending() -> None:
    text = describe(of(checked(careless()), "Q-14.personnel-operating")[0], pack(), "zh")
    assert text.mend == ""
    assert "四舍五入" in text.remarks[0]


def test_a_figure_written_short_is_not_taken_for_a_rounded_one() -> None:
    """17 among 13.68 has no cents: off by one is off by one."""
    changes = {
        "项目[劳动保障监察执法].项目年初预算": "17",
        "项目支出.年初预算数": "241.68",
        "部门整体支出.年初预算数": "937.67",
    }
    finding = of(checked(tidy(**changes)), "Q-14.projects")[0]
    assert (finding.stage, finding.severity, finding.verdict) == ("initial", "error", "inconsistent")


def test_a_single_figure_with_four_decimals_does_not_make_the_others_exact() -> None:
    changes = {"年末结转结余": "13.0000", "部门整体支出.上年年初预算数": "900.01"}
    assert [finding.verdict for finding in of(checked(tidy(**changes)), "Q-14.basic-project")] == ["rounding"]


def test_heads_leave_no_room_for_rounding() -> None:
    assert of(checked(tidy(干部职工总数="103")), "Q-16.total")[0].verdict == "inconsistent"


def test_none_stated_counts_as_nothing_and_a_blank_does_not() -> None:
    none = checked(tidy(**{"其他资金.决算数": "无"}))
    blank = checked(tidy(**{"其他资金.决算数": ""}))
    assert any(each.rule == "Q-14.sources" and each.stage == "executed" for each in none.passed)
    silent = [each for each in blank.not_checked if each.rule == "Q-14.sources"]
    assert [spot.key for spot in silent[0].missing] == ["figures.source.other.executed"]
    unbound = [each for each in blank.relations if each.rule == "Q-14.sources" and each.stage == "executed"]
    assert [each.verdict for each in unbound] == ["unbound"]


def test_a_dash_is_no_zero_either() -> None:
    found = checked(tidy(**{"其他资金.决算数": "——"}))
    assert any(each.rule == "Q-14.sources" and each.why == "blank" for each in found.not_checked)


amounts = st.decimals(min_value=0, max_value=5000, places=2, allow_nan=False, allow_infinity=False)


@settings(deadline=None, max_examples=40)
@given(personnel=amounts, operating=amounts)
def test_a_sum_that_is_right_as_written_is_exact_whatever_the_amounts(
    personnel: Decimal, operating: Decimal
) -> None:
    changes = {
        "人员经费.上年年初预算数": str(personnel),
        "公用经费.上年年初预算数": str(operating),
        "基本支出.上年年初预算数": str(personnel + operating),
    }
    found = checked(tidy(**changes), only=("Q-14.personnel-operating",))
    assert [each.verdict for each in found.relations if each.stage == "prior_initial"] == ["exact"]


@settings(deadline=None, max_examples=40)
@given(off=st.integers(min_value=-300, max_value=300))
def test_a_sum_of_two_is_explained_by_rounding_up_to_three_half_steps(off: int) -> None:
    """Three figures at 0.01: off by at most 3 × 0.005, so by 0.01."""
    stated = Decimal("690.00") + Decimal(off) / 100
    found = checked(tidy(**{"基本支出.上年年初预算数": str(stated)}), only=("Q-14.personnel-operating",))
    verdict = next(each.verdict for each in found.relations if each.stage == "prior_initial")
    expected = {0: "exact", 1: "rounding"}
    assert verdict == expected.get(abs(off), verdict)
    assert (verdict == "inconsistent") is (abs(off) > 1)
