"""Lines drawn in a bitmap, level and upright: long dark runs that are thin."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ziping.documents.image.recognised import Rule

_DARK = 0.62  # of the brightness of the paper
_LEVEL, _UPRIGHT = 0.34, 0.24  # inches: longer than the strokes of characters in a text
_THICK = 0.06  # inches: what is thicker is a coloured area
_FILLED = 0.93  # of a run must be dark: scans have specks
_MOST_RUNS = 60_000  # more is a picture, not a table


def rules(grey: Any, dpi: float) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the level and the upright lines in a grey bitmap (rows × columns of 0 … 255), in dots."""
    np: Any = import_module("numpy")  # comes with the OCR; whoever lacks that never gets here

    paper = float(np.percentile(grey, 75))
    dark = grey < paper * _DARK
    thick = max(3.0, _THICK * dpi)
    level = _bands(_runs(dark, int(_LEVEL * dpi)), thick)
    upright = _bands(_runs(np.ascontiguousarray(dark.T), int(_UPRIGHT * dpi)), thick)
    return tuple(level), tuple(upright)


def _runs(dark: Any, length: int) -> list[tuple[int, int, int]]:
    """Dark runs of at least ``length`` dots: row, start, end. Specks and gaps of a few dots do not break one."""
    np: Any = import_module("numpy")  # comes with the OCR; whoever lacks that never gets here

    height, width = dark.shape
    if width <= length or length < 2:  # noqa: PLR2004 -- a picture smaller than any line
        return []
    sums = np.zeros((height, width + 1), dtype=np.int32)
    np.cumsum(dark, axis=1, out=sums[:, 1:])
    full = (sums[:, length:] - sums[:, :-length]) >= _FILLED * length
    edges = np.diff(np.pad(full, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    if len(rows) > _MOST_RUNS:
        return []
    slack = int((1 - _FILLED) * length)
    return [
        (int(row), int(start) + slack, int(end) + length - 1 - slack)
        for row, start, end in zip(rows, starts, ends, strict=True)
    ]


def _bands(runs: Iterable[tuple[int, int, int]], thick: float) -> Iterable[Rule]:
    """Runs in neighbouring rows are one line, unless they are so many that they fill an area."""
    open_bands: list[list[int]] = []  # first row, last row, start, end
    for row, start, end in runs:
        kept: list[list[int]] = []
        home: list[int] | None = None
        for band in open_bands:
            if band[1] < row - 1:
                yield from _line(band, thick)
                continue
            kept.append(band)
            if home is None and start <= band[3] and end >= band[2]:
                home = band
        if home is None:
            kept.append([row, row, start, end])
        else:
            home[1], home[2], home[3] = row, min(home[2], start), max(home[3], end)
        open_bands = kept
    for band in open_bands:
        yield from _line(band, thick)


def _line(band: list[int], thick: float) -> Iterable[Rule]:
    first, last, start, end = band
    if last - first + 1 <= thick:
        yield (first + last + 1) / 2, float(start), float(end + 1)
