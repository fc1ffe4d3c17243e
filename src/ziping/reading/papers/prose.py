"""The text of sections read by the pack's own passages; what is left of it is the unit's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct, field

from ziping.documents.source import Grid, Source
from ziping.documents.source import Passage as Block
from ziping.figures import Place
from ziping.reading.papers import lexicon
from ziping.reading.papers.gathering import Gathering, Record, cleaned
from ziping.reading.papers.inverse import patterns_of
from ziping.reading.papers.matching import key_of
from ziping.reading.papers.patterns import Hole, Pattern
from ziping.reading.papers.sections import Known, kept, known_sections
from ziping.reading.papers.shapes import Outline
from ziping.standards import Standard
from ziping.standards.model.sections import Passage
from ziping.wording import Message, say

_NUMBER: Final = re.compile(r"\s*(?:[0-9]{1,3}[.、]|[（(][0-9]{1,3}[）)]|[①-⑳])\s*")
_REST: Final = re.compile(r"[\s。；，、;,.]+")
_CAPTION: Final = re.compile(
    r"[^。；;]{2,50}表\s*(?:[（(][^（）()]*[）)])?|[（(]?\s*单位\s*[:：][^。；;]{1,12}"
)
_LONGEST: Final = 6000  # characters of a paragraph that patterns with texts are tried on
_SHORT: Final = 30  # characters of a paragraph that only says that there is none
_TELLING: Final = 5
_LONGEST_NONE: Final = 40
_SURE: Final = 96
_LESS: Final = 85  # 无 said in words may stand for 0 or 不适用


class Paragraph(Struct):
    """A paragraph of a section: its text after a heading in it, and which characters were understood."""

    block: int
    text: str
    offset: int
    place: Place
    taken: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing between ``start`` and ``end`` was understood already."""
        return all(end <= other or start >= stop for other, stop in self.taken)

    def goes_on(self, start: int) -> bool:
        """Whether what stands right before ``start`` was understood."""
        return any(stop == start for _, stop in self.taken)

    def at(self, start: int, end: int) -> Place:
        """The place of these characters."""
        return self.place.spanning(self.offset + start, self.offset + end)

    def rest(self) -> str:
        """What was not understood; empty when that is only marks between."""
        left, at = [], 0
        for start, end in sorted(self.taken):
            left.append(self.text[at:start])
            at = max(at, end)
        left.append(self.text[at:])
        text = "".join(left).strip()
        return "" if _REST.fullmatch(text) else text


class _Known(Struct, frozen=True):
    """A passage with its pattern; ``whole``: it fills a paragraph from its beginning to its end."""

    passage: Passage
    pattern: Pattern
    name: str
    whole: bool


def paragraphs_by_section(source: Source, outline: Outline) -> dict[str, list[Paragraph]]:
    """The paragraphs of every section of the pack, in order; a heading's own words are left out."""
    heads = {one.block: one for one in outline.headings if one.kind == "run_in"}
    found: dict[str, list[Paragraph]] = {}
    for number, block in enumerate(source.blocks):
        if not isinstance(block, Block) or outline.roles[number] != "body" or _of_picture(source, number):
            continue
        section = outline.section(number)
        offset = heads[number].end if number in heads else 0
        text = block.text[offset:]
        if section and text.strip():
            found.setdefault(section, []).append(Paragraph(number, text, offset, block.place))
    return found


def _of_picture(source: Source, number: int) -> bool:
    """Whether a line belongs to a table or a chart: its caption, or words within the drawing of a page."""
    block = source.blocks[number]
    assert isinstance(block, Block)
    if block.role == "caption" or (block.role == "text_box" and source.format in ("pdf", "image")):
        return True
    below = source.blocks[number + 1] if number + 1 < len(source.blocks) else None
    return isinstance(below, Grid) and _CAPTION.fullmatch(block.text.strip()) is not None


def read_passages(paragraphs: dict[str, list[Paragraph]], gathering: Gathering) -> None:
    """Read what the pack's own passages say, section by section."""
    for known in known_sections(gathering.standard):
        own = paragraphs.get(known.id)
        if own:
            _Section(known, own, gathering).read()


def _passages(standard: Standard) -> dict[str, tuple[_Known, ...]]:
    return {known.id: tuple(_of_section(known, standard)) for known in known_sections(standard)}


