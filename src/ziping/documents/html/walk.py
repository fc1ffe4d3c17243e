"""The text of a page block by block, as a browser would show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ziping.documents.gathering import Gathered
from ziping.documents.html.pruning import is_furniture
from ziping.documents.html.tables import MAX_CELLS, lays_out, placed
from ziping.documents.source import GridCell, PassageRole
from ziping.wording import Message

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADING = re.compile(r"h([1-6])")
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.IGNORECASE)
_MSO_HEADING = re.compile(r"(?:mso|a)?heading([1-9])|标题([1-9])", re.IGNORECASE)
_MSO_TITLE = re.compile(r"(?:mso)?title", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# A source line may end inside Chinese text, where no blank is meant unless one is written before the end.
_BREAK_IN_CHINESE = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])[\r\n][ \t\r\n]*(?=[\u2e80-\u9fff\uff00-\uffef\u3001-\u303f])"
)
_BREAK = "\x01"
_INDENTED = re.compile(r"[ \u00a0\u3000]{2,}|\u3000")
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]|第[一二三四五六七八九十\d]+[章节条]|附[件表]"
)
_ENDS = "。；：！？.;:!?）)”"
_FULL = 25  # characters: a shorter line is a heading, a name, a date
_MARKERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_DEEPEST = 200  # elements inside one another


class Walk:
    """Goes through a pruned page; what it finds is in ``gathered``, what could not be read in ``notices``."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.notices: list[Message] = []
        self._line: list[str] = []
        self._role: PassageRole = "body"
        self._level = 0
        self._marker = ""
        self._numbers: dict[HtmlElement, int] = {}

    def go(self, element: HtmlElement, depth: int = 0) -> None:
        """Add what is in ``element``, its own text and that of all in it."""
        if depth > _DEEPEST:
            self._line.append(element.text_content())
            return
        if element.text:
            self._line.append(element.text)
        for child in element:
            self._child(child, depth)
            if child.tail:
                self._line.append(child.tail)

    def end(self) -> None:
        """Close the paragraph that is open."""
        for text in joined(paragraphs("".join(self._line))):
            if not is_furniture(text):
                shown = self._marker + text.lstrip() if self._marker else text
                self.gathered.passage(shown, self._role, self._level, len(self._marker))
            self._marker = ""
        self._line.clear()

    def _child(self, child: HtmlElement, depth: int) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        if tag == "br":
            self._line.append(_BREAK)
        elif tag == "table" and not lays_out(child):
            self.end()
            self._table(child)
        elif tag in _BLOCKS:
            self.end()
            outer = (self._role, self._level)
            self._role, self._level = _role(child)
            if tag == "li":
                self._marker = self._number(child)
            self.go(child, depth + 1)
            self.end()
            self._role, self._level, self._marker = *outer, ""
        else:
            self.go(child, depth + 1)

    def _number(self, item: HtmlElement) -> str:
        """The number a browser shows before an item of a numbered list."""
        around = item.getparent()
        if around is None or around.tag != "ol" or "none" in around.get("style", ""):
            return ""
        number = _whole(item.get("value")) or self._numbers.get(around) or _whole(around.get("start")) or 1
        self._numbers[around] = number + 1
        kind = around.get("type", "1")
        if letters := _MARKERS.get(kind):
            return f"{letters[(number - 1) % len(letters)]}. "
        return f"{number}. " if kind == "1" else ""

    def _table(self, table: HtmlElement, inside: tuple[int, int, int] | None = None, depth: int = 0) -> None:
        caption = table.find("caption")
        if caption is not None:
            for text in paragraphs(text_of(caption)):
                self.gathered.passage(text, "caption")
        cells, whole = placed(table)
        if not whole:
            self.notices.append(Message("documents.html.table_cut", {"limit": MAX_CELLS}))
        nested: list[tuple[HtmlElement, int, int]] = []
        made: list[GridCell] = []
        for cell in cells:
            own = [inner for inner in cell.element.iterdescendants("table") if _table_around(inner) is table]
            nested += [(inner, cell.row, cell.column) for inner in own]
            text = "\n".join(paragraphs(text_of(cell.element, leave_out=frozenset(own))))
            made.append(GridCell(cell.row, cell.column, text, cell.row_span, cell.col_span))
        if not any(cell.text.strip() for cell in made) and not nested:
            return
        block = self.gathered.grid(made, inside=inside)
        for inner, row, column in nested if depth < _DEEPEST else ():
            self._table(inner, (block, row, column), depth + 1)


def _table_around(table: HtmlElement) -> HtmlElement | None:
    return next(table.iterancestors("table"), None)


def text_of(element: HtmlElement, leave_out: frozenset[HtmlElement] = frozenset()) -> str:
    """All text in ``element``, with a break where a block or a line ends."""
    return "".join(_pieces(element, leave_out))


def _pieces(element: HtmlElement, leave_out: frozenset[HtmlElement]) -> Iterator[str]:
    # Without recursion: pages nest as deep as their makers' mistakes.
    stack: list[HtmlElement | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
            continue
        if not isinstance(one.tag, str) or one in leave_out:
            continue
        edge = _BREAK if one.tag in _BLOCKS or one.tag == "br" else ""
        if edge:
            yield edge
        inner: list[HtmlElement | str] = [one.text] if one.text else []
        for child in one:
            inner.append(child)
            if child.tail:
                inner.append(child.tail)
        if edge and one.tag != "br":
            inner.append(edge)
        stack.extend(reversed(inner))


def paragraphs(text: str) -> list[str]:
    """Return the lines of ``text`` between breaks, with blanks as a browser shows them; blank ones left out."""
    done: list[str] = []
    for piece in text.split(_BREAK):
        line = _BLANKS.sub(" ", _BREAK_IN_CHINESE.sub("", piece)).strip(" ")
        shown = line.replace("\u00a0", " ").rstrip()
        if shown.strip():
            done.append(shown)
    return done


def joined(lines: list[str]) -> list[str]:
    r"""Join with ``\n`` the lines that a break parts in the middle of a sentence; any other break ends a paragraph."""
    done: list[str] = []
    for line in lines:
        begins = _INDENTED.match(line) or _NUMBERED.match(line.strip())
        if done and not begins and _is_open(done[-1]):
            done[-1] += "\n" + line
        else:
            done.append(line)
    return done


def _is_open(line: str) -> bool:
    """Whether a sentence goes on after this line."""
    return line[-1] not in _ENDS and (len(line) >= _FULL or "，" in line)


def _role(element: HtmlElement) -> tuple[PassageRole, int]:
    """The role and heading level the page itself gives an element."""
    if found := _HEADING.fullmatch(element.tag):
        return "heading", int(found[1])
    if found := _OUTLINE.search(element.get("style", "")):
        return "heading", int(found[1])
    for name in element.get("class", "").split():
        if found := _MSO_HEADING.fullmatch(name):
            return "heading", int(found[1] or found[2])
        if _MSO_TITLE.fullmatch(name) and element.tag == "p":
            return "title", 0
    return ("caption", 0) if element.tag in ("caption", "figcaption") else ("body", 0)


def _whole(written: str | None) -> int | None:
    return int(written[:9]) if written and written.isascii() and written.isdigit() else None
