"""Chapters and their sections as headings, paragraphs, tables and charts."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.composing import numbering
from ziping.composing.charts import chart_of
from ziping.composing.passages import Passages, Said
from ziping.composing.pieces import Piece, runs_of
from ziping.composing.speaking import Here, Speaker
from ziping.composing.tables import table_of
from ziping.documents import Block, Heading, Paragraph, Table
from ziping.standards.model.sections import Outline, Passage, Section


class Narrative:
    """Writes the chapters of an outline for one report, in one edition."""

    def __init__(self, outline: Outline, speaker: Speaker, edition: str) -> None:
        self.outline = outline
        self.speaker = speaker
        self.passages = Passages(speaker, edition)
        self.edition = edition

    def blocks(self) -> Iterator[Block]:
        """All chapters with their numbers."""
        for position, section in enumerate(self.outline.sections, 1):
            yield from self._section(section, 1, position)

    def _section(self, section: Section, depth: int, position: int) -> Iterator[Block]:
        level = numbering.LEVELS[min(depth, len(numbering.LEVELS)) - 1]
        title = numbering.heading(level, position, self.speaker.text(section.heading, self.speaker.top))
        opening: Said = [Piece(f"{title}。")] if section.run_in else []
        if not section.run_in:
            yield Heading(level, title)
        yield from self._passages(section, depth, opening)
        for inner_position, inner in enumerate(section.sections, 1):
            yield from self._section(inner, depth + 1, inner_position)

    def _passages(self, section: Section, depth: int, opening: Said) -> Iterator[Block]:
        """The passages in order; a paragraph is held back until it is known that nothing runs on from it."""
        held = opening
        for passage in section.passages:
            if passage.table or passage.chart:
                yield from _paragraph(held)
                held = []
                yield from self._figure(passage)
                continue
            said = self.passages.paragraphs(passage, self.speaker.top, depth)
            if said and (passage.run_on or held is opening):
                held = [*held, *said[0]]
                said = said[1:]
            for paragraph in said:
                yield from _paragraph(held)
                held = paragraph
        yield from _paragraph(held)

    def _figure(self, passage: Passage) -> Iterator[Block]:
        here: Here = self.speaker.top
        if self.edition not in passage.editions:
            return
        if passage.chart:
            if (chart := chart_of(self.outline.charts[passage.chart], self.speaker, here)) is not None:
                yield chart
            return
        if not passage.each and not self.speaker.holds(passage.when, here):
            return
        if (grid := table_of(passage, self.speaker, here)) is not None:
            if passage.caption:
                yield Paragraph(runs_of(self.speaker.say(passage.caption, here)), role="caption")
            yield Table(grid)


def _paragraph(said: Said) -> Iterator[Paragraph]:
    if runs := runs_of(said):
        yield Paragraph(runs)
