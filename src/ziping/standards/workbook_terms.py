"""What the writer and the reader of the clerk's workbook must agree on: labels, choices, headings, the order of sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ziping.standards.model.codes import Classification
from ziping.standards.model.concepts import Concept, Stage
from ziping.standards.model.pack import Standard
from ziping.standards.model.sections import Outline, Section
from ziping.standards.model.workbook import Field, GridRow, Workbook, WorkSheet

FORMAT = "ziping-workbook"  # first cell of the technical sheet
VERSION = 1
NOTES = "notes."  # fields that hold the reason or the document of a note
CODES = frozenset(("standard.economic", "standard.functional"))  # offered as “30201 办公费”, kept as 30201


class Choice(NamedTuple):
    """What is offered and what the ``Report`` keeps for it."""

    shown: str
    stored: str


def choices_of(field: Field, standard: Standard) -> tuple[Choice, ...]:
    """The choices of ``field`` that do not depend on what is typed elsewhere in the workbook."""
    if field.choices:
        stored = field.stored or field.choices
        return tuple(Choice(*pair) for pair in zip(field.choices, stored, strict=True))
    if not field.choices_from.startswith("standard."):
        return ()
    return tuple(_unique(_from_standard(field.choices_from.removeprefix("standard."), standard)))


def _from_standard(source: str, standard: Standard) -> Iterable[Choice]:
    """Choices the standard itself offers. Raises ``KeyError`` for a source nobody knows."""
    scoring, control = standard.scoring, standard.control
    blocks = scoring.blocks if scoring else ()
    library = [one for part in standard.libraries.values() for one in part.indicators]
    sources: dict[str, Iterable[Choice]] = {
        "economic": _codes(standard.economic),
        "functional": _codes(standard.functional, classes=True),
        "libraries": [Choice(part.title.zh, name) for name, part in standard.libraries.items()],
        "controls": [
            Choice(one.name, one.id) for one in (control.indicators if control else ()) if one.questions
        ],
        "level1": _same(block.level1 for block in blocks),
        "level2": _same(name for block in blocks for name in block.level2),
        "bands": _same(name for name, _, _ in (scoring.bands if scoring else ())),
        "grades": _same(grade.name for grade in (scoring.grades if scoring else ())),
        "library": _same(one.name.zh for one in library),
        "value_sources": _same(one.value_source for one in library),
        "value_methods": _same(one.value_method for one in library),
    }
    return sources[source]


def _codes(classification: Classification | None, *, classes: bool = False) -> list[Choice]:
    """Lines as “30201 办公费”; the classes above them only help to find the way."""
    if classification is None:
        return []
    return [
        Choice(f"{code} {line.name}", code)
        for code, line in classification.codes.items()
        if classes or line.level > 1
    ]


def _same(names: Iterable[str]) -> list[Choice]:
    return [Choice(name, name) for name in names]


def _unique(choices: Iterable[Choice]) -> Iterator[Choice]:
    seen: set[str] = set()
    for choice in choices:
        if choice.shown and choice.shown not in seen:
            seen.add(choice.shown)
            yield choice


def concept_of(sheet: WorkSheet, field: Field, standard: Standard) -> Concept | None:
    """The concept a field of ``sheet`` is about; it gives the unit and where the figure is found."""
    if "@" in field.field:
        return standard.concepts.get(field.field.partition("@")[0])
    item = item_of(sheet, standard) if sheet.kind == "list" else ""
    for concept in standard.concepts.values():
        if concept.field == field.field and concept.item == item:
            return concept
    return None


def note_of(field: Field) -> tuple[str, str] | None:
    """The note a field holds and which part of it: ``notes.staff.serving.reason`` → (``staff.serving``, ``reason``)."""
    if not field.field.startswith(NOTES):
        return None
    key, _, part = field.field.removeprefix(NOTES).rpartition(".")
    return key, part


def item_of(sheet: WorkSheet, standard: Standard) -> str:
    """The repeating part a ``list`` sheet holds: ``projects.allotments`` → ``allotment``; empty when there is none."""
    parent, _, own = sheet.of.rpartition(".")
    for name, item in standard.items.items():
        within = standard.items[item.within].field if item.within else ""
        if item.field == own and within == parent:
            return name
    return ""


def unit_of(sheet: WorkSheet, field: Field, standard: Standard) -> str:
    """The unit a bare number has in ``field``; empty for words and dates."""
    if field.unit:
        return field.unit
    concept = concept_of(sheet, field, standard)
    return concept.unit if concept and concept.unit not in ("text", "date", "flag") else ""


def row_label(row: GridRow, standard: Standard) -> str:
    """What a grid's row is called."""
    if row.label or row.heading:
        return row.label or row.heading
    return standard.concepts[row.concept].label.zh


