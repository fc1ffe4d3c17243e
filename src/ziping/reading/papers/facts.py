"""What figures in running text say, put into the report where no table and no sentence of the pack said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ziping.reading.claims import Mention
from ziping.reading.papers.binding import bind
from ziping.reading.papers.gathering import ALLOTTED, Gathering, Record
from ziping.reading.papers.prose import Paragraph
from ziping.reading.papers.shapes import About, Outline
from ziping.standards import Standard

_SURE: Final = 80


def mentions_of(
    paragraphs: Mapping[str, Sequence[Paragraph]], outline: Outline, about: About, standard: Standard
) -> tuple[Mention, ...]:
    """The figures of what the pack's passages left over, bound."""
    from ziping.reading.sentences import read_sentences  # noqa: PLC0415 - our own reports leave nothing to read so

    found: list[Mention] = []
    for own in paragraphs.values():
        for paragraph in own:
            if any(map(str.isdigit, paragraph.rest())):
                place = paragraph.place
                for mention in read_sentences(paragraph.text, place)[0]:
                    start, end = mention.place.start or 0, mention.place.end or 0
                    if not paragraph.free(start, end):
                        continue
                    found.append(replace(mention, figure=mention.figure.at(paragraph.at(start, end))))
    return bind(found, outline, about, standard)


def left_over(
    mentions: Iterable[Mention], paragraphs: Mapping[str, Sequence[Paragraph]]
) -> Iterator[Mention]:
    """Those of ``mentions`` that stand in sections and that the pack's passages left over."""
    by_block = {paragraph.block: paragraph for own in paragraphs.values() for paragraph in own}
    for mention in mentions:
        place = mention.place
        paragraph = by_block.get(place.block) if place.block is not None and place.row is None else None
        if paragraph is not None and place.start is not None and place.end is not None:
            start, end = place.start - paragraph.offset, place.end - paragraph.offset
            if start >= 0 and paragraph.free(start, end):
                yield mention


def read_facts(mentions: Iterable[Mention], gathering: Gathering) -> None:
    """Put every bound figure where its concept is kept; projects by their names."""
    projects: dict[str, Record] = {}
    for mention in mentions:
        if not mention.concept or mention.place.row is not None:
            continue
        concept = gathering.standard.concepts[mention.concept]
        if concept.item == "project" and mention.item:
            record = projects.get(mention.item)
            if record is None:
                record = projects[mention.item] = gathering.record("project", "sentences")
                gathering.put(record, "project.name", mention.item, mention.place, _SURE)
            if mention.concept == ALLOTTED:
                allotment = Record("sentences")
                gathering.put(allotment, "allotment.amount", mention.figure.written, mention.place, _SURE)
                record.inner.setdefault("allotments", []).append(allotment)
            elif concept.field:
                gathering.put(record, mention.concept, mention.figure.written, mention.place, _SURE)
        elif not concept.item and mention.column:
            gathering.figure(mention.concept, mention.column, mention.figure.written, mention.place, _SURE)
