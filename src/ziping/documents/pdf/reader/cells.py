"""Which text stands in which cell of a ruled area, and what the cells of a table read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ziping.documents.pdf.reader.lattice import Area
from ziping.documents.pdf.reader.lines import gap_between, join, lines_of, runs_of, sideways_line
from ziping.documents.pdf.reader.page import Box, Glyph, Line, PageContent

_APART = 0.12  # of the letter height: a smaller gap at a rule is text that runs over it
_PADDING = 6.0  # points a cell keeps free at its side, at most
HEAD_ROWS = 6  # that a page may repeat above the row that goes on
_TIGHT = 0.35  # of the letter height a line may stay short of the side and still count as full


@dataclass(slots=True)
class TableCell:
    """A cell as drawn; ``lines`` from top to bottom, until only what they read is kept of them."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: list[Line] = field(default_factory=list)
    settled: str | None = None

    @property
    def text(self) -> str:
        """What it reads."""
        return cell_text(self.lines, self.box) if self.settled is None else self.settled

    def settle(self) -> None:
        """Keep the text only, which takes a tenth of the room."""
        self.settled = self.text
        self.lines = []


@dataclass(slots=True)
class Table:
    """A table on one page. ``guessed``: no rules part its cells. ``inside``: the cell of the table around it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: list[TableCell]
    page: int
    guessed: bool = False
    inside: TableCell | None = None

    @property
    def box(self) -> Box:
        """The rectangle it covers."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def settle(self) -> None:
        """Keep of the cells only what they read, but for those that may go on over a page break."""
        last = len(self.ys) - 1
        for cell in self.cells:
            if cell.row > HEAD_ROWS and cell.row + cell.rows < last:
                cell.settle()
            for line in cell.lines:
                line.segments = ()


