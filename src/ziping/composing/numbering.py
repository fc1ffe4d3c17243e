"""Numbers of headings and paragraphs by level and position: 一、 （一） 1. （1）, as GB/T 9704-2012 §7.3.3 has them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, Literal

from ziping.standards.numerals import chinese_number

Level = Literal[1, 2, 3, 4]
LEVELS: Final[tuple[Level, ...]] = (1, 2, 3, 4)
_STYLES: Final[tuple[Callable[[int], str], ...]] = (
    lambda position: f"{chinese_number(Fraction(position))}、",
    lambda position: f"（{chinese_number(Fraction(position))}）",
    lambda position: f"{position}.",
    lambda position: f"（{position}）",
)
_UNDER_HEADINGS: Final = 3  # paragraphs are numbered like headings of this level or lower
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def heading(level: Level, position: int, text: str) -> str:
    """``text`` with its number; ``position`` counts from 1.

    >>> heading(1, 11, "其他"), heading(3, 2, "项目支出情况")
    ('十一、其他', '2.项目支出情况')
    """
    return number(level, position) + text


def number(level: int, position: int) -> str:
    """The number itself, with what stands behind it. Below level 4 circled, as far as there are such characters."""
    if level <= len(_STYLES):
        return _STYLES[level - 1](position)
    return _CIRCLED[position - 1] if position <= len(_CIRCLED) else f"（{position}）"


def paragraph_number(depth: int, position: int) -> str:
    """The number of a paragraph in a section ``depth`` levels down: one level below the section, never above 1."""
    return number(max(depth + 1, _UNDER_HEADINGS), position)
