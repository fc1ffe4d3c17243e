"""How values are printed in sentences and form cells: the formats a template may name after ``|``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ziping.figures import FigureError, format_money, format_number, format_percent, format_score, known_unit
from ziping.standards.formulas import DATE, FLAG, MARKS, MONEY, RATIO, TEXT, Measure
from ziping.standards.numerals import chinese_number, financial_amount


@dataclass(frozen=True, slots=True)
class Format:
    """``fits`` are the measures it can print (``None``: any number); ``example`` shows it for the documentation."""

    write: Callable[[Any], str]
    fits: tuple[Measure, ...] | None
    example: tuple[str, str]  # a value as a formula, and what is printed


def _number(value: Fraction) -> str:
    """All the decimals there are; two where there is no end to them."""
    try:
        return format_number(value, None)
    except FigureError:
        return format_number(value, 2)


def _day(value: dt.date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _money(places: int, unit: str = "万元", *, with_unit: bool = False) -> Callable[[Fraction], str]:
    return lambda value: format_money(value, unit, places, with_unit=with_unit)


def _percent(places: int) -> Callable[[Fraction], str]:
    return lambda value: format_percent(value, places)


def _places(places: int) -> Callable[[Fraction], str]:
    return lambda value: format_number(value, places)


_AMOUNT, _SHARE = (MONEY,), (RATIO,)

FORMATS: dict[str, Format] = {
    "money": Format(_money(2), _AMOUNT, ("1177.69万元", "1177.69")),
    "money_unit": Format(_money(2, with_unit=True), _AMOUNT, ("1177.69万元", "1177.69万元")),
    "yuan": Format(_money(2, "元"), _AMOUNT, ("1177.69万元", "11776900.00")),
    "yuan_unit": Format(_money(2, "元", with_unit=True), _AMOUNT, ("350.5元", "350.50元")),
    "upper": Format(financial_amount, _AMOUNT, ("1177.69万元", "壹仟壹佰柒拾柒万陆仟玖佰元整")),
    "percent": Format(_percent(2), _SHARE, ("0.559375", "55.94%")),
    "percent1": Format(_percent(1), _SHARE, ("0.559375", "55.9%")),
    "percent0": Format(_percent(0), _SHARE, ("0.559375", "56%")),
    "count": Format(_places(0), None, ("43人", "43")),
    "number": Format(_number, None, ("8.50分", "8.5")),
    "number1": Format(_places(1), None, ("8.5分", "8.5")),
    "number2": Format(_places(2), None, ("8.5分", "8.50")),
    "marks": Format(format_score, (MARKS, RATIO), ("8.50分", "8.5")),
    "score": Format(format_score, (MARKS, RATIO), ("8.50分", "8.5")),
    "chinese": Format(chinese_number, None, ("21个", "二十一")),
    "date": Format(_day, (DATE,), ("date(2024, 5, 14)", "2024年5月14日")),
    "month": Format(
        lambda value: f"{value.year}年{value.month}月", (DATE,), ("date(2024, 5, 14)", "2024年5月")
    ),
    "iso": Format(dt.date.isoformat, (DATE,), ("date(2024, 5, 14)", "2024-05-14")),
    "text": Format(str, (TEXT,), ("'办公室'", "办公室")),
    "yes_no": Format(lambda value: "是" if value else "否", (FLAG,), ("true", "是")),
}


def fits(name: str, measure: Measure) -> bool:
    """Whether the format ``name`` can print values of ``measure``."""
    wanted = FORMATS[name].fits
    return measure.is_number if wanted is None else measure in wanted


def default_format(measure: Measure, unit: str) -> str:
    """The format of a concept in ``unit``, or of a formula (``unit`` empty); empty where one must be named.

    A formula that gives a ratio may mean 0.56, 55.94% or 3 times: its format must be said.
    """
    if measure == MONEY:
        return "yuan" if unit == "元" else "money"
    if measure == RATIO:
        return "percent" if unit == "%" else "number" if unit else ""
    return {DATE: "date", TEXT: "text", FLAG: "yes_no", MARKS: "marks"}.get(measure, "number")


def written(value: Any, name: str, unit: str = "") -> str:
    """``value`` (base units) in the format ``name``. Plain numbers of a concept come in the concept's ``unit``."""
    if unit and isinstance(value, Fraction) and name in _IN_UNIT and (found := known_unit(unit)) is not None:
        value /= found.factor
    return FORMATS[name].write(value)


_IN_UNIT = frozenset(("count", "number", "number1", "number2"))
