"""Numbers in Chinese characters: 二十一 for lists and headings, 壹佰元整 for amounts."""

from __future__ import annotations

from fractions import Fraction

from ziping.figures import round_half_up

_DIGITS, _FINANCIAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLACES, _FINANCIAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_SCALES = ((10**8, "亿"), (10**4, "万"))


def chinese_number(value: Fraction) -> str:
    """The nearest whole number in everyday characters: 21 is 二十一, 10 is 十, 105 is 一百零五."""
    whole = int(round_half_up(value, 0))
    said = _said(abs(whole), _DIGITS, _PLACES)
    said = said.removeprefix("一") if said.startswith("一十") else said
    return f"负{said}" if whole < 0 else said


def financial_amount(yuan: Fraction) -> str:
    """An amount to the 分 in financial characters: 11776.05 is 壹万壹仟柒佰柒拾陆元零伍分."""
    cents = int(round_half_up(yuan * 100, 0))
    whole, rest = divmod(abs(cents), 100)
    jiao, fen = divmod(rest, 10)
    said = f"{_said(whole, _FINANCIAL, _FINANCIAL_PLACES)}元" if whole or not rest else ""
    if not rest:
        said += "整"
    if jiao:
        said += f"{_FINANCIAL[jiao]}角" + ("" if fen else "整")
    if fen:
        said += f"{'零' if whole and not jiao else ''}{_FINANCIAL[fen]}分"
    return f"负{said}" if cents < 0 else said


def _said(whole: int, digits: str, places: tuple[str, ...]) -> str:
    """亿 and 万 stand between what is counted in them and the rest, with 零 where places are skipped."""
    if whole == 0:
        return digits[0]
    for scale, name in _SCALES:
        high, low = divmod(whole, scale)
        if high:
            zero = digits[0] if 0 < low < scale // 10 else ""
            return _said(high, digits, places) + name + zero + (_said(low, digits, places) if low else "")
    return _below_ten_thousand(whole, digits, places)


def _below_ten_thousand(section: int, digits: str, places: tuple[str, ...]) -> str:
    said, skipped = "", False
    for number in reversed(range(len(places))):
        digit = section // 10**number % 10
        if not digit:
            skipped = True
            continue
        said += (digits[0] if skipped and said else "") + digits[digit] + places[number]
        skipped = False
    return said
