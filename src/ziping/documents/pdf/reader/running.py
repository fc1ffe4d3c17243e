"""Running heads and feet: what stands at the edge of page after page is no part of the text; page numbers are dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ziping.documents.pdf.reader.layout import Item, PageLayout
from ziping.documents.pdf.reader.page import Line

_HEAD, _FOOT = 0.11, 0.86  # of the height of the page: where running lines stand
_DEEP_HEAD, _DEEP_FOOT = 0.2, 0.78  # and page numbers set with dashes or in words
_LINES = 3  # lines at each edge that are looked at
_SAME_HEIGHT = 4.0  # points
_AWAY = 1.1  # letter heights a running line keeps away from the text
_TIMES = 3  # pages that must bear the same
_BODY = 1.05  # times the letters of the text: running lines are no larger
_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d_~·•"
_NUMBER = re.compile(  # between dashes, or as a page in words
    rf"[{_DASH}]+\s*\d{{1,4}}\s*[{_DASH}]+|第?\s*\d{{1,4}}\s*页(?:\s*[,，/／]?\s*共\s*\d{{1,4}}\s*页)?"
)
_PLAIN = re.compile(r"(\d{1,4})(?:\s*[/／]\s*\d{1,4})?")  # a number alone, or of how many
Role = Literal["header", "footer"]


@dataclass(frozen=True, slots=True)
class Running:
    """A running head or foot as it first appears."""

    text: str
    role: Role
    page: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost lines of a page at one of its edges, from the edge inwards, and what stands behind them."""

    page: int
    role: Role
    lines: tuple[Line, ...]
    behind: Item | None = None

    def gap_after(self, count: int) -> float:
        """How far the first ``count`` lines stand from what follows them inwards."""
        last = self.lines[count - 1]
        follows = self.lines[count] if count < len(self.lines) else self.behind
        if follows is None:
            return float("inf")
        top, bottom = _extent(follows)
        return top - last.bottom if self.role == "header" else last.top - bottom


class _Seen:
    """How often lines stand at the edges of pages, and which bare numbers count along with the pages."""

    def __init__(self, layouts: Sequence[PageLayout]) -> None:
        self.edges = [edge for layout in layouts for edge in _edges(layout)]
        self.body = body_size(layouts)
        self._times: Counter[tuple[Role, str, int]] = Counter()
        self._offsets: dict[int, set[int]] = {}  # what a bare number is more than its page → the pages
        for edge in self.edges:
            for line in edge.lines:
                text = _key(line.text, edge.page)
                self._times.update((edge.role, text, height) for height in _heights(line))
                if plain := _PLAIN.fullmatch(line.text):
                    self._offsets.setdefault(int(plain[1]) - edge.page, set()).add(edge.page)

    def is_number(self, line: Line, page: int) -> bool:
        """Whether the line is a page number; a bare number must count along with the pages."""
        if plain := _PLAIN.fullmatch(line.text):
            return len(self._offsets[int(plain[1]) - page]) > 1
        return _NUMBER.fullmatch(line.text) is not None

    def is_often(self, line: Line, edge: _Edge) -> bool:
        """Whether the same stands at the same height of several pages, in letters no larger than those of the text."""
        text = _key(line.text, edge.page)
        times = max(self._times[edge.role, text, height] for height in _heights(line))
        return times >= _TIMES and line.em <= _BODY * self.body


def without_running(layouts: Sequence[PageLayout]) -> dict[int, list[Running]]:
    """Take the running lines out of the pages; return those with words, each once, by the page they first stand on."""
    seen = _Seen(layouts)
    kept: dict[int, list[Running]] = {}
    told: set[tuple[Role, str]] = set()
    doomed: set[int] = set()
    for edge in seen.edges:
        for line in _running(edge, seen):
            doomed.add(id(line))
            text = _key(line.text, edge.page)
            if not seen.is_number(line, edge.page) and (edge.role, text) not in told:
                told.add((edge.role, text))
                kept.setdefault(edge.page, []).append(Running(line.text, edge.role, edge.page))
    for layout in layouts:
        layout.items = [item for item in layout.items if id(item) not in doomed]
    return kept


def _running(edge: _Edge, seen: _Seen) -> list[Line]:
    """Which lines of an edge are running ones: those with words only if they keep away from the text."""
    chain: list[Line] = []
    for line in edge.lines:
        if not seen.is_number(line, edge.page) and not seen.is_often(line, edge):
            break
        chain.append(line)
    if chain and edge.gap_after(len(chain)) < _AWAY * seen.body:
        chain = [line for line in chain if seen.is_number(line, edge.page)]
    return chain


def _edges(layout: PageLayout) -> Iterator[_Edge]:
    """The edges of a page; a line written sideways in the margin is one of its own."""
    upright = [item for item in layout.items if not (isinstance(item, Line) and item.sideways)]
    for line in layout.lines:
        if line.sideways:
            yield _Edge(layout.number, "footer", (line,))
    yield _edge(layout, "header", upright)
    yield _edge(layout, "footer", upright[::-1])


def _edge(layout: PageLayout, role: Role, items: Sequence[Item]) -> _Edge:
    lines: list[Line] = []
    for item in items[:_LINES]:
        if not isinstance(item, Line) or not _is_at_edge(item, role, layout.height):
            break
        lines.append(item)
    behind = items[len(lines)] if len(lines) < len(items) else None
    return _Edge(layout.number, role, tuple(lines), behind)


def _is_at_edge(line: Line, role: Role, height: float) -> bool:
    """Whether the line stands so far out that it may be a running one; a number with dashes says so more clearly."""
    clear = _NUMBER.fullmatch(line.text) is not None
    if role == "header":
        return line.middle <= (_DEEP_HEAD if clear else _HEAD) * height
    return line.middle >= (_DEEP_FOOT if clear else _FOOT) * height


def _extent(item: Item) -> tuple[float, float]:
    if isinstance(item, Line):
        return item.top, item.bottom
    return item.ys[0], item.ys[-1]


def body_size(layouts: Sequence[PageLayout]) -> float:
    """The letter height of most text."""
    sizes: Counter[float] = Counter()
    for layout in layouts:
        for line in layout.text:
            sizes[round(line.em, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _heights(line: Line) -> tuple[int, int]:
    lane = int(line.middle // _SAME_HEIGHT)
    return lane, lane + 1


def _key(text: str, page: int) -> str:
    """What running lines of different pages have in common: all but the number of the page."""
    return re.sub(rf"(?<!\d){page}(?!\d)", "#", "".join(text.split()))
