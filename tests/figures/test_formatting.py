"""Numbers back into text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures import (
    Figure,
    FigureError,
    format_money,
    format_number,
    format_percent,
    format_score,
    round_half_up,
)

numbers = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(1, 8), 2, "0.13"), (Fraction(-1, 8), 2, "-0.13"), (Decimal("2.5"), 0, "3"), (Decimal("-2.5"), 0, "-3"),
        (Decimal("1.005"), 2, "1.01"), (Decimal("-0.004"), 2, "0.00"), (Fraction(-1, 300), 2, "0.00"), (0, 2, "0.00"),
        (Fraction(1, 3), 4, "0.3333"), (Fraction(2, 3), 0, "1"), (Decimal("12.50"), None, "12.5"), (7, None, "7"),
        (Decimal("0.05"), 1, "0.1"),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero_and_no_zero_is_negative(
    value: Fraction | Decimal | int, places: int | None, expected: str
) -> None:
    assert format_number(value, places) == expected


def test_money_in_yuan_is_printed_in_the_unit_of_the_table() -> None:
    assert format_money(11766900) == "1176.69"
    assert format_money(11766900, "元", 2, thousands=True) == "11,766,900.00"
    assert format_money(11766900, "万元", 2, thousands=True, with_unit=True) == "1,176.69万元"
    assert format_money(Fraction(-15), "万元") == "0.00"
    assert format_money(-1234567, "千元", 1, thousands=True) == "-1,234.6"


def test_a_ratio_is_printed_as_a_percentage() -> None:
    assert format_percent(Fraction(65822, 117669)) == "55.94%"
    assert format_percent(1, 0) == "100%"
    assert format_percent(Fraction(-7366, 110303), 1) == "-6.7%"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (10, "10"),
        (Decimal("8.50"), "8.5"),
        (Fraction(96), "96"),
        (Fraction(20, 3), "6.67"),
        (0, "0"),
        (100, "100"),
    ],
)
def test_marks_carry_no_idle_zeros(marks: Decimal | Fraction | int, expected: str) -> None:
    assert format_score(marks) == expected


def test_a_third_has_no_last_decimal() -> None:
    with pytest.raises(FigureError, match="1/3"):
        format_number(Fraction(1, 3), None)


def test_a_float_is_not_printed() -> None:
    with pytest.raises(TypeError):
        format_number(0.1)  # type: ignore[arg-type]  # the wrong type is the subject


@given(numbers, st.integers(0, 6), st.booleans())
def test_what_is_printed_parses_back_to_the_rounded_value(
    value: Fraction, places: int, thousands: bool
) -> None:
    text = format_number(value, places, thousands=thousands)
    figure = Figure.parse(text)
    assert (figure.base, figure.digits, figure.unit) == (round_half_up(value, places), places, None)
    assert figure.interval().contains(value)


@given(numbers, st.sampled_from(("元", "千元", "万元", "亿元")), st.integers(0, 4))
def test_money_printed_with_its_unit_parses_back(yuan: Fraction, unit: str, places: int) -> None:
    assert Figure.parse(format_money(yuan, unit, places, with_unit=True)).interval().contains(yuan)


@given(numbers, st.integers(0, 4))
def test_a_percentage_printed_parses_back(ratio: Fraction, places: int) -> None:
    assert Figure.parse(format_percent(ratio, places)).interval().contains(ratio)


@given(numbers, st.integers(-3, 6))
def test_rounding_is_nearest_and_symmetric(value: Fraction, places: int) -> None:
    step = Fraction(1, 10**places) if places >= 0 else Fraction(10**-places)
    rounded = round_half_up(value, places)
    assert rounded % step == 0
    assert abs(rounded - value) <= step / 2
    assert round_half_up(-value, places) == -rounded
