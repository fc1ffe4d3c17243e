"""What a row's label says of its place among the rows: a total, a number, an indentation, 其中, a code."""

from __future__ import annotations

import re
from functools import lru_cache

from ziping.figures import Unit, known_unit
from ziping.figures.folding import fold
from ziping.reading.tables.lexicon import lexicon, plain

_CN = "一二三四五六七八九十百"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracketed", re.compile(rf"\(([{_CN}]{{1,4}})\)")),
    ("chinese", re.compile(rf"([{_CN}]{{1,4}})[、.]")),
    ("chapter", re.compile(rf"第([{_CN}]{{1,4}})[类部项]")),
    ("small", re.compile(r"\(([0-9]{1,2})\)|([0-9]{1,2})\)")),
    ("digit", re.compile(r"([0-9]{1,2})(?:、|\.(?![0-9])|(?=[^\W\d_]{2}))")),
    ("circled", re.compile("([①-⑳])")),
)
_MULTI = re.compile(r"([0-9]{1,2}(?:[.-][0-9]{1,2}){1,3})(?![0-9%])")
_UNIT = re.compile(r"\(([^()]{1,8})\)$")
_UNIT_LINE = re.compile(r"(?:计量|金额)?单位:?\(?(?P<unit>(?:人民币)?(?:百|千|万|亿|十万|百万)*元)")
_COUNT_LINE = re.compile(r"单位:[ ]*(?P<unit>人次|人|个|辆|户|件|台|套|家|次)[ ]*(?:[)\n]|$)")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


@lru_cache(maxsize=8192)
def number_of(label: str) -> tuple[str, int] | None:
    """The style and value of the number a folded label begins with; a number of several parts has a style per depth."""
    multi = _MULTI.match(label)
    if multi:
        parts = re.split("[.-]", multi[1])
        return f"part{len(parts)}", int(parts[-1])
    for style, pattern in _NUMBERS:
        match = pattern.match(label)
        if match:
            return style, _value(next(group for group in match.groups() if group))
    return None


def _value(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def indent_of(raw: str) -> int:
    """How far a label is moved in, in half-width characters."""
    width = 0
    for char in raw.lstrip("\n"):
        if not char.isspace():
            break
        width += 2 if char == "\u3000" else 4 if char == "\t" else 1
    return width


def of_which(label: str) -> bool:
    """Whether a folded label begins with 其中, its number left aside."""
    return label.startswith(lexicon().of_which)


def takes_away(label: str) -> bool:
    """Whether a row or column is taken away from what the others make."""
    return label.startswith(lexicon().left_out)


@lru_cache(maxsize=2048)
def unit_named(text: str) -> Unit | None:
    """The unit in brackets at the end of a folded head or label (“金额(万元)”, “占比%”)."""
    match = _UNIT.search(text.rstrip(":"))
    if match:
        return known_unit(match[1])
    return known_unit("%") if text.endswith("%") else None


def unit_line(text: str) -> Unit | None:
    """The unit of a 单位 line (“金额单位：万元”), the last one if there are several."""
    found = None
    for match in _UNIT_LINE.finditer(plain(text)):
        found = known_unit(match["unit"].removeprefix("人民币")) or found
    if found is None:
        match_counted = _COUNT_LINE.search(fold(text))
        found = known_unit(match_counted["unit"]) if match_counted else None
    return found


@lru_cache(maxsize=2048)
def year_named(text: str) -> int | None:
    """The only year a head or label names."""
    years = set(_YEAR.findall(fold(text)))
    return int(years.pop()) if len(years) == 1 else None
