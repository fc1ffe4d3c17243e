"""A document read from a file and understood: all that is known of it before anybody judges it.

paper = read_paper(open_source(Path("自评报告.docx")))
paper.report, paper.statement, paper.claims
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ziping.documents.source import Grid, Passage, Source
from ziping.figures import Dimension, Place, Unit
from ziping.reading.across import claims_across
from ziping.reading.claims import AT, Claim, Mention
from ziping.reading.papers import About, Extracted, Outline, about, bind, extract, outline, without_restated
from ziping.reading.sentences import read_sentences
from ziping.reading.tables import read_table
from ziping.reading.whereabouts import Whereabouts
from ziping.report import Fact, Report, Statement, statement_of
from ziping.standards import Standard, load_standard
from ziping.wording import Message

FALLBACK = "national/disclosure/2021"
"""The standard for documents no other one fits: what must hold in any of them."""
_CAPTION = 60  # characters
_END = 1 << 30  # beyond any text
_READ = frozenset(("body", "heading", "note", "title"))


class Paper(Struct, frozen=True, dict=True):
    """A document: what it says of itself, how it is built, its figures, the relations it claims, the report in it."""

    source: Source
    standard: Standard
    outline: Outline
    about: About
    extracted: Extracted
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    notices: tuple[Message, ...] = ()

    def confidence(self, place: Place) -> int | None:
        """How surely the characters at ``place`` were recognised in a picture, in percent; ``None`` for text."""
        if place.block is None or not self.source.recognised:
            return None
        block = self.source.blocks[place.block]
        if isinstance(block, Grid):
            at = (place.row, place.column)
            doubts = [doubt for cell in block.cells if (cell.row, cell.column) == at for doubt in cell.doubts]
        else:
            doubts = list(block.doubts)
        start, end = place.start or 0, _END if place.end is None else place.end
        return min(
            (doubt.confidence for doubt in doubts if doubt.start < end and start < doubt.end), default=None
        )

    @cached_property
    def where(self) -> Whereabouts:
        """Names places of this document."""
        return Whereabouts(self.source, self.outline)

    @property
    def report(self) -> Report:
        """The self-evaluation as far as the document holds it, with all of the unit's own words."""
        return self.extracted.report

    @cached_property
    def to_edit(self) -> Report:
        """The self-evaluation to go on with: what became figures and lists is not said in words a second time."""
        return without_restated(self.report, self.source, self.mentions, self.standard)

    @cached_property
    def _own(self) -> dict[tuple[int | None, ...], list[tuple[int, int, str]]]:
        """Where the report's own figures were read: spans and keys by block and cell."""
        found: dict[tuple[int | None, ...], list[tuple[int, int, str]]] = {}
        for key, place in self.extracted.places.items():
            whole = place.end is None
            found.setdefault(_cell(place), []).append(
                (place.start or 0, _END if whole else place.end or 0, key)
            )
        return found

    def key_of(self, mention: Mention) -> str:
        """The key of a figure: the report's own where it was read from there, else one made of where it stands."""
        place = mention.place
        start, end = place.start or 0, place.end or 0
        for first, last, key in self._own.get(_cell(place), ()):
            if first <= start and end <= last and self._is_figure(key):
                return key
        return AT + ":".join("" if step is None else str(step) for step in (*_cell(place), place.start))

    def _is_figure(self, key: str) -> bool:
        return key in self._figures

    @cached_property
    def _figures(self) -> frozenset[str]:
        return frozenset(fact.key for fact in self.stated.facts)

    @cached_property
    def stated(self) -> Statement:
        """What the report alone says, at the places its forms give."""
        return statement_of(self.report, self.standard)

    @cached_property
    def statement(self) -> Statement:
        """The report's facts at the places they were read from, and every other figure that means the same facts."""
        said = self.stated
        places = self.extracted.places
        where = self.where
        facts = [
            replace(fact, place=where.of(places[fact.key], _words(fact.place)))
            if fact.key in places
            else fact
            for fact in said.facts
        ]
        texts = [
            replace(text, place=where.of(places[text.key], _words(text.place)))
            if text.key in places
            else text
            for text in said.texts
        ]
        more = [
            fact for fact in self._facts() if fact.concept and not self.standard.concepts[fact.concept].item
        ]
        return dataclasses.replace(said, facts=(*facts, *more), texts=tuple(texts))

    @cached_property
    def others(self) -> tuple[Fact, ...]:
        """Figures that mean nothing the standard has a name for: they take part in claims all the same."""
        return tuple(
            fact for fact in self._facts() if not fact.concept or self.standard.concepts[fact.concept].item
        )

    def _facts(self) -> Iterator[Fact]:
        for mention in self.mentions:
            key = self.key_of(mention)
            if key.startswith(AT):
                year = mention.year or self.report.year
                item = mention.item or mention.words
                yield Fact(
                    mention.concept,
                    year,
                    mention.column,
                    mention.figure,
                    mention.place,
                    item,
                    key,
                    mention.column,
                )


