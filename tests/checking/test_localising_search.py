"""Many figures wrong at once, tables in which all hangs together, and what is said when the search comes to its limit."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checking.planted import System
from checking.support import pack
from ziping.checking.findings import Finding
from ziping.checking.localising import Localised, inequalities, localise, telling
from ziping.checking.localising.faults import faults_of
from ziping.checking.localising.inequalities import Inequality, contradiction, interval_of, shares
from ziping.checking.localising.model import model_of
from ziping.checking.localising.search import EFFORT, Searched, search
from ziping.checking.roots import with_roots
from ziping.figures import Figure, unit


def located(made: System) -> tuple[Localised, ...]:
    return localise(made.relations(), made.facts())


def searched(made: System, effort: int = EFFORT) -> Searched:
    """How the search for the one fault of ``made`` went."""
    (fault,) = faults_of(model_of(made.relations(), made.facts()))
    assert fault.trial is not None
    return search(fault.trial, effort)


def table(size: int, wrong: dict[tuple[int, int], str], seed: int = 0) -> System:
    """A table of sums by row, by column and over all, with amounts added to some cells."""
    dice, made, sides = random.Random(seed), System(), range(size)
    cells = {(row, column): Decimal(dice.randint(1000, 90000)) / 100 for row in sides for column in sides}

    def total(key: str, parts: dict[str, Decimal]) -> Decimal:
        made.amount(key, f"{sum(parts.values()):.2f}", section="附表")
        made.claims.append(("sum", "sum", key, tuple(parts)))
        return sum(parts.values(), Decimal(0))

    for (row, column), value in cells.items():
        typed = value + Decimal(wrong.get((row, column), "0"))
        made.amount(f"{row}.{column}", f"{typed:.2f}", section="附表")
    rows = {
        f"row.{row}": total(f"row.{row}", {f"{row}.{column}": cells[row, column] for column in sides})
        for row in sides
    }
    for column in sides:
        total(f"column.{column}", {f"{row}.{column}": cells[row, column] for row in sides})
    total("all", rows)
    return made


SIX = {(0, 3): "1.10", (2, 7): "-2.30", (5, 0): "3.70", (6, 11): "5.20", (9, 4): "-8.40", (11, 9): "9.10"}


def test_six_wrong_cells_of_a_dense_table_are_found_where_their_rows_and_columns_cross() -> None:
    made = table(12, SIX)
    (fault,) = located(made)
    assert fault.whole
    (only,) = fault.explanations
    told = {cause.figure.spot.key: cause.value for cause in only.causes}
    true = table(12, {}).figures
    assert told.keys() == {f"{row}.{column}" for row, column in SIX}
    assert all(
        interval is not None and interval.contains(Fraction(true[cause.figure.spot.key].base) / 10000)
        for cause in only.causes
        for interval in [cause.interval]
    )
    assert all(cause.certain for cause in only.causes)


def test_a_dense_table_takes_a_small_part_of_the_effort() -> None:
    found = searched(table(12, SIX))
    assert found.whole
    assert EFFORT - found.left < EFFORT // 5


def test_two_wrong_cells_of_one_row_are_both_found() -> None:
    made = table(12, {(4, 2): "1.10", (4, 9): "-6.30", (8, 5): "2.20"})
    (fault,) = located(made)
    assert {cause.figure.spot.key for cause in fault.explanations[0].causes} == {"4.2", "4.9", "8.5"}


# --- figures alike ---------------------------------------------------------------------------------------------------


def long_sum(total: str, typed: dict[int, str], parts: int = 300) -> System:
    made = System()
    keys = tuple(f"part.{number}" for number in range(parts))
    for number, key in enumerate(keys):
        made.amount(key, typed.get(number, "20.00"), section="附表")
    made.amount("total", total, section="附表")
    made.claims.append(("sum", "sum", "total", keys))
    return made


def test_of_many_figures_alike_the_one_that_was_mistyped_is_told() -> None:
    (fault,) = located(long_sum("5999.00", {117: "91.00"}))  # 19.00 was meant
    assert fault.whole
    named = [{cause.figure.spot.key for cause in each.causes} for each in fault.explanations]
    assert {"part.117"} in named[:2]


def test_no_part_is_blamed_that_would_have_to_fall_below_nothing() -> None:
    made = long_sum("50.00", {}, parts=1000)
    (fault,) = located(made)
    assert fault.whole
    assert [each.figure.spot.key for each in fault.explanations] == ["total"]
    assert EFFORT - searched(made).left < EFFORT // 100


# --- the limit -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("effort", [1, 60, 400])
def test_a_search_cut_off_says_that_it_did_not_decide(effort: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "EFFORT", effort)
    made = table(12, SIX)
    relations = made.relations()
    (fault,) = located(made)
    assert not fault.whole
    findings = [Finding(each.rule, "error", "", verdict=each.verdict) for each in relations]
    told = with_roots(findings, relations, pack(), facts=made.facts())
    assert any(remark.key == "checking.localising.not_whole" for each in told for remark in each.remarks)


def test_of_a_list_that_may_be_incomplete_nothing_is_certain_or_likely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telling, "_TRIED", 1)
    made = long_sum("5999.00", {117: "91.00"})
    (fault,) = located(made)
    assert fault.explanations
    assert not fault.whole
    assert not any(each.whole or each.likely for each in fault.explanations)
    assert not any(cause.certain for each in fault.explanations for cause in each.causes)


def test_a_search_without_effort_finds_nothing_and_is_not_whole() -> None:
    assert searched(table(5, {(1, 2): "3.30"}), effort=0) == Searched((), whole=False, left=0)


def test_inequalities_too_many_to_work_out_leave_the_question_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inequalities, "_MOST", 0)
    (fault,) = located(table(5, {(1, 2): "3.30", (3, 2): "-1.20"}))
    assert not fault.whole


# --- figures written more finely -------------------------------------------------------------------------------------


def test_a_candidate_with_one_more_decimal_has_less_left_to_rounding() -> None:
    made = System()
    for key, written in (("total", "967"), ("one", "40.04"), ("other", "56.84")):
        made.amount(key, written, section="附表")
    made.claims = [("sum", "a+b", "total", ("one", "other"))]
    (fault,) = located(made)
    told = next(each for each in fault.explanations if each.figure.spot.key == "total").causes[0]
    assert "97" in told.candidates  # 96.88 to the nearest whole number
    assert "96.7" not in told.candidates  # a point out of place, but 96.88 is 96.9 to one decimal


def test_what_was_said_to_be_all_is_not_corrected_to_all_again() -> None:
    made = System()
    for key, written in (("part", "1176.69"), ("whole", "1177.69"), ("share", "100%")):
        made.amount(key, written, section="附表")
    made.claims = [("share", "a/b", "share", ("part", "whole"))]
    (fault,) = located(made)
    told = next(each for each in fault.explanations if each.figure.spot.key == "share").causes[0]
    assert told.value is not None
    assert Fraction("99.91") <= told.value <= Fraction("99.92")


def test_the_finer_of_two_mentions_is_not_right_where_it_leaves_too_little_to_rounding() -> None:
    made = System()
    for key, written in (("total", "100.00"), ("one", "40.00"), ("other", "60.02")):
        made.amount(key, written, section="附表")
    made.amount("one.again", "39.991", concept="one", section="正文")
    made.claims = [("sum", "a+b", "total", ("one", "other"))]
    for fault in located(made):
        for each in fault.explanations:
            mended = {cause.figure.spot.key: cause.value for cause in each.causes}
            if mended.get("one") == Fraction("39.991"):  # 100.011 is not 100.00, given the third decimal
                assert mended.keys() > {"one"}


# --- inequalities ----------------------------------------------------------------------------------------------------

_SMALL = st.integers(-4, 4)


@st.composite
def systems(draw: st.DrawFn) -> list[Inequality]:
    number = draw(st.integers(1, 7))
    found = []
    for at in range(number):
        weights = {
            variable: Fraction(weight)
            for variable, weight in enumerate(draw(st.tuples(_SMALL, _SMALL, _SMALL)))
            if weight
        }
        if weights:
            bound = Fraction(draw(st.integers(-9, 9)), draw(st.integers(1, 3)))
            found.append(Inequality(weights, bound, draw(st.booleans()), frozenset((at,))))
    return found


@settings(deadline=None)
@given(systems())
def test_the_shares_of_a_contradiction_cancel_every_variable_and_leave_too_little(
    system: list[Inequality],
) -> None:
    counts = shares(system)
    assert (counts is None) == (contradiction(system) is None)
    if counts is None:
        return
    assert all(count > 0 for count in counts.values())
    for variable in range(3):
        assert sum(count * system[at].weights.get(variable, 0) for at, count in counts.items()) == 0
    left = sum(count * system[at].bound for at, count in counts.items())
    assert left < 0 or (left == 0 and any(system[at].strict for at in counts))


@settings(deadline=None)
@given(systems(), st.integers(-5, 5))
def test_a_known_value_counts_like_two_inequalities(system: list[Inequality], value: int) -> None:
    fixed = [
        Inequality({1: Fraction(sign)}, Fraction(value * sign), strict=False, origins=frozenset((90 + sign,)))
        for sign in (1, -1)
    ]
    known = interval_of(0, system, {1: Fraction(value)})
    other = interval_of(0, [*system, *fixed])
    if other is not None or contradiction([*system, *fixed]) is None:
        assert known == other


def test_a_table_read_twice_is_explained_alike() -> None:
    made = table(12, SIX)
    made.figures["3.3"] = Figure.parse("1.00", unit("万元"))
    assert located(made) == located(made)
