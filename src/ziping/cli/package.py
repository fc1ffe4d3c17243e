"""Writing a report's files: every one whole, or none at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ziping.cli.terminal import Terminal
from ziping.report import Report, dump_report
from ziping.scoring import Scorecard
from ziping.standards import Standard
from ziping.wording import InputError, Message

LONGEST_NAME = 60
Writer = Callable[[Path], None]


def write_package(
    terminal: Terminal,
    report: Report,
    standard: Standard,
    scorecard: Scorecard,
    folder: Path,
    edition: str,
    formats: tuple[str, ...],
) -> list[Path]:
    """Write the files of ``formats`` into ``folder``; returns their paths in that order.

    All are made before any takes its name, so a full disk or a failing conversion leaves nothing half done.
    Without LibreOffice the PDF is left out and the terminal says so. Raises ``InputError`` where nothing can be
    written.
    """
    from ziping.documents import write_all  # noqa: PLC0415 - the writers load when there is something to write

    _make_folder(folder)
    stem = file_stem(report, standard, edition, terminal)
    with tempfile.TemporaryDirectory(prefix="ziping-") as scratch:
        word = Path(scratch) / "report.docx"
        makers = _makers(terminal, report, standard, scorecard, edition, word)
        paths = {folder / f"{stem}{suffix}": makers[form] for form, suffix in _suffixes(terminal).items() if form in formats}
        if "pdf" in formats and (reason := _no_pdf()):
            terminal.say("report.no_pdf", reason=reason)
            paths.pop(folder / f"{stem}.pdf")
        with terminal.progress("working.writing"):
            if "docx" in formats or "pdf" in formats:
                _write_word(report, standard, scorecard, edition, word)
            write_all(paths)
    return list(paths)


def _suffixes(terminal: Terminal) -> dict[str, str]:
    return {"docx": ".docx", "pdf": ".pdf", "xlsx": f"-{terminal.text('report.annexes')}.xlsx", "json": ".json"}


def file_stem(report: Report, standard: Standard, edition: str, terminal: Terminal) -> str:
    """The files' common name: unit, year and kind of report, without what file systems refuse."""
    assert standard.outline is not None
    name = re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "", report.unit.name)[:LONGEST_NAME] or terminal.text("report.unnamed")
    public = f"（{terminal.text('report.public')}）" if edition == "public" else ""
    return f"{name}{report.year}{terminal.text('report.kind')}{public}"


def _makers(
    terminal: Terminal, report: Report, standard: Standard, scorecard: Scorecard, edition: str, word: Path
) -> dict[str, Writer]:
    return {
        "docx": partial(_copy, word),
        "pdf": partial(_write_pdf, terminal, word),
        "xlsx": partial(_write_annexes, report, standard, scorecard, edition),
        "json": partial(_write_json, report, edition),
    }


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise InputError(Message("cli.bad_folder", {"folder": str(folder), "problem": problem})) from error


def _no_pdf() -> Message | None:
    from ziping.documents import pdf_unavailable  # noqa: PLC0415 - only when a PDF is asked for

    return pdf_unavailable()


def _write_word(report: Report, standard: Standard, scorecard: Scorecard, edition: str, path: Path) -> None:
    from ziping.composing import compose  # noqa: PLC0415 - only when a document is written
    from ziping.documents import write_docx  # noqa: PLC0415 - see above

    write_docx(compose(report, standard, scorecard, edition="public" if edition == "public" else "internal"), path)


def _copy(source: Path, path: Path) -> None:
    shutil.copyfile(source, path)


def _write_pdf(terminal: Terminal, word: Path, path: Path) -> None:
    from ziping.documents import to_pdf  # noqa: PLC0415 - only when a PDF is asked for

    with terminal.progress("working.pdf"):
        to_pdf(word, path)


def _write_annexes(report: Report, standard: Standard, scorecard: Scorecard, edition: str, path: Path) -> None:
    from ziping.composing import annex_sheets  # noqa: PLC0415 - only when a workbook is written
    from ziping.documents import write_xlsx  # noqa: PLC0415 - see above

    write_xlsx(annex_sheets(report, standard, scorecard, edition="public" if edition == "public" else "internal"), path)


def _write_json(report: Report, edition: str, path: Path) -> None:
    from ziping.composing import public_report  # noqa: PLC0415 - only for a public edition

    path.write_text(dump_report(public_report(report) if edition == "public" else report), encoding="utf-8")
