"""From a report to its statement: every figure and text with its concept and its place."""

from __future__ import annotations

import datetime as dt
from difflib import get_close_matches

from ziping.figures import Place, Unit
from ziping.figures import unit as unit_written
from ziping.report.days import DayOrMonth
from ziping.report.form_places import places
from ziping.report.model import Report
from ziping.report.parts import Part
from ziping.report.paths import records_of, value_at
from ziping.report.quantity import BLANK, Quantity
from ziping.report.statement import Fact, Statement, TextFact
from ziping.standards import Standard
from ziping.standards.model.concepts import Concept
from ziping.wording import InputError, Message

WORDS = frozenset(("text", "date", "flag"))


def statement_of(report: Report, standard: Standard) -> Statement:
    """The statement of ``report``: a fact for every figure its concepts speak of, blanks included.

    Raises ``InputError`` when the book of figures names a concept or a stage the pack does not have.
    """
    refuse_unknown_figures(report, standard)
    builder = _Builder(report, standard)
    for concept_id, concept in standard.concepts.items():
        if concept.given:
            continue
        if concept.item and concept.field:
            builder.add_repeated(concept_id, concept)
        elif concept.field:
            builder.add_field(concept_id, concept)
        elif not concept.item:
            builder.add_from_book(concept_id, concept)
    return Statement(
        report, standard, tuple(builder.facts), tuple(builder.texts), builder.keys(), builder.names()
    )


def refuse_unknown_figures(report: Report, standard: Standard) -> None:
    """Raise ``InputError`` for every figure of the book that the pack has no concept or stage for."""
    problems = []
    for concept_id, stages in report.figures.items():
        concept = standard.concepts.get(concept_id)
        if concept is None:
            near = get_close_matches(concept_id, standard.concepts, n=1)
            args = {"concept": concept_id, "standard": standard.manifest.id, "near": near[0] if near else "—"}
            problems.append(Message("report.unknown_concept", args))
            continue
        for stage in stages:
            if stage not in concept.stages:
                args = {"concept": concept_id, "stage": stage, "known": "、".join(concept.stages)}
                problems.append(Message("report.unknown_stage", args))
    if problems:
        raise InputError(*problems)


class _Builder:
    """Gathers facts; forms give the places they know, the rest is named by concept and stage."""

    def __init__(self, report: Report, standard: Standard) -> None:
        self.report = report
        self.standard = standard
        self.places = places(standard, report.year)
        self.facts: list[Fact] = []
        self.texts: list[TextFact] = []
        self.records = {item: tuple(records_of(report, item, standard.items)) for item in standard.items}
        self.units: dict[str, Unit] = {}

    def keys(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Keys of the records of each part, by the record they are within."""
        found: dict[tuple[str, str], list[str]] = {}
        for item, records in self.records.items():
            for key, _, _ in records:
                around = key.rpartition(".")[0]
                found.setdefault((item, f"{around}." if around else ""), []).append(key)
        return {place: tuple(keys) for place, keys in found.items()}

    def names(self) -> dict[str, str]:
        return {key: name for records in self.records.values() for key, _, name in records}

    def add_field(self, concept_id: str, concept: Concept) -> None:
        place = self.places.get((concept_id, "")) or Place(concept.label.zh)
        self._add(concept_id, concept, value_at(self.report, concept.field), place, "", concept.field)

    def add_repeated(self, concept_id: str, concept: Concept) -> None:
        definition = self.standard.items[concept.item]
        for key, record, name in self.records[concept.item]:
            place = Place(f"{definition.label.zh} {name}", concept.label.zh)
            value = value_at(record, concept.field)
            self._add(concept_id, concept, value, place, name, f"{key}.{concept.field}")

    def add_from_book(self, concept_id: str, concept: Concept) -> None:
        stages = self.report.figures.get(concept_id, {})
        for stage in concept.stages:
            value = stages.get(stage, BLANK)
            if concept.formula and value.blank:
                continue  # derived, not typed: its value comes from the formula
            place = self.places.get((concept_id, stage)) or self._named(concept, stage)
            self._add(concept_id, concept, value, place, "", f"figures.{concept_id}.{stage}", stage)

    def _named(self, concept: Concept, stage: str) -> Place:
        if len(concept.stages) == 1:
            return Place(concept.label.zh)
        return Place(concept.label.zh, self.standard.stages[stage].label.zh)

    def _add(
        self,
        concept_id: str,
        concept: Concept,
        value: object,
        place: Place,
        item: str,
        key: str,
        stage: str = "",
    ) -> None:
        if isinstance(value, Quantity):
            column = stage or concept.stages[0]
            known = self.standard.stages[column]
            figure = value.figure(self._unit(concept.unit))
            year = self.report.year - known.years_back
            self.facts.append(Fact(concept_id, year, known.of or column, figure, place, item, key, column))
            return
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, DayOrMonth):
            value = value.exact or value
        assert value is None or isinstance(value, str | bool | dt.date | DayOrMonth), (
            f"{concept_id} is no figure, text or date"
        )
        self.texts.append(TextFact(concept_id, value, place, item, key))

    def _unit(self, written: str) -> Unit:
        found = self.units.get(written)
        if found is None:
            found = self.units[written] = unit_written(written)
        return found


def part_of(report: Report, key: str) -> Part:
    """The record of ``report`` that ``key`` (``projects[0].allotments[1]``) names."""
    record: object = report
    for step in key.split("."):
        name, _, number = step.partition("[")
        record = getattr(record, name)
        if number:
            assert isinstance(record, tuple)
            record = record[int(number.rstrip("]"))]
    assert isinstance(record, Part)
    return record
