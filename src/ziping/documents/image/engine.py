"""The OCR of the extra ``ocr``: RapidOCR, whose models come with its package; nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Any
from warnings import catch_warnings

from ziping.documents.image.recognised import Picture, Recognised, Recogniser, Word
from ziping.documents.image.ruling import rules
from ziping.documents.image.straightening import straightened

_WANTED_WIDTH = 1650  # dots: a page of A4 at 200 dpi
_LEAST_WIDTH = 1100  # below, small print is enlarged before it is read
_PAGE_INCHES = 8.27
_SHORTEST, _LONGEST = 3.0, 17.0  # inches: the shorter side of what people scan, A6 to A2
_MOST_DOTS = 40_000_000
_COLOURS = 3
_READABLE = 80  # percent: a page that lies the right way is read with more


@cache
def usual_recogniser() -> Recogniser | None:
    """The installed OCR, ``None`` when the extra is not installed."""
    if find_spec("rapidocr") is None or find_spec("onnxruntime") is None:
        return None
    return RapidRecogniser()


class RapidRecogniser:
    """RapidOCR as a :class:`Recogniser`; loaded when it first recognises something."""

    def __init__(self) -> None:
        self._engine: Any = None

    def pictures(self, data: bytes) -> tuple[int, Iterator[Picture]]:
        """See :class:`Recogniser`."""
        # Libraries of the extra are imported by name: whoever has not installed it needs no types for them either.
        images: Any = import_module("PIL.Image")
        with _teaching():
            image = images.open(BytesIO(data))
            return getattr(image, "n_frames", 1), _frames(image)

    def recognise(self, picture: Picture) -> Recognised:
        """See :class:`Recogniser`."""
        np: Any = import_module("numpy")

        rows = np.frombuffer(picture.dots, np.uint8)[: picture.height * picture.stride]
        flat = rows.reshape(picture.height, picture.stride)[:, : picture.width * _COLOURS]
        bitmap = np.ascontiguousarray(flat.reshape(picture.height, picture.width, _COLOURS))
        found = self._read(bitmap, picture.dpi)
        if found.words and _is_upright(found):
            return found
        # Pieces on their side are read well, but not in their order: a page on its side is never kept as it is.
        sideways = _is_sideways(found)
        tried = [
            self._read(np.ascontiguousarray(np.rot90(bitmap, turn)), picture.dpi)
            for turn in ((1, 3) if sideways else (2,))
        ]
        return max(tried if sideways else (found, *tried), key=_certainty)

    def _read(self, bitmap: Any, written_dpi: float | None) -> Recognised:
        """What stands in a bitmap as it lies."""
        bitmap = straightened(bitmap)
        height, width = bitmap.shape[:2]
        dpi = written_dpi or max(72.0, min(width, height) / _PAGE_INCHES)
        level, upright = rules(bitmap.min(axis=2), dpi)
        scale = 1.0
        if width < _LEAST_WIDTH:
            cv2: Any = import_module("cv2")
            scale = _WANTED_WIDTH / width
            bitmap = cv2.resize(bitmap, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        # Without its guess which way up each piece is: it takes a 99 in a cell for a 66 upside down.
        found = self._loaded()(bitmap, use_cls=False, return_word_box=True)
        return Recognised(tuple(_words(found, scale)), level, upright, (width, height))

    def _loaded(self) -> Any:
        if self._engine is None:
            self._engine = import_module("rapidocr").RapidOCR(params={"Global.log_level": "critical"})
        return self._engine


def _dpi(written: Any, width: int, height: int) -> float | None:
    """The resolution a picture says it has, unless that makes it no page: cameras write whatever they like."""
    dpi = float(written[0]) if written else 0.0
    return dpi if dpi > 0 and _SHORTEST <= min(width, height) / dpi <= _LONGEST else None


def _certainty(found: Recognised) -> int:
    return sum(word.confidence * len(word.text) for word in found.words)


def _is_upright(found: Recognised) -> bool:
    letters = sum(len(word.text) for word in found.words)
    return _certainty(found) >= _READABLE * letters and not _is_sideways(found)


def _is_sideways(found: Recognised) -> bool:
    """Whether most pieces are taller than wide."""
    pieces = [word for word in found.words if len(word.text) > 1]
    tall = sum(word.bottom - word.top > word.x1 - word.x0 for word in pieces)
    return tall * 2 > len(pieces)


@contextmanager
def _teaching() -> Iterator[None]:
    """What the library makes of a damaged picture, as a ``ValueError``; what it only grumbles about is let pass."""
    from struct import error as struct_error
    from zlib import error as zlib_error

    bomb: Any = import_module("PIL.Image").DecompressionBombError
    with catch_warnings(action="ignore"):
        try:
            yield
        except (
            OSError,
            EOFError,
            SyntaxError,
            LookupError,
            TypeError,
            OverflowError,
            struct_error,
            zlib_error,
            bomb,
        ) as fault:
            raise ValueError(str(fault) or type(fault).__name__) from fault


def _frames(image: Any) -> Iterator[Picture]:
    """The pictures in an open file, upright and on white paper, one after the other."""
    images: Any = import_module("PIL.Image")
    orient: Any = import_module("PIL.ImageOps").exif_transpose
    for number in range(getattr(image, "n_frames", 1)):
        with _teaching():
            image.seek(number)
            if image.width * image.height > _MOST_DOTS:
                raise ValueError(f"{image.width} × {image.height}")
            frame = orient(image) if number == 0 else image.copy()
            if "A" in frame.getbands() or "transparency" in frame.info:
                glass = frame.convert("RGBA")
                frame = images.new("RGBA", glass.size, "white")
                frame.alpha_composite(glass)
            width, height = frame.size
            dots = frame.convert("RGB").tobytes("raw", "BGR")
            picture = Picture(
                width, height, width * _COLOURS, dots, _dpi(image.info.get("dpi"), width, height)
            )
        yield picture


def _words(found: Any, scale: float) -> list[Word]:
    if found is None or found.boxes is None or not found.txts:
        return []
    pieces = found.word_results or ((),) * len(found.txts)
    words: list[Word] = []
    for box, text, score, parts in zip(found.boxes, found.txts, found.scores, pieces, strict=True):
        xs, ys = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
        edges, sure = _characters(text, parts, scale)
        words.append(Word(text, min(xs), min(ys), max(xs), max(ys), int(score * 100), edges, sure))
    return words


def _characters(
    text: str, parts: Any, scale: float
) -> tuple[tuple[tuple[float, float], ...], tuple[int, ...]]:
    """Where each character of ``text`` stands and how sure it is; nothing where the parts do not make up the text."""
    edges: list[tuple[float, float]] = []
    sure: list[int] = []
    at = 0
    for part, score, box in parts:
        while at < len(text) and text[at].isspace() and not part.startswith(text[at]):
            edges.append((edges[-1][1],) * 2 if edges else (0.0, 0.0))
            sure.append(100)
            at += 1
        if not text.startswith(part, at):
            return (), ()
        x0, x1 = min(x for x, _ in box) / scale, max(x for x, _ in box) / scale
        step = (x1 - x0) / max(1, len(part))
        edges += [(x0 + number * step, x0 + (number + 1) * step) for number in range(len(part))]
        sure += [int(score * 100)] * len(part)
        at += len(part)
    return (tuple(edges), tuple(sure)) if at == len(text) else ((), ())
