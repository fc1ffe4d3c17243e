"""Numbers at the head of a paragraph, in every system papers use: 第一章, 一、, （一）, 1., 1、, （1）, 1), ①, 1.2."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from ziping.figures.folding import fold
from ziping.figures.numerals import read_numeral

System = Literal[
    "part",  # 第一部分
    "chapter",  # 第一章
    "cjk",  # 一、
    "cjk_bracket",  # （一）
    "arabic",  # 1.
    "arabic_comma",  # 1、
    "arabic_bracket",  # （1）
    "arabic_half",  # 1）
    "circled",  # ①
    "decimal",  # 1.2
]

LEVELS: Final[dict[System, int]] = {
    "part": 1, "chapter": 1, "cjk": 1, "cjk_bracket": 2, "arabic": 3, "arabic_comma": 3,
    "arabic_bracket": 4, "arabic_half": 4, "circled": 5, "decimal": 3,
}  # fmt: skip
"""How deep a system usually stands; what is really meant, a document's own order may say."""

_CJK: Final = "[零〇一二三四五六七八九十百]{1,5}"
_PATTERN: Final = re.compile(
    rf"""\s*(?:
      第(?P<part>{_CJK}|[0-9]{{1,2}})(?:部分|篇)[、:.\s]*
    | 第(?P<chapter>{_CJK}|[0-9]{{1,2}})[章节][、:.\s]*
    | (?P<cjk>{_CJK})\s*(?:、|\.(?![0-9])|,(?=\S))\s*
    | \(\s*(?P<cjk_bracket>{_CJK})\s*\)[、.]?\s*
    | (?P<decimal>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?=[\s、]|(?![万亿元人个倍年月日天分余多])[一-鿿])[、.]?\s*
    | (?P<arabic_comma>[0-9]{{1,2}})\s*、\s*
    | (?P<arabic>[0-9]{{1,2}})\s*\.(?![0-9])\s*
    | \(\s*(?P<arabic_bracket>[0-9]{{1,2}})\s*\)[、.]?\s*
    | (?P<arabic_half>[0-9]{{1,2}})\s*\)\s*
    | (?P<circled>[①-⑳])[、.]?\s*
    )""",
    re.VERBOSE,
)
_CIRCLED_ONE: Final = ord("①")


class Numbered(Struct, frozen=True):
    """A number at the head of a paragraph: ``written`` as it stands there, ``end`` where the words begin."""

    system: System
    number: int
    written: str
    start: int
    end: int


_SYSTEMS: Final[tuple[System, ...]] = tuple(LEVELS)


def number_at_head(text: str) -> Numbered | None:
    """The number ``text`` begins with, ``None`` where it has none.

    >>> number_at_head("8、 下一步改进措施")
    Numbered(system='arabic_comma', number=8, written='8、', start=0, end=3)
    """
    found = _PATTERN.match(fold(text[:40]))
    if found is None:
        return None
    system: System = next(name for name in _SYSTEMS if found[name] is not None)
    number = _value(system, found[system])
    if number is None:
        return None
    start = len(found[0]) - len(found[0].lstrip())
    return Numbered(system, number, text[start : found.end()].strip(), start, found.end())


def _value(system: System, written: str) -> int | None:
    if system == "circled":
        return ord(written) - _CIRCLED_ONE + 1
    if system == "decimal":
        return int(written.rpartition(".")[2])
    if written.isdigit():
        return int(written)
    value = read_numeral(written)
    return None if value is None else int(value)
