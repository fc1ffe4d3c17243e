"""What stands in a cell: nothing, a figure, one of the words for nothing, or text."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ziping.documents.source import Grid, GridCell
from ziping.figures import Figure, FigureError
from ziping.figures.folding import fold
from ziping.reading.tables.lexicon import plain

_LONGEST_FIGURE = 32
_LONGEST_EMPTY = 6
_LONGEST_LABEL = 40
_HOLDS_DIGIT = re.compile("[0-9]")
_GROUPED = re.compile(r"[+-]?[0-9,]*[0-9][0-9,]*(?:\.[0-9]{1,8})?%?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,\s*[0-9]{3})+[^0-9,]*")
_SENTENCE = re.compile("[。；;！]|，.{12,}")


class Seen(Struct):
    """A cell with its text folded (``text``), and its figure if the whole cell is one."""

    cell: GridCell
    text: str
    figure: Figure | None

    @property
    def blank(self) -> bool:
        """Whether nothing is written."""
        return not self.text

    @property
    def known(self) -> bool:
        """Whether it is a figure with a value."""
        return self.figure is not None and self.figure.known

    @property
    def worded(self) -> bool:
        """Whether it is text that is no figure."""
        return self.figure is None

    @property
    def long(self) -> bool:
        """Whether it is a text too long for a label."""
        return self.figure is None and (
            len(self.text) > _LONGEST_LABEL or _SENTENCE.search(self.text) is not None
        )


class Embedded(Struct, frozen=True):
    """A label with its figure in one cell (“项目支出：170.78”); ``start`` and ``end`` count in the cell's text."""

    label: str
    figure: Figure
    start: int
    end: int


@lru_cache(maxsize=8192)
def figure_of(text: str) -> Figure | None:
    """The whole of ``text`` as a figure or one of the empties (blank included), or ``None``."""
    stripped = text.strip()
    if stripped and not _may_be_figure(stripped):
        return None
    try:
        return Figure.parse(" ".join(stripped.split()))
    except FigureError:
        return _misgrouped(stripped)


def _misgrouped(text: str) -> Figure | None:
    """“96,28,213.44”: a digit is lost or too many, or a comma; the digits that stand there are what is written."""
    folded = fold(text)
    if "," not in folded or not _GROUPED.fullmatch(folded):
        return None
    return replace(Figure.parse(folded.replace(",", "")), written=text)


def is_misgrouped(figure: Figure) -> bool:
    """Whether the thousands of a figure are not set off in threes."""
    head = fold(figure.written).partition(".")[0].lstrip("+-")
    return "," in head and not _THOUSANDS.fullmatch(head)


def _may_be_figure(text: str) -> bool:
    folded = fold(text)
    if _HOLDS_DIGIT.search(folded):
        return len(text) <= _LONGEST_FIGURE
    return len(text) <= _LONGEST_EMPTY or not folded.strip("-—―─━ ")


def see(cell: GridCell) -> Seen:
    """``cell`` looked at."""
    return Seen(cell, plain(cell.text), figure_of(cell.text))


def embedded(cell: GridCell) -> list[Embedded]:
    """Labels with figures inside one cell, line by line; the empties where a label ends in nothing."""
    found = []
    begin = 0
    for line in fold(cell.text).split("\n"):
        label, colon, rest = line.rpartition(":")
        figure = figure_of(rest) if colon else None
        if label.strip() and figure is not None and len(label) <= _LONGEST_LABEL:
            start = begin + len(label) + 1 + len(rest) - len(rest.lstrip())
            found.append(Embedded(plain(label), figure, start, max(start, begin + len(line.rstrip()))))
        begin += len(line) + 1
    return found


class Sheet:
    """The cells of a grid by row and column, each looked at once."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.seen = [see(cell) for cell in grid.cells]
        self.rows: list[list[Seen]] = [[] for _ in range(grid.rows)]
        self.over: list[list[Seen | None]] = [[None] * grid.columns for _ in range(grid.rows)]
        for one in self.seen:
            cell = one.cell
            if cell.row < grid.rows and cell.column < grid.columns:
                self.rows[cell.row].append(one)
                self._cover(one)

    def _cover(self, one: Seen) -> None:
        cell = one.cell
        last = min(cell.column + cell.col_span, self.grid.columns)
        for row in range(cell.row, min(cell.row + cell.row_span, self.grid.rows)):
            line = self.over[row]
            for column in range(cell.column, last):
                line[column] = one

    def at(self, row: int, column: int) -> Seen | None:
        """The cell that covers this row and column."""
        return self.over[row][column]
