"""Any file opened: what it is, told by its content, and the reader for it.

open_source(Path("自评报告.doc"))         Source, whatever the file really is
open_source(Path("2024年自评/"))          a folder or .zip with a report and its annexes, as one Source
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ziping.documents.kinds import Kind, kind_of
from ziping.documents.shortening import shortened
from ziping.documents.source import Source
from ziping.wording import InputError, Message

MAX_FILE = 300_000_000  # bytes: a scanned report with many pages


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go. ``seconds`` is what a conversion by LibreOffice may take.

    ``recognise``: read pictures by OCR, at most ``scanned_pages`` of a file.
    """

    max_file: int = MAX_FILE
    seconds: float = 90
    recognise: bool = True
    scanned_pages: int = 60


_USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Given:
    """A file's content on its way to a reader: ``name`` as the reader shows it, ``path`` as messages call it."""

    data: bytes
    name: str
    path: Path
    limits: Limits


def open_source(path: Path, *, limits: Limits = _USUAL) -> Source:
    """Read the document at ``path``: a file of any format, a package (.zip) or a folder.

    Raises :class:`InputError` when there is nothing that can be read, saying what was found and what to do. What could
    be read only in part comes with notices.
    """
    if _is_folder(path):
        from ziping.documents.bundle import read_folder

        return shortened(read_folder(path, limits))
    return shortened(read_given(Given(load(path, limits.max_file), path.name, path, limits)))


def read_given(given: Given) -> Source:
    """Read what was loaded. Raises :class:`InputError`."""
    return _READERS[kind_of(given.data, given.path)](given)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # an impossible name: said when it is loaded


def load(path: Path, max_file: int = MAX_FILE) -> bytes:
    """Return the bytes of a regular file. Raises :class:`InputError`: missing, no file, not allowed, too large."""
    try:
        if not path.is_file():
            key = "not_a_file" if path.exists() else "missing"
            raise InputError(Message(f"documents.open.{key}", {"path": str(path)}))
        size = path.stat().st_size
        if size > max_file:
            args = {"path": str(path), "size": size // 1_000_000, "limit": max_file // 1_000_000}
            raise InputError(Message("documents.open.too_large", args))
        return path.read_bytes()
    except (OSError, ValueError) as fault:  # ValueError: a zero in the name
        if isinstance(fault, OSError) and fault.errno == errno.ENAMETOOLONG:
            raise InputError(Message("documents.open.name_too_long", {"path": str(path)})) from fault
        detail = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise InputError(
            Message("documents.open.unreadable", {"path": str(path), "detail": detail})
        ) from fault


def _docx(given: Given) -> Source:
    from ziping.documents.docx.reader import read_docx

    return read_docx(given.data, given.name)


def _pdf(given: Given) -> Source:
    from ziping.documents.pdf.reader import read_pdf

    source = read_pdf(given.data, given.name)
    if not given.limits.recognise:
        return source
    from ziping.documents.image import with_recognised_pages

    return with_recognised_pages(source, given.data, most=given.limits.scanned_pages)


def _text(given: Given) -> Source:
    from ziping.documents.text import read_text

    return read_text(given.data, given.name)


def _html(given: Given) -> Source:
    from ziping.documents.html import read_html

    return read_html(given.data, given.name)


def _mhtml(given: Given) -> Source:
    from ziping.documents.html import read_mhtml

    return read_mhtml(given.data, given.name)


def _ofd(given: Given) -> Source:
    from ziping.documents.ofd import read_ofd

    return read_ofd(given.data, given.name)


def _workbook(given: Given) -> Source:
    from ziping.documents.xlsx.as_source import workbook_source

    return workbook_source(given.data, given.name, given.path)


def _office(given: Given) -> Source:
    from ziping.documents.docx.reader import read_docx
    from ziping.documents.office import as_docx

    converted = as_docx(given.data, given.name, time_limit=given.limits.seconds)
    source = read_docx(converted, given.name)
    return replace(
        source,
        format="rtf" if given.data.lstrip().startswith(b"{\\rt") else "doc",
        notices=(Message("documents.office.converted", {"name": given.name}), *source.notices),
    )


def _image(given: Given) -> Source:
    from ziping.documents.image import read_image

    limits = given.limits
    return read_image(given.data, given.name, recognise=limits.recognise, most=limits.scanned_pages)


def _zip(given: Given) -> Source:
    from ziping.documents.bundle import read_zip

    return read_zip(given)


_READERS: dict[Kind, Callable[[Given], Source]] = {
    "docx": _docx,
    "office": _office,
    "rtf": _office,
    "pdf": _pdf,
    "image": _image,
    "ofd": _ofd,
    "workbook": _workbook,
    "html": _html,
    "mhtml": _mhtml,
    "text": _text,
    "zip": _zip,
}
