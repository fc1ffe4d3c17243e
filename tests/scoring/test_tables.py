"""Tables of limits, satisfaction, execution."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.helpers import case, judged, points
from ziping.scoring import Case, Measure
from ziping.standards.ranges import read_range

BUDGET_CONTROL = [["≤0", 5], ["(0,10%]", 4], ["(10%,20%]", 3], ["(20%,30%]", 2], [">30%", 0]]


def rate(number: str, full: int = 5) -> Case:
    return Case(Fraction(full), "≤", actual=Measure.of_share(Fraction(number)))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("24102/93667", "2"),  # 25.73 %
        ("0", "5"),
        ("-1/10", "5"),
        ("1/1000000", "4"),
        ("1/10", "4"),
        ("100001/1000000", "3"),
        ("1/5", "3"),
        ("3/10", "2"),
        ("31/100", "0"),
    ],
)
def test_the_ends_of_a_range_belong_to_it_just_as_written(number: str, expected: str) -> None:
    assert points("steps", rate(number), table=BUDGET_CONTROL) == expected


def test_a_table_typed_in_a_cell_is_the_same_table() -> None:
    typed = "≤0：5；（0，10%］:4；(10%,20%]:3; (20%,30%]:2;>30%:0".replace("］", "]")
    assert points("steps", rate("24102/93667"), table=typed) == "2"


def test_a_value_in_no_row_is_left_unscored() -> None:
    outcome = judged("steps", rate("1/2"), table=[["[0,10%]", 5]])
    assert (outcome.points, outcome.status) == (None, "unsuited")


def test_marks_of_a_row_may_be_shares_of_the_full_marks() -> None:
    assert points("steps", rate("1/2", 8), table=[["≥0", "25%"]]) == "2"


def test_a_table_may_look_at_the_share_reached_or_exceeded() -> None:
    rows = [["≥100%", 10], ["[80%,100%)", 7], ["<80%", 0]]
    assert points("steps", case("200", "170"), table=rows, of="completion") == "7"
    over = [["≤0", 10], ["(0,10%]", 6], [">10%", 0]]
    assert points("steps", case("100", "108", sign="≤"), table=over, of="excess") == "6"
    assert judged("steps", case("0", "5"), table=rows, of="completion").status == "unsuited"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("100%", "10"),
        ("90%", "10"),
        ("89.99%", "8"),
        ("80%", "8"),
        ("79.9%", "5"),
        ("60%", "5"),
        ("59.9%", "0"),
        ("", None),
    ],
)
def test_satisfaction_goes_by_bands_whatever_the_target(actual: str, expected: str | None) -> None:
    assert points("satisfaction_bands", case("98%", actual)) == expected


def test_satisfaction_bands_scale_to_the_marks() -> None:
    assert points("satisfaction_bands", case("90%", "85%", full=6)) == "4.8"
    assert (
        points(
            "satisfaction_bands",
            case("90%", "85%", full=6),
            bands=[["≥90%", 6], ["[80%,90%)", 4], ["<80%", 0]],
        )
        == "4"
    )


@pytest.mark.parametrize(
    ("executed", "adjusted", "linear", "banded"),
    [
        ("171", "287", "5.96", "0"),  # 59.58 %; a filed form rounded the rate first and took 6
        ("1177.69", "1177.69", "10", "10"),
        ("287", "287", "10", "10"),
        ("286.99", "287", "10", "7"),
        ("229.6", "287", "8", "7"),
        ("200", "287", "6.97", "5"),
        ("300", "287", "10", "10"),
        ("0", "287", "0", "0"),
    ],
)
def test_execution_earns_in_proportion_or_by_bands(
    executed: str, adjusted: str, linear: str, banded: str
) -> None:
    given = case(adjusted, executed)
    assert (points("execution_linear", given), points("execution_banded", given)) == (linear, banded)


def test_a_finished_project_within_budget_earns_all_bands() -> None:
    assert points("execution_banded", case("287", "200"), finished="是") == "10"
    assert points("execution_banded", case("287", "300"), finished=True) == "10"
    assert judged("execution_linear", case("287", "300")).notes[0].key == "scoring.note.over_budget"


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("(0,10%]", ["1/10", "1/1000"], ["0", "11/100"]),
        ("[80%,90%)", ["8/10"], ["9/10", "79/100"]),
        ("≥90%", ["9/10", "2"], ["89/100"]),
        (">30%", ["31/100"], ["3/10"]),
        ("<=0", ["0", "-1"], ["1/100"]),
        ("=0", ["0"], ["1/100", "-1/100"]),
        ("0", ["0"], ["1/100"]),
        ("（20%，30%]", ["3/10"], ["2/10"]),
        ("(30%,∞)", ["31/100", "100"], ["3/10"]),
        ("[0,0]", ["0"], ["1"]),
    ],
)
def test_ranges_are_read_as_rules_write_them(text: str, inside: list[str], outside: list[str]) -> None:
    found = read_range(text)
    assert found is not None
    assert [Fraction(number) in found for number in inside] == [True] * len(inside)
    assert [Fraction(number) in found for number in outside] == [False] * len(outside)


@pytest.mark.parametrize("text", ["", "abc", "(10%,5%]", "(1,1)", "(a,b)", "≥约90%", "(1,2,3)", "≥"])
def test_what_is_no_range_is_refused(text: str) -> None:
    assert read_range(text) is None


def test_a_count_is_not_looked_up_in_a_table_of_percentages() -> None:
    outcome = judged("steps", case("100", "50", unit="人"), table=[["≥100%", 5], ["<100%", 0]])
    assert (outcome.points, outcome.status) == (None, "unsuited")
