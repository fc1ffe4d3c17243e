"""Chinese numerals, everyday (一百零三) and financial (壹佰贰拾叁), read exactly or not at all."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "〇零一二两三四五六七八九"
CHARS = f"{DIGITS}十百千万亿廿卅"
FINANCIAL = "壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸弐"

_EVERYDAY = str.maketrans(
    "〇两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸弐", "零二一二三四五六七八九十百千万亿二三六二"
)
_VALUE = {char: value for value, char in enumerate("零一二三四五六七八九")}
_DIGIT = "一二三四五六七八九"

# Below 10000. “百” and “千” need their digit, “十” does not; a zero may stand where places are skipped.
_SECTION = re.compile(
    rf"(?:(?P<thousands>[{_DIGIT}])千)?(?:零?(?P<hundreds>[{_DIGIT}])百)?"
    rf"(?:(?P<ten_zero>零)?(?P<tens>[{_DIGIT}])?(?P<ten>十))?(?:(?P<zero>零)?(?P<ones>[{_DIGIT}]))?"
)


def read_numeral(text: str) -> Decimal | None:
    """Return the exact value of a whole Chinese numeral, ``None`` if ``text`` is not one (十几, 百十, 三千百).

    Digit by digit (二〇二四), with places (一百零三, 两万三千, 三万亿), colloquially cut short (两万三 is 23000), with a
    decimal point (三点五) or in financial characters. Two digits side by side (三五, 二三万) mean "some" and are refused.
    """
    plain = text.translate(_EVERYDAY).replace("廿", "二十").replace("卅", "三十")
    whole, point, decimals = plain.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    digits = _digit_by_digit(decimals)
    return None if digits is None else Decimal(f"{value}.{digits}")


def _digit_by_digit(text: str) -> str | None:
    if text and all(char in _VALUE for char in text):
        return "".join(str(_VALUE[char]) for char in text)
    return None


def _whole(text: str) -> int | None:
    digits = _digit_by_digit(text)
    if digits is not None and len(digits) > 1:
        means_some = len(digits) == len("三五") and not digits.endswith("0")
        return None if means_some or digits.startswith("0") else int(digits)
    return _with_places(text)


def _with_places(text: str) -> int | None:
    if len(text) == 1 and text in _VALUE:
        return _VALUE[text]
    for scale, char in ((10**8, "亿"), (10**4, "万")):
        high_text, mark, low_text = text.rpartition(char)
        if mark:
            return _scaled(high_text, low_text, scale)
    return _section(text)


def _scaled(high_text: str, low_text: str, scale: int) -> int | None:
    """``high`` × ``scale`` + ``low``; “万亿” may stand above 亿, nothing else repeats."""
    if scale == 10**8 and "亿" in high_text:
        return None
    high = _with_places(high_text)
    if high is None or high == 0 or (scale == 10**4 and high >= 10**4):
        return None
    if not low_text:
        return high * scale
    if len(low_text) == 1 and low_text in _DIGIT:  # 两万三: the digit is one place below
        return high * scale + _VALUE[low_text] * scale // 10
    low = _with_places(low_text.removeprefix("零")) if low_text != "零" else None
    return high * scale + low if low is not None and low < scale else None


def _section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if not text or match is None:
        return None
    thousands, hundreds, ones = (
        _VALUE.get(match[name] or "零", 0) for name in ("thousands", "hundreds", "ones")
    )
    tens = (_VALUE[match["tens"]] if match["tens"] else 1) if match["ten"] else 0
    above_ones = thousands or hundreds
    if match["ones"] and not match["zero"] and above_ones and not tens:  # 三千五, 一百三
        ones *= 100 if not hundreds else 10
    if (match["zero"] or match["ten_zero"]) and not above_ones and not match["tens"]:
        return None
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
