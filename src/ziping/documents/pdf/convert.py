"""A .docx as PDF, by LibreOffice without a window, in a profile of its own and within a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ziping.documents.files import atomic_write
from ziping.documents.pdf.fonts import fontconfig
from ziping.documents.pdf.live import with_live_page_numbers
from ziping.wording import InputError, Message

TIME_LIMIT = 120  # seconds; a cold start takes four
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_DETAIL = 300  # characters of what the program said that are worth showing


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def pdf_available() -> Message | None:
    """None when PDFs can be made here, otherwise what is missing and how to install it."""
    return None if _program() else Message("documents.pdf.no_program")


def to_pdf(docx: Path, pdf: Path, *, time_limit: float = TIME_LIMIT) -> None:
    """Convert ``docx`` into ``pdf``, whole or not at all; page numbers in its contents come out exact.

    Raises :class:`InputError` when the .docx is missing, LibreOffice is not installed, takes longer than
    ``time_limit`` seconds (it and all it started are then ended), makes nothing, or ``pdf`` cannot be written.
    """
    program = _program()
    if program is None:
        raise InputError(Message("documents.pdf.no_program"))
    if not docx.is_file():
        raise InputError(Message("documents.read.missing", {"path": str(docx)}))
    with tempfile.TemporaryDirectory(prefix="ziping-pdf-") as folder:
        work = Path(folder)
        source = work / "document.docx"
        with_live_page_numbers(docx, source)
        said = _run(program, source, work, time_limit)
        made = work / "document.pdf"
        if not made.is_file() or not made.read_bytes().startswith(b"%PDF"):
            raise InputError(
                Message("documents.pdf.nothing_made", {"path": str(docx), "detail": said[-_DETAIL:]})
            )
        with atomic_write(pdf) as temporary:
            shutil.copyfile(made, temporary)


def _run(program: str, source: Path, work: Path, time_limit: float) -> str:
    """Run the conversion in ``work`` and return what it said."""
    fonts = work / "fonts.conf"
    fonts.write_text(fontconfig(), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        _FILTER,
        "--outdir",
        str(work),
        str(source),
    ]
    process = subprocess.Popen(  # noqa: S603 -- our own arguments, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
        cwd=work,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired as fault:
        raise InputError(Message("documents.pdf.too_slow", {"seconds": f"{time_limit:g}"})) from fault
    finally:
        _end(process)
    return said.decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it started; soffice itself is only a launcher."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
