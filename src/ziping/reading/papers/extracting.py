"""A whole document as a :class:`Report`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from ziping.documents.source import Grid, Source
from ziping.reading.claims import Mention
from ziping.reading.papers.annexes import read_tables
from ziping.reading.papers.apart import told_apart
from ziping.reading.papers.assembling import Assembled
from ziping.reading.papers.describing import about as about_of
from ziping.reading.papers.facts import left_over, mentions_of, read_facts
from ziping.reading.papers.gathering import UNSURE, Gathering
from ziping.reading.papers.margins import read_margins
from ziping.reading.papers.notices import few, unsure
from ziping.reading.papers.origins import origins
from ziping.reading.papers.outlining import outline as outline_of
from ziping.reading.papers.own_words import keep_own_words
from ziping.reading.papers.parts import read_parts
from ziping.reading.papers.prose import paragraphs_by_section, read_passages
from ziping.reading.papers.saying import read_grade
from ziping.reading.papers.shapes import About, Extracted, Outline
from ziping.standards import Standard
from ziping.wording import Message

_ENOUGH: Final = 60


def extract(
    source: Source,
    standard: Standard,
    *,
    outline: Outline | None = None,
    about: About | None = None,
    mentions: Iterable[Mention] | None = None,
) -> Extracted:
    """The report that ``source`` tells, in the concepts of ``standard``, each value with its place.

    Annex tables come first, then what the text says; where both say the same thing, the table's words are kept, and a
    contradiction becomes a notice. ``outline`` and ``about`` are taken where they are known already, and ``mentions``
    (bound, with their places) instead of reading the sentences once more. Nothing is guessed silently: what was placed
    with little confidence is in the notices, what could not be placed is in ``unread``. Never fails on what a document
    says.
    """
    about = about or about_of(source)
    outline = outline or outline_of(source, standard)
    year = about.of_year
    gathering = Gathering(standard)
    if about.unit.value and about.unit.confidence >= _ENOUGH and about.unit.place is not None:
        gathering.figure("unit.name", "", about.unit.value, about.unit.place, about.unit.confidence)
    if about.place.value and about.place.confidence >= _ENOUGH and about.place.place is not None:
        gathering.figure("unit.place", "", about.place.value, about.place.place, about.place.confidence)
    understood = read_tables(source, outline, gathering, year)
    paragraphs = paragraphs_by_section(source, outline)
    read_passages(paragraphs, gathering)
    read_margins(source, outline, gathering)
    if mentions is None:
        left: Iterable[Mention] = mentions_of(paragraphs, outline, about, standard)
    else:
        left = left_over(mentions, paragraphs)
    read_facts(left, gathering)
    read_grade(paragraphs, gathering)
    read_parts(paragraphs, outline, gathering)
    keep_own_words(paragraphs, gathering)
    assembled = Assembled(gathering, year or 0)
    report = assembled.report()
    notices = [*gathering.notices, *unsure(assembled, UNSURE)]
    if year is None:
        notices.insert(0, Message("reading.papers.no_year", {"file": source.name}))
    notices.extend(_not_understood(source, outline, understood))
    report = msgspec.structs.replace(
        report, origins=origins(assembled, outline, standard, _pieces(source, outline))
    )
    return Extracted(
        report,
        assembled.whereabouts(outline),
        tuple(assembled.placed),
        few(notices),
        tuple(gathering.unread),
        outline,
        about,
        tuple(pair for records in gathering.lists.values() for pair in told_apart(records, source, standard)),
        gathering.blanks,
    )


def _pieces(source: Source, outline: Outline) -> dict[int, int]:
    """The tables of annexes that came in several pieces, numbered from 1, by block."""
    found: dict[int, int] = {}
    for annex in outline.annexes:
        grids = [at for at in range(annex.first, annex.last) if isinstance(source.blocks[at], Grid)]
        found.update({at: number for number, at in enumerate(grids, 1) if len(grids) > 1})
    return found


def _not_understood(source: Source, outline: Outline, understood: frozenset[int]) -> list[Message]:
    """Annexes in which no table was understood."""
    found = []
    for annex in outline.annexes:
        grids = [at for at in range(annex.first, annex.last) if isinstance(source.blocks[at], Grid)]
        if grids and annex.form and not understood.intersection(grids):
            found.append(
                Message(
                    "reading.papers.table_not_understood", {"annex": f"{annex.mark} {annex.title}".strip()}
                )
            )
    return found
