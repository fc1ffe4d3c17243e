"""Where what is blank would stand: its own cell, the record it is missing from, or the heading it should stand under.

A finding about something that is not there still points into the document. Nearer places go before farther ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from ziping.figures import Place
from ziping.reading.papers.gathering import WORDS, Record
from ziping.reading.papers.sections import kept, known_sections
from ziping.reading.papers.shapes import Heading, Outline
from ziping.reading.papers.table_forms import GIVEN, table_forms
from ziping.standards import Standard
from ziping.standards.model.sections import Passage

_HOLE: Final = re.compile(r"\{([^{}]*)\}")
_NAME: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_NAMED_BY: Final = ("name", "text", "expected", "amount")
_BESIDE: Final = {"unit": "target", "sign": "target", "improvement": "deviation_reason"}
"""Fields that a form prints in the cell of another one."""


class Home(Struct, frozen=True):
    """Where a record stands. ``counts``: figures stand there, which are not those of its blank fields."""

    item: str
    place: Place
    counts: bool


def home_of(item: str, record: Record) -> Home | None:
    """Where a record stands: its name or text, else whatever was read of it first."""
    named = [
        found for field in _NAMED_BY if (found := record.values.get(field)) is not None and found.written
    ]
    placed = next(iter([*named, *record.values.values()]), None)
    return Home(item, placed.place, any(map(str.isdigit, placed.written))) if placed is not None else None


def places_in_records(
    homes: Mapping[str, Home], known: Mapping[str, Place], standard: Standard
) -> Iterator[tuple[str, Place]]:
    """For every record, by its key, the place of each field that was not read, ``known`` ones aside."""
    fields = kept(standard, "fields_of_items", _fields_of_items)
    for key, home in homes.items():
        for field, is_figure in fields.get(home.item, {}).items():
            if f"{key}.{field}" not in known and not (is_figure and home.counts):
                beside = known.get(f"{key}.{_BESIDE[field]}") if field in _BESIDE else None
                yield f"{key}.{field}", beside or home.place


def places_of_lists(known: Mapping[str, Place], standard: Standard) -> Iterator[tuple[str, Place]]:
    """For every list of a form that may be replaced by words (楼堂馆所: 无): where those words stand, or should."""
    for form in table_forms(standard):
        for one in form.lists:
            said = standard.concepts[one.statement].field if one.statement else ""
            if said in known:
                yield standard.items[one.item].field, known[said]


def places_under_headings(outline: Outline, standard: Standard) -> Iterator[tuple[str, Place]]:
    """For every text, date and list that a section of the pack tells: the heading of that section, where it is there."""
    headings: dict[str, Heading] = {}
    for heading in outline.headings:
        if heading.section:
            headings.setdefault(heading.section, heading)
    for key, section in told_in(standard).items():
        if (found := headings.get(section)) is not None:
            yield key, found.place.spanning(found.start, found.end)


def _fields_of_items(standard: Standard) -> dict[str, dict[str, bool]]:
    """Item → the fields of it that a document prints, and whether they are figures."""
    printed = {GIVEN.get(name, name) for name in _printed(standard)}
    found: dict[str, dict[str, bool]] = {}
    for name, concept in standard.concepts.items():
        if concept.item and concept.field and (name in printed or concept.field in _BESIDE):
            found.setdefault(concept.item, {})[concept.field] = concept.unit not in WORDS
    return found


def told_in(standard: Standard) -> Mapping[str, str]:
    """Key of the report (``conclusion.text``, ``problems``) → the first section of the pack that tells it."""
    return kept(standard, "told_in", _told_in)


def _told_in(standard: Standard) -> dict[str, str]:
    """Figures of the book are left out: their cells are in the annexes."""
    found: dict[str, str] = {}
    for known in known_sections(standard):
        for passage in _all(known.section.passages):
            if passage.own:
                found.setdefault(f"narrative.{passage.own}", known.id)
            if passage.each in standard.items and not standard.items[passage.each].within:
                found.setdefault(standard.items[passage.each].field, known.id)
            for name in _names(passage):
                concept = standard.concepts.get(GIVEN.get(name, name))
                if concept is not None and concept.field and not concept.item:
                    found.setdefault(concept.field, known.id)
    return found


def _printed(standard: Standard) -> Iterator[str]:
    """Every name in the pack's sentences and forms."""
    for known in known_sections(standard):
        for passage in _all(known.section.passages):
            yield from _names(passage)
            for column in passage.table:
                yield from _NAME.findall(column.value)
    for form in standard.forms.values():
        for row in form.rows:
            for cell in row.cells:
                yield from _NAME.findall(f"{cell.value} {cell.text}")


def _all(passages: Iterable[Passage]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.parts)


def _names(passage: Passage) -> Iterator[str]:
    """What a passage prints: every name in its holes."""
    for text in (passage.lead, passage.text, passage.end, passage.otherwise):
        for hole in _HOLE.findall(text):
            yield from _NAME.findall(hole)
