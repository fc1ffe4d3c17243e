"""Targets and actual values as they are typed."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from ziping.scoring import read_measure
from ziping.scoring.measure import last_day


@pytest.mark.parametrize(
    ("text", "unit", "number", "shown"),
    [
        ("936.67", "万元", "9366700", "936.67 万元"),
        ("９８％", "", "98/100", "98%"),
        ("98", "%", "98/100", "98%"),
        ("≥95%", "%", "95/100", "95%"),
        ("1,200", "人", "1200", "1200 人"),
        ("12场演出", "场演出", "12", "12 场演出"),
        ("300", "元/人", "300", "300 元/人"),
        ("三百", "人", "300", "300 人"),
        ("0", "件", "0", "0 件"),
    ],
)
def test_figures_are_exact_in_base_units(text: str, unit: str, number: str, shown: str) -> None:
    read = read_measure(text, unit)
    assert (read.kind, read.number, str(read)) == ("number", Fraction(number), shown)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年12月31日前", "2024-12-31"),
        ("2024年12月31日之前完成", "2024-12-31"),
        ("12月31日前", "2024-12-31"),
        ("12月底前完成", "2024-12-31"),
        ("2024年2月底", "2024-02-29"),
        ("2024年度内", "2024-12-31"),
        ("2024年第二季度末", "2024-06-30"),
        ("2024年一季度", "2024-03-31"),
        ("2024年11月", "2024-11-30"),
        ("2024/6/5", "2024-06-05"),
        ("20240605", "2024-06-05"),
    ],
)
def test_a_deadline_is_the_last_day_it_allows(text: str, day: str) -> None:
    read = read_measure(text, "", 2024)
    assert (read.kind, read.day) == ("day", dt.date.fromisoformat(day))


@pytest.mark.parametrize("text", ["效果明显", "及时", "2024年13月底", "2024年2月30日", "前", "12月底", "3-5"])
def test_what_is_neither_figure_nor_day_is_words(text: str) -> None:
    assert read_measure(text, "").kind == "words"
    assert last_day(text) is None


@pytest.mark.parametrize("text", ["", "  ", "——", "/", "不适用", "无"])
def test_the_ways_to_say_nothing_stay_apart(text: str) -> None:
    read = read_measure(text, "人")
    assert read.kind == "empty"
    assert (read.empty.value if read.empty else None) == {
        "": "blank", "  ": "blank", "——": "dash", "/": "dash", "不适用": "not_applicable", "无": "none_stated",
    }[text]  # fmt: skip
