"""Pages taken out of a PDF by pdfium: glyphs with their boxes, and what is drawn.

The library keeps a state of its own and must not be entered twice at a time. Everything opened is closed before the
next page, so that memory does not grow with the number of pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from ziping.documents.pdf.reader.clipping import Window
from ziping.documents.pdf.reader.drawing import draw
from ziping.documents.pdf.reader.letters import UNKNOWN, is_symbol, letter
from ziping.documents.pdf.reader.page import Glyph, PageContent, Turn, turning
from ziping.wording import InputError, Message

MAX_GLYPHS = 60_000  # on a page; the densest real ones hold six thousand
_AT_ONCE = 400  # pages read before the document is opened anew
_ONE_AT_A_TIME = Lock()
_PASSWORD, _SECURITY = 4, 5  # error codes of FPDF_GetLastError
_QUARTER = 1.5707963
_TILT = 0.3  # radians; more is written across the page
_TILTED = -1
_MOST = 0.6  # of the letters decide which way is up


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Pages]:
    """Give the pages of the PDF in ``data``. Raises :class:`InputError` when it cannot be opened."""
    from pypdfium2 import raw  # type: ignore[import-untyped]

    with _ONE_AT_A_TIME:
        pages = Pages(raw, data)
        if not pages.is_open:
            code = raw.FPDF_GetLastError()
            key = "encrypted" if code in {_PASSWORD, _SECURITY} else "damaged"
            raise InputError(Message(f"documents.pdf_reading.{key}", {"path": name}))
        try:
            yield pages
        finally:
            pages.close()


class Pages:
    """The pages of an open document, one at a time.

    The library keeps whatever it has parsed, so a long document is opened anew from time to time.
    """

    def __init__(self, raw: Any, data: bytes) -> None:
        self._raw = raw
        self._data = data
        self._document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        self._read = 0
        self.count: int = max(raw.FPDF_GetPageCount(self._document), 0) if self.is_open else 0

    @property
    def is_open(self) -> bool:
        """Whether the library made something of it."""
        return bool(self._document)

    def close(self) -> None:
        """Give back all it holds."""
        if self._document:
            self._raw.FPDF_CloseDocument(self._document)
        self._document = None

    def _anew(self) -> None:
        self.close()
        self._document = self._raw.FPDF_LoadMemDocument64(self._data, len(self._data), None)
        self._read = 0

    def read(self, number: int) -> PageContent | None:
        """Page ``number``, counted from 1; None when it cannot be loaded."""
        raw = self._raw
        if self._read >= _AT_ONCE:
            self._anew()
        self._read += 1
        page = raw.FPDF_LoadPage(self._document, number - 1) if self._document else None
        if not page:
            return None
        try:
            text = raw.FPDFText_LoadPage(page)
            try:
                return _content(raw, page, text, number)
            finally:
                if text:
                    raw.FPDFText_ClosePage(text)
        finally:
            raw.FPDF_ClosePage(page)


def _content(raw: Any, page: Any, text: Any, number: int) -> PageContent:
    taken = _taken(raw, text, _frame(raw, page)) if text else Taken()
    quarter = _upright(taken, raw.FPDFPage_GetRotation(page))
    turn, width, height = turning(quarter, _frame(raw, page))
    content = PageContent(number, width, height, unread=taken.unread, cut=taken.cut)
    for direction, glyphs in taken.glyphs.items():
        if direction == _TILTED:  # a stamp, a watermark
            continue
        facing = (direction + quarter) % 4
        turned = [_turned(glyph, turn, facing) for glyph in glyphs]
        if facing == 0:
            content.glyphs = turned
        else:
            content.sideways[facing] = turned
    draw(raw, page, content, turn)
    return content


def _turned(glyph: Glyph, turn: Turn, facing: int) -> Glyph:
    x0, top, x1, bottom = turn(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
    return Glyph(x0, top, x1, bottom, glyph.text, glyph.spaced, x1 - x0 if facing % 2 else bottom - top)


def _frame(raw: Any, page: Any) -> tuple[float, float, float, float]:
    """The part of the page that is shown, in its own coordinates, before it is turned."""
    box = raw.FS_RECTF()
    if raw.FPDF_GetPageBoundingBox(page, box) and box.right > box.left and box.top > box.bottom:
        return box.left, box.bottom, box.right, box.top
    return 0.0, 0.0, 612.0, 792.0  # the size every viewer assumes


@dataclass(slots=True)
class Taken:
    """Glyphs in the page's own coordinates, by the quarter turns (clockwise) they are written at."""

    glyphs: dict[int, list[Glyph]] = field(default_factory=dict)
    unread: int = 0
    cut: bool = False


def _taken(raw: Any, text: Any, frame: tuple[float, float, float, float]) -> Taken:
    count = max(raw.FPDFText_CountChars(text), 0)
    taken = Taken(cut=count > MAX_GLYPHS)
    box, get_code, get_box = raw.FS_RECTF(), raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    get_angle, is_generated, is_lost = (
        raw.FPDFText_GetCharAngle,
        raw.FPDFText_IsGenerated,
        raw.FPDFText_HasUnicodeMapError,
    )
    left, bottom, right, top = frame
    window, spaced = Window(raw, text, frame), False
    for index in range(min(count, MAX_GLYPHS)):
        code = get_code(text, index)
        shown = letter(code)
        if shown == " ":
            spaced = spaced or is_generated(text, index) == 0
            continue
        if not shown or not get_box(text, index, box):
            continue
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if not (left <= x <= right and bottom <= y <= top and window.shows(index, x, y)):
            spaced = False
            continue
        if shown == UNKNOWN or is_lost(text, index) == 1:
            if is_symbol(code):
                continue
            taken.unread += 1
        angle = get_angle(text, index)
        quarter = round(angle / _QUARTER)
        direction = quarter % 4 if abs(angle - quarter * _QUARTER) < _TILT else _TILTED
        glyph = Glyph(box.left, box.bottom, box.right, box.top, shown, spaced, 0.0)
        taken.glyphs.setdefault(direction, []).append(glyph)
        spaced = False
    return taken


def _upright(taken: Taken, rotation: int) -> int:
    """By how many quarters the page must be turned clockwise for most of its text to stand upright."""
    straight = {way: len(glyphs) for way, glyphs in taken.glyphs.items() if way != _TILTED}
    if straight:
        way = max(straight, key=straight.__getitem__)
        if straight[way] >= _MOST * sum(straight.values()):
            return (4 - way) % 4
    return rotation % 4 if rotation > 0 else 0
