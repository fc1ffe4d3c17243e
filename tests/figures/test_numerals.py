"""Chinese numerals, everyday and financial."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ziping.figures.numerals import read_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十", 20), ("一百零三", 103), ("一百一十", 110), ("两万三千", 23000),
        ("一千零三十", 1030), ("一千零三", 1003), ("两万零三百", 20300), ("十万零五", 100005), ("三万亿", 3 * 10**12),
        ("一亿零五万", 100050000), ("廿三", 23), ("卅", 30), ("二〇二四", 2024), ("壹佰贰拾叁", 123), ("叁仟零伍", 3005),
        ("一百三", 130), ("三千五", 3500), ("两万三", 23000), ("一亿二", 120000000),
    ],
)  # fmt: skip
def test_a_numeral_has_this_value(text: str, value: int) -> None:
    assert read_numeral(text) == value


def test_a_decimal_point_is_read_digit_by_digit() -> None:
    assert read_numeral("八十五点五零") == Decimal("85.50")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "百",
        "万",
        "百十",
        "三千百",
        "十百",
        "零零",
        "零五",
        "二十零",
        "一亿亿",
        "三五",
        "二三万",
        "十几",
        "三点",
        "点五",
        "万一",
    ],
)
def test_what_is_not_a_whole_numeral_is_not_read(text: str) -> None:
    assert read_numeral(text) is None


def _in_words(number: int) -> str:
    """The textbook spelling, written independently of the reader."""
    if number == 0:
        return "零"
    groups, words, scales = [], "", ("", "万", "亿")
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    pending_zero = False
    for position in reversed(range(len(groups))):
        group = groups[position]
        if group == 0:
            pending_zero = bool(words)
            continue
        if words and (pending_zero or group < 1000):
            words += "零"
        pending_zero = False
        words += _group_in_words(group) + scales[position]
    return words


def _group_in_words(group: int) -> str:
    words, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // power % 10
        if digit == 0:
            zero = bool(words)
            continue
        words += ("零" if zero else "") + "零一二三四五六七八九"[digit] + name
        zero = False
    return words


@given(st.integers(0, 10**12 - 1))
def test_every_number_spelled_out_reads_back(number: int) -> None:
    assert read_numeral(_in_words(number)) == number


_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@given(st.integers(0, 10**9))
def test_every_number_in_financial_characters_reads_back(number: int) -> None:
    assert read_numeral(_in_words(number).translate(_FINANCIAL)) == number
