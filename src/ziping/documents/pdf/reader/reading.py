"""A PDF as a :class:`Source`: page by page, then what goes on from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.documents.source import Source
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.documents.pdf.reader.layout import PageLayout

MAX_FILE = 300_000_000  # bytes
MAX_PAGES = 5_000
MAX_LETTERS = 6_000_000


def read_pdf(path: Path | bytes, name: str) -> Source:
    """Return what a reader sees in the PDF at ``path``, or in these bytes; ``name`` is how it is called in messages.

    Numbers of pages count from 1. Pages without text, with letters the file cannot name, or beyond what is read, are
    told in the notices. Raises :class:`InputError` when it cannot be read, is no PDF, is damaged, empty, too large, or
    needs a password.
    """
    from ziping.documents.pdf.reader.assembling import assemble
    from ziping.documents.pdf.reader.layout import lay_out
    from ziping.documents.pdf.reader.library import opened
    from ziping.documents.pdf.reader.page import PageContent

    data = path if isinstance(path, bytes) else _bytes(path, name)
    _check(data, name)
    layouts: list[PageLayout] = []
    with opened(data, name) as pages:
        if not pages.count:
            raise InputError(Message("documents.pdf_reading.no_pages", {"path": name}))
        room = MAX_LETTERS
        for number in range(1, min(pages.count, MAX_PAGES) + 1):
            page = pages.read(number)
            layout = lay_out(page or PageContent(number, 0.0, 0.0))
            layout.lost = page is None
            layouts.append(layout)
            room -= layout.letters
            if room < 0:
                break
        count = pages.count
    blocks = assemble(layouts)
    return Source(name, "pdf", blocks, tuple(_notices(layouts, count)), count)


def _check(data: bytes, name: str) -> None:
    if b"%PDF-" not in data[:2048]:
        raise InputError(Message("documents.pdf_reading.not_pdf", {"path": name}))
    if len(data) > MAX_FILE:
        args = {"path": name, "size": len(data) // 1_000_000, "limit": MAX_FILE // 1_000_000}
        raise InputError(Message("documents.pdf_reading.too_large", args))


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        args = {"path": name, "detail": fault.strerror or type(fault).__name__}
        raise InputError(Message("documents.pdf_reading.unreadable", args)) from fault


def _notices(layouts: Sequence[PageLayout], count: int) -> list[Message]:
    notices = []
    for key, numbers in (
        ("no_text", [page.number for page in layouts if page.is_blank]),
        ("no_letters", [page.number for page in layouts if page.is_garbled]),
        ("some_letters", [page.number for page in layouts if page.unread and not page.is_garbled]),
        ("unloaded", [page.number for page in layouts if page.lost]),
        ("cut", [page.number for page in layouts if page.cut]),
    ):
        if numbers:
            notices.append(Message(f"documents.pdf_reading.{key}", {"pages": ranges(numbers)}))
    if len(layouts) < count:
        args = {"pages": ranges(range(len(layouts) + 1, count + 1)), "read": len(layouts)}
        notices.append(Message("documents.pdf_reading.left_out", args))
    return notices


def ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 → "1–3、7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in parts)
