"""Intervals by example: what a written figure may stand for, and arithmetic with open and closed ends."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest

from ziping.figures import Exact, ExcessDigitsError, FigureError, Interval, Mode


def span(lo: str | None, hi: str | None, ends: str = "[]") -> Interval:
    return Interval(
        None if lo is None else Fraction(lo),
        None if hi is None else Fraction(hi),
        ends[0] == "[",
        ends[1] == "]",
    )


@pytest.mark.parametrize(
    ("written", "mode", "decimals", "expected"),
    [
        ("1176.69", "round", None, span("1176.685", "1176.695")),
        ("1176.69", "truncate", None, span("1176.69", "1176.70", "[)")),
        ("-1176.69", "truncate", None, span("-1176.70", "-1176.69", "(]")),
        ("0", "truncate", None, span("-1", "1", "()")),
        ("0.00", "truncate", None, span("-0.01", "0.01", "()")),
        ("0.00", "round", None, span("-0.005", "0.005")),
        ("17", "round", 2, span("16.995", "17.005")),
        ("1200", "round", -2, span("1150", "1250")),
        ("17", "round", "exact", span("17", "17")),
        ("0", "truncate", "exact", span("0", "0")),
        ("1,176.69", "round", None, span("1176.685", "1176.695")),
        ("１１７６.６９", "round", None, span("1176.685", "1176.695")),
        ("(12.30)", "round", None, span("-12.305", "-12.295")),
        ("12.30", "round", 1, span("12.25", "12.35")),
        (44, "round", None, span("43.5", "44.5")),
        (Decimal("1.50"), "round", None, span("1.495", "1.505")),
        (Decimal("1E+3"), "round", None, span("500", "1500")),
        (Fraction(1, 3), "round", None, span("1/3", "1/3")),
        (Fraction(1, 4), "truncate", 2, span("0.25", "0.26", "[)")),
    ],
)
def test_a_written_figure_stands_for_these_numbers(
    written: str | Exact, mode: Mode, decimals: int | Literal["exact"] | None, expected: Interval
) -> None:
    assert Interval.of(written, mode=mode, decimals=decimals) == expected


def test_digits_beyond_the_declared_decimals_are_refused() -> None:
    with pytest.raises(ExcessDigitsError) as caught:
        Interval.of("1176.69", decimals=1)
    assert isinstance(caught.value, ValueError)
    assert "1176.69" in str(caught.value)


def test_digits_before_a_negative_number_of_decimals_are_refused() -> None:
    with pytest.raises(ExcessDigitsError):
        Interval.of(1234, decimals=-2)


@pytest.mark.parametrize("text", ["85%", "17万元", "", "约5", "1,23", "nan", "1e5", "一百"])
def test_only_bare_numbers_make_an_interval(text: str) -> None:
    with pytest.raises(FigureError):
        Interval.of(text)


def test_infinite_decimals_are_refused() -> None:
    with pytest.raises(FigureError):
        Interval.of(Decimal("Infinity"))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Interval.of(1.5),  # type: ignore[arg-type]  # the wrong type is the subject
        lambda: Interval(1.5, 2),  # type: ignore[arg-type]  # the wrong type is the subject
        lambda: Interval.of("1") + 1.5,  # type: ignore[operator]  # the wrong type is the subject
        lambda: Interval.of("1") * 1.5,  # type: ignore[operator]  # the wrong type is the subject
        lambda: Interval.of("1").scaled(0.5),  # type: ignore[arg-type]  # the wrong type is the subject
        lambda: Interval.of("1").contains(1.0),  # type: ignore[arg-type]  # the wrong type is the subject
        lambda: Interval.of(True),
        lambda: Interval.of("1", decimals=1.0),  # type: ignore[arg-type]  # the wrong type is the subject
        lambda: Interval.of("1", decimals=True),
    ],
)
def test_a_float_never_enters(attempt: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        attempt()


def test_an_unknown_mode_is_refused_by_name() -> None:
    with pytest.raises(FigureError, match="banker"):
        Interval.of("1", mode="banker")  # type: ignore[arg-type]  # the wrong type is the subject


@pytest.mark.parametrize(
    ("lo", "hi", "ends"), [("2", "1", "[]"), ("1", "1", "[)"), ("1", "1", "(]"), ("1", "1", "()")]
)
def test_ends_without_a_number_between_them_are_refused(lo: str, hi: str, ends: str) -> None:
    with pytest.raises(FigureError):
        span(lo, hi, ends)


def test_ends_are_plain_fractions_whatever_they_were_made_of() -> None:
    made = Interval(1, Decimal("2.5"))  # type: ignore[arg-type]  # the wrong type is the subject
    assert (type(made.lo), made.hi) == (Fraction, Fraction(5, 2))


def test_equal_contents_are_equal_and_hash_alike() -> None:
    one, other = Interval.of("1.50"), Interval.around(Decimal("1.5"), Decimal("0.01"))
    assert one == other
    assert len({one, other}) == 1


@pytest.mark.parametrize(
    ("one", "other", "product"),
    [
        (span("1", "2"), span("3", "4"), span("3", "8")),
        (span("1", "2", "()"), span("3", "4"), span("3", "8", "()")),
        (span("-1", "2", "(]"), span("-3", "4", "[)"), span("-6", "8", "[)")),
        (span("0", "1", "[)"), span("5", "6", "()"), span("0", "6", "[)")),  # 0 times anything is reached
        (span("0", "1", "()"), span("0", "1"), span("0", "1", "[)")),
        (span("1", None), span("2", "3"), span("2", None)),
        (span("1", None), span("-3", "-2", "[)"), span(None, "-2", "[)")),
        (span("0", "0"), span(None, None), span("0", "0")),
        (span("0", "1", "(]"), span("2", None), span("0", None, "(]")),
        (span("-1", "1"), span("2", None), span(None, None)),
    ],
)
def test_products_keep_track_of_open_ends(one: Interval, other: Interval, product: Interval) -> None:
    assert one * other == product
    assert other * one == product


@pytest.mark.parametrize(
    ("one", "other", "quotient"),
    [
        (span("1", "2"), span("4", "8"), span("1/8", "1/2")),
        (span("1", "2"), span("-8", "-4", "[)"), span("-1/2", "-1/8", "(]")),
        (span("1", "2"), span("0", "4", "(]"), span("1/4", None)),
        (span("1", "2"), span("4", None), span("0", "1/2", "(]")),
    ],
)
def test_quotients_keep_track_of_open_ends(one: Interval, other: Interval, quotient: Interval) -> None:
    assert one / other == quotient


@pytest.mark.parametrize("divisor", [span("-1", "1"), span("0", "1"), span("0", "0"), 0])
def test_nothing_is_divided_by_zero(divisor: Interval | int) -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.of("1") / divisor


def test_exact_numbers_stand_on_either_side() -> None:
    half_open = span("1", "2", "[)")
    assert 1 + half_open == span("2", "3", "[)")
    assert 1 - half_open == span("-1", "0", "(]")
    assert half_open - Fraction(1, 2) == span("1/2", "3/2", "[)")
    assert Decimal(2) * half_open == span("2", "4", "[)")
    assert half_open / -2 == span("-1", "-1/2", "(]")
    assert 2 / half_open == span("1", "2", "(]")
    assert sum([half_open, half_open]) == span("2", "4", "[)")


def test_a_gap_is_positive_when_the_interval_stands_above() -> None:
    low, high = span("1", "2"), span("5", "6")
    assert high.gap(low) == 3
    assert low.gap(high) == -3
    assert low.gap(span("2", "6")) == 0


def test_touching_open_ends_do_not_meet_though_nothing_lies_between() -> None:
    below, above = span("1", "2", "[)"), span("2", "3")
    assert not below.meets(above)
    assert below.intersect(above) is None
    assert below.gap(above) == 0


def test_an_end_at_infinity_is_missing_and_never_included() -> None:
    above = Interval(Fraction(5), None)
    assert (above.hi, above.hi_included) == (None, False)
    assert above.contains(10**12)
    assert not above.contains(Fraction(499, 100))
    assert (above.width, above.point) == (None, None)
    assert str(above) == "[5, ∞)"


def test_the_intersection_of_nothing_is_everything() -> None:
    assert Interval.intersection([]) == Interval.everything()


def test_a_point_knows_its_number() -> None:
    assert Interval.at(0).point == 0
    assert Interval.of("1").point is None
