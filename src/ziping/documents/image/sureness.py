"""How surely what stands on a page was recognised: every figure, and the letters that were more guessed than read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ziping.documents.image.recognised import Word
from ziping.documents.source import Doubt, Grid, GridCell, Passage, SourceBlock

# A figure with all its characters that OCR mixes up: O for 0, l and I for 1, a stop for a point, a comma for either.
_FIGURE = re.compile(r"[OoQlI|SBZ０-９\d〇○]*[\d０-９][OoQlI|SBZ\d０-９〇○.．。,，、·•'’:：\-]*[%％‰]?")
_TRAILING = ".．。,，、·•'’:：-"
GUESSED = 70  # percent: a letter less sure is told; a figure always is, for every digit of it counts


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of one page, in percent: of each ``figures``, the least of all places where it stands, ``least`` that of all.

    ``letters``: a guessed letter with its neighbours, and which of them it is.
    """

    figures: Mapping[str, int]
    letters: Mapping[tuple[str, int], int]
    least: int


def sureness(words: Iterable[Word]) -> Sureness:
    """How surely a page was read."""
    figures: dict[str, int] = {}
    letters: dict[tuple[str, int], int] = {}
    for word in words:
        known = len(word.sure) == len(word.text)
        spans = list(spans_of(word.text))
        for start, end in spans:
            figure = word.text[start:end]
            sure = min(word.sure[start:end]) if known else word.confidence
            figures[figure] = min(figures.get(figure, 100), sure)
        for at, sure in enumerate(word.sure if known else ()):
            if (
                sure < GUESSED
                and word.text[at].isalpha()
                and not any(start <= at < end for start, end in spans)
            ):
                begin = max(at - 1, 0)
                key = (word.text[begin : at + 2], at - begin)
                letters[key] = min(letters.get(key, 100), sure)
    return Sureness(figures, letters, min(figures.values(), default=100))


def doubted(block: SourceBlock, by_page: Mapping[int, Sureness]) -> SourceBlock:
    """Return ``block`` with a doubt at each of its figures and guessed letters, as sure as on the page it stands on."""
    page = block.place.page
    if isinstance(block, Passage):
        return replace(block, doubts=_doubts(block.text, by_page.get(page or 0)))
    return replace(block, cells=tuple(_doubted_cell(cell, block, by_page) for cell in block.cells))


def _doubted_cell(cell: GridCell, grid: Grid, by_page: Mapping[int, Sureness]) -> GridCell:
    page = grid.place.page if cell.page is None else cell.page
    doubts = _doubts(cell.text, by_page.get(page or 0))
    return replace(cell, doubts=doubts) if doubts else cell


def _doubts(text: str, sure: Sureness | None) -> tuple[Doubt, ...]:
    if sure is None:
        return ()
    found = [
        Doubt(start, end, sure.figures.get(text[start:end], sure.least)) for start, end in spans_of(text)
    ]
    found += (
        Doubt(at + offset, at + offset + 1, confidence)
        for (piece, offset), confidence in sure.letters.items()
        for at in _where(piece, text)
    )
    return tuple(sorted(found, key=lambda doubt: (doubt.start, doubt.end)))


def _where(piece: str, text: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def spans_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the figures of ``text`` begin and end."""
    for found in _FIGURE.finditer(text):
        figure = found[0].rstrip(_TRAILING)
        yield found.start(), found.start() + len(figure)
