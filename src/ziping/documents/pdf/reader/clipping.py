"""Text that stands in the file but is cut off where the page is drawn, as at the page breaks of a printed sheet."""

from __future__ import annotations

import ctypes
from typing import Any

_NEAR = 30.0  # points: letters farther apart may be clipped differently
_MAX_PATHS, _MAX_POINTS = 8, 40  # what clips a line of text is a few rectangles


class Window:
    """The strip of the page in which the letters last asked for are drawn. Looked up once for letters on one line."""

    def __init__(self, raw: Any, text: Any, frame: tuple[float, float, float, float]) -> None:
        self._raw, self._text = raw, text
        self._frame = frame
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._last = (float("-inf"), float("-inf"))
        self._bottom, self._top = frame[1], frame[3]

    def shows(self, index: int, x: float, y: float) -> bool:
        """Whether the letter ``index`` of the page, its middle at ``x`` and ``y``, is drawn."""
        if abs(y - self._last[1]) > 1.0 or abs(x - self._last[0]) > _NEAR:
            self._look(index)
        self._last = x, y
        return self._bottom <= y <= self._top

    def _look(self, index: int) -> None:
        raw = self._raw
        self._bottom, self._top = self._frame[1], self._frame[3]
        thing = raw.FPDFText_GetTextObject(self._text, index)
        clip = raw.FPDFPageObj_GetClipPath(thing) if thing else None
        if not clip:
            return
        for path in range(min(raw.FPDFClipPath_CountPaths(clip), _MAX_PATHS)):
            points = raw.FPDFClipPath_CountPathSegments(clip, path)
            if not 2 < points <= _MAX_POINTS:  # noqa: PLR2004 -- an area has three corners
                continue
            heights = []
            for segment in range(points):
                found = raw.FPDFClipPath_GetPathSegment(clip, path, segment)
                if raw.FPDFPathSegment_GetPoint(found, self._x, self._y):
                    heights.append(self._y.value)
            if heights:
                self._bottom, self._top = max(self._bottom, min(heights)), min(self._top, max(heights))
