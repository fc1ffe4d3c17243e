"""What figures in running text say, put into the report where no table and no sentence of the pack said it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from ziping.figures import Place
from ziping.reading.claims import Mention
from ziping.reading.papers.binding import bind
from ziping.reading.papers.gathering import ALLOTTED, Gathering, Record
from ziping.reading.papers.prose import Paragraph
from ziping.reading.papers.shapes import About, Outline
from ziping.reading.papers.table_forms import GIVEN
from ziping.standards import Standard

_SURE: Final = 80
_LONGEST_WORDS: Final = 60
_STOP: Final = re.compile(r"[，、；。](?![^（(]*[)）])")
_DATE: Final = re.compile(
    r"(?:(?P<year>20[0-9]{2})年)?(?<![0-9\-－—–~～至到止])(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日|(?![-－—–~～至到起]))"
)
_PAPER: Final = re.compile(r"[^\W\d_以按据照由日月的]{2,8}[〔\[（(]20[0-9]{2}[〕\])）][0-9]{1,4}号")


def mentions_of(
    paragraphs: Mapping[str, Sequence[Paragraph]], outline: Outline, about: About, standard: Standard
) -> tuple[Mention, ...]:
    """The figures of what the pack's passages left over, bound."""
    from ziping.reading.sentences import read_sentences

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
    projects = _Projects(gathering)
    for mention in mentions:
        if not mention.concept or mention.place.row is not None:
            continue
        concept = gathering.standard.concepts[mention.concept]
        if concept.item == "project" and mention.item:
            projects.take(mention, kept=bool(concept.field))
        elif not concept.item and mention.column:
            told = GIVEN.get(
                mention.concept, mention.concept
            )  # marks that scoring gives are what a document states
            gathering.figure(told, mention.column, mention.figure.written, mention.place, _SURE)


class _Projects:
    """Projects by their names, each with what was told of it; a release told again further down is no second one."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.records: dict[str, Record] = {}
        self.released_in: dict[str, int | None] = {}

    def take(self, mention: Mention, *, kept: bool) -> None:
        """An amount of a project; ``kept``: it is a field of its own."""
        record = self.records.get(mention.item)
        if record is None:
            record = self.records[mention.item] = self.gathering.record("project", "sentences")
            self.gathering.put(record, "project.name", mention.item, _before(mention, mention.item), _SURE)
        if mention.concept == ALLOTTED:
            if self.released_in.setdefault(mention.item, mention.place.block) == mention.place.block:
                record.inner.setdefault("allotments", []).append(self._allotment(mention))
        elif kept:
            self.gathering.put(record, mention.concept, mention.figure.written, mention.place, _SURE)

    def _allotment(self, mention: Mention) -> Record:
        """A release with its day, or the month alone, and its paper where the words before it give them."""
        allotment = Record("sentences")
        put = self.gathering.put
        put(allotment, "allotment.amount", mention.figure.written, mention.place, _SURE)
        words = mention.quote[: mention.quoted[0]][-_LONGEST_WORDS:]
        said = words[_last_end(_STOP, words) :]
        if (date := _DATE.search(said)) is not None:
            year = date["year"] or mention.year
            if year is not None:
                written = f"{year}年{date['month']}月" + (f"{date['day']}日" if date["day"] else "")
                put(allotment, "allotment.date", written, _before(mention, date[0]), _SURE)
        if (paper := _PAPER.search(said)) is not None:
            put(allotment, "allotment.document", paper[0], _before(mention, paper[0]), _SURE)
        return allotment


def _before(mention: Mention, words: str) -> Place:
    """Where ``words`` stand in the sentence before a figure; the figure itself where they do not."""
    place, begin = mention.place, mention.quoted[0]
    at = mention.quote.rfind(words, 0, begin)
    start = (place.start or 0) - (begin - at)
    return place.spanning(start, start + len(words)) if at >= 0 and start >= 0 else place


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)
