"""Picture files, and the pages of a PDF that are pictures, read by OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from ziping.documents.gathering import moved
from ziping.documents.image.engine import usual_recogniser
from ziping.documents.image.page import page_of
from ziping.documents.image.recognised import Picture, Recogniser
from ziping.documents.image.sureness import Sureness, doubted, spans_of, sureness
from ziping.documents.pdf.reader.assembling import assemble
from ziping.documents.pdf.reader.layout import PageLayout, lay_out
from ziping.documents.pdf.reader.library import opened
from ziping.documents.pdf.reader.reading import ranges
from ziping.documents.source import Grid, Source, SourceBlock
from ziping.wording import InputError, Message

MAX_PAGES = 60  # to recognise a page takes seconds
_POINTS = 72  # in an inch
DPI = 200  # fine enough for the small print of tables
MAX_DOTS = 40_000_000  # A4 at 600 dpi
SURE = 90  # percent: below, a figure is counted as doubtful
_NO_TEXT = ("documents.pdf_reading.no_text", "documents.pdf_reading.no_letters")
_RANGE = re.compile(r"(\d+)(?:–(\d+))?")


def read_image(
    data: bytes,
    name: str,
    *,
    recognise: bool = True,
    most: int = MAX_PAGES,
    recogniser: Recogniser | None = None,
) -> Source:
    """Read a picture file (PNG, JPEG, BMP, GIF, WebP, TIFF with one or more pages, of which ``most`` are read).

    Raises :class:`InputError` when recognition is off or not installed, the picture is damaged or too large, or holds
    no text.
    """
    if not recognise:
        raise InputError(Message("documents.image.off", {"path": name}))
    recogniser = recogniser or usual_recogniser()
    if recogniser is None:
        args = {"path": name, "need": Message("documents.image.no_ocr")}
        raise InputError(Message("documents.image.image_needs_ocr", args))
    notices: list[Message] = []
    layouts: list[PageLayout] = []
    sure: dict[int, Sureness] = {}
    pictures = _Pictures(recogniser, data, most)
    for number, picture in enumerate(pictures, 1):
        layout, sure[number] = _page(recogniser, picture, number)
        layouts.append(layout)
    if pictures.wrong is not None:
        failed = {"path": name, "page": len(layouts) + 1, "detail": pictures.wrong}
        if not layouts:
            raise InputError(Message("documents.image.damaged", failed))
        notices.append(Message("documents.image.page_failed", failed))
    if pictures.count > len(layouts):
        cut = {"path": name, "count": pictures.count, "limit": len(layouts)}
        notices.append(Message("documents.image.frames_cut", cut))
    blocks = tuple(doubted(block, sure) for block in assemble(layouts))
    if not blocks:
        raise InputError(Message("documents.image.nothing", {"path": name}))
    told = {"doubtful": _doubtful(blocks), "confidence": SURE}
    notices.insert(0, Message("documents.image.recognised", told))
    return Source(name, "image", blocks, tuple(notices), pictures.count, recognised=True)


class _Pictures:
    """The pictures in a file as far as they can be read: ``count`` there are, ``wrong`` is what ended the reading."""

    def __init__(self, recogniser: Recogniser, data: bytes, most: int) -> None:
        self.count = 0
        self.wrong: str | None = None
        self._recogniser = recogniser
        self._data = data
        self._most = most

    def __iter__(self) -> Iterator[Picture]:
        try:
            self.count, pictures = self._recogniser.pictures(self._data)
            for picture in islice(pictures, self._most):
                if picture.width * picture.height > MAX_DOTS:
                    self.wrong = f"{picture.width} × {picture.height}"
                    return
                yield picture
        except ValueError as fault:
            self.wrong = str(fault)


def _page(
    recogniser: Recogniser, picture: Picture, number: int, size: tuple[float, float] | None = None
) -> tuple[PageLayout, Sureness]:
    found = recogniser.recognise(picture)
    return lay_out(page_of(found, picture, number, size)), sureness(found.words)


def with_recognised_pages(
    source: Source, data: bytes, *, most: int = MAX_PAGES, recogniser: Recogniser | None = None
) -> Source:
    """Return a PDF's ``source`` with the pages that are pictures, or whose letters have no names, recognised.

    Where the OCR is not installed, the source comes back with a notice that says which pages are unread and what to
    install.
    """
    wanted = sorted({page for notice in source.notices if notice.key in _NO_TEXT for page in _pages(notice)})
    if not wanted:
        return source
    recogniser = recogniser or usual_recogniser()
    if recogniser is None:
        args = {"pages": ranges(wanted), "need": Message("documents.image.no_ocr")}
        return replace(source, notices=(*_other(source), Message("documents.image.pages_unread", args)))
    notices: list[Message] = []
    taken = wanted[:most]
    if len(wanted) > len(taken):
        args = {"count": len(wanted), "limit": most, "pages": ranges(wanted[most:])}
        notices.append(Message("documents.image.too_many", args))
    layouts: list[PageLayout] = []
    sure: dict[int, Sureness] = {}
    for number in taken:
        try:
            picture, size = _rendered(data, source.name, number)
        except ValueError as fault:
            args = {"page": number, "detail": str(fault)}
            notices.append(Message("documents.image.page_failed", args))
            continue
        layout, sure[number] = _page(recogniser, picture, number, size)
        layouts.append(layout)
    made = tuple(doubted(block, sure) for block in assemble(layouts))
    done = [layout.number for layout in layouts]
    if done:
        args = {"pages": ranges(done), "doubtful": _doubtful(made), "confidence": SURE}
        notices.insert(0, Message("documents.image.recognised_pages", args))
    blocks = _merged(source.blocks, made, frozenset(done))
    return replace(source, blocks=blocks, notices=(*_other(source), *notices), recognised=bool(made))


def _other(source: Source) -> Iterator[Message]:
    return (notice for notice in source.notices if notice.key not in _NO_TEXT)


def _pages(notice: Message) -> Iterator[int]:
    """The numbers in “1–3、7”."""
    for first, last in _RANGE.findall(str(notice.args.get("pages", ""))):
        yield from range(int(first), int(last or first) + 1)


def _merged(
    old: tuple[SourceBlock, ...], new: tuple[SourceBlock, ...], pages: frozenset[int]
) -> tuple[SourceBlock, ...]:
    """All blocks by their page, those of ``pages`` taken from ``new``; numbered again."""
    kept = [block for block in old if block.place.page not in pages]
    ordered = sorted([*kept, *new], key=lambda block: block.place.page or 0)
    tables = 0
    done: list[SourceBlock] = []
    renumbered: dict[int, int] = {id(block): number for number, block in enumerate(ordered)}
    outer = {block.place.block: renumbered[id(block)] for block in kept}
    for number, block in enumerate(ordered):
        at = moved(block, blocks=number - (block.place.block or 0), tables=0, part=None)
        if isinstance(at, Grid):
            if at.place.table is not None:
                at = moved(at, blocks=0, tables=tables - at.place.table, part=None)
            tables += 1
            if isinstance(at, Grid) and isinstance(block, Grid) and block.inside is not None:
                around, row, column = block.inside
                at = replace(at, inside=(outer.get(around, number), row, column))
        done.append(at)
    return tuple(done)


def _doubtful(blocks: tuple[SourceBlock, ...]) -> int:
    """How many figures are less than sure."""
    count = 0
    for block in blocks:
        for holder in block.cells if isinstance(block, Grid) else (block,):
            figures = set(spans_of(holder.text)) if holder.doubts else set()
            count += sum(
                doubt.confidence < SURE and (doubt.start, doubt.end) in figures for doubt in holder.doubts
            )
    return count


def _rendered(data: bytes, name: str, number: int) -> tuple[Picture, tuple[float, float]]:
    """Page ``number`` as a picture, and its size in points. Raises ``ValueError``."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    # The library must not be entered twice at a time: whoever opens a document with ``opened`` is alone in it.
    with opened(data, name):
        try:
            document = PdfDocument(data)
            try:
                page = document[number - 1]
                width, height = page.get_size()
                dots = min(DPI / _POINTS, (MAX_DOTS / max(1.0, width * height)) ** 0.5)
                bitmap = page.render(scale=dots)
                picture = Picture(
                    bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), dots * _POINTS
                )
                bitmap.close()
                page.close()
            finally:
                document.close()
        except PdfiumError as fault:
            raise ValueError(str(fault)) from fault
    return picture, (width, height)
