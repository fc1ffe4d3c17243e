"""What was written, read back and checked: where the figures differ, and what is said that the data did not deserve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from ziping.checking import Checked, Finding, check, describe
from ziping.composing import annex_sheets, compose
from ziping.documents import open_source, write_docx, write_xlsx
from ziping.reading import read_paper
from ziping.reading.paper import Paper
from ziping.report import Report, statement_of
from ziping.scoring import score
from ziping.standards import Standard, load_standard

Kind = Literal["docx", "xlsx", "pdf"]

ROWS = {"projects", "indicators"}  # told apart by their names; the other lists stay in order
# What neither the report's sentences nor its forms print, zeros aside (没有 in words stands for many of those).
NOT_PRINTED = re.compile(
    r"answers\.count|approved_indicators\.marks|projects\.payments\.amount|surveys\.users"
    r"|figures\.(?:basic|expenditure|personnel)\.prior_executed|figures\.[a-z_.]+\.prior_initial"
    r"|figures\.operating\.[a-z_]+\.adjusted|figures\.source\.[a-z_]+\.(?:initial|prior_executed)"
    r"|figures\.carryover\.[a-z]+\.actual|figures\.key_tasks\.[a-z]+\.actual|figures\.staff\.total\.actual"
    r"|projects\.prior_executed"  # of special funds only
)
# The forms alone: the sentences are in the report they belong to.
NOT_IN_ANNEXES = re.compile(
    r"adjustments\.amount|projects\.|surveys\.|figures\.(?:basic|personnel|operating)\.(?:initial|adjusted|executed)"
    r"|figures\.source\.[a-z_]+\.executed|figures\.(?:reception|staff|vehicles)\.[a-z]+\.actual"
)


@dataclass(frozen=True, slots=True)
class Trip:
    """A report with what was read of the document made from it."""

    report: Report
    standard: Standard
    kind: Kind
    paper: Paper
    checked: Checked

    def different(self) -> Iterator[str]:
        """Every figure printed that did not come back, or came back as another one, or was made up."""
        written, found = _figures(self.report, self.standard), _figures(self.paper.report, self.standard)
        for key, value in written.items():
            if key in found:
                if found[key] != value:
                    yield f"{key}: {value} was read as {found[key]}"
            elif value and not self._left_out(key):
                yield f"{key}: {value} was not read"
        yield from (f"{key}: {found[key]} was made up" for key in found.keys() - written.keys())

    def undeserved(self) -> Iterator[str]:
        """Errors and warnings of rules that the data itself did not break."""
        deserved = {finding.rule for finding in _grave(checked_data(self.report, self.standard))}
        for finding in _grave(self.checked):
            if finding.rule not in deserved:
                yield f"{finding.rule}: {describe(finding, self.paper.standard, 'zh').message}"

    def _left_out(self, key: str) -> bool:
        name = re.sub(r"\[[^]]*\]", "", key)
        return bool(NOT_PRINTED.match(name) or (self.kind == "xlsx" and NOT_IN_ANNEXES.match(name)))


def checked_data(report: Report, standard: Standard) -> Checked:
    """The check of the data a document is made from."""
    return check(report, standard, score(report, standard))


def write(report: Report, standard: Standard, kind: Kind, path: Path) -> None:
    """The report (.docx, .pdf) or its annexes (.xlsx) as a file."""
    card = score(report, standard)
    if kind == "xlsx":
        write_xlsx(annex_sheets(report, standard, card), path)
        return
    word = path.with_suffix(".docx")
    write_docx(compose(report, standard, card), word)
    if kind == "pdf":
        from ziping.documents import to_pdf

        to_pdf(word, path)


def there_and_back(report: Report, kind: Kind, folder: Path) -> Trip:
    """``report`` written as ``kind`` in ``folder``, read and checked."""
    standard = load_standard(report.standard)
    path = folder / f"自评报告.{kind}"
    write(report, standard, kind, path)
    return read_back(report, kind, path)


def read_back(report: Report, kind: Kind, path: Path) -> Trip:
    """What is read of the file that was made from ``report``."""
    standard = load_standard(report.standard)
    paper = read_paper(open_source(path))
    card = score(paper.report, paper.standard) if paper.standard.scoring is not None else None
    return Trip(report, standard, kind, paper, check(paper.report, paper.standard, card, paper=paper))


def _grave(checked: Checked) -> Iterator[Finding]:
    return (each for each in checked.findings if each.severity != "notice")


def _figures(report: Report, standard: Standard) -> dict[str, Fraction]:
    """Stated figures by their keys; rows that have names by their names."""
    names = {
        f"{field}[{number}]": f"{field}[{row.name}]"
        for field in ROWS
        for number, row in enumerate(getattr(report, field))
    }
    found = {}
    for fact in statement_of(report, standard).facts:
        if fact.figure.known:
            record = re.match(r"[a-z_]+\[\d+\]", fact.key)
            key = names.get(record[0], record[0]) + fact.key[record.end() :] if record else fact.key
            found[key] = fact.figure.base
    return found
