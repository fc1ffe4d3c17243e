"""Ranges as rules write them: ``(0,10%]``, ``≥90%``, ``>30%``, ``0``; ends belong to them just as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ziping.figures import Figure, FigureError

_ENDS = str.maketrans({"（": "(", "）": ")", "【": "[", "】": "]", "，": ",", "～": ",", "~": ",", "％": "%"})
_BRACKETED = re.compile(r"([\[(])\s*([^,]*?)\s*,\s*([^,]*?)\s*([\])])")
_COMPARED = re.compile(r"(≥|>=|≤|<=|>|<|=)\s*(.+)")
_NO_END = frozenset(("", "∞", "+∞", "-∞", "inf", "-inf"))


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high`` in base units, an end of ``None`` at infinity; ``written`` is how the rule puts it."""

    written: str
    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below

    def __str__(self) -> str:
        return self.written


def read_range(text: str) -> Range | None:
    """``text`` as a range, ``None`` when it is none or holds nothing."""
    plain = text.strip().translate(_ENDS)
    if bracketed := _BRACKETED.fullmatch(plain):
        opening, low, high, closing = bracketed.groups()
        return _between(text.strip(), low, high, low_included=opening == "[", high_included=closing == "]")
    if compared := _COMPARED.fullmatch(plain):
        return _compared(text.strip(), compared[1], compared[2])
    point = _number(plain)
    return None if point is None else Range(text.strip(), point, point)


def _between(text: str, low: str, high: str, *, low_included: bool, high_included: bool) -> Range | None:
    ends = [None if end in _NO_END else _number(end) for end in (low, high)]
    if any(end is None and word not in _NO_END for end, word in zip(ends, (low, high), strict=True)):
        return None
    first, last = ends
    if (
        first is not None
        and last is not None
        and first >= last
        and not (first == last and low_included and high_included)
    ):
        return None
    return Range(text, first, last, low_included, high_included)


def _compared(text: str, sign: str, word: str) -> Range | None:
    end = _number(word)
    if end is None:
        return None
    match sign:
        case "≥" | ">=":
            return Range(text, end, None)
        case ">":
            return Range(text, end, None, low_included=False)
        case "≤" | "<=":
            return Range(text, None, end)
        case "<":
            return Range(text, None, end, high_included=False)
        case _:
            return Range(text, end, end)


def _number(word: str) -> Fraction | None:
    try:
        figure = Figure.parse(word)
    except FigureError:
        return None
    return figure.base if figure.plain else None
