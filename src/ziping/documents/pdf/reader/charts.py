"""Charts drawn on a page: what is lettered on them is no running text and their bars are no table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ziping.documents.pdf.reader.cells import Table
from ziping.documents.pdf.reader.page import Box, Glyph, PageContent

_BARS = 2
_FILLED = 0.5  # of the cells of a table bear text, unless it is a form nobody filled in
_MANY = 400  # coloured areas on a page; more is a picture drawn point by point
_AROUND = 12.0  # points around the bars where labels stand


def charts(page: PageContent, tables: Sequence[Table]) -> list[Box]:
    """The rectangles charts take up; ``tables`` are what the rules of the page seem to draw."""
    bare = _bare(page)
    if len(bare) < _BARS:
        return []
    found: list[Box] = []
    left = list(bare)
    papers = sorted(page.papers, key=_size)
    while left:
        bar = left.pop()
        if any(_within(bar, table.box) and not _is_drawn(table, bare) for table in tables):
            continue
        paper = next(
            (paper for paper in papers if _size(paper) > 4 * _size(bar) and _within(bar, paper)), None
        )
        box = paper or bar
        mates = [other for other in left if _touches(other, box)]
        while mates:
            left = [other for other in left if other not in mates]
            box = _union([box, *mates])
            mates = [other for other in left if _touches(other, box)]
        inside = sum(_within(other, box) for other in bare)
        if inside >= _BARS:
            found.append(
                Box(box.x0 - _AROUND, box.top - _AROUND / 2, box.x1 + _AROUND, box.bottom + _AROUND / 2)
            )
    return found


def _bare(page: PageContent) -> list[Box]:
    """Coloured areas without text on them."""
    if not _BARS <= len(page.fills) <= _MANY:
        return []
    middles = sorted(((g.top + g.bottom) / 2, (g.x0 + g.x1) / 2) for g in page.glyphs)
    return [box for box in dict.fromkeys(page.fills) if not _lettered(box, middles)]


def _lettered(box: Box, middles: Sequence[tuple[float, float]]) -> bool:
    """Whether a letter stands in the area; ``middles`` are those of the letters (y, x), from top to bottom."""
    begin, end = bisect_left(middles, (box.top,)), bisect_right(middles, (box.bottom, float("inf")))
    return any(box.x0 <= x <= box.x1 for _, x in middles[begin:end])


def _is_drawn(table: Table, bare: Sequence[Box]) -> bool:
    """Whether what looks like a table are the bars of a chart."""
    lettered = sum(bool(cell.lines) for cell in table.cells)
    bars = sum(_within(box, table.box) for box in bare)
    return bars >= _BARS and lettered < _FILLED * len(table.cells)


def _size(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _within(inner: Box, outer: Box) -> bool:
    return outer.holds(inner.x0, inner.top, 2.0) and outer.holds(inner.x1, inner.bottom, 2.0)


def _touches(one: Box, other: Box) -> bool:
    return (
        one.x0 <= other.x1 + 3 * _AROUND
        and other.x0 <= one.x1 + 3 * _AROUND
        and one.top <= other.bottom + 3 * _AROUND
        and other.top <= one.bottom + 3 * _AROUND
    )


def _union(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def on_charts(run: Sequence[Glyph], boxes: Sequence[Box]) -> bool:
    """Whether a run of letters belongs to a chart."""
    x, y = (run[0].x0 + run[-1].x1) / 2, (run[0].top + run[0].bottom) / 2
    return any(box.holds(x, y) for box in boxes)
