"""Tables without rules, or with level ones only: rows whose pieces of text stand under one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ziping.documents.pdf.reader.cells import Table, TableCell
from ziping.documents.pdf.reader.page import Box, Line, Rule, Segment

_ROWS = 3  # with several pieces each, before text without rules is taken for a table
_BETWEEN = 1  # lines of one piece in a row that may stand within a table
_APART = 0.8  # of the letter height between two columns
_FAR = 2.6  # letter heights from line to line within a table
_FIGURES = 0.6  # of the cells of some column must be figures where there are only two columns
_WIDE = 0.25  # of the page: a rule that may be that of a table
_SLACK = 6.0
_FIGURE = re.compile(r"[-+−]?[\d.,，]+\s*[%％]?|[—–-]+|/|[\d.]+[^\W\d]{1,2}")
_LEADERS = re.compile(r"[.．·…]{4}|—{4}|_{4}")


def level_groups(rules: Sequence[Rule], width: float) -> list[tuple[float, float, float, float]]:
    """Where level rules of one length stand above each other: (left, top, right, bottom) of what they enclose."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if rule.end - rule.start < _WIDE * width:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) < _SLACK and abs(group[0].end - rule.end) < _SLACK:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [(g[0].start, g[0].at, g[0].end, g[-1].at) for g in groups if len(g) > 2]  # noqa: PLR2004 -- three rules


def with_tables(
    lines: Sequence[Line], framed: Sequence[tuple[float, float, float, float]]
) -> list[Line | Table]:
    """The lines of one column, with those that make up a table put into it."""
    items: list[Line | Table] = []
    for stretch, certain in _stretches(lines, framed):
        table = _table(stretch, certain=certain) if len(stretch) > 1 else None
        items += [table] if table is not None else stretch
    return items


def _stretches(
    lines: Sequence[Line], framed: Sequence[tuple[float, float, float, float]]
) -> Iterator[tuple[list[Line], bool]]:
    """The lines in stretches that may be tables; ``True`` where rules above and below say so."""
    stretch: list[Line] = []
    frame_before: int | None = None
    for line in lines:
        frame = next((n for n, (_, top, _, bottom) in enumerate(framed) if top < line.middle < bottom), None)
        if stretch and frame == frame_before and (frame is not None or _belongs(stretch, line)):
            stretch.append(line)
            continue
        if stretch:
            yield from _trimmed(stretch, certain=frame_before is not None)
        stretch, frame_before = [line], frame
    if stretch:
        yield from _trimmed(stretch, certain=frame_before is not None)


def _belongs(stretch: list[Line], line: Line) -> bool:
    last = stretch[-1]
    if line.middle - last.middle > _FAR * max(line.em, last.em) or line.middle <= last.middle:
        return False
    if not _is_row(stretch[0]):
        return False
    if _is_row(line):
        return True
    single = 0
    for before in reversed(stretch):
        if _is_row(before):
            break
        single += 1
    return single < _BETWEEN and len(line.text) < 40  # noqa: PLR2004 -- prose


def _trimmed(stretch: list[Line], *, certain: bool) -> Iterator[tuple[list[Line], bool]]:
    """Leave out what stands below the last row."""
    if certain:
        yield stretch, True
        return
    end = len(stretch)
    while end > 1 and not _is_row(stretch[end - 1]):
        end -= 1
    yield stretch[:end], False
    for line in stretch[end:]:
        yield [line], False


def _is_row(line: Line) -> bool:
    return len(line.segments) > 1 and not _LEADERS.search(line.text)


def _table(lines: list[Line], *, certain: bool) -> Table | None:
    rows = [line for line in lines if len(line.segments) > 1]
    if len(rows) < (2 if certain else _ROWS):
        return None
    columns = _columns(rows)
    count = len(columns)
    if count < 2 or count > 40:  # noqa: PLR2004 -- no table, a scatter of words
        return None
    placed = [[(_span(columns, segment), segment) for segment in line.segments] for line in lines]
    if not certain and not _is_convincing(placed, count):
        return None
    ys = [lines[0].top]
    ys += [(before.bottom + line.top) / 2 for before, line in pairwise(lines)]
    ys.append(lines[-1].bottom)
    xs = [columns[0][0]]
    xs += [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    xs.append(columns[-1][1])
    cells = [
        cell for row, pieces in enumerate(placed) for cell in _row(row, pieces, count, xs, ys, lines[row])
    ]
    return Table(tuple(xs), tuple(ys), cells, lines[0].page, guessed=True)


def _columns(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """Where the pieces of all rows together leave no empty strip."""
    em = min(line.em for line in rows)
    pieces = sorted((segment.x0, segment.x1) for line in rows for segment in line.segments)
    columns = [pieces[0]]
    for start, end in pieces[1:]:
        if start - columns[-1][1] > _APART * em:
            columns.append((start, end))
        else:
            columns[-1] = columns[-1][0], max(columns[-1][1], end)
    return columns


def _span(columns: Sequence[tuple[float, float]], segment: Segment) -> tuple[int, int]:
    """The first and the last column a piece stands in."""
    touched = [
        number for number, (start, end) in enumerate(columns) if segment.x0 < end and segment.x1 > start
    ]
    if touched:
        return touched[0], touched[-1]
    middle = (segment.x0 + segment.x1) / 2
    nearest = min(range(len(columns)), key=lambda number: abs(sum(columns[number]) / 2 - middle))
    return nearest, nearest


def _is_convincing(placed: Sequence[Sequence[tuple[tuple[int, int], Segment]]], count: int) -> bool:
    """Figures under one another, in a column other than the first."""
    for column in range(1, count):
        texts = [piece.text for row in placed for (first, last), piece in row if first == last == column]
        figures = sum(_FIGURE.fullmatch(text.strip()) is not None for text in texts)
        if len(texts) >= _ROWS and figures >= _FIGURES * len(texts):
            return True
    return False


def _row(
    row: int,
    pieces: Sequence[tuple[tuple[int, int], Segment]],
    count: int,
    xs: Sequence[float],
    ys: Sequence[float],
    line: Line,
) -> Iterator[TableCell]:
    by_start: dict[int, tuple[int, list[Segment]]] = {}
    reached = -1
    for (first, last), piece in pieces:
        if first <= reached and by_start:  # two pieces in one column
            start = max(by_start)
            by_start[start] = max(by_start[start][0], last), [*by_start[start][1], piece]
        else:
            by_start[first] = last, [piece]
        reached = max(reached, last)
    column = 0
    while column < count:
        last, found = by_start.get(column, (column, []))
        box = Box(xs[column], ys[row], xs[last + 1], ys[row + 1])
        cell = TableCell(row, column, 1, last - column + 1, box)
        if found:
            text = " ".join(piece.text for piece in found)
            x0, x1 = found[0].x0, found[-1].x1
            cell.lines = [
                Line(x0, line.top, x1, line.bottom, text, line.em, x1 - x0, tuple(found), line.page)
            ]
        yield cell
        column = last + 1
