"""Automatic numbering: what Word shows in front of a numbered paragraph, counted from the head of the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ziping.documents.docx.reader.names import ALTERNATIVE, VAL, is_on, number, w
from ziping.documents.docx.reader.numerals import spelled
from ziping.documents.docx.reader.styles import Style, StyleSheet, list_of

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID = w("abstractNum"), w("abstractNumId"), w("num"), w("numId")
_LEVEL, _LEVEL_AT, _OVERRIDE, _START_OVER = w("lvl"), w("ilvl"), w("lvlOverride"), w("startOverride")
_START, _FORM, _TEXT, _AFTER, _LEGAL = w("start"), w("numFmt"), w("lvlText"), w("suff"), w("isLgl")
_RESTART, _STYLE, _LINK = w("lvlRestart"), w("pStyle"), w("numStyleLink")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_PRIVATE = range(0xE000, 0xF900)  # signs of a symbol font, meaningless without it


class Level(Struct, frozen=True):
    start: int
    form: str
    text: str
    after: str
    legal: bool
    restart: int | None  # only a level above this one (counted from 1) starts it over; 0: none does
    style: str | None


_PLAIN = Level(1, "decimal", "%1.", "tab", legal=False, restart=None, style=None)


class _List(Struct):
    """A ``w:num``: its levels, where it starts anew, and the counters it shares with its like."""

    levels: Mapping[int, Level]
    starts: dict[int, int]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a document. Paragraphs are to be asked for in their order: every question counts."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        for element in () if root is None else root:
            if element.tag == _ABSTRACT:
                self._abstracts[element.get(_ABSTRACT_ID, "")] = element
            elif element.tag == _NUM:
                self._nums[element.get(_NUM_ID, "")] = element

    def text(self, numbered: Element | None, style: Style) -> str:
        """Count a paragraph and return its number with what separates it from the text; empty when it has none."""
        num, level = (None, None) if numbered is None else list_of(numbered)
        by_style = num is None
        if num is None:
            num = style.num
        found = None if num is None or num == "0" else self._list(num)
        if found is None:
            return ""
        if level is None:
            level = self._level_of(found, style) if by_style else 0
        return self._count(found, level)

    def _level_of(self, found: _List, style: Style) -> int:
        for at, level in found.levels.items():
            if level.style and level.style == style.num_style:
                return at
        return style.num_level or 0

    def _list(self, num: str) -> _List | None:
        if num not in self._lists:
            self._lists[num] = self._resolved(num)
        return self._lists[num]

    def _resolved(self, num: str) -> _List | None:
        element = self._nums.get(num)
        if element is None:
            return None
        named = element.find(_ABSTRACT_ID)
        abstract = "" if named is None else named.get(VAL, "")
        seen: set[str] = set()
        while abstract in self._abstracts and abstract not in seen:
            seen.add(abstract)
            link = self._abstracts[abstract].find(_LINK)
            target = None if link is None else self._styles.get(link.get(VAL)).num
            linked = None if target is None else self._nums.get(target)
            behind = None if linked is None else linked.find(_ABSTRACT_ID)
            if behind is None:
                break
            abstract = behind.get(VAL, "")
        if abstract not in self._abstracts:
            return None
        levels = _levels(self._abstracts[abstract])
        starts: dict[int, int] = {}
        for override in element.iterchildren(_OVERRIDE):
            at = number(override.get(_LEVEL_AT), 0, most=_LEVELS - 1)
            for level in override.iterchildren(_LEVEL):
                levels[at] = _level(level)
            start = override.find(_START_OVER)
            if start is not None:
                starts[at] = number(start.get(VAL), 1)
        return _List(levels, starts, self._counters.setdefault(abstract, [None] * _LEVELS))

    def _count(self, found: _List, at: int) -> str:
        level = found.levels.get(at)
        if level is None:
            return ""
        counters = found.counters
        start = found.starts.pop(at, None)
        before = counters[at]
        counters[at] = start if start is not None else level.start if before is None else before + 1
        for deeper in range(at + 1, _LEVELS):
            restart = found.levels.get(deeper, _PLAIN).restart
            if restart is None or at < restart:
                counters[deeper] = None
        return _shown(found, level, at)


def _shown(found: _List, level: Level, at: int) -> str:
    if level.form == "bullet":
        sign = "".join("•" if ord(char) in _PRIVATE else char for char in level.text)
        return sign + " " if sign and level.after != "nothing" else sign

    def spell(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place > at:
            return ""
        one = found.levels.get(place, _PLAIN)
        value = found.counters[place]
        if value is None:  # a level that was never used shows where it would begin
            value = found.counters[place] = one.start
        return spelled(value, "decimal" if level.legal else one.form)

    text = _PLACE.sub(spell, level.text)
    return text + " " if text and level.after != "nothing" else text


def _levels(parent: Element) -> dict[int, Level]:
    return {
        number(element.get(_LEVEL_AT), 0, most=_LEVELS - 1): _level(element)
        for element in parent.iterchildren(_LEVEL)
    }


def _level(element: Element) -> Level:
    def value(name: str) -> str | None:
        found = element.find(name)
        return None if found is None else found.get(VAL)

    form = value(_FORM)
    if form is None:  # a format of a newer Word stands beside the old one that takes its place
        inner = element.find(f"{ALTERNATIVE}//{_FORM}[@{VAL}]")
        form = "decimal" if inner is None else inner.get(VAL)
    restart = value(_RESTART)
    return Level(
        start=number(value(_START), 0),
        form=form or "decimal",
        text=(value(_TEXT) or "")[:64],
        after=value(_AFTER) or "tab",
        legal=is_on(element.find(_LEGAL)),
        restart=None if restart is None else number(restart, 0),
        style=value(_STYLE),
    )
