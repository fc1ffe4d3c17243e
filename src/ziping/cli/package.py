"""Writing a report's files: every one whole, or none at all."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from ziping.cli.terminal import Terminal
from ziping.documents import Document, Workbook
from ziping.report import Report, dump_report
from ziping.scoring import Scorecard
from ziping.standards import Standard
from ziping.wording import InputError, Message, say

Edition = Literal["internal", "public"]
Writer = Callable[[Path], None]
LONGEST_NAME = 80  # characters; file systems allow 255 bytes, Chinese takes three a character


def write_package(
    terminal: Terminal,
    report: Report,
    standard: Standard,
    scorecard: Scorecard,
    folder: Path,
    edition: Edition,
    formats: tuple[str, ...],
) -> list[Path]:
    """Write the files of ``formats`` into ``folder``; returns their paths in that order.

    All are made before any takes its name, so a full disk or a failing conversion leaves nothing half done.
    Without LibreOffice the PDF is left out and the terminal says so. Raises ``InputError`` where nothing can be
    written.
    """
    from ziping.composing import annex_sheets, compose, public_report

    document = compose(report, standard, scorecard, edition=edition)
    annexes = annex_sheets(report, standard, scorecard, edition=edition)
    shown = public_report(report) if edition == "public" else report
    stem = file_stem(document.metadata.title, terminal, edition)
    made = _make_folder(folder)
    try:
        return _write_files(terminal, document, annexes, shown, folder / stem, formats)
    except InputError:
        for empty in made:
            with contextlib.suppress(OSError):
                empty.rmdir()  # a folder made for nothing does not stay behind
        raise


def _write_files(
    terminal: Terminal,
    document: Document,
    annexes: Workbook,
    report: Report,
    stem: Path,
    formats: tuple[str, ...],
) -> list[Path]:
    from ziping.documents import pdf_available, write_all, write_docx, write_xlsx

    folder = stem.parent
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        word = Path(scratch) / "report.docx"
        makers: dict[str, tuple[str, Writer]] = {
            "docx": (f"{stem.name}.docx", partial(_copy, word)),
            "pdf": (f"{stem.name}.pdf", partial(_write_pdf, terminal, word)),
            "xlsx": (f"{stem.name}-{terminal.text('report.annexes')}.xlsx", partial(write_xlsx, annexes)),
            "json": (f"{stem.name}.json", partial(_write_json, report)),
        }
        if "pdf" in formats and (reason := pdf_available()):
            terminal.say("report.no_pdf", reason=say(reason, terminal.lang))
            makers.pop("pdf")
        chosen = {folder / name: writer for form, (name, writer) in makers.items() if form in formats}
        with terminal.progress("working.writing"):
            if "docx" in formats or "pdf" in formats:
                write_docx(document, word)
            write_all(chosen)
    return list(chosen)


def file_stem(title: str, terminal: Terminal, edition: Edition) -> str:
    """The files' common name: the document's title without what file systems refuse, marked when public."""
    printable = "".join(letter for letter in title if unicodedata.category(letter)[0] not in "CZ")
    name = re.sub(r'[\\/:*?"<>|]+', "", printable)[:LONGEST_NAME] or "report"
    return f"{name}（{terminal.text('report.public')}）" if edition == "public" else name


def _make_folder(folder: Path) -> list[Path]:
    """Make the folder and those above it; returns the ones that were not there, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(Message("cli.file_in_the_way", {"folder": str(folder)})) from error
    except OSError as error:
        problem = error.strerror or str(error)
        raise InputError(Message("cli.bad_folder", {"folder": str(folder), "problem": problem})) from error
    return missing


def _copy(source: Path, path: Path) -> None:
    shutil.copyfile(source, path)


def _write_pdf(terminal: Terminal, word: Path, path: Path) -> None:
    from ziping.documents import to_pdf

    with terminal.progress("working.pdf"):
        to_pdf(word, path)


def _write_json(report: Report, path: Path) -> None:
    path.write_text(dump_report(report), encoding="utf-8")
