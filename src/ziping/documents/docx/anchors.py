"""Marks at exact characters of a Word document: runs are split where a mark falls, and nothing else changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ziping.documents.docx.reader import names
from ziping.documents.docx.reader.lines import Line, Piece
from ziping.documents.docx.reader.names import w
from ziping.documents.docx.reader.walk import Walk, Walked
from ziping.documents.source import Grid
from ziping.figures import Place
from ziping.wording import InternalFault, Message

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

# In these a mark may stand beside a run; anything else in between (a formula, a ruby, a field) is taken as a whole.
_OPEN = frozenset(
    {names.P, names.SDT_CONTENT, names.INS, names.MOVE_TO}
    | {w(name) for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo")}
)
_SPLITTABLE = frozenset(
    {names.T, names.FIELD, names.FOOTNOTE_REFERENCE, names.ENDNOTE_REFERENCE, names.COMMENT_REFERENCE}
    | {w(name) for name in ("tab", "ptab", "cr", "br", "sym", "noBreakHyphen")}
)
_WHITE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Edge:
    """Before the character ``at`` of ``element`` (a start), or after the character before it (an end)."""

    element: Element
    at: int
    end: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """From one edge to another, or the whole of an empty ``paragraph``, which has no characters."""

    start: Edge | None
    end: Edge | None
    paragraph: Element


class Finder:
    """Finds what a place means in the body of a document that was walked."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._texts: dict[
            int, _Text
        ] = {}  # by the identity of the first line; the walk keeps all lines alive

    def anchor(self, place: Place) -> Anchor:
        """Return the characters to mark for ``place``.

        A place in a text box is where the box hangs, one in a note is its reference. A place in a header or footer, or
        one that names no block, is the first paragraph: Word keeps comments in the body only. Raises
        :class:`InternalFault` for a place that this file does not have.
        """
        if place.block is None:
            return self._first
        if not 0 <= place.block < len(self._walk.blocks):
            raise InternalFault(Message("documents.docx.no_such_place", {"block": place.block}))
        walked = self._walk.blocks[place.block]
        if walked.anchor is not None or walked.part != self._walk.package.main:
            return self._floating(walked.anchor)
        return self._text(_lines(walked, place)).anchor(place.start, place.end)

    def _text(self, lines: list[Line]) -> _Text:
        if id(lines[0]) not in self._texts:
            self._texts[id(lines[0])] = _Text(lines)
        return self._texts[id(lines[0])]

    @cached_property
    def _first(self) -> Anchor:
        for walked in self._walk.blocks:
            if walked.part == self._walk.package.main and walked.anchor is None:
                return self._text(_lines(walked, Place())).anchor(None, None)
        paragraph = None if self._walk.body is None else self._walk.body.find(f".//{names.P}")
        if paragraph is None:
            raise InternalFault(Message("documents.docx.no_such_place", {"block": 0}))
        return Anchor(None, None, paragraph)

    @cached_property
    def _by_paragraph(self) -> dict[Element, Line]:
        return {
            paragraph: line
            for walked in self._walk.blocks
            for lines in walked.lines.values()
            for line in lines
            for paragraph in line.paragraphs
        }

    def _floating(self, anchor: Element | None) -> Anchor:
        above = () if anchor is None else anchor.iterancestors()
        if anchor is None or not any(one is self._walk.body for one in above):
            return self._first
        if anchor.tag != names.P:  # the reference to a note
            return Anchor(Edge(anchor, 0), Edge(anchor, 1, end=True), next(anchor.iterancestors(names.P)))
        line = self._by_paragraph.get(anchor)
        return Anchor(None, None, anchor) if line is None else _Text([line]).anchor(None, None)


def _lines(walked: Walked, place: Place) -> list[Line]:
    """The lines of a paragraph, or of the cell that ``place`` names or that covers it; of a whole table its first."""
    if not isinstance(walked.block, Grid):
        return walked.lines[0, 0]
    cells = walked.block.cells
    if place.row is not None and place.column is not None:
        if (place.row, place.column) in walked.lines:
            return walked.lines[place.row, place.column]
        for cell in cells:
            if (
                cell.row <= place.row < cell.row + cell.row_span
                and cell.column <= place.column < cell.column + cell.col_span
            ):
                return walked.lines[cell.row, cell.column]
    return walked.lines[cells[0].row, cells[0].column]


