"""What surrounds the text of a page taken away: scripts, what is hidden, navigation, feet, lists of links.

A whole piece is only taken away when little of the page's text would go with it; whatever then still surrounds the text
goes line by line.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "select",
        "option",
        "button",
        "textarea",
        "svg",
        "canvas",
        "audio",
        "video",
        "map",
        "nav",
        "link",
        "meta",
        "base",
        "title",
        "datalist",
        "dialog",
    ]
)
_BODILESS = frozenset({"html", "body", "form", "main", "article"})
_CONTAINERS = frozenset(
    [
        "div",
        "section",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "tr",
        "td",
        "p",
        "header",
        "footer",
        "aside",
        "span",
        "center",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")
_LITTLE = 0.25  # of the page's text may go with a piece that is called navigation
_FEW = 300  # characters, likewise
_LINKED = 0.6  # of its text in links: a list of links
_LINKS = 3
_LONGEST = 250  # characters of a line that may be furniture


@cache
def _names() -> frozenset[str]:
    return frozenset(_furniture()["names"])


@cache
def _lines() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _furniture()["lines"]))


@cache
def _furniture() -> dict[str, list[str]]:
    text = files("ziping.documents.html").joinpath("furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def is_furniture(line: str) -> bool:
    """Whether a paragraph says only what every page of the site says: print, close, you are here, all rights reserved."""
    return len(line) <= _LONGEST and _lines().fullmatch(line.strip()) is not None


def prune(body: HtmlElement) -> None:
    """Take away from ``body`` what is no text of the page."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.tag in _NEVER or _is_hidden(element):
            _drop(element)
    sizes = _sizes(body)
    whole = sizes[body][0]
    for element in list(body.iter(*_CONTAINERS)):
        if element.tag in _BODILESS or element is body:
            continue
        plain, linked, links = sizes[element]
        few = plain <= _FEW and plain <= whole * _LITTLE
        if (few and _is_named(element) and not _has_title(element)) or (
            links >= _LINKS and linked > (plain + linked) * _LINKED and plain <= whole * _LITTLE
        ):
            _drop(element)


def _has_title(element: HtmlElement) -> bool:
    """Whether a heading without a link stands in it: the title of the text, not the name of the site."""
    return any(
        "".join(heading.itertext()).strip()
        and heading.find(".//a") is None
        and heading.find(".//img") is None
        for heading in element.iter("h1", "h2")
    )


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag == "input":
        return True
    style = element.get("style")
    return "hidden" in element.attrib or (style is not None and _HIDDEN.search(style) is not None)


def _is_named(element: HtmlElement) -> bool:
    """Whether its class or id says it is furniture, as a whole or as one of its words (``top-nav``, ``footerBox``)."""
    if element.tag in ("header", "footer", "aside"):
        return True
    called = f"{element.get('class', '')} {element.get('id', '')}".split()
    words = {name.lower() for name in called} | {
        word.lower() for name in called for word in _WORD.findall(name)
    }
    return not words.isdisjoint(_names()) and not words & {
        "content",
        "article",
        "zoom",
        "editor",
        "main",
        "text",
        "body",
    }


def _sizes(body: HtmlElement) -> dict[HtmlElement, tuple[int, int, int]]:
    """For each element: characters outside links, characters in links, links. One pass from the leaves up."""
    own: dict[HtmlElement, list[int]] = {}
    order = list(body.iter())
    in_link = {element for link in body.iter("a") for element in link.iter()}
    for element in order:
        text = len((element.text or "").strip())
        tail = sum(len((child.tail or "").strip()) for child in element)
        linked = element in in_link
        own[element] = [
            0 if linked else text + tail,
            text + tail if linked else 0,
            1 if element.tag == "a" else 0,
        ]
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and parent in own:
            for number in range(3):
                own[parent][number] += own[element][number]
    return {element: (counts[0], counts[1], counts[2]) for element, counts in own.items()}


def _drop(element: HtmlElement) -> None:
    """Take the element away, but not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
