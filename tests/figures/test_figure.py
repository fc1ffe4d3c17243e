"""A figure by itself: bounds, units, places."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ziping.figures import Empty, Figure, FigureError, Interval, Place, Qualifier, unit


def bounds(text: str, mode: str = "round") -> str:
    return str(Figure.parse(text).interval(mode))  # type: ignore[arg-type]  # the wrong type is the subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1176.69万元", "[11766850, 11766950]"), ("17万元", "[165000, 175000]"), ("103人", "[103, 103]"),
        ("8.5分", "[17/2, 17/2]"), ("1.2万人", "[11500, 12500]"), ("85%", "[169/200, 171/200]"), ("0", "[-1/2, 1/2]"),
        ("约3万元", "[20000, 40000]"), ("超过3万元", "[30000, ∞)"), ("3万元以上", "[30000, ∞)"), ("10余人", "[10, ∞)"),
        ("不足3万元", "(-∞, 30000)"), ("≥95%", "[19/20, ∞)"), ("≤3天", "(-∞, 3]"), ("3-5人", "[3, 5]"),
        ("3-5万元", "[25000, 55000]"), ("约3-5万元", "[20000, 60000]"),
    ],
)  # fmt: skip
def test_a_figure_stands_for_these_base_values(text: str, expected: str) -> None:
    assert bounds(text) == expected


def test_truncation_keeps_its_open_end_in_base_units() -> None:
    assert bounds("55.93%", "truncate") == "[5593/10000, 2797/5000)"
    assert bounds("-3万元", "truncate") == "(-40000, -30000]"
    assert bounds("103人", "truncate") == "[103, 103]"


def test_a_finer_grain_narrows_and_a_coarser_one_changes_nothing() -> None:
    seventeen = Figure.parse("17万元")
    assert seventeen.with_grain(100).interval() == Interval(Fraction(169950), Fraction(170050))
    assert seventeen.with_grain(10**6).interval() == seventeen.interval()
    assert Figure.parse("85%").with_grain(Fraction(1, 10**6)).interval() == Figure.parse("85%").interval()


def test_a_bare_number_is_bound_to_the_unit_of_its_column() -> None:
    assert Figure.parse("67.2").in_unit("万元").base == 672000
    assert Figure.parse("").in_unit("万元").unit == unit("万元")


def test_a_grain_given_before_the_unit_is_converted_with_it() -> None:
    assert Figure.parse("67.2").with_grain(Fraction(1, 100)).in_unit("万元").grain == 100


def test_what_is_written_beside_the_number_wins_over_the_column() -> None:
    assert Figure.parse("3亿元", "万元").base == 300000000
    assert Figure.parse("102%", "万元").unit == unit("%")
    assert Figure.parse("1.2万", "万元").unit == unit("万元")
    assert Figure.parse("1.2万", "人").unit == unit("万人")


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("80万", 800_000),
        ("八十万", 800_000),
        ("八十万元", 800_000),
        ("捌拾万", 800_000),
        ("3万5千", 35_000),
        ("三万五千", 35_000),
        ("三万零五", 30_005),
        ("三萬", 30_000),
        ("两亿", 200_000_000),
        ("一亿零五万", 100_050_000),
        ("三千", 30_000_000),  # says no scale of money: 3000 of the column's 万元
        ("八十", 800_000),
    ],
)
def test_a_number_that_says_ten_thousand_counts_yuan_in_a_column_of_ten_thousands(
    written: str, yuan: int
) -> None:
    assert Figure.parse(written, "万元").base == yuan
    assert Figure.parse(written, "亿元").base == (
        yuan if {"万", "亿", "萬"} & set(written) else yuan * 10_000
    )


def test_in_words_or_in_digits_a_scale_means_the_same_precision() -> None:
    assert Figure.parse("八十万", "万元").interval() == Figure.parse("80万", "万元").interval()
    assert Figure.parse("十万", "人").unit == unit("万人")


def test_an_empty_figure_has_no_base_and_says_where_it_stands() -> None:
    blank = Figure.parse("", place=Place("附件1-1 三公经费", "2024年决算数"))
    with pytest.raises(FigureError, match=r"附件1-1 三公经费 / 2024年决算数.*空白"):
        blank.base  # noqa: B018 - reading the property is the act under test
    with pytest.raises(FigureError):
        blank.interval()


def test_a_figure_has_a_value_or_a_reason_for_having_none() -> None:
    with pytest.raises(FigureError):
        Figure("?", None)
    with pytest.raises(FigureError):
        Figure("?", Decimal(1), empty=Empty.BLANK)
    with pytest.raises(TypeError):
        Figure("1.5", 1.5)  # type: ignore[arg-type]  # the wrong type is the subject


def test_a_figure_is_made_from_exact_numbers_only() -> None:
    made = Figure.of(Decimal("1176.690"), "万元")
    assert (made.written, made.digits) == ("1176.690万元", 3)
    assert made.base == 11766900
    assert Figure.of(44, unit("人")).written == "44人"
    assert Figure.parse(made.written) == made
    with pytest.raises(TypeError):
        Figure.of(1.5)  # type: ignore[arg-type]  # the wrong type is the subject
    with pytest.raises(FigureError):
        Figure.of(Decimal("NaN"))


def test_figures_are_frozen_and_compared_by_content() -> None:
    one, other = Figure.parse("约3万元"), Figure.parse("约3万元")
    assert one == other
    assert len({one, other, one.at(Place("正文"))}) == 2
    assert (str(one), one.qualifier, one.plain) == ("约3万元", Qualifier.ABOUT, False)
    with pytest.raises(AttributeError):
        one.value = Decimal(4)  # type: ignore[misc]  # the wrong type is the subject


def test_values_of_any_length_stay_exact() -> None:
    text = "1" * 30 + ".01"
    assert Figure.parse(text).base == Fraction(int("1" * 30 + "01"), 100)
    assert -Figure.parse(f"-{text}").base == Figure.parse(f"({text})").base * -1


def test_a_place_reads_from_the_whole_to_the_part() -> None:
    place = Place("附件1-1 公用经费", "2024年决算数", part="word/document.xml", table=0, row=11, column=3)
    assert str(place) == "附件1-1 公用经费 / 2024年决算数"
    narrowed = place.within("第2段").spanning(4, 11)
    assert (narrowed.steps[-1], narrowed.start, narrowed.end, narrowed.row) == ("第2段", 4, 11, 11)
    assert place == Place(
        "附件1-1 公用经费", "2024年决算数", part="word/document.xml", table=0, row=11, column=3
    )
    assert hash(place) != hash(narrowed)


@pytest.mark.parametrize(("start", "end"), [(3, None), (None, 3), (5, 3), (-1, 3)])
def test_a_span_that_is_none_is_refused(start: int | None, end: int | None) -> None:
    with pytest.raises(FigureError):
        Place("正文", start=start, end=end)
