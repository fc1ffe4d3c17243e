"""One fault, one finding, and the likeliest wrong figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checking.support import checked, of, pack, tidy
from ziping.checking import describe
from ziping.checking.localising import NO_SLIP, slip_cost


def test_a_total_mistyped_is_one_fault_with_its_repair() -> None:
    found = checked(tidy(**{"部门整体支出.决算数": "967.76"}))
    first, *others = [finding for finding in found.findings if finding.severity == "error"]
    explanation = first.explanations[0]
    assert (explanation.figure.spot.key, explanation.value) == (
        "figures.expenditure.executed",
        Fraction("967.67"),
    )
    assert explanation.slip
    assert all(finding.depends_on == (first.rule,) for finding in others if finding.rule.startswith("Q-14"))
    assert "由 967.76 改为 967.67" in " ".join(describe(first, pack(), "zh").remarks)


@settings(deadline=None, max_examples=40)
@given(at=st.integers(0, 4), digit=st.integers(0, 9))
def test_the_true_figure_comes_first_whichever_digit_of_the_basic_total_was_mistyped(
    at: int, digit: int
) -> None:
    true = "73929"
    wrong = true[:at] + str(digit) + true[at + 1 :]
    assume(wrong != true)
    found = checked(tidy(**{"基本支出.决算数": f"{int(wrong[:3])}.{wrong[3:]}"}), only=("Q-14",))
    broken = [finding for finding in found.findings if finding.explanations and finding.counted]
    assume(abs(int(wrong) - int(true)) > 10)  # closer than that, rounding may explain it
    first = broken[0].explanations[0]
    assert (first.figure.concept, first.value) == ("basic", Fraction(73929, 100))


def test_two_independent_faults_stay_two() -> None:
    found = checked(
        tidy(**{"基本支出.上年年初预算数": "790.00", "人员经费.决算数": "572.79"}), only=("Q-14",)
    )
    counted = {(finding.rule, finding.stage) for finding in found.findings if finding.counted}
    assert ("Q-14.personnel-operating", "executed") in counted
    assert any(stage == "prior_initial" for _, stage in counted)


@pytest.mark.parametrize(
    ("written", "value", "slip"),
    [
        ("967.76", "967.67", True),  # two neighbours swapped
        ("957.67", "967.67", True),  # one digit
        ("96.67", "967.67", True),  # dropped
        ("9677.67", "967.67", True),  # doubled
        ("1,967.67", "967.67", True),
        ("17", "0", False),
        ("5", "-5", False),
        ("0.50", "5.50", True),
    ],
)
def test_a_slip_of_the_hand_is_recognised(written: str, value: str, slip: bool) -> None:
    assert (slip_cost(written.replace(",", ""), Fraction(value)) < NO_SLIP) is slip


def test_what_rests_on_a_figure_stated_twice_differently_depends_on_it() -> None:
    from checking.support import book
    from ziping.checking.cases import Case
    from ziping.checking.trying import checked as run

    found = run(
        book(), Case("前后不一", {"人员经费.决算数": "572.79"}, again={"人员经费.决算数": "672.79"}), pack()
    )
    assert of(found, "Q-13.mentions")[0].counted
    assert of(found, "Q-14.personnel-operating")[0].depends_on == ("Q-13.mentions",)
