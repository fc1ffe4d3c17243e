"""A document of another word processor as a .docx."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ziping.documents.office.soffice import TooSlowError, program, run
from ziping.wording import InputError, Message

TIME_LIMIT = 90.0  # seconds; a cold start takes four
_FILTER = "docx:MS Word 2007 XML"
_DETAIL = 300  # characters of what the program said that are worth showing


def as_docx(data: bytes, name: str, *, time_limit: float = TIME_LIMIT) -> bytes:
    """Return ``data`` (.doc, .wps, .rtf, .odt, whatever ``name`` says) as the bytes of a .docx.

    Raises :class:`InputError` when LibreOffice is not installed, does not start, takes longer than ``time_limit``
    seconds (it and all it started are then ended) or makes nothing.
    """
    command = program()
    if command is None:
        raise InputError(Message("documents.office.no_program", {"path": name}))
    # Its profile may still be written to while it is being ended.
    with tempfile.TemporaryDirectory(prefix="ziping-doc-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        # Not the name it came with: that may be too long, or mislead the program.
        source = work / f"document.{_ending(data)}"
        source.write_bytes(data)
        try:
            said = run(command, source, _FILTER, work, time_limit)
        except TooSlowError as fault:
            args = {"path": name, "seconds": f"{time_limit:g}"}
            raise InputError(Message("documents.office.too_slow", args)) from fault
        except OSError as fault:
            args = {"program": command, "detail": fault.strerror or str(fault)}
            raise InputError(Message("documents.office.would_not_start", args)) from fault
        made = work / "document.docx"
        if not made.is_file():
            args = {"path": name, "detail": said[-_DETAIL:] or "—"}
            raise InputError(Message("documents.office.nothing_made", args))
        return made.read_bytes()


def _ending(data: bytes) -> str:
    """The ending that names what the content is."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, ending in ((b"{\\rt", "rtf"), (b"PK", "odt"), (b"<", "xml")):
        if start.startswith(mark):
            return ending
    return "doc"
