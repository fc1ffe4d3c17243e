"""One line of an explanation, and how values are printed in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from ziping.figures import (
    Dimension,
    FigureError,
    format_money,
    format_number,
    format_percent,
    format_score,
    unit,
)
from ziping.report import DayOrMonth
from ziping.wording import Message


@dataclass(frozen=True, slots=True)
class Line:
    """``what`` has ``value``; ``how`` says why, ``parts`` are the lines it follows from."""

    what: str
    value: str | Message
    how: tuple[Message, ...] = ()
    parts: tuple[Line, ...] = ()


def shown(value: Fraction | str | bool | dt.date | DayOrMonth, written: str) -> str | Message:
    """``value`` (numbers in base units) as the unit ``written`` prints it: 万元 with two decimals, % with two."""
    if isinstance(value, bool):
        return Message("explaining.yes" if value else "explaining.no")
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, DayOrMonth):
        return value.words
    if isinstance(value, str):
        return value
    return number(value, written)


def number(value: Fraction, written: str) -> str:
    """A number in base units, printed in the unit ``written``."""
    if not written:
        return whole_or_two(value)
    bound = unit(written)
    if bound.dimension is Dimension.MONEY:
        return f"{format_money(value, bound)} {bound}"
    if bound.dimension is Dimension.PERCENT:
        return format_percent(value)
    if bound.dimension is Dimension.MARKS:
        return f"{format_score(value)} {bound}"
    return f"{whole_or_two(value / bound.factor)} {bound}"


def whole_or_two(value: Fraction) -> str:
    """All decimals where they end, else two."""
    try:
        return format_number(value, None)
    except FigureError:
        return format_number(value, 2)
