"""Dates as they are written, to the day or to the month."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from msgspec import Struct

from ziping.figures.errors import figure_error
from ziping.figures.folding import fold
from ziping.figures.numerals import read_numeral


class Day(Struct, frozen=True):
    """A day, or a whole month when ``day`` is ``None``. Raises :class:`FigureError` for one the calendar does not have."""

    year: int
    month: int
    day: int | None = None

    def __post_init__(self) -> None:
        try:
            date(self.year, self.month, 1 if self.day is None else self.day)
        except ValueError as error:
            raise figure_error("no_such_day", text=str(self)) from error

    @property
    def first(self) -> date:
        """The earliest day it may mean."""
        return date(self.year, self.month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """The latest day it may mean."""
        if self.day is not None:
            return self.first
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月" + ("" if self.day is None else f"{self.day}日")


_SEPARATED = re.compile(
    r"([0-9]{4})\s*([-./])\s*([0-9]{1,2})(?:\s*\2\s*([0-9]{1,2}))?(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
)
_IN_CHINESE = re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月(?:份|\s*([0-9]{1,2})\s*[日号])?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERAL = "[〇零一二三四五六七八九十]"
_IN_NUMERALS = re.compile(rf"({_NUMERAL}{{4}})年({_NUMERAL}{{1,2}})月(?:({_NUMERAL}{{1,3}})[日号])?")


def parse_date(text: str) -> Day:
    """Return the whole of ``text`` as a date: 2024年12月31日, 2024年12月, 2024-12-31, 2024.12, 2024/12/31, 20241231, 二〇二四年五月一日.

    Raises :class:`FigureError` for anything else (a year alone, 2024年12月31日前, a time of day) and for impossible days.
    """
    plain = fold(text).strip()
    if match := _SEPARATED.fullmatch(plain):
        year, month, day = match[1], match[3], match[4]
    elif match := _IN_CHINESE.fullmatch(plain) or _COMPACT.fullmatch(plain):
        year, month, day = match[1], match[2], match[3]
    elif match := _IN_NUMERALS.fullmatch(plain):
        year, month, day = (_digits(match[1]), _digits(match[2]), _digits(match[3]) if match[3] else None)
    else:
        raise figure_error("not_a_date", text=text)
    if not year or not month:
        raise figure_error("not_a_date", text=text)
    return Day(int(year), int(month), int(day) if day else None)


def _digits(numeral: str) -> str:
    value = read_numeral(numeral)
    return "" if value is None else str(value)
