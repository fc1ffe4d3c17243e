"""Several mentions of one fact."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures import Agreed, Conflict, Figure, Interval, Unstated, format_number, reconcile

money = st.builds(
    lambda whole, digits: Figure.parse(format_number(Fraction(whole, 10**digits), digits), "万元"),
    st.integers(0, 3000),
    st.integers(0, 3),
)


def mentions(*texts: str) -> list[Figure]:
    return [Figure.parse(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ("1176.69万元", "1177.69万元"),
        ("1176.69万元", "1176.70万元"),  # the rounding intervals touch
        ("19.8亿元", "19.83亿元", "19.84亿元"),
        ("44人", "45人"),
        ("19.8亿元", "19.89亿元"),
        ("44人", "44%"),
        ("44", "44人", "44%"),
        ("超过50万元", "48万元"),
    ],
)
def test_mentions_that_cannot_all_be_true_conflict_in_every_order(texts: tuple[str, ...]) -> None:
    for order in permutations(mentions(*texts)):
        outcome = reconcile(order)
        assert isinstance(outcome, Conflict)
        assert outcome.figures == order


@pytest.mark.parametrize(
    ("texts", "tightest"),
    [
        (("19.8亿元", "19.83亿元"), "19.83亿元"),
        (("1176.69万元", "11766912.35元", "0.12亿元"), "11766912.35元"),
        (("约1177万元", "1176.69万元"), "1176.69万元"),
        (("超过1000万元", "1177万元"), "1177万元"),
        (("17万元", "17.00万元"), "17.00万元"),
        (("44", "44人"), "44人"),
        (("85%", "0.850"), "0.850"),
    ],
)
def test_mentions_of_different_precision_agree_on_the_tightest(texts: tuple[str, ...], tightest: str) -> None:
    for order in permutations(mentions(*texts)):
        outcome = reconcile(order)
        assert isinstance(outcome, Agreed)
        assert str(outcome.tightest) == tightest
        assert outcome.interval.contains(outcome.tightest.base)


def test_the_same_grain_makes_a_shorter_figure_exact() -> None:
    seventeen, more = (figure.with_grain(100) for figure in mentions("17万元", "17.3万元"))
    assert isinstance(reconcile([seventeen, more]), Conflict)


def test_empties_are_ignored_and_handed_back() -> None:
    blank, dash, stated = mentions("", "——", "0.77万元")
    outcome = reconcile([blank, stated, dash])
    assert isinstance(outcome, Agreed)
    assert (outcome.tightest, outcome.empties) == (stated, (blank, dash))
    assert reconcile([blank, dash]) == Unstated((blank, dash))
    assert reconcile([]) == Unstated()


def test_zero_is_a_mention_and_conflicts_with_a_positive_one() -> None:
    assert isinstance(reconcile(mentions("0万元", "5万元")), Conflict)


@given(st.lists(money, min_size=1, max_size=4))
def test_the_outcome_does_not_depend_on_order(figures: list[Figure]) -> None:
    outcomes = [reconcile(order) for order in permutations(figures)]
    intervals: set[Interval | None] = {
        outcome.interval if isinstance(outcome, Agreed) else None for outcome in outcomes
    }
    assert len(intervals) == 1
