"""The names formulas may use, gathered from the parts of a standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ziping.standards.formulas import Term, Vocabulary, measure_of
from ziping.standards.model.codes import Classification
from ziping.standards.model.concepts import Concept, Item


def vocabulary_of(
    concepts: Mapping[str, Concept],
    items: Mapping[str, Item],
    words: Mapping[str, tuple[str, ...]],
    classifications: Iterable[Classification | None],
    parameters: Mapping[str, str],
) -> Vocabulary:
    """Concepts, items, word lists, groups of codes and parameters as formulas know them."""
    return Vocabulary(
        terms={
            name: Term(concept.unit, measure_of(concept.unit), concept.stages, concept.item, concept.label.zh)
            for name, concept in concepts.items()
        },
        items={name: item.within for name, item in items.items()},
        words=words,
        groups={
            name: codes
            for classification in classifications
            if classification is not None
            for name, codes in classification.groups.items()
        },
        parameters=parameters,
    )
