"""Which characters of a document findings speak of, block by block and cell by cell."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ziping.checking import Finding
from ziping.figures import Place
from ziping.standards.model.rules import Severity

Anchor: TypeAlias = tuple[int, int | None, int | None]
"""A block, and the row and column of a cell of it; ``None`` for a paragraph or a table as a whole."""
GRAVITY: tuple[Severity, ...] = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the list, counted from 1: the same in every output of one run."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` (exclusive) that a finding speaks of; ``end`` ``None``: to the end of the text."""

    start: int
    end: int | None
    numbered: Numbered


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def severity(self) -> Severity | None:
        """The gravest severity among its marks."""
        found = {mark.numbered.finding.severity for mark in self.marks}
        return next((severity for severity in GRAVITY if severity in found), None)


def numbered(findings: Sequence[Finding]) -> tuple[Numbered, ...]:
    """Findings gravest first, what only follows from another after all that counts, in the order of the document."""
    ordered = sorted(
        findings, key=lambda each: (GRAVITY.index(each.severity), not each.counted, position(each))
    )
    return tuple(Numbered(number, finding) for number, finding in enumerate(ordered, 1))


def position(finding: Finding) -> tuple[int, int, int, int]:
    """Where its first place stands; what stands nowhere in particular comes first."""
    place = next((place for place in finding.places if place.block is not None), None)
    if place is None:
        return (-1, 0, 0, 0)
    return (place.block or 0, place.row or 0, place.column or 0, place.start or 0)


def anchor_of(place: Place) -> Anchor | None:
    """What of the document ``place`` stands in; ``None`` for a place outside any document."""
    return None if place.block is None else (place.block, place.row, place.column)


def marks_of(findings: Iterable[Numbered]) -> dict[Anchor, list[Mark]]:
    """The marks of each paragraph and cell."""
    found: dict[Anchor, list[Mark]] = {}
    for each in findings:
        for place in each.finding.places:
            anchor = anchor_of(place)
            if anchor is not None:
                found.setdefault(anchor, []).append(Mark(place.start or 0, place.end, each))
    return found


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """``text`` cut where marks begin and end, so that overlapping marks never cross."""
    spans = [
        (min(mark.start, len(text)), min(len(text) if mark.end is None else mark.end, len(text)), mark)
        for mark in marks
    ]
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    for begin, end in itertools.pairwise(cuts):
        over = tuple(mark for start, stop, mark in spans if start <= begin and end <= stop)
        yield Piece(text[begin:end], over)
