"""The functions that only look at values, whatever report they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

from ziping.standards.formulas.scope import Missing, Unknown


def divided(dividend: Fraction | None, divisor: Fraction, words: str) -> Fraction | Unknown:
    """The quotient; for a divisor of 0 why there is none. ``words`` name the divisor, a dividend of ``None`` is not 0."""
    if divisor:
        assert dividend is not None
        return dividend / divisor
    return Unknown((Missing(words, "", "zero_of_zero" if dividend == 0 else "zero_base"),))


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """``value`` to the nearest multiple of ``step``, ties away from zero."""
    size = floor(abs(value) / step + Fraction(1, 2)) * step
    return -size if value < 0 else size


def _texts(*given: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for each in given for text in ((each,) if isinstance(each, str) else each))


def _contains(text: str, *given: str | tuple[str, ...]) -> bool:
    return any(part in text for part in _texts(*given))


def _starts_with(text: str, *given: str | tuple[str, ...]) -> bool:
    return text.startswith(_texts(*given))


def _ends_with(text: str, *given: str | tuple[str, ...]) -> bool:
    return text.endswith(_texts(*given))


def _one_of(text: str, *given: str | tuple[str, ...]) -> bool:
    return text in _texts(*given)


def _length(text: str) -> Fraction:
    """Characters, spaces and line breaks left out, as a reader would count them."""
    return Fraction(len("".join(text.split())))


def _date(year: Fraction | str, month: Fraction, day: Fraction) -> dt.date | Unknown:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return Unknown((Missing(f"date({year}, {month}, {day})", "", "no_such_day"),))


PLAIN: dict[str, Callable[..., Any]] = {
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "abs": abs,
    "contains": _contains,
    "starts_with": _starts_with,
    "ends_with": _ends_with,
    "one_of": _one_of,
    "in_group": _starts_with,
    "length": _length,
    "year": lambda day: Fraction(day.year),
    "month": lambda day: Fraction(day.month),
    "day": lambda day: Fraction(day.day),
    "days": lambda earlier, later: Fraction((later - earlier).days),
    "date": _date,
}
