"""Stages, items, concepts and codes: each refers to what is there, and nothing leads back to itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ziping.standards.formulas import measure_of
from ziping.standards.model.codes import Classification
from ziping.standards.model.concepts import Concept
from ziping.standards.validation.sight import Sight


def look_at_concepts(sight: Sight) -> None:
    """``stages.yaml``, ``items.yaml`` and ``concepts.yaml``."""
    standard = sight.standard
    for name, stage in standard.stages.items():
        if stage.of:
            sight.known(stage.of, standard.stages, "unknown_stage", ("stages", name, "of"))
    for name, item in standard.items.items():
        if item.within:
            sight.known(item.within, standard.items, "unknown_item", ("items", name, "within"))
    within = {name: [item.within] for name, item in standard.items.items() if item.within}
    for way in circles(within):
        sight.note("check.nested_circle", ("items", way[0]), way=" → ".join(way))
    for name, concept in standard.concepts.items():
        _concept(sight, name, concept)
    _derivations(sight)


def _concept(sight: Sight, name: str, concept: Concept) -> None:
    standard = sight.standard
    way = ("concepts", name)
    if measure_of(concept.unit) is None:
        sight.note("check.unknown_unit", (*way, "unit"), read=concept.unit)
    if not concept.stages:
        sight.note("check.no_stages", (*way, "stages"))
    for stage in concept.stages:
        sight.known(stage, standard.stages, "unknown_stage", (*way, "stages"))
    if concept.item:
        sight.known(concept.item, standard.items, "unknown_item", (*way, "item"))
    if standard.economic is not None:
        for code in concept.codes:
            if code not in standard.economic.codes:
                sight.note("check.unknown_code", (*way, "codes"), read=code)


def _derivations(sight: Sight) -> None:
    """The formulas of derived concepts; one of several stages is tried at each."""
    needs: dict[str, list[str]] = {}
    for name, concept in sight.standard.concepts.items():
        measure = measure_of(concept.unit)
        if not concept.formula or measure is None:
            continue
        way = ("concepts", name, "formula")
        for stage in concept.stages if len(concept.stages) > 1 else ("",):
            before = len(sight.problems)
            formula = sight.formula(concept.formula, way, each=concept.item, expect=measure, stage=stage)
            if len(sight.problems) > before:
                break  # the other stages would say the same again
            if formula is not None:
                needs.setdefault(name, []).extend(concept for concept, _ in formula.names)
    for circle in circles(needs):
        sight.note("check.circle", ("concepts", circle[0], "formula"), way=" → ".join(circle))


def look_at_codes(sight: Sight) -> None:
    """``economic.yaml`` and ``functional.yaml``."""
    for part, classification in (
        ("economic", sight.standard.economic),
        ("functional", sight.standard.functional),
    ):
        if classification is not None:
            _codes(sight, part, classification)


def _codes(sight: Sight, part: str, classification: Classification) -> None:
    codes = classification.codes
    for code, line in codes.items():
        way = (part, "codes", code, "parent")
        if line.parent and sight.known(line.parent, codes, "unknown_parent", way):
            expected = codes[line.parent].level + 1
            if line.level != expected:
                sight.note("check.wrong_level", way, code=code, level=line.level, expected=line.level - 1)
    for name, group in classification.groups.items():
        for number, prefix in enumerate(group):
            if not any(code.startswith(prefix) for code in codes):
                sight.note("check.unknown_group_code", (part, "groups", name, number), read=prefix)


def circles(needs: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The ways that lead from a name back to itself, each once."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()

    def follow(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            found.append((*way[way.index(name) :], name))
        elif name not in done:
            for other in needs.get(name, ()):
                follow(other, (*way, name))
            done.add(name)

    for name in needs:
        follow(name, ())
    return found
