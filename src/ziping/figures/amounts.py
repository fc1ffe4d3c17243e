"""One amount at one place of a folded text: digits, Chinese numerals or both, with the unit that follows.

The same reader serves a whole cell (``in_cell``: every space can only be a separator) and running text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ziping.figures.digits import IN_CELL, IN_TEXT, LONGEST, UNGROUPED_IN_TEXT, value_of
from ziping.figures.interval import decimals_written
from ziping.figures.numerals import CHARS, DIGITS, FINANCIAL, read_numeral
from ziping.figures.qualifiers import Qualifier
from ziping.figures.stems import tail_at
from ziping.figures.units import PERCENT, SCALES, YUAN, Dimension, Unit, nth_part, scaled, unit


class Amount(NamedTuple):
    """A number without its sign: ``digits`` are the decimals written, ``end`` is where it stops."""

    value: Decimal
    digits: int
    unit: Unit | None
    qualifier: Qualifier | None
    end: int


_NUMERAL = f"[{CHARS}{FINANCIAL}]"
_RUN = re.compile(rf"{_NUMERAL}{{1,40}}(?:点[{DIGITS}]{{1,20}})?")
# 百分之八十五, 千分之3.5, 三分之一
_PARTS = re.compile(
    rf"(?P<below>{_NUMERAL}{{1,12}}|[0-9]{{1,6}})分之"
    rf"(?P<above>[0-9]{{1,12}}(?:\.[0-9]{{1,12}})?|{_NUMERAL}{{1,20}}(?:点{_NUMERAL}{{1,12}})?)"
)
# 壹万贰仟元伍角整; without 角, 分 or 整 the amount is read like any other.
_CASH = re.compile(
    rf"(?P<yuan>{_NUMERAL}{{1,40}})[元圆]零?(?:(?P<jiao>{_NUMERAL})角)?零?(?:(?P<fen>{_NUMERAL})分)?(?P<whole>[整正])?"
)
_TENTHS = re.compile(rf"(?P<tens>{_NUMERAL})成(?P<ones>[一二三四五六七八九])(?![个项名家人])")
_AND_A_HALF = re.compile("半(?![年数价以个天月])")
_MONTHS_AND_A_HALF = re.compile(r"个半(?P<unit>月|小时)")
_MIXED = re.compile(
    r"(?P<high>[0-9]{1,12})(?P<high_scale>亿|万)(?P<low>[0-9]{1,12})(?![0-9.])(?P<low_scale>千万|百万|万|千|百)?"
)
_HALVES = frozenset((Dimension.TIME, Dimension.CALENDAR, Dimension.MULTIPLE))
_PARTS_OF = {
    "百": PERCENT,
    "千": unit("‰"),
    "万": unit("‱"),
    "100": PERCENT,
    "1000": unit("‰"),
    "一百": PERCENT,
}
_TRAILING_SCALES = ("万亿", "亿", "万")
_LARGEST_DENOMINATOR = 10**6
_LARGEST_DIGIT = 9


def amount_at(text: str, pos: int, *, in_cell: bool, grouped: bool = True) -> Amount | None:
    """Return the amount that begins at ``pos``; ``grouped=False`` takes every comma as one between two numbers."""
    if not "0" <= text[pos : pos + 1] <= "9" and text[pos : pos + 1] != ".":
        return _in_words(text, pos)
    parts = _PARTS.match(text, pos)
    if parts:
        return _common_fraction(parts)
    pattern = IN_CELL if in_cell else IN_TEXT if grouped else UNGROUPED_IN_TEXT
    match = pattern.match(text, pos)
    if match is None or len(match[0]) > LONGEST:
        return None
    mixed = _mixed(text, pos) if match[0].isdigit() else None
    if mixed is not None:
        return mixed
    value = value_of(match[0])
    _, point, decimals = match[0].partition(".")
    digits = sum(char.isdigit() for char in decimals) if point else 0
    return _with_tail(text, value, digits, match.end())


def _with_tail(text: str, value: Decimal, digits: int, end: int) -> Amount:
    if not digits and (half := _MONTHS_AND_A_HALF.match(text, end)):
        return _plus_half(value, unit("个月" if half["unit"] == "月" else "小时"), half.end())
    tail = tail_at(text, end)
    halves = tail.unit is not None and tail.unit.dimension in _HALVES and not digits
    if tail.unit is not None and halves and (half := _AND_A_HALF.match(text, tail.end)):
        return _plus_half(value, tail.unit, half.end())
    return Amount(value, digits, *tail)


def _plus_half(value: Decimal, of: Unit, end: int) -> Amount:
    return Amount(decimal_of(Fraction(value) + Fraction(1, 2), 1), 1, of, None, end)


def _mixed(text: str, pos: int) -> Amount | None:
    """3万5千元, 1亿2000万元: in the smallest scale written, so that the grain is the one that was meant."""
    match = _MIXED.match(text, pos)
    if match is None:
        return None
    scale = SCALES[match["low_scale"]] if match["low_scale"] else 1
    high, low = int(match["high"]) * SCALES[match["high_scale"]], int(match["low"]) * scale
    tail = tail_at(text, match.end("low"))
    if low >= SCALES[match["high_scale"]] or (tail.unit is None and match["low_scale"]):
        return None
    return Amount(decimal_of(Fraction(high + low, scale), 0), 0, *tail)


def _common_fraction(match: re.Match[str]) -> Amount | None:
    below, above = match["below"], match["above"]
    hundred_percent = above == "百" and below == "百"
    value = Decimal(above) if above[0].isascii() else Decimal(100) if hundred_percent else read_numeral(above)
    named = _PARTS_OF.get(below)
    if value is None:
        return None
    digits = decimals_written(value)
    if named is not None:
        return Amount(value, digits, named, None, match.end())
    denominator = int(below) if below.isdigit() else read_numeral(below)
    if digits or denominator is None or not 1 < denominator <= _LARGEST_DENOMINATOR:
        return None
    return Amount(value, 0, nth_part(int(denominator)), None, match.end())


def _in_words(text: str, pos: int) -> Amount | None:
    if text.startswith(("一半", "半"), pos):
        return _half(text, pos)
    if parts := _PARTS.match(text, pos):
        return _common_fraction(parts)
    if (cash := _CASH.match(text, pos)) and (cash["jiao"] or cash["fen"] or cash["whole"]):
        return _cash(cash)
    if (tenths := _TENTHS.match(text, pos)) and (tens := read_numeral(tenths["tens"])) is not None:
        ones = read_numeral(tenths["ones"])
        return Amount(Decimal(f"{tens}.{ones}"), 1, unit("成"), None, tenths.end())
    run = _RUN.match(text, pos)
    value = read_numeral(run[0]) if run else None
    if run is None or value is None:
        return None
    amount = _with_tail(text, value, decimals_written(value), run.end())
    return _in_scale(run[0], amount)


def _half(text: str, pos: int) -> Amount | None:
    """一半 of something, 半年."""
    if text.startswith("一", pos):
        return Amount(Decimal(1), 0, nth_part(2), None, pos + len("一半"))
    of = tail_at(text, pos + 1)
    return Amount(Decimal("0.5"), 1, *of) if of.unit is not None and of.unit.dimension in _HALVES else None


def _in_scale(run: str, amount: Amount) -> Amount:
    """三百万 is 300 万 and no more precise than that, as 300万 is; financial characters (叁佰万元) name the amount to the 元."""
    scale = next((scale for scale in _TRAILING_SCALES if run.endswith(scale)), None)
    if scale is None or "点" in run or any(char in FINANCIAL for char in run):
        return amount
    whole = scaled(scale, amount.unit)
    if whole is None:
        return amount
    value = decimal_of(Fraction(amount.value) / SCALES[scale], 0)
    return amount._replace(value=value, unit=whole)


def _cash(match: re.Match[str]) -> Amount | None:
    yuan = read_numeral(match["yuan"])
    tenths, hundredths = (read_numeral(match[name] or "零") for name in ("jiao", "fen"))
    if yuan is None or tenths is None or hundredths is None or max(tenths, hundredths) > _LARGEST_DIGIT:
        return None
    return Amount(Decimal(f"{yuan}.{tenths}{hundredths}"), 2, YUAN, None, match.end())


def decimal_of(value: Fraction, digits: int) -> Decimal:
    """``value`` written with ``digits`` decimals; it must fit. Made from text, since arithmetic on decimals rounds to 28 digits."""
    whole = value * 10**digits
    assert whole.denominator == 1, "the caller knows how many decimals the value has"
    return Decimal(f"{whole.numerator}E-{digits}") if digits else Decimal(whole.numerator)