def _of_section(known: Known, standard: Standard) -> Iterator[_Known]:
    passages = known.section.passages
    for number, passage in enumerate(passages):
        following = passages[number + 1] if number + 1 < len(passages) else None
        followed = following is not None and following.run_on
        for pattern in patterns_of(passage, standard):
            whole = bool(pattern.item and not pattern.join and not followed and not passage.run_on)
            yield _Known(passage, pattern, f"{known.id}[{number}]", whole)


class _Section:
    """Reads the paragraphs of one section."""

    def __init__(self, known: Known, paragraphs: Sequence[Paragraph], gathering: Gathering) -> None:
        self.known = known
        self.paragraphs = paragraphs
        self.gathering = gathering

    def read(self) -> None:
        last: Paragraph | None = None
        passages = kept(self.gathering.standard, "passages", _passages)[self.known.id]
        by_passage: dict[int, list[_Known]] = {}
        for one in passages:
            by_passage.setdefault(id(one.passage), []).append(one)
        for passage in self.known.section.passages:
            if passage.note:
                self._note(passage, last)
                continue
            for one in by_passage.get(id(passage), ()):
                last = self._read(one) or last

    def _read(self, one: _Known) -> Paragraph | None:
        """Look for one passage in every paragraph; the last it was found in."""
        last = None
        for paragraph in self.paragraphs:
            if self._read_in(one, paragraph):
                last = paragraph
                if not one.pattern.item:
                    break
        return last

    def _read_in(self, one: _Known, paragraph: Paragraph) -> bool:
        pattern = one.pattern
        numbered = one.passage.numbered and _NUMBER.match(paragraph.text)
        if not (pattern.telling or numbered):
            return self._of_known(one, paragraph)
        if len(paragraph.text) > _LONGEST or (one.passage.numbered and pattern.item and not numbered):
            return False
        if not pattern.may_stand_in(paragraph.text):
            return self._says_none(one, paragraph)
        begin = numbered.end() if numbered else 0
        if one.whole:
            found = pattern.regex.fullmatch(paragraph.text.rstrip(), begin)
        else:
            found = pattern.regex.search(paragraph.text, begin)
        if found is None or not found[0] or not paragraph.free(*found.span()):
            return self._says_none(one, paragraph)
        if _only_alike(one, found, paragraph):
            return False
        start = 0 if numbered else found.start()
        paragraph.taken.append((start, found.end()))
        self._take(one, found, paragraph)
        return True

    def _of_known(self, one: _Known, paragraph: Paragraph) -> bool:
        """A passage with hardly a word of its own (示例专项：…。) is known by the name of an item that a table named."""
        item = one.pattern.item
        name = next((hole for hole in one.pattern.holes if hole.concept == f"{item}.name"), None)
        short = name is not None and len(paragraph.text) <= _LONGEST and not paragraph.taken
        found = one.pattern.regex.fullmatch(paragraph.text.rstrip()) if short else None
        if name is None or found is None:
            return False
        if found[name.group] not in {record.text("name") for record in self.gathering.lists.get(item, ())}:
            return False
        paragraph.taken.append((0, len(paragraph.text)))
        self._take(one, found, paragraph)
        return True

    def _says_none(self, one: _Known, paragraph: Paragraph) -> bool:
        """无政府性基金预算支出 says as much as 本年度无政府性基金预算支出。"""
        none = next((hole for hole in one.pattern.holes if hole.says), None)
        said = key_of(paragraph.text)
        if (
            none is not None
            and len(one.pattern.holes) == len(self.paragraphs) == 1
            and only_none(paragraph.text)
        ):
            return self._none(none, paragraph)
        if none is None or len(said) > _SHORT or not said.startswith(none.says) or paragraph.taken:
            return False
        if not one.pattern.words or not key_of(one.pattern.words[0]).endswith(said) or len(said) < _TELLING:
            return False
        return self._none(none, paragraph)

    def _none(self, none: Hole, paragraph: Paragraph) -> bool:
        paragraph.taken.append((0, len(paragraph.text)))
        self._hole(none, none.says, paragraph.at(0, len(paragraph.text)), None)
        return True

    def _take(self, one: _Known, found: re.Match[str], paragraph: Paragraph) -> None:
        record = self.gathering.record(one.pattern.item, one.name) if one.whole or self._of_one(one) else None
        self._holes(one.pattern, found, paragraph, record, 0)
        self._inner(one.pattern, found, paragraph, record, one.name)

    def _of_one(self, one: _Known) -> bool:
        return bool(
            one.pattern.item
            and not any(inner.pattern.item == one.pattern.item for inner in one.pattern.inner)
        )

    def _holes(
        self, pattern: Pattern, found: re.Match[str], paragraph: Paragraph, record: Record | None, offset: int
    ) -> None:
        negative = {
            hole.concept for hole in pattern.holes if hole.negative and found[hole.group] == hole.negative
        }
        for hole in pattern.holes:
            written = found[hole.group]
            if written is None or hole.negative:
                continue
            start, end = found.span(hole.group)
            if hole.says:
                written = hole.says
            elif hole.concept in negative and written[:1].isdigit():
                written = f"-{written}"
            self._hole(hole, written, paragraph.at(offset + start, offset + end), record)
        if record is not None:
            for name, value in pattern.fixed:
                self.gathering.put(record, name, value, paragraph.place, _SURE)

    def _hole(self, hole: Hole, written: str, place: Place, record: Record | None) -> None:
        gathering = self.gathering
        if hole.texts:
            if record is not None and written:
                record.lists[hole.texts] = tuple(cleaned(written).split("、"))
            return
        concept = gathering.standard.concepts[hole.concept]
        sure = _LESS if hole.says else _SURE
        if concept.item and record is not None:
            gathering.put(record, hole.concept, written, place, sure)
        elif not concept.item:
            gathering.figure(hole.concept, hole.stage, written, place, sure)

    def _inner(
        self, pattern: Pattern, found: re.Match[str], paragraph: Paragraph, record: Record | None, name: str
    ) -> None:
        for inner in pattern.inner:
            text = found[inner.group]
            if not text:
                continue
            start = found.start(inner.group)
            items = self.gathering.standard.items[inner.pattern.item]
            for one in inner.pattern.regex.finditer(text):
                if not one[0]:
                    continue
                if items.within and record is not None:
                    made = Record(name)
                    record.inner.setdefault(items.field, []).append(made)
                else:
                    made = self.gathering.record(inner.pattern.item, name)
                self._holes(inner.pattern, one, paragraph, made, start)

    def _note(self, passage: Passage, last: Paragraph | None) -> None:
        """主要原因：…。依据：…。 right behind what was read last."""
        if last is None:
            return
        at = max((end for _, end in last.taken), default=0)
        found = _note_pattern().match(last.text, at)
        if found is None or not (found["reason"] or found["document"]):
            return
        last.taken.append(found.span())
        for part in ("reason", "document"):
            if found[part]:
                self.gathering.note(passage.note[0], part, found[part], last.at(*found.span(part)))


