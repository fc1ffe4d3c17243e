r"""A table that was flattened into text: every cell begins with a TAB on a line of its own, an empty line ends a row.

    \t公务接待
    \t1.19
    \t0.77
                        ← the row ends
Programs that write a Word table out this way leave two things open. An empty paragraph at the end of a cell looks like
the end of the row; rows are put together again where that makes them as long as their neighbours. And how far a cell
spans is lost: a cell without a single character at the head of a row is what they leave of a cell merged downwards,
and a short row is laid along the left or the right, wherever its figures stand under figures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ziping.documents.source import GridCell

_FIGURE = re.compile(r"[-+−＋－]?[\d０-９][\d０-９,，.．\s]*[%％‰]?|[—－-]+|/")
_LONG = 25  # characters: longer than what stands in most cells
_SENTENCE_END = "。；：;:！？"
_MOST_PIECES = 8  # a row has hardly more cells with an empty paragraph at their end
_JOIN, _JOIN_TEXT, _CHANGE = (
    4,
    15,
    10,
)  # what it costs to join a piece (a figure or blank, a text), to change the length


@dataclass(frozen=True, slots=True)
class Flattened:
    """The cells of a flattened table and the line after it."""

    cells: tuple[GridCell, ...]
    after: int


def is_cell(line: str) -> bool:
    """Whether a cell begins on this line."""
    return line.startswith("\t")


def flattened_table(lines: Sequence[str], start: int) -> Flattened | None:
    """Return the table that begins at line ``start``; ``None`` when paragraphs are only indented there by TABs."""
    pieces, after = _pieces(lines, start)
    texts = [cell for piece in pieces for cell in piece if cell.strip()]
    if len(pieces) == 1 and len(pieces[0]) == 1:
        return None
    if texts and sorted(map(len, texts))[len(texts) // 2] > _LONG and _sentences(texts) * 2 > len(texts):
        return None
    return Flattened(laid_out(_rows(pieces)), after)


def _sentences(texts: list[str]) -> int:
    return sum(text.rstrip()[-1] in _SENTENCE_END for text in texts)


def _pieces(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """The cells between empty lines, and the line after the table."""
    pieces: list[list[str]] = []
    cell: list[str] = []
    piece: list[list[str]] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if is_cell(line):
            cell = [line[1:]]
            piece.append(cell)
        elif line:
            cell.append(line)
        else:
            nearest = at
            while nearest < len(lines) and not lines[nearest]:
                nearest += 1
            if not _cell_goes_on(lines, at, nearest):
                pieces.append([_text(one) for one in piece])
                piece = []
                if nearest == len(lines) or not is_cell(lines[nearest]):
                    return pieces, nearest
            at = nearest
            continue
        at += 1
    if piece:
        pieces.append([_text(one) for one in piece])
    return pieces, at


def _cell_goes_on(lines: Sequence[str], blank: int, nearest: int) -> bool:
    """A figure after one empty line, with more cells behind it, belongs to the cell whose first paragraph is empty."""
    if nearest - blank != 1 or nearest == len(lines) or is_cell(lines[nearest]):
        return False
    if not _FIGURE.fullmatch(lines[nearest].strip()):
        return False
    after = nearest + 1
    while after < len(lines) and not lines[after]:
        after += 1
    return after < len(lines) and is_cell(lines[after])


def _text(paragraphs: list[str]) -> str:
    """Its paragraphs without the empty ones at both ends."""
    if len(paragraphs) == 1:
        return paragraphs[0].rstrip("\t") if paragraphs[0].strip() else paragraphs[0]
    kept = [one.rstrip() for one in paragraphs]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    return "\n".join(kept) if kept else " "


def _rows(pieces: list[list[str]]) -> list[list[str]]:
    """Join pieces to rows so that rows change their length as seldom as possible; the cheapest way from the left."""
    whole = [len(piece) for piece in pieces]
    earlier: Counter[int] = Counter()
    # For each end: length of the last row → (cost, where that row began, length of the row before it)
    best: list[dict[int, tuple[int, int, int]]] = [{0: (0, 0, 0)}]
    for end in range(1, len(pieces) + 1):
        here: dict[int, tuple[int, int, int]] = {}
        length, joined = 0, 0
        for begin in range(end - 1, max(-1, end - 1 - _MOST_PIECES), -1):
            length += whole[begin]
            if begin == end - 1 or _is_known(length, earlier, pieces, end):
                for before, (cost, _, _) in best[begin].items():
                    total = cost + joined + (0 if before in (0, length) else _CHANGE)
                    if length not in here or total < here[length][0]:
                        here[length] = (total, begin, before)
            joined += _cost_to_join(pieces[begin])
        best.append(here)
        earlier[whole[end - 1]] += 1
    rows: list[list[str]] = []
    end, length = len(pieces), min(best[-1], key=lambda one: best[-1][one][0])
    while end:
        _, begin, before = best[end][length]
        rows.append([cell for piece in pieces[begin:end] for cell in piece])
        end, length = begin, before
    return rows[::-1]


def _is_known(length: int, earlier: Counter[int], pieces: list[list[str]], end: int) -> bool:
    """A row so long stood before, or stands below with its first cell merged into this one's."""
    if earlier[length]:
        return True
    return end < len(pieces) and len(pieces[end]) == length and pieces[end][0] == ""


def _cost_to_join(piece: list[str]) -> int:
    first = piece[0].strip()
    return _JOIN if not first or _FIGURE.fullmatch(first) else _JOIN_TEXT


def laid_out(rows: list[list[str]]) -> tuple[GridCell, ...]:
    """Give each cell of rows of unequal length its columns, and the first ones of a row what they are merged with."""
    columns = max(map(len, rows), default=0)
    figures: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    done: list[GridCell] = []
    above: dict[int, int] = {}  # column → the cell above, by its number
    for row, cells in enumerate(rows):
        spans = _spans(cells, columns, figures, texts)
        if len(cells) == columns:
            for column, text in enumerate(cells):
                if text.strip():
                    (figures if _FIGURE.fullmatch(text.strip()) else texts)[column] += 1
        merged = sum(1 for _ in takewhile(lambda text: text == "", cells))
        if merged == len(cells):
            merged = 0
        now: dict[int, int] = {}
        column = 0
        for number, (text, span) in enumerate(zip(cells, spans, strict=True)):
            over = above.get(column)
            if number < merged and over is not None and _extends(done[over], span):
                old = done[over]
                done[over] = GridCell(old.row, old.column, old.text, row - old.row + 1, span)
                now[column] = over
            else:
                now[column] = len(done)
                done.append(GridCell(row, column, text, 1, span))
            column += span
        above = now
    return tuple(done)


def _extends(over: GridCell, span: int) -> bool:
    return bool(over.text.strip()) and over.col_span == span


def _spans(cells: list[str], columns: int, figures: Counter[int], texts: Counter[int]) -> list[int]:
    """How many columns each cell takes: in a short row the last takes the rest, or the first if that fits better."""
    missing = columns - len(cells)
    spans = [1] * len(cells)
    if not missing:
        return spans

    def fit(shift: int) -> int:
        score = 0
        for number, cell in enumerate(cells):
            if text := cell.strip():
                column = number + (shift if number else 0)
                same, other = (figures, texts) if _FIGURE.fullmatch(text) else (texts, figures)
                score += (same[column] > other[column]) - (other[column] > same[column])
        return score

    spans[0 if len(cells) > 1 and fit(missing) > fit(0) else -1] += missing
    return spans