def open_stages(sheet: WorkSheet, row: GridRow, standard: Standard) -> tuple[str, ...]:
    """The columns of ``sheet`` that are filled in ``row``."""
    if not row.concept:
        return ()
    known = standard.concepts[row.concept].stages
    return tuple(stage for stage in sheet.stages if stage in known and stage not in row.closed)


def stage_heading(sheet: WorkSheet, stage: Stage, year: int) -> str:
    """The heading of a grid's column in the workbook for ``year``; an archive speaks of the year before."""
    own_year = year - 1 if sheet.of == "archive" else year
    return stage.heading.format(year=own_year - stage.years_back) if stage.heading else stage.label.zh


def topics(workbook: Workbook) -> list[tuple[WorkSheet, ...]]:
    """The sheets of the file in order: each topic that has one, followed by those that stand beneath it."""
    return [
        (top, *(sheet for sheet in workbook.sheets if sheet.below == top.id))
        for top in workbook.sheets
        if not top.below
    ]


def own_passages(outline: Outline | None) -> tuple[Choice, ...]:
    """Where the clerk writes paragraphs: (heading shown, key of the narrative), in the order of the report."""
    found: dict[str, str] = {}

    def walk(sections: Iterable[Section], above: tuple[str, ...]) -> None:
        for section in sections:
            way = (*above, section.heading)
            for passage in section.passages:
                if passage.own and passage.own not in found:
                    found[passage.own] = " ／ ".join(way)
            walk(section.sections, way)

    walk(outline.sections if outline else (), ())
    times = Counter(found.values())
    numbers: Counter[str] = Counter()
    shown = []
    for key, heading in found.items():
        numbers[heading] += 1
        label = f"{heading}（{numbers[heading]}）" if times[heading] > 1 else heading
        shown.append(Choice(label, key))
    return tuple(shown)


def offered_rows(sheet: WorkSheet, standard: Standard) -> Iterator[dict[str, str]]:
    """What stands in a list beforehand, row by row, as field → text the ``Report`` would keep."""
    for offer in sheet.offered:
        if offer.source == "questions":
            for control, question in _questions(standard):
                yield {"control": control, "question": question, **offer.values}
            continue
        codes = standard.economic if offer.source == "economic" else standard.functional
        for code, line in codes.codes.items() if codes else ():
            if line.level == offer.level and code.startswith(offer.codes):
                yield {"code": code, "name": line.name, **offer.values}


def _questions(standard: Standard) -> Iterator[tuple[str, str]]:
    control = standard.control
    if control is None:
        return
    for one in control.indicators:
        if not one.only_in or control.variant in one.only_in:
            yield from ((one.id, question) for question in one.questions)


def item_labels(names: Iterable[str]) -> tuple[str, ...]:
    """What nested rows call their parent: its name, with its number behind it where the name alone does not tell."""
    listed = tuple(names)
    times = Counter(listed)
    return tuple(
        name if name and times[name] == 1 else f"{name}〔{number}〕" for number, name in enumerate(listed, 1)
    )
