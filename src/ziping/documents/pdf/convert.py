"""A .docx as PDF, by LibreOffice without a window, in a profile of its own and within a time limit."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ziping.documents.files import atomic_write
from ziping.documents.office.soffice import TooSlowError, run
from ziping.documents.office.soffice import program as _program
from ziping.documents.pdf.fonts import fontconfig
from ziping.documents.pdf.live import with_live_page_numbers
from ziping.wording import InputError, Message

TIME_LIMIT = 120  # seconds; a cold start takes four
_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_DETAIL = 300  # characters of what the program said that are worth showing


def pdf_available() -> Message | None:
    """None when PDFs can be made here, otherwise what is missing and how to install it."""
    return None if _program() else Message("documents.pdf.no_program")


def to_pdf(docx: Path, pdf: Path, *, time_limit: float = TIME_LIMIT) -> None:
    """Convert ``docx`` into ``pdf``, whole or not at all; page numbers in its contents come out exact.

    Raises :class:`InputError` when the .docx is missing, LibreOffice is not installed, does not start, takes longer than
    ``time_limit`` seconds (it and all it started are then ended), makes nothing, or ``pdf`` cannot be written.
    """
    program = _program()
    if program is None:
        raise InputError(Message("documents.pdf.no_program"))
    if not docx.is_file():
        raise InputError(Message("documents.read.missing", {"path": str(docx)}))
    # Its profile may still be written to while it is being ended.
    with tempfile.TemporaryDirectory(prefix="ziping-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / "document.docx"
        with_live_page_numbers(docx, source)
        fonts = work / "fonts.conf"
        fonts.write_text(fontconfig(), encoding="utf-8")
        try:
            said = run(program, source, _FILTER, work, time_limit, fonts)
        except TooSlowError as fault:
            raise InputError(Message("documents.pdf.too_slow", {"seconds": f"{time_limit:g}"})) from fault
        except OSError as fault:
            args = {"program": program, "detail": fault.strerror or str(fault)}
            raise InputError(Message("documents.pdf.would_not_start", args)) from fault
        made = work / "document.pdf"
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise InputError(
                Message("documents.pdf.nothing_made", {"path": str(docx), "detail": said[-_DETAIL:]})
            )
        with atomic_write(pdf) as temporary:
            shutil.copyfile(made, temporary)
