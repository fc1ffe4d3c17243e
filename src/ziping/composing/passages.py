"""Passages of a section as paragraphs of pieces: what is said, for which items, joined how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ziping.composing.numbering import paragraph_number
from ziping.composing.pieces import Piece
from ziping.composing.speaking import Here, Speaker, phrase
from ziping.report import part_of
from ziping.standards.model.sections import Passage

Said = list[Piece]
_LINE_BREAKS: Final = ("\r\n", "\r")


class Passages:
    """Says passages for one report, in one edition."""

    def __init__(self, speaker: Speaker, edition: str) -> None:
        self.speaker = speaker
        self.edition = edition

    def paragraphs(self, passage: Passage, here: Here, depth: int = 1) -> list[Said]:
        """The paragraphs a passage of words comes to; none when it has nothing to say and nothing to say otherwise.

        ``depth`` is that of the section, for the numbers of numbered paragraphs.
        """
        if self.edition not in passage.editions:
            return []
        if passage.own:
            said = own_paragraphs(
                self.speaker.report.narrative.get(passage.own, ""), f"narrative.{passage.own}"
            )
            said = said if self.speaker.holds(passage.when, here) else []
        elif passage.note:
            said = [note] if (note := self._note(passage.note)) else []
        elif passage.each:
            said = self._repeated(passage, here)
            if passage.numbered:
                said = [
                    [Piece(paragraph_number(depth, position)), *one] for position, one in enumerate(said, 1)
                ]
        else:
            said = (
                [one] if self.speaker.holds(passage.when, here) and (one := self._once(passage, here)) else []
            )
        if not said and passage.otherwise:
            return [self.speaker.say(passage.otherwise, here)]
        return said

    def _once(self, passage: Passage, here: Here) -> Said:
        if passage.text:
            return [
                *self._words(passage.lead, here),
                *self.speaker.say(passage.text, here),
                *self._words(passage.end, here),
            ]
        if passage.texts:
            record = part_of(self.speaker.report, here.key)
            said = [
                [Piece(text, "value", f"{here.key}.{passage.texts}")]
                for text in getattr(record, passage.texts)
                if text
            ]
        else:
            said = [piece for part in passage.parts if (piece := self._flat(part, here))]
        if not said:
            return []
        return [
            *self._words(passage.lead, here),
            *joined(said, passage.join),
            *self._words(passage.end, here),
        ]

    def _flat(self, part: Passage, here: Here) -> Said:
        """A part as one stretch, whatever it repeats over."""
        return [piece for paragraph in self.paragraphs(part, here) for piece in paragraph]

    def _repeated(self, passage: Passage, here: Here) -> list[Said]:
        inner = [item for item in here.each(passage.each) if self.speaker.holds(passage.when, item)]
        said = [one for item in inner if (one := self._of_item(passage, item))]
        if not said or not (passage.join or passage.lead or passage.end):
            return said
        if not passage.join:
            said[0] = [*self._words(passage.lead, here), *said[0]]
            said[-1] = [*said[-1], *self._words(passage.end, here)]
            return said
        return [
            [*self._words(passage.lead, here), *joined(said, passage.join), *self._words(passage.end, here)]
        ]

    def _of_item(self, passage: Passage, item: Here) -> Said:
        if passage.text:
            return self.speaker.say(passage.text, item)
        return [piece for part in passage.parts for piece in self._flat(part, item)]

    def _words(self, template: str, here: Here) -> Said:
        return self.speaker.say(template, here) if template else []

    def _note(self, keys: Iterable[str]) -> Said:
        """Why a figure is what it is and on whose paper, as the clerk noted it under the first of ``keys`` that has any."""
        notes = self.speaker.report.notes
        found = next(
            (key for key in keys if key in notes and (notes[key].reason or notes[key].document)), None
        )
        if found is None:
            return []
        said: Said = []
        if reason := notes[found].reason.strip():
            said += [
                Piece(phrase("note_reason")),
                Piece(reason, "value", f"notes.{found}.reason"),
                Piece("。"),
            ]
        if document := notes[found].document.strip():
            said += [
                Piece(phrase("note_document")),
                Piece(document, "value", f"notes.{found}.document"),
                Piece("。"),
            ]
        return said


def own_paragraphs(text: str, trace: str) -> list[Said]:
    """The clerk's own paragraphs, one a line, to the letter but for blanks around them."""
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    return [[Piece(line.strip(), "value", trace)] for line in text.split("\n") if line.strip()]


def joined(said: Iterable[Said], by: str) -> Iterator[Piece]:
    for position, one in enumerate(said):
        if position and by:
            yield Piece(by)
        yield from one