def _words(place: Place) -> str:
    """What a form calls a cell, without the form's own name: 附件1-1 公用经费 / 决算数 is 公用经费 / 决算数."""
    said = str(place)
    mark, _, rest = said.partition(" ")
    return rest if rest and mark.startswith("附件") else said


def _cell(place: Place) -> tuple[int | None, ...]:
    """The paragraph or cell a place stands in."""
    return (place.block, place.row, place.column)


def read_paper(source: Source, standard_name: str = "") -> Paper:
    """Understand ``source``; ``standard_name`` (an id or a folder) overrides the standard that fits it best.

    Raises ``InputError`` for a standard that does not exist.
    """
    told = about(source)
    standard = load_standard(standard_name or told.standard.value or FALLBACK)
    built = outline(source, standard)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    for found, claimed in _said(source, built):
        mentions += found
        claims += claimed
    meant = bind(mentions, built, told, standard) if standard.forms else tuple(mentions)
    extracted = extract(source, standard, outline=built, about=told, mentions=meant)
    where = Whereabouts(source, built)
    bound = [_named(mention, where) for mention in meant]
    by_id = dict(zip(map(id, mentions), bound, strict=True))
    claims = [replace(_with_bound(claim, by_id), place=where.of(claim.place)) for claim in claims]
    claims += claims_across(source, built, bound, claims, told.of_year)
    notices = (*source.notices, *extracted.notices)
    return Paper(source, standard, built, told, extracted, tuple(bound), tuple(claims), notices)


def _named(mention: Mention, where: Whereabouts) -> Mention:
    in_table = mention.place.row is not None
    return replace(
        mention, figure=mention.figure.at(where.of(mention.place, mention.words if in_table else ""))
    )


def _with_bound(claim: Claim, bound: dict[int, Mention]) -> Claim:
    operands = tuple(bound.get(id(operand), operand) for operand in claim.operands)
    return replace(claim, claim=bound.get(id(claim.claim), claim.claim), operands=operands)


def _said(source: Source, built: Outline) -> Iterator[tuple[Sequence[Mention], Sequence[Claim]]]:
    """Figures and claims of running text, stretch by stretch, then of tables, whose unit the text may have to tell."""
    money: Counter[Unit] = Counter()
    for stretch in _stretches(source, built):
        found, claimed = _sentences(source, stretch)
        units = (mention.figure.unit for mention in found)
        money.update(unit for unit in units if unit is not None and unit.dimension is Dimension.MONEY)
        yield found, claimed
    usual = money.most_common(1)[0][0] if money else None
    for number, block in enumerate(source.blocks):
        if isinstance(block, Grid):
            read = read_table(block, unit_hint=usual, above=_above(source, number))
            yield read.mentions, read.claims


def _stretches(source: Source, built: Outline) -> Iterator[list[int]]:
    """Paragraphs that are read as one text: those between two tables that stand under one heading."""
    stretch: list[int] = []
    for number, block in enumerate(source.blocks):
        read = isinstance(block, Passage) and built.roles[number] in _READ
        if stretch and (not read or built.owners[number] != built.owners[stretch[-1]]):
            yield stretch
            stretch = []
        if read:
            stretch.append(number)
    if stretch:
        yield stretch


def _above(source: Source, grid: int) -> str:
    """The caption and the unit line right above a table."""
    lines: list[str] = []
    for block in reversed(source.blocks[max(0, grid - 2) : grid]):
        if not isinstance(block, Passage) or len(block.text) > _CAPTION:
            break
        lines.insert(0, block.text)
    return "\n".join(lines)


def _sentences(source: Source, blocks: list[int]) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """One stretch of paragraphs read as one text, each figure then put back where it stands."""
    starts: list[int] = []
    text = ""
    for number in blocks:
        block = source.blocks[number]
        assert isinstance(block, Passage)
        starts.append(len(text))
        text += block.text + "\n"
    found, claimed = read_sentences(text, Place())
    put = _Put(source, blocks, starts)
    mentions = {id(mention): put.mention(mention) for mention in found}
    claims = tuple(
        replace(
            claim,
            claim=mentions.get(id(claim.claim)) or put.mention(claim.claim),
            operands=tuple(mentions.get(id(one)) or put.mention(one) for one in claim.operands),
            place=put.place(claim.place),
        )
        for claim in claimed
    )
    return tuple(mentions.values()), claims


class _Put(Struct, frozen=True):
    """Places in a joined text back to the paragraphs it was joined from."""

    source: Source
    blocks: list[int]
    starts: list[int]

    def place(self, place: Place) -> Place:
        from bisect import bisect_right

        start, end = place.start or 0, place.end or place.start or 0
        index = bisect_right(self.starts, start) - 1
        block = self.source.blocks[self.blocks[index]]
        first = self.starts[index]
        return block.place.spanning(start - first, max(start, end) - first)

    def mention(self, mention: Mention) -> Mention:
        return replace(mention, figure=mention.figure.at(self.place(mention.place)))
