"""A target or an actual value as it was typed: a figure, a day to be kept, or words."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from ziping.figures import (
    Dimension,
    Empty,
    Figure,
    FigureError,
    Qualifier,
    Unit,
    comparable,
    known_unit,
    parse_date,
)
from ziping.scoring.exact import shown, shown_share

Kind = Literal["number", "day", "words", "empty"]
_PERCENT = frozenset((Dimension.PERCENT, Dimension.PERMILLE, Dimension.PERCENTAGE_POINT))


@dataclass(frozen=True, slots=True)
class Measure:
    """What was typed, understood.

    ``number`` is exact and in the base of the unit's dimension (元, ratio 1, ㎡ …), for a day its ordinal; ``day`` is the
    last day meant. ``qualifier`` is the 至少 or ≥ that stood with a figure. A range (3-5) is words: it is no one number.
    """

    written: str
    kind: Kind
    number: Fraction | None = None
    unit: Unit | None = None
    label: str = ""  # the unit as the indicator names it, known to us or not
    day: dt.date | None = None
    empty: Empty | None = None
    qualifier: Qualifier | None = None
    computed: bool = False

    @classmethod
    def of_share(cls, share: Fraction) -> Measure:
        """Return a computed ratio, shown as a percentage."""
        return cls(shown_share(share), "number", share, known_unit("%"), computed=True)

    @property
    def is_percent(self) -> bool:
        return self.unit is not None and self.unit.dimension in _PERCENT

    def in_own_unit(self, value: Fraction) -> str:
        """``value`` (in base units) written in the unit this was written in: ``241.02万元``, ``3%``."""
        if self.kind == "day":
            return f"{shown(value)} 天"
        if self.unit is None:
            return f"{shown(value)} {self.label}".rstrip()
        number = shown(value / self.unit.factor)
        return f"{number}{self.unit}" if self.unit.keeps_own_digits else f"{number} {self.unit}"

    def __str__(self) -> str:
        if self.kind != "number" or self.number is None or self.computed:
            return self.written.strip()
        return self.in_own_unit(self.number)


def read_measure(text: str, unit: str = "", year: int | None = None) -> Measure:
    """``text`` as typed in a cell whose indicator counts in ``unit``; never fails, for words are an answer too.

    ``year`` completes a day without one (12月31日前).
    """
    label = unit.strip()
    known = known_unit(label) if label else None
    figure = _figure(text, label, known)
    if figure is not None and figure.empty is not None:
        return Measure(text, "empty", label=label, empty=figure.empty)
    if figure is not None and figure.upper is None and not _may_be_day(figure):
        return Measure(text, "number", figure.base, figure.unit, label, qualifier=figure.qualifier)
    day = last_day(text, year)
    if day is not None:
        return Measure(text, "day", Fraction(day.toordinal()), day=day)
    if figure is not None and figure.upper is None:
        return Measure(text, "number", figure.base, figure.unit, label, qualifier=figure.qualifier)
    return Measure(text, "words", label=label)


def _figure(text: str, label: str, known: Unit | None) -> Figure | None:
    """``text`` as a figure; a unit that only the indicator knows (12 场演出) may follow the number."""
    bare = text.strip()
    for candidate in (bare, bare.removesuffix(label).strip() if label and known is None else ""):
        if not candidate and bare:
            continue
        try:
            return Figure.parse(candidate, known)
        except FigureError:
            continue
    return None


def _may_be_day(figure: Figure) -> bool:
    """20241231 and 2024.12 read as numbers as well; an eight-digit number without a unit is a day."""
    return figure.unit is None and re.fullmatch(r"\s*(19|20)[0-9]{6}\s*", figure.written) is not None


def alike(one: Measure, other: Measure) -> tuple[Measure, Measure] | None:
    """Both, ready to be compared: a bare number takes the other's unit. ``None`` when they cannot be compared."""
    if one.kind != other.kind or one.kind not in ("number", "day"):
        return None
    if one.kind == "day":
        return one, other
    one, other = _bound(one, other.unit), _bound(other, one.unit)
    if not comparable(one.unit, other.unit):
        return None
    return one, other


def _bound(measure: Measure, unit: Unit | None) -> Measure:
    if measure.unit is not None or unit is None or measure.number is None:
        return measure
    return replace(measure, number=measure.number * unit.factor, unit=unit)


_UNTIL = re.compile(r"(?:之前|以前|前|之内|以内|内)?(?:完成|办结|到位|发放|结束)?\Z")
_WITHOUT_YEAR = re.compile(r"(?:当年|本年度?|全年)?(?P<rest>[0-9]{1,2}月.*)")
_MONTH_END = re.compile(r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?:份)?(?:底|末)")
_YEAR_END = re.compile(r"(?P<year>[0-9]{4})年(?:度)?(?:底|末|内|终)?")
_QUARTER = re.compile(r"(?P<year>[0-9]{4})年第?(?P<quarter>[1-4一二三四])季度(?:底|末)?")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_LAST_MONTH = 12


def last_day(text: str, year: int | None = None) -> dt.date | None:
    """Return the last day that ``text`` allows: 2024年12月31日前, 12月底前完成 (with ``year``), 2024-11-30; ``None`` when it is no day."""
    plain = _UNTIL.sub("", re.sub(r"\s+", "", text), count=1)
    if year is not None and (without := _WITHOUT_YEAR.fullmatch(plain)):
        plain = f"{year}年{without['rest']}"
    try:
        return parse_date(plain).last
    except FigureError:
        return _last_of_period(plain)


def _last_of_period(plain: str) -> dt.date | None:
    if month := _MONTH_END.fullmatch(plain):
        return _month_end(int(month["year"]), int(month["month"]))
    if quarter := _QUARTER.fullmatch(plain):
        number = quarter["quarter"]
        return _month_end(
            int(quarter["year"]), 3 * (_QUARTERS[number] if number in _QUARTERS else int(number))
        )
    if whole := _YEAR_END.fullmatch(plain):
        return _month_end(int(whole["year"]), _LAST_MONTH)
    return None


def _month_end(year: int, month: int) -> dt.date | None:
    if not 1 <= month <= _LAST_MONTH or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month, monthrange(year, month)[1])
