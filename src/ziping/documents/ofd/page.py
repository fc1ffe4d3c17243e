"""What stands on a page of an OFD: characters and rules, in points as displayed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from ziping.documents.ofd.geometry import (
    POINTS,
    Matrix,
    box,
    is_level,
    is_upright,
    matrix,
    numbers,
    steps,
    straights,
)
from ziping.documents.pdf.reader.page import Glyph, PageContent, Rule

if TYPE_CHECKING:
    from lxml.etree import _Element

_USUAL_SIZE = 3.7  # millimetres: 10.5 points
_ASCENT = 0.88  # of the size a character reaches above its base line
_THIN = 1.2  # millimetres: a filled box no thicker is a line
_UNNAMED = ("\ufffd", "\0", "\u00a4")  # U+00A4 stands, by the standard, for what has a shape but no character
_ESCAPED = re.compile(
    r"\\([0-9A-Fa-f]{4})"
)  # GB/T 33190 11.3: spaces and what XML cannot hold, in four digits
_DEEPEST = 40
MAX_GLYPHS = 60_000
MAX_RULES = 20_000
MAX_UNITS = 2_000  # drawings used on a page
_LETTER = 0.52  # of the size: the width of a letter or digit where no step says it


def local(element: _Element) -> str:
    """The name of an element without its namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Draughtsman:
    """Puts the objects of a layer onto a page."""

    def __init__(
        self,
        page: PageContent,
        origin: tuple[float, float],
        unit: Callable[[str], _Element | None] = lambda _ident: None,
    ) -> None:
        """``unit`` gives the drawing that is kept under an id, to be used on any page."""
        self.page = page
        self._outer = Matrix().moved(-origin[0], -origin[1])
        self._unit = unit
        self._units = 0

    def draw(self, layer: _Element, depth: int = 0) -> None:
        """Add all text and all lines in ``layer``."""
        for thing in layer:
            name = local(thing)
            if thing.get("Visible", "").lower() == "false":
                continue
            if name == "TextObject":
                self._text(thing)
            elif name == "PathObject":
                self._path(thing)
            elif name == "ImageObject":
                self.page.drawn += 10  # a picture counts for many lines
            elif name in ("PageBlock", "Layer") and depth < _DEEPEST:
                self.draw(thing, depth + 1)
            elif name == "CompositeObject" and depth < _DEEPEST:
                self._composite(thing, depth)

    def _composite(self, thing: _Element, depth: int) -> None:
        """A drawing from the resources, at its place here; one may use others, and a hostile one itself."""
        placed, unit = self._placed(thing), self._unit(thing.get("ResourceID", ""))
        if placed is None or unit is None:
            return
        if self._units >= MAX_UNITS:
            self.page.cut = True
            return
        self._units += 1
        outer, self._outer = self._outer, placed
        for content in unit:
            if local(content) == "Content":
                self.draw(content, depth + 1)
        self._outer = outer

    def _placed(self, thing: _Element) -> Matrix | None:
        """Where the object's own coordinates lie on the page, in millimetres."""
        place = box(thing.get("Boundary"))
        if place is None:
            return None
        return matrix(thing.get("CTM")).moved(place[0], place[1]).inside(self._outer)

    def _text(self, thing: _Element) -> None:
        placed = self._placed(thing)
        if placed is None:
            return
        size = (numbers(thing.get("Size")) or [_USUAL_SIZE])[0] or _USUAL_SIZE
        stretch = (numbers(thing.get("HScale")) or [1.0])[0]
        x, y = 0.0, 0.0
        for code in thing:
            if local(code) == "TextCode" and code.text:
                x = (numbers(code.get("X")) or [x])[0]
                y = (numbers(code.get("Y")) or [y])[0]
                self._code(code, placed, (x, y), size, stretch)

    def _code(
        self, code: _Element, placed: Matrix, start: tuple[float, float], size: float, stretch: float
    ) -> None:
        text = _written(code.text or "")
        across, down = steps(code.get("DeltaX"), len(text)), steps(code.get("DeltaY"), len(text))
        x, y = start
        spaced = False
        for number, char in enumerate(text):
            wide = size * stretch * (1.0 if east_asian_width(char) in "WF" else _LETTER)
            if char.isspace():
                spaced = True
            elif char in _UNNAMED:
                self.page.unread += 1
            elif len(self.page.glyphs) >= MAX_GLYPHS:
                self.page.cut = True
                return
            else:
                step = across[number] if across and number + 1 < len(text) else wide
                self._glyph(
                    char, placed, (x, y), (min(wide, abs(step)) if step > 0 else wide, size), spaced=spaced
                )
                spaced = False
            x += across[number] if across else 0.0 if down else wide
            y += down[number] if down else 0.0

    def _glyph(
        self, char: str, placed: Matrix, at: tuple[float, float], size: tuple[float, float], *, spaced: bool
    ) -> None:
        (x, y), (wide, tall) = at, size
        corners = [
            placed.put(px, py)
            for px in (x, x + wide)
            for py in (y - _ASCENT * tall, y + (1 - _ASCENT) * tall)
        ]
        xs, ys = [POINTS * px for px, _ in corners], [POINTS * py for _, py in corners]
        glyph = Glyph(min(xs), min(ys), max(xs), max(ys), char, spaced, max(ys) - min(ys))
        if abs(placed.b) > abs(placed.a):
            facing = 1 if placed.b > 0 else 3
            self.page.sideways.setdefault(facing, []).append(glyph._replace(em=max(xs) - min(xs)))
        else:
            self.page.glyphs.append(glyph)

    def _path(self, thing: _Element) -> None:
        placed = self._placed(thing)
        if placed is None:
            return
        self.page.drawn += 1
        data = next((child.text for child in thing if local(child) == "AbbreviatedData"), None)
        if not data:
            return
        pieces = [(*placed.put(a, b), *placed.put(c, d)) for a, b, c, d in straights(data)]
        if thing.get("Fill", "").lower() == "true":
            pieces = list(_thin(pieces))
        for piece in pieces:
            if len(self.page.horizontal) + len(self.page.vertical) >= MAX_RULES:
                self.page.cut = True
                return
            x0, y0, x1, y1 = (POINTS * value for value in piece)
            if is_level(piece):
                self.page.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif is_upright(piece):
                self.page.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _written(text: str) -> str:
    """The characters that have steps: without the line breaks of a tidied file, escapes resolved."""
    if "\n" in text:
        text = text.strip()
    return _ESCAPED.sub(_resolved, text) if "\\" in text else text


def _resolved(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char  # half a character is none


def _thin(pieces: list[tuple[float, float, float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """A filled box: the line it is if it is thin, its four sides if not."""
    if not pieces:
        return
    xs = [x for piece in pieces for x in (piece[0], piece[2])]
    ys = [y for piece in pieces for y in (piece[1], piece[3])]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= _THIN:
        yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    elif x1 - x0 <= _THIN:
        yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    else:
        yield from pieces
