"""Values written outside formulas (parameters of rules and packs) as constants inside them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from fractions import Fraction

from ziping.figures import known_unit
from ziping.standards.formulas.measure import DATE, FLAG, RATIO, TEXT, TEXTS, measure_of
from ziping.standards.formulas.tree import Constant

_NUMBER = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) *(\D.*)?", re.DOTALL)


def literal(value: str | int | Sequence[str], start: int, end: int) -> Constant:
    """``5万元``, ``90%`` and ``3`` as numbers, ``2024-12-31`` as a date, a list as texts, anything else as a text.

    ``start`` and ``end`` are where in the formula it is named.
    """
    if isinstance(value, int):
        return Constant(Fraction(value), "", start, end, RATIO)
    if not isinstance(value, str):
        return Constant(tuple(value), "", start, end, TEXTS)
    if (day := iso_day(value)) is not None:
        return Constant(day, "", start, end, DATE)
    if (match := _NUMBER.fullmatch(value)) is not None:
        written = match[2]
        if not written:
            return Constant(Fraction(match[1]), "", start, end, RATIO)
        if (unit := known_unit(written)) is not None:
            return Constant(
                Fraction(match[1]) * unit.factor, unit.written, start, end, measure_of(unit.written)
            )
    return Constant(value, "", start, end, TEXT)


def iso_day(text: str) -> dt.date | None:
    """The day that ``text`` writes as 2024-12-31, ``None`` when it writes none."""
    if len(text) != len("2024-12-31") or text[4] != "-":
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def measured(constant: Constant) -> Constant:
    """A constant fresh from the parser with its measure."""
    value = constant.value
    if isinstance(value, bool):
        measure = FLAG
    elif isinstance(value, str):
        measure = TEXT
    else:
        measure = (measure_of(constant.unit) if constant.unit else None) or RATIO
    return Constant(value, constant.unit, constant.start, constant.end, measure)