class _Text:
    """The pieces of some lines, and where each begins in their text, joined as a reader joins them."""

    def __init__(self, lines: list[Line]) -> None:
        self.begins: list[int] = []
        self.pieces: list[Piece] = []
        self.paragraph = lines[-1].paragraphs[-1]
        offset = 0
        for line in lines:
            offset += len(line.number) if line.pieces else len(line.text)
            for piece in line.pieces:
                self.begins.append(offset)
                self.pieces.append(piece)
                offset += len(piece.text)
            offset += 1
        self.length = offset

    def anchor(self, start: int | None, end: int | None) -> Anchor:
        """The characters ``start`` to ``end``; all of them where none are named, or none that the file itself holds."""
        if not self.pieces:
            return Anchor(None, None, self.paragraph)
        if start is None or end is None:
            start, end = 0, self.length
        end = max(end, start + 1)
        first = max(bisect_right(self.begins, start) - 1, 0)
        first += start >= self._end(first)
        last = bisect_left(self.begins, end) - 1
        if last < first:
            first, last, start, end = 0, len(self.pieces) - 1, 0, self.length
        head, tail = self.pieces[first], self.pieces[last]
        begin = Edge(head.element, head.skip + max(start - self.begins[first], 0))
        stop = Edge(tail.element, tail.skip + min(end - self.begins[last], len(tail.text)), end=True)
        around_head, around_tail = _field(head), _field(tail)
        return Anchor(
            begin if around_head is None else Edge(around_head[0], 0),
            stop if around_tail is None else Edge(around_tail[1], 1, end=True),
            self.paragraph,
        )

    def _end(self, at: int) -> int:
        return self.begins[at] + len(self.pieces[at].text)


def _field(piece: Piece) -> tuple[Element, Element] | None:
    """Return the marks of the field that ``piece`` is in, if it lies in one paragraph: LibreOffice drops comments inside."""
    if piece.field is None:
        return None
    paragraphs = [next(mark.iterancestors(names.P), None) for mark in piece.field]
    return piece.field if paragraphs[0] is paragraphs[1] else None


class Splitter:
    """Splits runs at all edges at once, then says beside which element each mark belongs."""

    def __init__(self, anchors: list[Anchor]) -> None:
        cuts: dict[Element, dict[Element, set[int]]] = {}
        for anchor in anchors:
            for edge in (anchor.start, anchor.end):
                run = None if edge is None else edge.element.getparent()
                if edge is not None and run is not None and _whole(edge.element) is None:
                    cuts.setdefault(run, {}).setdefault(edge.element, set()).add(edge.at)
        self._holders: dict[
            Element, dict[int, Element]
        ] = {}  # element → first character of each part → its run
        for run, places in cuts.items():
            self._split(run, places)

    def beside(self, edge: Edge) -> Element:
        """Return the element before (or, for an end, after) which the mark stands."""
        whole = _whole(edge.element) if edge.element not in self._holders else None
        if whole is not None:
            return whole
        holders = self._holders[edge.element]
        at = edge.at - 1 if edge.end else edge.at
        return holders[max((first for first in holders if first <= at), default=0)]

    def _split(self, run: Element, places: dict[Element, set[int]]) -> None:
        """Deal what ``run`` holds out to runs that look the same, a new one beginning at every cut."""
        look = run.find(names.RPR)
        current, begins = run, False
        for child in [child for child in run if child is not look]:
            cuts = places.get(child, set())
            first, last = _shown(child)
            begins = begins or any(cut <= first for cut in cuts)
            for at, part in _parts(child, cuts):
                if (begins or at) and (current is not run or _is_filled(run, look, part)):
                    current = _like(run, look, current)
                if current is not run:
                    current.append(part)
                begins = False
                if cuts:
                    self._holders.setdefault(child, {})[at] = current
            begins = any(cut >= last for cut in cuts)


def _is_filled(run: Element, look: Element | None, part: Element) -> bool:
    """Whether ``run`` holds anything before ``part``."""
    first = next((child for child in run if child is not look), None)
    return first is not part


def _whole(element: Element) -> Element | None:
    """Return what cannot be split around ``element``, or None where it stands in a plain run."""
    run = element.getparent()
    plain = run is not None and run.tag == names.R and element.tag in _SPLITTABLE
    closed = None if plain else element
    for above in element.iterancestors():
        if above.tag == names.P:
            break
        if above.tag not in _OPEN and above.tag != names.SDT and not (above is run and closed is None):
            closed = above
    return closed


def _shown(child: Element) -> tuple[int, int]:
    """Return the first character of ``child`` that Word shows, and the end of the last."""
    if child.tag != names.T:
        return 0, 1
    text = child.text or ""
    if child.get(names.SPACE) == "preserve":
        return 0, len(text)
    return len(text) - len(text.lstrip(_WHITE)), len(text.rstrip(_WHITE))


def _parts(child: Element, cuts: set[int]) -> list[tuple[int, Element]]:
    """``child`` cut in parts: where each begins, and its element. The first is ``child`` itself and begins at 0."""
    begin, end = _shown(child)
    inner = sorted(cut for cut in cuts if begin < cut < end)
    if not inner:
        return [(0, child)]
    text = child.text or ""
    rest: list[tuple[int, Element]] = []
    for first, last in zip(inner, [*inner[1:], end], strict=True):
        part = _copy(child)
        part.text = text[first:last]
        part.set(names.SPACE, "preserve")
        rest.append((first, part))
    child.text = text[begin : inner[0]]
    child.set(names.SPACE, "preserve")  # now a space may stand at its end
    return [(0, child), *rest]


def _like(run: Element, look: Element | None, after: Element) -> Element:
    """Put an empty run that looks like ``run`` behind ``after``."""
    new = _copy(run)
    if look is not None:
        new.append(deepcopy(look))
    after.addnext(new)
    return new


def _copy(element: Element) -> Element:
    """An empty element with the same attributes."""
    new = element.makeelement(element.tag)
    for name, value in element.items():
        new.set(name, value)
    return new
