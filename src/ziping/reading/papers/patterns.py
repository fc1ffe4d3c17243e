"""A pattern of what a passage prints: a regular expression, and what its groups hold."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from msgspec import Struct, field

from ziping.standards import Standard

TELLING: Final = 2  # characters of words a pattern needs to tell anything


class Hole(Struct, frozen=True):
    """A group of the pattern and what it holds: a concept (with its stage), or a field of texts of the record.

    ``says``: whatever stands in the group, it says this (无). ``negative``: the word that makes the figure negative.
    """

    group: str
    concept: str
    stage: str = ""
    texts: str = ""
    says: str = ""
    negative: str = ""


class InnerList(Struct, frozen=True):
    """A group that holds the items of a repeated part, one after the other."""

    group: str
    pattern: Pattern


class Pattern(Struct, frozen=True, dict=True):
    """What a passage prints. ``words`` must all stand in a paragraph, in order, before it is worth looking.

    Where no words are certain, one of those that ``maybe`` stand there must.
    """

    source: str
    holes: tuple[Hole, ...] = ()
    inner: tuple[InnerList, ...] = ()
    words: tuple[str, ...] = ()
    item: str = ""
    join: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    maybe: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when first needed."""
        return re.compile(self.source, re.DOTALL)

    @property
    def telling(self) -> bool:
        """Whether it has words enough to be recognised by."""
        return sum(map(len, self.words)) >= TELLING or bool(self.maybe)

    def may_stand_in(self, text: str) -> bool:
        """A quick look, before the pattern is tried."""
        if not self.words and self.maybe:
            return any(words in text for words in self.maybe)
        at = 0
        for words in self.words:
            at = text.find(words, at)
            if at < 0:
                return False
            at += len(words)
        return True


class Building(Struct):
    standard: Standard
    holes: list[Hole] = field(default_factory=list)
    inner: list[InnerList] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    maybe: list[str] = field(default_factory=list)

    def group(self) -> str:
        return f"g{len(self.holes) + len(self.inner)}"
