"""The sections of a pack as an outline looks for them, and where their text begins and ends in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from ziping.reading.papers.matching import heading_likeness
from ziping.standards import Standard
from ziping.standards.model.sections import Section

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """A section of the pack: its level, the section it belongs to, its own words and others for it."""

    id: str
    level: int
    above: str
    names: tuple[str, ...]
    section: Section = field(compare=False, hash=False)

    def likeness(self, words: str) -> int:
        """How much a heading says what this section is called, in percent."""
        return _likeness(words, self.names)


@lru_cache(maxsize=16384)
def _likeness(words: str, names: tuple[str, ...]) -> int:
    return heading_likeness(words, names)


def known_sections(standard: Standard) -> tuple[Known, ...]:
    """Every section of the pack's outline, in its order."""
    return kept(standard, "known_sections", _known)


def kept(standard: Standard, name: str, make: Callable[[Standard], T]) -> T:
    """What ``make`` gives for ``standard``, made once and kept with it, as its own vocabulary is."""
    key = f"_papers_{name}"
    if key not in standard.__dict__:
        standard.__dict__[key] = make(standard)
    found: T = standard.__dict__[key]
    return found


def _known(standard: Standard) -> tuple[Known, ...]:
    sections = standard.outline.sections if standard.outline is not None else ()
    return tuple(_walk(sections, 1, ""))


def _walk(sections: Sequence[Section], level: int, above: str) -> Iterator[Known]:
    for section in sections:
        yield Known(section.id, level, above, (section.heading, *section.aliases), section)
        yield from _walk(section.sections, level + 1, section.id)
