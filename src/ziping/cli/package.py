"""Writing a report's files: every one whole, or none at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from ziping.cli.terminal import Terminal
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
    from ziping.documents import pdf_available, write_all, write_docx, write_xlsx

    document = compose(report, standard, scorecard, edition=edition)
    annexes = annex_sheets(report, standard, scorecard, edition=edition)
    shown = public_report(report) if edition == "public" else report
    stem = file_stem(document.metadata.title, terminal, edition)
    _make_folder(folder)
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        word = Path(scratch) / "report.docx"
        makers: dict[str, tuple[str, Writer]] = {
            "docx": (f"{stem}.docx", partial(_copy, word)),
            "pdf": (f"{stem}.pdf", partial(_write_pdf, terminal, word)),
            "xlsx": (f"{stem}-{terminal.text('report.annexes')}.xlsx", partial(write_xlsx, annexes)),
            "json": (f"{stem}.json", partial(_write_json, shown)),
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
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "", title)[:LONGEST_NAME] or "report"
    return f"{name}（{terminal.text('report.public')}）" if edition == "public" else name


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise InputError(Message("cli.bad_folder", {"folder": str(folder), "problem": problem})) from error


def _copy(source: Path, path: Path) -> None:
    shutil.copyfile(source, path)


def _write_pdf(terminal: Terminal, word: Path, path: Path) -> None:
    from ziping.documents import to_pdf

    with terminal.progress("working.pdf"):
        to_pdf(word, path)


def _write_json(report: Report, path: Path) -> None:
    path.write_text(dump_report(report), encoding="utf-8")
