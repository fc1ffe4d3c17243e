"""A report as a document: title, contents, chapters, attachments, signature, annexes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from ziping.composing.annexes import attachment_list, blocks_of, pages_of, sheets_of
from ziping.composing.facts import marked
from ziping.composing.forms import Page
from ziping.composing.narrative import Narrative
from ziping.composing.pieces import runs_of
from ziping.composing.speaking import Speaker, phrase
from ziping.documents import (
    Block,
    Contents,
    Document,
    Metadata,
    PageBreak,
    Paragraph,
    Title,
    Workbook,
)
from ziping.documents.model import Table, plain
from ziping.report import Report, masked
from ziping.scoring import Scorecard
from ziping.standards import Standard
from ziping.standards.model.sections import Outline
from ziping.wording import InputError, Message

Edition = Literal["internal", "public"]
_FIRST_YEAR, _LAST_YEAR = dt.MINYEAR, dt.MAXYEAR - 1
_GAP: Final = re.compile(r"【待填[^】]*】")


def compose(
    report: Report,
    standard: Standard,
    scorecard: Scorecard,
    *,
    edition: Edition = "internal",
    created: dt.date | None = None,
    attachments: Sequence[str] | None = None,
) -> Document:
    """The report of ``report`` in the words of ``standard``, with its annexes.

    ``edition``      ``public`` has private data masked (:func:`public_report`)
    ``created``      the date the file says it was made on; without it the date the form was filled, for output that can
                     be reproduced
    ``attachments``  ids of the forms attached; without it those the outline names

    What nobody has filled in stands in it as 【待填：…】; :func:`gaps` lists them. Nothing in a report makes it fail;
    a standard without an outline raises ``InputError``.
    """
    speaker, outline = _speaker(report, standard, scorecard, edition)
    pages = pages_of(outline.attachments if attachments is None else attachments, speaker, scorecard)
    blocks = tuple(_blocks(outline, speaker, pages, edition))
    return Document(blocks, _metadata(outline, speaker, created))


def annex_sheets(
    report: Report,
    standard: Standard,
    scorecard: Scorecard,
    *,
    edition: Edition = "internal",
    created: dt.date | None = None,
    attachments: Sequence[str] | None = None,
) -> Workbook:
    """The annexes as sheets with live formulas, each set for A4, and after them the pack's working papers.

    Arguments as for :func:`compose`; ``attachments`` names all sheets.
    """
    speaker, outline = _speaker(report, standard, scorecard, edition)
    usual = (*outline.attachments, *outline.working_papers)
    pages = pages_of(usual if attachments is None else attachments, speaker, scorecard)
    return Workbook(tuple(sheets_of(pages)), _metadata(outline, speaker, created))


def public_report(report: Report) -> Report:
    """The report as it may be published: private data masked (a name keeps its surname, the telephone no digit)."""
    return masked(report)


def gaps(document: Document) -> tuple[str, ...]:
    """Everything nobody has filled in, as the document shows it, each once, in order."""
    found: dict[str, None] = {}
    for block in document.blocks:
        texts: list[str] = []
        if isinstance(block, Paragraph):
            texts = [block.text]
        elif isinstance(block, Table):
            texts = [plain(cell.content) for row in block.grid.rows for cell in row.cells]
        for text in texts:
            found.update(dict.fromkeys(_GAP.findall(text)))
    return tuple(found)


def _speaker(
    report: Report, standard: Standard, scorecard: Scorecard, edition: Edition
) -> tuple[Speaker, Outline]:
    if standard.outline is None:
        raise InputError(Message("composing.no_outline", {"standard": standard.manifest.id}))
    shown = public_report(report) if edition == "public" else report
    return Speaker(marked(shown, standard, scorecard)), standard.outline


def _blocks(outline: Outline, speaker: Speaker, pages: Sequence[Page], edition: Edition) -> Iterator[Block]:
    yield Title("\n".join(speaker.text(line, speaker.top, blank=None) for line in outline.title))
    if outline.contents:
        yield Contents(phrase("contents"), levels=1)
        yield PageBreak()
    yield from Narrative(outline, speaker, edition).blocks()
    yield from attachment_list(pages)
    yield from _signature(outline, speaker)
    yield from blocks_of(pages)


def _signature(outline: Outline, speaker: Speaker) -> Iterator[Paragraph]:
    """Who signs and, last, when."""
    last = len(outline.signature) - 1
    for position, line in enumerate(outline.signature):
        role: Literal["date", "signature"] = "date" if position == last and position else "signature"
        yield Paragraph(runs_of(speaker.say(line, speaker.top)), role=role)


def _metadata(outline: Outline, speaker: Speaker, created: dt.date | None) -> Metadata:
    report = speaker.report
    day = created or report.unit.submitted_on or report.unit.filled_on or _new_year(report.year + 1)
    return Metadata(
        title="".join(speaker.text(line, speaker.top) for line in outline.title),
        author=report.unit.name,
        created=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
    )


def _new_year(year: int) -> dt.date:
    return dt.date(min(max(year, _FIRST_YEAR), _LAST_YEAR), 1, 1)
