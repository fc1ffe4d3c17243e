"""Where something stands in a document, in words a reader can follow: chapter and paragraph, annex, row and column."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from msgspec import Struct

from ziping.documents.source import Grid, Source
from ziping.figures import Place
from ziping.reading.papers import Outline
from ziping.wording import Message, say

_LONGEST = 24


class Whereabouts(Struct, frozen=True, dict=True):
    """Names places of one document. Places keep their anchors; only their steps are given."""

    source: Source
    outline: Outline

    def of(self, place: Place, words: str = "") -> Place:
        """``place`` with the steps that lead to it; ``words`` say what of a table it is (row and column)."""
        if place.block is None or not 0 <= place.block < len(self.source.blocks):
            return place
        around = self._known.get(place.block)
        if around is None:
            around = self._known[place.block] = self._around(place.block)
        return place.named(*around, *self._within(place, words))

    @cached_property
    def _known(self) -> dict[int, tuple[str, ...]]:
        """The steps to each block that was asked for; many figures stand in one table."""
        return {}

    def _around(self, block: int) -> tuple[str, ...]:
        annex = self.outline.annex(block)
        if annex is not None:
            return (_short(f"{annex.mark} {annex.title}".strip()),)
        path = self.outline.path(block)
        if path:
            return tuple(_short(_heading(one)) for one in path if one.kind != "item")
        part = self.source.blocks[block].place.part
        return (part,) if part else ()

    def _within(self, place: Place, words: str) -> tuple[str, ...]:
        assert place.block is not None
        if isinstance(self.source.blocks[place.block], Grid):
            return self._in_table(place, words)
        steps = []
        if self.outline.owners[place.block] is None:
            steps.append(_say("paragraph", number=self._numbers[place.block]))
        if place.page is not None:
            steps.append(_say("page", number=place.page))
        return tuple(steps)

    def _in_table(self, place: Place, words: str) -> tuple[str, ...]:
        assert place.block is not None
        steps = []
        if self.outline.annex(place.block) is None:
            steps.append(_say("table", number=self._numbers[place.block]))
        if place.page is not None:
            steps.append(_say("page", number=place.page))
        if words:
            steps.append(words)
        elif place.row is not None and place.column is not None:
            steps.append(_say("cell", row=place.row + 1, column=place.column + 1))
        return tuple(steps)

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """The number of each block among its like: the third paragraph, the second table."""
        counts = {True: 0, False: 0}
        numbers = []
        for block in self.source.blocks:
            table = isinstance(block, Grid)
            counts[table] += 1
            numbers.append(counts[table])
        return tuple(numbers)


def _heading(one: Any) -> str:
    written = one.number.written if one.number is not None else ""
    return f"{written}{one.words}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _say(key: str, **args: object) -> str:
    return say(Message(f"reading.where.{key}", args), "zh")
