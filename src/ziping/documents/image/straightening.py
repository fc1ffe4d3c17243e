"""A page laid crooked on the scanner, turned straight: lines of text and drawn lines are level again."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_MOST = 4.0  # degrees: a page turned further was turned on purpose
_COARSE, _FINE = 0.5, 0.1
_LEAST = 0.12  # degrees: less does no harm
_SMALL = 600  # dots: the height at which the angle is looked for
_DARK = 0.7  # of the brightness of the paper


def straightened(bitmap: Any) -> Any:
    """Return the bitmap (rows × columns × colours) turned by the angle at which its rows differ most from each other."""
    np: Any = import_module("numpy")
    cv2: Any = import_module("cv2")
    grey = bitmap.min(axis=2)
    scale = min(1.0, _SMALL / grey.shape[0])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < float(np.percentile(small, 75)) * _DARK + 0.1).astype(np.float32)

    def sharpness(angle: float) -> float:
        rows = _turned(ink, angle, 0).sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max(_steps(0.0, _MOST, _COARSE), key=sharpness)
    angle = max(_steps(coarse, _COARSE, _FINE), key=sharpness)
    if abs(angle) < _LEAST or abs(angle) >= _MOST or sharpness(angle) <= sharpness(0.0) * 1.05:
        return bitmap
    return _turned(bitmap, angle, int(np.percentile(grey, 75)))


def _steps(middle: float, reach: float, step: float) -> list[float]:
    count = round(reach / step)
    return [middle + step * number for number in range(-count, count + 1)]


def _turned(bitmap: Any, angle: float, paper: int) -> Any:
    cv2: Any = import_module("cv2")
    height, width = bitmap.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        bitmap, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper, paper, paper)
    )
