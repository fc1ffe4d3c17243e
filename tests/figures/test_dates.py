"""Dates to the day or to the month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures import Day, FigureError, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "20241231", "2024.12.31", "2024-12-31", "2024/12/31", "2024年12月31日", "２０２４年１２月３１日", "2024 年 12 月 31 日",
        " 2024-12-31 00:00:00", "二〇二四年十二月三十一日", "2024年12月31号", "2024－12－31",
    ],
)  # fmt: skip
def test_all_written_forms_of_a_day_are_one_day(text: str) -> None:
    assert parse_date(text) == Day(2024, 12, 31)


@pytest.mark.parametrize(
    "text", ["2024年12月", "2024.12", "2024-12", "2024/12", "2024年12月份", "二〇二四年十二月"]
)
def test_a_month_keeps_its_precision(text: str) -> None:
    found = parse_date(text)
    assert found == Day(2024, 12)
    assert (found.first, found.last) == (date(2024, 12, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024年",
        "2024年12月31日前",
        "12月31日",
        "24.12.31",
        "2024-12/31",
        "2024-12-31 08:30",
        "45657",
        "202412",
    ],
)
def test_anything_else_is_refused_with_the_forms_that_are_accepted(text: str) -> None:
    with pytest.raises(FigureError, match="2024年12月31日"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2023年2月29日", "2024-13-01", "20240431", "2024年0月", "二〇二四年十三月"])
def test_a_day_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(FigureError, match="日历"):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_printed_is_the_day_read(day: date) -> None:
    assert parse_date(str(Day(day.year, day.month, day.day))).first == day
    assert parse_date(day.isoformat()).last == day