class Sorter:
    """Puts runs of glyphs into the cells of the areas of a page."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = sorted(areas, key=lambda area: -(area.box.bottom - area.box.top))
        self._owners = [_owners(area) for area in self._areas]
        self._inside: dict[tuple[int, int], list[Sequence[Glyph]]] = {}
        self._aside: dict[tuple[int, int], list[Line]] = {}
        self.outside: list[Sequence[Glyph]] = []

    def take(self, page: PageContent) -> list[Line]:
        """Sort all glyphs of the page; return the lines written sideways outside the tables."""
        for run in runs_of(page.glyphs):
            index = self._area_at((run[0].x0 + run[-1].x1) / 2, (run[0].top + run[0].bottom) / 2)
            if index is None:
                self.outside.append(run)
                continue
            for piece in self._pieces(run, index):
                cell = self._cell(index, piece[0].x0, piece[-1].x1, (piece[0].top + piece[0].bottom) / 2)
                self._inside.setdefault((index, cell), []).append(piece)
        rest = []
        for line in sideways_lines(page):
            index = self._area_at((line.x0 + line.x1) / 2, line.middle)
            if index is None:
                rest.append(line)
            else:
                cell = self._cell(index, line.x0, line.x1, line.middle)
                self._aside.setdefault((index, cell), []).append(line)
        return rest

    def tables(self, page: int) -> list[Table]:
        """The areas as tables, those around others first."""
        made: list[Table] = []
        for index, area in enumerate(self._areas):
            cells = []
            for number, place in enumerate(area.cells):
                lines = lines_of(self._inside.get((index, number), ()))
                lines += self._aside.get((index, number), ())
                cells.append(TableCell(*place, area.cell_box(place), lines))
            table = Table(area.xs, area.ys, cells, page)
            table.inside = _around(table, made)
            made.append(table)
        return made

    def _area_at(self, x: float, y: float) -> int | None:
        for index in range(len(self._areas) - 1, -1, -1):  # the smallest first
            if self._areas[index].box.holds(x, y, 1.0):
                return index
        return None

    def _pieces(self, run: Sequence[Glyph], index: int) -> Iterable[Sequence[Glyph]]:
        """Cut a run where a rule passes between two letters that do not touch."""
        xs = self._areas[index].xs
        start = 0
        for place in range(1, len(run)):
            before, after = run[place - 1], run[place]
            if after.x0 - before.x1 > _APART * after.em:
                left, right = (before.x0 + before.x1) / 2, (after.x0 + after.x1) / 2
                if bisect_right(xs, left) != bisect_right(xs, right):
                    y = (after.top + after.bottom) / 2
                    if self._cell(index, left, left, y) != self._cell(index, right, right, y):
                        yield run[start:place]
                        start = place
        yield run[start:]

    def _cell(self, index: int, x0: float, x1: float, y: float) -> int:
        """The cell that holds most of what stands from ``x0`` to ``x1`` at height ``y``."""
        x0, x1 = min(x0, x1), max(x0, x1)  # letters may run backwards
        area = self._areas[index]
        row = min(max(bisect_right(area.ys, y) - 1, 0), len(area.ys) - 2)
        owners = self._owners[index][row]
        first = min(max(bisect_right(area.xs, x0) - 1, 0), len(owners) - 1)
        last = min(max(bisect_right(area.xs, x1) - 1, 0), len(owners) - 1)
        if first == last or owners[first] == owners[last]:
            return owners[first]
        shares: dict[int, float] = {}
        for column in range(first, last + 1):
            share = min(x1, area.xs[column + 1]) - max(x0, area.xs[column])
            shares[owners[column]] = shares.get(owners[column], 0.0) + share
        return max(shares, key=shares.__getitem__)


def _owners(area: Area) -> list[list[int]]:
    owners = [[0] * (len(area.xs) - 1) for _ in range(len(area.ys) - 1)]
    for number, (row, column, rows, columns) in enumerate(area.cells):
        for r in range(row, row + rows):
            owners[r][column : column + columns] = [number] * columns
    return owners


def _around(table: Table, larger: Sequence[Table]) -> TableCell | None:
    """The cell a table is nested in."""
    box = table.box
    for other in reversed(larger):
        for cell in other.cells:
            if cell.box.holds(box.x0, box.top, 1.0) and cell.box.holds(box.x1, box.bottom, 1.0):
                return cell
    return None


def sideways_lines(page: PageContent) -> list[Line]:
    """The lines written sideways or upside down, in the order they are read."""
    return [
        sideways_line(run)
        for facing, glyphs in sorted(page.sideways.items())
        for run in _sideways_runs(glyphs, facing)
    ]


def _sideways_runs(glyphs: Sequence[Glyph], facing: int) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None:
            near = False
        elif facing == 2:  # noqa: PLR2004 -- upside down
            near = abs(glyph.top - last.top) < last.em / 2 and 0 <= last.x0 - glyph.x0 < 2 * last.em
        else:
            down = glyph.top - last.top if facing == 1 else last.top - glyph.top
            near = abs(glyph.x0 + glyph.x1 - last.x0 - last.x1) < last.em and 0 <= down < 2 * last.em
        if near:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def cell_text(lines: Sequence[Line], box: Box) -> str:
    r"""The lines of a cell as text: a line that fills it goes on in the next, others are parted by ``\n``."""
    if not lines:
        return ""
    if len(lines) == 1:
        return lines[0].text
    limit = limit_of(lines, box)
    text = lines[0].text
    for before, line in pairwise(lines):
        text = join(text, line.text) if is_full(before, line, limit) else f"{text}\n{line.text}"
    return text


def limit_of(lines: Sequence[Line], box: Box) -> float:
    """How far to the right the lines of a cell may run; its padding is taken to be the same on both sides."""
    left = min(line.x0 for line in lines) - box.x0
    right = box.x1 - max(line.x1 for line in lines)
    return box.x1 - min(max(left, 0.0), max(right, 0.0), _PADDING)


def is_full(before: Line, line: Line, limit: float) -> bool:
    """Whether the first word of ``line`` had no room at the end of the line before."""
    return before.x1 + gap_between(before, line) + line.lead > limit - _TIGHT * line.em
