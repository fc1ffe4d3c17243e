"""Styles: which make a paragraph a heading, a title, a caption or a line of the contents; which number or hide it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from ziping.documents.docx.reader.names import PPR, RPR, VAL, VANISH, is_on, number, w

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

StyleRole = Literal["body", "title", "caption", "contents"]
_BODY_LEVEL = 9  # the outline level that means none
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]|toc heading|toc 标题\s*\d?|目录标题", re.IGNORECASE)
_ROLES: dict[str, StyleRole] = {
    **dict.fromkeys(("title", "标题"), "title"),
    **dict.fromkeys(("caption", "题注"), "caption"),
    # Built upon the title's style, and yet no titles.
    **dict.fromkeys(("subtitle", "副标题", "author", "date", "日期"), "body"),
}
_BASED_ON, _NAME, _STYLE, _STYLE_ID = w("basedOn"), w("name"), w("style"), w("styleId")
_OUTLINE, _NUMBERED, _NUM_ID, _LEVEL = w("outlineLvl"), w("numPr"), w("numId"), w("ilvl")
_TYPE, _DEFAULT = w("type"), w("default")


class Style(Struct, frozen=True):
    """``level`` is the heading level (0: none); ``num`` and ``num_level`` the list, ``num_style`` who asked for it."""

    role: StyleRole = "body"
    level: int = 0
    num: str | None = None
    num_level: int | None = None
    num_style: str = ""
    hidden: bool = False


NO_STYLE = Style()


class StyleSheet:
    """The styles of a document by id, each with what it takes from those it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root.iterchildren(_STYLE):
            ident = element.get(_STYLE_ID, "")
            self._elements[ident] = element
            if element.get(_TYPE) == "paragraph" and element.get(_DEFAULT) in {"1", "true", "on"}:
                self.default = ident

    def get(self, ident: str | None) -> Style:
        """Return the style; without ``ident`` the one that paragraphs have by default."""
        ident = self.default if ident is None else ident
        known = self._known.get(ident)
        if known is None:
            chain: list[str] = []
            at: str | None = ident
            while at is not None and at in self._elements and at not in chain and at not in self._known:
                chain.append(at)
                based = self._elements[at].find(_BASED_ON)
                at = None if based is None else based.get(VAL)
            known = self._known.get(at or "", NO_STYLE)
            for name in reversed(chain):
                known = self._known[name] = _over(known, name, self._elements[name])
        return known


def _over(base: Style, ident: str, element: Element) -> Style:
    """What ``element`` says, over what its base says."""
    style = base
    named = element.find(_NAME)
    name = "" if named is None else named.get(VAL, "").strip()
    heading = _HEADING.fullmatch(name)
    if heading:
        style = replace(style, level=int(heading[1]))
    elif _CONTENTS.fullmatch(name):
        style = replace(style, role="contents", level=0)
    elif role := _ROLES.get(name.lower()):
        style = replace(style, role=role)
    properties = element.find(PPR)
    if properties is not None:
        outline = properties.find(_OUTLINE)
        if outline is not None:
            style = replace(style, level=heading_level(outline))
        numbered = properties.find(_NUMBERED)
        if numbered is not None:
            num, level = list_of(numbered)
            style = replace(style, num=num or style.num, num_level=level, num_style=ident)
    look = element.find(RPR)
    hidden = None if look is None else look.find(VANISH)
    return style if hidden is None else replace(style, hidden=is_on(hidden))


def heading_level(outline: Element) -> int:
    """Return the heading level 1 to 9 of a ``w:outlineLvl``, 0 for body text."""
    level = number(outline.get(VAL), _BODY_LEVEL, most=_BODY_LEVEL)
    return 0 if level == _BODY_LEVEL else level + 1


def list_of(numbered: Element) -> tuple[str | None, int | None]:
    """Return the list and the level that a ``w:numPr`` names; either may be left to the style."""
    num, level = numbered.find(_NUM_ID), numbered.find(_LEVEL)
    return (
        None if num is None else num.get(VAL),
        None if level is None else number(level.get(VAL), 0, most=8),
    )
