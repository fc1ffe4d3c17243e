"""What a report says by itself where a clerk may add own paragraphs: the sentences beside each, with their figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ziping.composing.facts import marked
from ziping.composing.passages import Passages, Said
from ziping.composing.pieces import met
from ziping.composing.speaking import Speaker
from ziping.report import Report
from ziping.scoring import Scorecard
from ziping.standards import Standard
from ziping.standards.model.sections import Section


@dataclass(frozen=True, slots=True)
class Offer:
    """A paragraph composed from figures; ``figures`` are the values of the report in it, as they are printed.

    ``whole``: nothing in it is left to be filled in.
    """

    text: str
    figures: tuple[str, ...]
    whole: bool = True


def offers(report: Report, standard: Standard, scorecard: Scorecard) -> dict[str, tuple[Offer, ...]]:
    """For every own paragraph (by its key in the narrative) what its section says without it; tables are left out.

    Empty for a standard without an outline.
    """
    if standard.outline is None:
        return {}
    passages = Passages(Speaker(marked(report, standard, scorecard)), "internal")
    found: dict[str, tuple[Offer, ...]] = {}

    def walk(sections: tuple[Section, ...], depth: int) -> None:
        for section in sections:
            keys = [passage.own for passage in section.passages if passage.own]
            if keys:
                said = tuple(_offers(section, passages, depth))
                found.update(dict.fromkeys(keys, said))
            walk(section.sections, depth + 1)

    walk(standard.outline.sections, 1)
    return found


def _offers(section: Section, passages: Passages, depth: int) -> Iterator[Offer]:
    held: Said = []
    for passage in section.passages:
        if passage.own or passage.table or passage.chart:
            continue
        said = passages.paragraphs(passage, passages.speaker.top, depth)
        if said and passage.run_on:
            held = [*held, *said[0]]
            said = said[1:]
        for paragraph in said:
            yield from _offer(held)
            held = paragraph
    yield from _offer(held)


def _offer(said: Said) -> Iterator[Offer]:
    pieces = met(said)
    text = "".join(piece.text for piece in pieces)
    if text.strip():
        figures = tuple(piece.text for piece in pieces if piece.kind == "value")
        yield Offer(text, figures, all(piece.kind != "gap" for piece in pieces))
