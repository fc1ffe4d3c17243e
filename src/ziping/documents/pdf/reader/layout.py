"""A page as a sequence of lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TypeAlias

from ziping.documents.pdf.reader.aligned import level_groups, with_tables
from ziping.documents.pdf.reader.cells import Sorter, Table
from ziping.documents.pdf.reader.charts import charts, on_charts
from ziping.documents.pdf.reader.columns import Band, bands
from ziping.documents.pdf.reader.lattice import Area, areas
from ziping.documents.pdf.reader.lines import lines_of
from ziping.documents.pdf.reader.page import Box, Glyph, Line, PageContent

_FEW = 5  # letters that may be ornaments
_GARBLED = 0.3  # of the letters: the rest is not to be trusted either
_OVER = 15.0  # points the frame of a chart may lie outside its bars

Item: TypeAlias = Line | Table


@dataclass(slots=True)
class PageLayout:
    """What is kept of a page: its items in reading order, its size, and what could not be read."""

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    letters: int = 0
    unread: int = 0
    drawn: bool = False
    cut: bool = False
    lost: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether something is drawn on it, but no text."""
        return self.drawn and not self.letters

    @property
    def is_garbled(self) -> bool:
        """Whether the file does not say what most of its letters are; nothing of it is kept."""
        return self.unread > _FEW and self.unread > _GARBLED * self.letters

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def text(self) -> list[Line]:
        """Those of running text, neither lettering of charts nor written sideways."""
        return [line for line in self.lines if not (line.labels or line.sideways)]


def lay_out(page: PageContent) -> PageLayout:
    """Find the tables of a page, the lines around them, and their order."""
    layout = PageLayout(page.number, page.width, page.height, unread=page.unread, cut=page.cut)
    layout.letters = len(page.glyphs) + sum(map(len, page.sideways.values()))
    layout.drawn = page.drawn > _FEW
    if layout.is_garbled:
        return layout
    ruled, free = areas(page.horizontal, page.vertical)
    candidates = [area for area in ruled if _is_table(area, page)]
    sorter, aside = _sorted(candidates, page)
    tables = sorter.tables(page.number)
    drawn = charts(page, tables)
    if any(_inside(area.box, drawn) for area in candidates):
        sorter, aside = _sorted([area for area in candidates if not _inside(area.box, drawn)], page)
        tables = sorter.tables(page.number)
    tables = [table for table in tables if any(cell.lines for cell in table.cells)]
    runs = [run for run in sorter.outside if not on_charts(run, drawn)]
    lettering = lines_of([run for run in sorter.outside if on_charts(run, drawn)] if drawn else [])
    for line in lettering:
        line.labels = True
    layout.items = _ordered(runs, [*tables, *aside, *lettering], level_groups(free, page.width), page)
    for item in layout.items:
        if isinstance(item, Table):
            item.settle()
        else:
            item.parted = len(item.segments) > 1
            item.segments = ()
    return layout


def _sorted(ruled: Sequence[Area], page: PageContent) -> tuple[Sorter, list[Line]]:
    sorter = Sorter(ruled)
    return sorter, sorter.take(page)


def _inside(box: Box, drawn: Sequence[Box]) -> bool:
    return any(
        chart.holds(box.x0, box.top, _OVER) and chart.holds(box.x1, box.bottom, _OVER) for chart in drawn
    )


def _ordered(
    runs: Sequence[Sequence[Glyph]],
    others: Sequence[Item],
    framed: Sequence[tuple[float, float, float, float]],
    page: PageContent,
) -> list[Item]:
    """Everything in reading order: columns one after the other, tables and lines from top to bottom."""
    lines = lines_of(runs)
    parts = bands(lines, [item.box for item in others if isinstance(item, Table)], page.width)
    keyed: list[tuple[tuple[float, int, float, float], Item]] = []
    if parts:
        streams: dict[tuple[int, int], list[Sequence[Glyph]]] = {}
        for run in runs:
            streams.setdefault(_stream(parts, (run[0].x0 + run[-1].x1) / 2, _height(run)), []).append(run)
        columns = [
            (side + 2 * number if side else 0, lines_of(some)) for (number, side), some in streams.items()
        ]
    else:
        columns = [(0, lines)]
    for column, some in columns:
        for item in with_tables(some, framed):
            if isinstance(item, Line):
                item.column = column
            keyed.append((_key(parts, item), item))
    keyed += [(_key(parts, item), item) for item in others]
    keyed.sort(key=itemgetter(0))
    for _, item in keyed:
        item.page = page.number
    return [item for _, item in keyed]


def _stream(parts: Sequence[Band], x: float, y: float) -> tuple[int, int]:
    """Which band and which side of its gutter a point lies on; side 0 is outside the bands."""
    for number, band in enumerate(parts):
        if band.holds(y):
            return number, 1 if x < band.gutter else 2
    return 0, 0


def _height(run: Sequence[Glyph]) -> float:
    return (run[0].top + run[0].bottom) / 2


def _key(parts: Sequence[Band], item: Item) -> tuple[float, int, float, float]:
    box = Box(item.x0, item.top, item.x1, item.bottom) if isinstance(item, Line) else item.box
    middle = (box.top + box.bottom) / 2
    top = middle if isinstance(item, Line) else box.top
    if isinstance(item, Line) and item.sideways:
        return float("inf"), 0, top, box.x0
    number, side = _stream(parts, (box.x0 + box.x1) / 2, middle)
    return (parts[number].top if side else top), side, top, box.x0


def _is_table(area: Area, page: PageContent) -> bool:
    """A frame around a page or a text is none."""
    if len(area.cells) < 2:  # noqa: PLR2004 -- a frame
        return False
    box = area.box
    frame = box.x1 - box.x0 > 0.8 * page.width and box.bottom - box.top > 0.8 * page.height
    return not (frame and len(area.cells) < 4)  # noqa: PLR2004 -- with a rule under its head
