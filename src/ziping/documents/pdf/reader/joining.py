"""Tables that go on over pages: headers printed again dropped, rows and merged cells cut by the break made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ziping.documents.pdf.reader.cells import HEAD_ROWS, Table, TableCell, is_full, limit_of
from ziping.documents.pdf.reader.lines import join
from ziping.documents.source import Grid, GridCell
from ziping.figures import Place

_OFF = 4.0  # points a column may be elsewhere on the next page
_ALIKE = 0.6  # of the columns of the narrower part must be found in the other
_OPEN_ENDS = "、，；：（(〔-—"
_BRACKETS = ("（）", "()", "〔〕", "“”", "《》")
_FIGURE = re.compile(r"[-+−]?[\d.,，%％\s]*\d[\d.,，%％\s]*")
_LONG = 4  # lines
_TO_EDGE = 1.3  # of the letter height between the text of a full cell and its edge
_STOPS = ("。", "；", "！", "？")
_NUMBER = re.compile(r"[-+−]?[\d.,，%％\s]+")


@dataclass(slots=True)
class _Piece:
    """A cell of the joined table, its text from one or several pages."""

    row: int
    rows: int
    x0: float
    x1: float
    page: int
    parts: list[TableCell] = field(default_factory=list)

    @property
    def text(self) -> str:
        written = [part for part in self.parts if part.text]
        text = written[0].text if written else ""
        for before, part in pairwise(written):
            text = join(text, part.text) if _is_full(before, part) else f"{text}\n{part.text}"
        return text


class Joined:
    """A table, on as many pages as it takes."""

    def __init__(self, table: Table) -> None:
        self.page = table.page
        self.last = table
        self._first = table
        self._xs: list[float] = list(table.xs)
        self._pieces: list[_Piece] = [_piece(cell, 0, table.page) for cell in table.cells]
        self._rows = len(table.ys) - 1
        self._lowest = [piece for piece in self._pieces if piece.row + piece.rows == self._rows]
        self._words = _RowWords(_row_texts(table, self._rows))

    def add(self, table: Table) -> None:
        """Add the part of the table that stands on the next page."""
        texts = _row_texts(table, len(table.ys) - 1)
        head = _repeated(self._words, texts, table)
        self._xs = _united(self._xs, table.xs)
        above = self._lowest
        below = [cell for cell in table.cells if cell.row + cell.rows > head]
        top = [cell for cell in below if cell.row <= head]
        pairs = _pairs(above, top)
        cut = _is_cut(above, top, pairs)
        base = self._rows - head - (1 if cut else 0)
        started: list[_Piece] = []
        for cell in below:
            piece = pairs.get(id(cell))
            if piece is not None and (cut or _reaches_over(piece, cell) or _flows_over(piece, cell)):
                piece.rows = max(piece.rows, base + cell.row + cell.rows - piece.row)
                if not piece.text:
                    piece.page = table.page
                piece.parts.append(cell)
            else:
                started.append(_piece(cell, base, table.page))
        self._pieces += started
        self._rows = base + len(table.ys) - 1
        self._lowest = [piece for piece in (*above, *started) if piece.row + piece.rows == self._rows]
        self._words.add(texts[head:])
        self.last = table

    @property
    def around(self) -> TableCell | None:
        """The cell of another table it is nested in."""
        return self._first.inside

    def position(self, cell: TableCell) -> tuple[int, int] | None:
        """Row and column of a cell of one of its parts."""
        for piece in self._pieces:
            if any(part is cell for part in piece.parts):
                return piece.row, _column(self._xs, piece.x0)
        return None

    def grid(self, place: Place, inside: tuple[int, int, int] | None = None) -> Grid:
        """The whole as a grid."""
        columns = len(self._xs) - 1
        taken: set[tuple[int, int]] = set()
        cells = []
        for piece in sorted(self._pieces, key=lambda piece: (piece.row, piece.x0)):
            first, last = _column(self._xs, piece.x0), _column(self._xs, piece.x1)
            area = {(r, c) for r in range(piece.row, piece.row + piece.rows) for c in range(first, last)}
            if not area or area & taken:  # drawn askew: what overlaps is no cell of its own
                continue
            taken |= area
            cells.append(GridCell(piece.row, first, piece.text, piece.rows, last - first, page=piece.page))
        return Grid(self._rows, columns, tuple(cells), place, inside, self._first.guessed)


def goes_on_below(above: Joined, table: Table) -> bool:
    """Whether ``table``, the first thing on its page, continues ``above``, the last thing on the page before."""
    last = above.last
    if table.page != last.page + 1 or table.inside is not None or table.guessed != last.guessed:
        return False
    shift = table.xs[0] - last.xs[0]
    if abs(shift) > _OFF or abs(table.xs[-1] - last.xs[-1]) > _OFF:
        return False
    few, many = sorted((table.xs, last.xs), key=len)
    found = sum(any(abs(x - other) <= _OFF for other in many) for x in few)
    return found >= _ALIKE * len(few)


def _piece(cell: TableCell, base: int, page: int) -> _Piece:
    return _Piece(base + cell.row, cell.rows, cell.box.x0, cell.box.x1, page, [cell])


def _united(xs: Sequence[float], others: Sequence[float]) -> list[float]:
    united = list(xs)
    united += [x for x in others if all(abs(x - known) > _OFF for known in xs)]
    return sorted(united)


def _column(xs: Sequence[float], x: float) -> int:
    index = bisect_left(xs, x)
    if index == len(xs) or (index and x - xs[index - 1] < xs[index] - x):
        return index - 1
    return index


_RowTexts = list[tuple[float, str]]


class _RowWords:
    """What the rows of a table read; those of words alone, which may be heads, are found by their words."""

    def __init__(self, rows: list[_RowTexts]) -> None:
        self.rows: list[_RowTexts] = []
        self._heads: dict[tuple[str, ...], list[int]] = {}
        self.add(rows)

    def add(self, rows: list[_RowTexts]) -> None:
        """Add rows below."""
        for number, row in enumerate(rows, len(self.rows)):
            if _is_head(row):
                self._heads.setdefault(_written(row), []).append(number)
        self.rows += rows

    def first(self, row: _RowTexts) -> int | None:
        """The first row of words that reads the same at the same places."""
        return next((at for at in self._heads.get(_written(row), ()) if _same(self.rows[at], row)), None)


def _repeated(above: _RowWords, texts: list[_RowTexts], table: Table) -> int:
    """How many rows at the top of ``table`` only repeat a head that stands above, of words alone."""
    head = 0
    start = above.first(texts[0])
    if start is None:
        return 0
    while head < min(len(texts), HEAD_ROWS) and start + head < len(above.rows) and _is_head(texts[head]):
        if not _same(above.rows[start + head], texts[head]):
            break
        head += 1
    while head and any(cell.row < head < cell.row + cell.rows for cell in table.cells if cell.text):
        head -= 1
    return head


def _written(texts: _RowTexts) -> tuple[str, ...]:
    return tuple(text for _, text in texts if text)


def _is_head(texts: _RowTexts) -> bool:
    written = _written(texts)
    return len(written) > 1 and not any(_NUMBER.fullmatch(text) for text in written)


def _same(row: _RowTexts, other: _RowTexts) -> bool:
    ours, theirs = ([(x, text) for x, text in texts if text] for texts in (row, other))
    return len(ours) == len(theirs) and all(
        one[1] == two[1] and abs(one[0] - two[0]) <= _OFF for one, two in zip(ours, theirs, strict=True)
    )


def _row_texts(table: Table, rows: int) -> list[_RowTexts]:
    texts: list[_RowTexts] = [[] for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row].append((cell.box.x0, "".join(cell.text.split())))
    return texts


def _pairs(above: Sequence[_Piece], top: Sequence[TableCell]) -> dict[int, _Piece]:
    """For each cell at the top of the page the one of the same width at the bottom of the page before."""
    found: dict[int, _Piece] = {}
    for cell in top:
        for piece in above:
            if abs(piece.x0 - cell.box.x0) <= _OFF and abs(piece.x1 - cell.box.x1) <= _OFF:
                found[id(cell)] = piece
                break
    return found


def _is_cut(above: Sequence[_Piece], top: Sequence[TableCell], pairs: dict[int, _Piece]) -> bool:
    """Whether the first row goes on with the last one.

    Texts that run to the edge on both sides say so, where the rest of the row is blank though it was not above.
    Figures never go on. A row left blank on one side of the break alone is the rest of the other.
    """
    if len(pairs) != len(top) or len(above) != len(top):
        return False
    written = [cell for cell in top if cell.lines]
    last = [pairs[id(cell)].parts[-1] for cell in top]
    if not (written and any(cell.lines for cell in last)):
        return bool(written) != any(cell.lines for cell in last) and all(
            cell.rows == 1 for cell in (*top, *last)
        )
    if not all(_runs_on(pairs[id(cell)].parts[-1], cell) for cell in written):
        return False
    clear = any(
        len(part.lines) > 1 or _is_open(part.lines[-1].text)
        for part in (pairs[id(cell)].parts[-1] for cell in written)
    )
    left_blank = any(
        not cell.lines and cell.rows == pairs[id(cell)].rows == 1 and pairs[id(cell)].parts[-1].lines
        for cell in top
    )
    return clear and left_blank


def _is_open(text: str) -> bool:
    """Whether nobody would end a text like this."""
    return text[-1] in _OPEN_ENDS or any(text.count(pair[0]) > text.count(pair[1]) for pair in _BRACKETS)


def _runs_on(above: TableCell, cell: TableCell) -> bool:
    """Whether the text of a cell fills it to its lower edge and goes on at the upper edge of the other."""
    if not above.lines or _FIGURE.fullmatch(cell.text):
        return False
    last, first = above.lines[-1], cell.lines[0]
    return (
        above.box.bottom - last.bottom < _TO_EDGE * last.em
        and first.top - cell.box.top < _TO_EDGE * first.em
        and _is_full(above, cell)
    )


def _is_full(above: TableCell, cell: TableCell) -> bool:
    """Whether the last line of the one goes on in the first of the other."""
    if not (above.lines and cell.lines):
        return False
    return is_full(above.lines[-1], cell.lines[0], limit_of(above.lines, above.box))


def _reaches_over(piece: _Piece, cell: TableCell) -> bool:
    """Whether two cells are one merged cell whose words stand in one of them; a blank label is none."""
    if not cell.lines:
        return piece.rows > 1 or cell.rows > 1
    return not piece.text and piece.rows > 1 and cell.rows > 1 and not _FIGURE.fullmatch(cell.text)


def _flows_over(piece: _Piece, cell: TableCell) -> bool:
    """Whether a merged cell is cut by the page break and its words with it.

    Labels often fill their cells; so they must be cut where nobody would end them, or be long and fill many rows.
    """
    above = piece.parts[-1]
    if (piece.rows < 2 and cell.rows < 2) or not (above.lines and cell.lines):  # noqa: PLR2004 -- merged
        return False
    last = above.lines[-1]
    long = piece.rows > 1 and len(above.lines) >= _LONG and not last.text.endswith(_STOPS)
    return (long or _is_open(last.text)) and _runs_on(above, cell)
