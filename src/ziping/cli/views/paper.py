"""What a document was taken for: whose, of which year, by which standard, and what a reader must know of the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ziping.wording import say

if TYPE_CHECKING:
    from ziping.cli.terminal import Terminal
    from ziping.reading.paper import Paper
    from ziping.report import Report

_SURE = 80


def show_paper(terminal: Terminal, paper: Paper, report: Report) -> None:
    """One line for the document, one for each notice."""
    about = paper.about
    terminal.say(
        "paper.about",
        file=paper.source.name,
        unit=report.unit.name or about.unit.value or "—",
        year=report.year or "—",
        standard=paper.standard.manifest.title[terminal.lang],
    )
    if about.standard.confidence < _SURE:
        terminal.say("paper.unsure", standard=paper.standard.manifest.id)
    terminal.say(
        "paper.read",
        figures=len(paper.mentions),
        claims=len(paper.claims),
        tables=sum(1 for _ in paper.source.grids),
    )
    for notice in paper.notices:
        terminal.line(say(notice, terminal.lang), indent=2)
