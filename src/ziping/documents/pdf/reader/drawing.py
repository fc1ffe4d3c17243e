"""What is drawn on a page: rules of tables, coloured areas, pictures; form XObjects are looked into.

A rule may be a line, a rectangle with an outline, a thin rectangle filled, a dash of a dashed line, or one of hundreds
of segments of a single path.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise
from typing import Any

from ziping.documents.pdf.reader.page import Box, PageContent, Rule, Turn

MAX_OBJECTS = 60_000  # on a page
MAX_SEGMENTS = 60_000
_DEPTH = 4  # forms in forms
_THIN = 3.0  # points: a filled area not thicker is a rule
_STRAIGHT = 1.0  # points a rule may be off
_SHORT = 0.3
_MANY = 100
_LARGE = 0.1  # of the page: an image that covers more may be a scan, or a part of one
_WHITE = 250
_DARK = 205  # lighter areas are the shading of cells
_PATH, _IMAGE, _FORM = 2, 3, 5
_MOVE = 2
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def draw(raw: Any, page: Any, content: PageContent, turn: Turn) -> None:
    """Fill in the rules, the areas and whether a picture covers the page."""
    artist = _Artist(raw, content, turn)
    count = raw.FPDFPage_CountObjects(page)
    for index in range(min(count, MAX_OBJECTS)):
        artist.take(raw.FPDFPage_GetObject(page, index), _SAME, 0)
    content.cut = content.cut or count > MAX_OBJECTS or artist.room < 0


class _Artist:
    def __init__(self, raw: Any, content: PageContent, turn: Turn) -> None:
        self._raw, self._content, self._turn = raw, content, turn
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._bounds = tuple(ctypes.c_float() for _ in range(4))
        self.room = MAX_SEGMENTS

    def take(self, thing: Any, outer: Matrix, depth: int) -> None:
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == _PATH:
            self._path(thing, _times(self._matrix(thing), outer))
        elif kind == _IMAGE:
            matrix = _times(self._matrix(thing), outer)
            self._image(_box([_put(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]))
        elif kind == _FORM and depth < _DEPTH:
            inner = _times(self._matrix(thing), outer)
            count = raw.FPDFFormObj_CountObjects(thing)
            for index in range(min(count, max(self.room, 0))):
                self.room -= 1
                self.take(raw.FPDFFormObj_GetObject(thing, index), inner, depth + 1)

    def _matrix(self, thing: Any) -> Matrix:
        found = self._raw.FS_MATRIX()
        if not self._raw.FPDFPageObj_GetMatrix(thing, found):
            return _SAME
        return found.a, found.b, found.c, found.d, found.e, found.f

    def _image(self, box: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = self._turn(*box)
        page = self._content
        if (x1 - x0) * (bottom - top) > _LARGE * page.width * page.height:
            page.drawn += _MANY

    def _path(self, thing: Any, matrix: Matrix) -> None:
        raw = self._raw
        if not raw.FPDFPath_GetDrawMode(thing, self._fill, self._stroke):
            return
        filled, stroked = self._fill.value != 0, self._stroke.value != 0
        count = raw.FPDFPath_CountSegments(thing)
        self.room -= max(count, 0)
        if not (filled or stroked) or count < 2 or self.room < 0:  # noqa: PLR2004 -- a line has two points
            return
        inked = stroked and not self._is_white(thing, raw.FPDFPageObj_GetStrokeColor)
        shown = inked or (filled and not self._is_white(thing, raw.FPDFPageObj_GetFillColor))
        self._content.drawn += shown
        for points in self._figures(thing, count, matrix):
            box = self._turn(*_box(points))
            if filled:
                self._area(thing, Box(*box), stroked=stroked)
            if inked:
                for (ax, ay), (bx, by) in pairwise(points):
                    self._segment(*self._turn(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def _figures(self, thing: Any, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
        """The points of each closed or open figure of a path; a curve counts as its end points."""
        raw, figures = self._raw, list[list[tuple[float, float]]]()
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            if not raw.FPDFPathSegment_GetPoint(segment, self._x, self._y):
                continue
            point = _put(matrix, self._x.value, self._y.value)
            if raw.FPDFPathSegment_GetType(segment) == _MOVE or not figures:
                figures.append([])
            figures[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment) and len(figures[-1]) > 1:
                figures[-1].append(figures[-1][0])
        return [points for points in figures if len(points) > 1]

    def _is_white(self, thing: Any, ask: Any) -> bool:
        return bool(ask(thing, *self._colour)) and all(part.value >= _WHITE for part in self._colour[:3])

    def _area(self, thing: Any, box: Box, *, stroked: bool) -> None:
        width, height = box.x1 - box.x0, box.bottom - box.top
        white = self._is_white(thing, self._raw.FPDFPageObj_GetFillColor)
        if min(width, height) > _THIN:
            if white:
                self._content.papers.append(box)
            elif sum(part.value for part in self._colour[:3]) < 3 * _DARK:
                self._content.fills.append(box)
        elif not (white or stroked):
            if width >= height:
                self._horizontal((box.top + box.bottom) / 2, box.x0, box.x1)
            else:
                self._vertical((box.x0 + box.x1) / 2, box.top, box.bottom)

    def _segment(self, x0: float, top: float, x1: float, bottom: float) -> None:
        if bottom - top <= _STRAIGHT and x1 - x0 > _SHORT:
            self._horizontal((top + bottom) / 2, x0, x1)
        elif x1 - x0 <= _STRAIGHT and bottom - top > _SHORT:
            self._vertical((x0 + x1) / 2, top, bottom)

    def _horizontal(self, at: float, start: float, end: float) -> None:
        self._content.horizontal.append(Rule(at, start, end))

    def _vertical(self, at: float, start: float, end: float) -> None:
        self._content.vertical.append(Rule(at, start, end))


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer == _SAME:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _put(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
