"""One file examined: whatever it is, opened, understood and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ziping.checking import Checked
    from ziping.reading.paper import Paper
    from ziping.report import Report
    from ziping.standards import Standard


@dataclass(frozen=True, slots=True)
class Options:
    """How to check: the standard (an id or a folder; empty: what the file says), which rules, with explanations or not."""

    standard: str = ""
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    explain: bool = True


@dataclass(frozen=True)
class Examined:
    """A file and what was found in it. ``paper`` is the document as read, ``None`` for a unit's own data."""

    path: Path
    report: Report
    standard: Standard
    checked: Checked
    paper: Paper | None = None


def examine(path: Path, options: Options = Options()) -> Examined:
    """Open, read and check the file at ``path``. Raises ``InputError`` where it cannot be read at all."""
    from ziping.audit.opening import data_in

    data = data_in(path, options.standard)
    return _data(path, *data, options) if data is not None else _document(path, options)


def _data(path: Path, report: Report, standard: Standard, options: Options) -> Examined:
    from ziping.checking import check
    from ziping.report import statement_of
    from ziping.scoring import score

    statement = statement_of(report, standard)
    checked = check(
        report,
        standard,
        score(report, standard, statement=statement) if standard.scoring is not None else None,
        statement=statement,
        only=options.only,
        ignore=options.ignore,
        explain=options.explain,
    )
    return Examined(path, report, standard, checked)


def _document(path: Path, options: Options) -> Examined:
    from ziping.audit.opening import document_in
    from ziping.checking import check
    from ziping.reading import read_paper
    from ziping.scoring import score

    paper = read_paper(document_in(path), options.standard)
    report, standard = paper.report, paper.standard
    checked = check(
        report,
        standard,
        score(report, standard, statement=paper.stated) if standard.scoring is not None else None,
        only=options.only,
        ignore=options.ignore,
        explain=options.explain,
        paper=paper,
    )
    return Examined(path, report, standard, checked, paper)
