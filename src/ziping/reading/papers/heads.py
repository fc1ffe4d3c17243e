"""The headings above a table's columns as they were read, and which cell stands under which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from ziping.documents.source import GridCell
from ziping.reading.papers.matching import key_of, likeness
from ziping.reading.papers.stages import column

_NEAR: Final = 76


class Head(Struct, frozen=True):
    """A column's heading: the columns it covers, its words, their key, the stage of the budget year they name."""

    start: int
    end: int
    text: str
    key: str
    stage: str


class Heads(Struct):
    """The headings in force, left to right; ``width`` is how far they reach, ``cells`` how many there were in the row."""

    year: int | None
    heads: list[Head] = field(default_factory=list)
    width: int = 0
    cells: int = 0

    def take(self, cells: Sequence[GridCell], *, below: bool) -> None:
        """A row of headings; ``below`` another one: a heading over several columns goes before each of theirs."""
        above = self.heads if below else []
        found: list[Head] = []
        for cell in cells:
            text = cell.text.strip()
            over = next((head for head in above if head.start <= cell.column < head.end), None)
            if below and over is not None and over.end - over.start > cell.col_span and over.text:
                text = over.text + text
            elif below and over is not None and not text:
                text = over.text
            found.append(self._head(cell.column, cell.column + cell.col_span, text))
        covered = {at for head in found for at in range(head.start, head.end)}
        kept = [head for head in above if head.start not in covered]
        self.heads = sorted([*kept, *found], key=lambda head: head.start)
        self.width = max((head.end for head in self.heads), default=0)
        self.cells = len(self.heads)

    def _head(self, start: int, end: int, text: str) -> Head:
        return Head(start, end, text, bare(text), column(text, self.year))

    def over(self, cell: GridCell) -> Head | None:
        """The heading a cell stands under."""
        return next((head for head in self.heads if head.start <= cell.column < head.end), None)

    def under(self, cells: Sequence[GridCell]) -> list[tuple[GridCell, Head | None]]:
        """Each of the last cells of a row with its heading: by columns, or by order where spans were lost."""
        pairs = [(cell, self.over(cell)) for cell in cells]
        hit = [head for _, head in pairs if head is not None]
        if len(set(map(id, hit))) < len(pairs) and len(cells) <= len(self.heads):
            tail = self.heads[len(self.heads) - len(cells) :]
            return list(zip(cells, tail, strict=True))
        return pairs

    def named(self, heading: str, names: Mapping[str, str]) -> Head | None:
        """The heading that says ``heading``: the same key, another name for it, or nearly it."""
        key = bare(heading)
        for head in self.heads:
            if head.key and (head.key == key or names.get(head.key) == key):
                return head
        near = max(self.heads, key=lambda head: likeness(head.key, key), default=None)
        return near if near is not None and likeness(near.key, key) >= _NEAR else None

    def of_stage(self, stage: str) -> Head | None:
        """The heading of a stage of the budget year."""
        return next((head for head in self.heads if head.stage == stage), None)


def bare(text: str) -> str:
    """The key of a heading, its year aside."""
    key = key_of(text)
    for digits in range(len(key) - 4):
        if key[digits : digits + 4].isdigit() and key[digits + 4 : digits + 5] == "年":
            return key[:digits] + key[digits + 5 :].removeprefix("度")
    return key
