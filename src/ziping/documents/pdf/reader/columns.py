"""Pages set in two columns: where the gutter runs, and which lines stand on either side of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ziping.documents.pdf.reader.page import Box, Line

_LINES = 5  # each column must have, to be one
_FULL = 0.5  # of the lines of the left column must reach its edge
_PROSE = 8  # letters a line of prose has on average
_GAP = 1.5  # letter heights
_NEAR = 1.6  # letter heights from the edge


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the page, between two heights, parted at ``gutter``."""

    top: float
    bottom: float
    gutter: float

    def holds(self, y: float) -> bool:
        """Whether the height lies within it."""
        return self.top <= y <= self.bottom


def bands(lines: Sequence[Line], obstacles: Sequence[Box], width: float) -> list[Band]:
    """The parts of a page set in two columns; nothing but blank paper may lie on their gutters."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return []
    found: list[Band] = []
    run: list[Line] = []
    walls = sorted(box.top for box in obstacles if box.x0 < gutter < box.x1)
    for line in sorted(lines, key=lambda line: line.middle):
        blocked = bool(run) and any(run[-1].middle < wall < line.middle for wall in walls)
        if blocked or _crosses(line, gutter):
            found += _band(run, gutter)
            run = []
        if not _crosses(line, gutter):
            run.append(line)
    found += _band(run, gutter)
    return found


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The middle of the blank strip most lines share."""
    gaps = [
        (before.x1, after.x0)
        for line in lines
        for before, after in pairwise(line.segments)
        if before.x1 < 0.65 * width and after.x0 > 0.35 * width
    ]
    if len(gaps) < _LINES:
        return None
    return max(
        ((start + end) / 2 for start, end in gaps), key=lambda x: sum(start < x < end for start, end in gaps)
    )


def _crosses(line: Line, gutter: float) -> bool:
    return any(segment.x0 < gutter < segment.x1 for segment in line.segments)


def _band(run: Sequence[Line], gutter: float) -> list[Band]:
    """The run as a band, if both sides are prose."""
    run = _without_tail(run, gutter)
    left = [segment for line in run for segment in line.segments if segment.x1 <= gutter]
    right = [segment for line in run for segment in line.segments if segment.x0 >= gutter]
    if len(left) < _LINES or len(right) < _LINES:
        return []
    em = sorted(line.em for line in run)[len(run) // 2]
    for side in (left, right):
        edge = max(segment.x1 for segment in side)
        full = sum(segment.x1 > edge - _NEAR * em for segment in side)
        if full < _FULL * len(side) or sum(len(piece.text) for piece in side) < _PROSE * len(side):
            return []
    return [Band(min(line.top for line in run), max(line.bottom for line in run), gutter)]


def _without_tail(run: Sequence[Line], gutter: float) -> Sequence[Line]:
    """Leave out what stands alone on one side below a gap: the text after the columns, in short lines."""
    for index in range(len(run) - 1, 0, -1):
        tail = run[index:]
        right = sum(line.x0 > gutter for line in tail)
        if any(len(line.segments) > 1 for line in tail) or right not in {0, len(tail)}:
            break
        if run[index].top - run[index - 1].bottom > _GAP * run[index].em:
            run = run[:index]
    return run