def _only_alike(one: _Known, found: re.Match[str], paragraph: Paragraph) -> bool:
    """Whether words only begin like ours, or say behind others' words what ours would work out (比上年减少12.5%)."""
    pattern = one.pattern
    if pattern.inner:
        return False
    if pattern.holes:
        return all(found[hole.group] is None for hole in pattern.holes)
    return one.passage.run_on and not paragraph.goes_on(found.start())


def only_none(text: str) -> bool:
    """Whether a paragraph says that there was nothing, and nothing else: 无。我单位没有此项支出。"""
    return len(text) <= _LONGEST_NONE and _none_pattern().fullmatch(text.strip()) is not None


@cache
def _none_pattern() -> re.Pattern[str]:
    subjects = "|".join(map(re.escape, lexicon.words("saying", "subjects")))
    openings = "|".join(map(re.escape, lexicon.words("saying", "openings")))
    return re.compile(rf"(?:20[0-9]{{2}}|{subjects}|[，,])*(?:{openings})[^，。；,;:：0-9]*[。.]?")


@cache
def _note_pattern() -> re.Pattern[str]:
    reason = re.escape(say(Message("composing.note_reason"), "zh"))
    paper = re.escape(say(Message("composing.note_document"), "zh"))
    follows = rf"(?={paper}|{reason}|\Z)"
    return re.compile(
        rf"。?(?:{reason}(?P<reason>.{{1,1000}}?)。{follows})?(?:{paper}(?P<document>.{{1,400}}?)。{follows})?",
        re.DOTALL,
    )
