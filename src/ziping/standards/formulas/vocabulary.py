"""The names formulas may use: concepts, items, stages, word lists, groups of codes, parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ziping.standards.formulas.measure import Measure
from ziping.standards.formulas.tree import Formula

Parameter = str | int | Sequence[str]
ParameterKey = tuple[tuple[str, str | int | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What a formula needs to know of a concept. ``measure`` is ``None`` when its unit is unknown."""

    unit: str
    measure: Measure | None
    stages: tuple[str, ...]
    item: str = ""
    label: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """All names of a pack. ``items`` gives for each repeating part the one it is within (empty: the report itself)."""

    terms: Mapping[str, Term]
    items: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    bound: dict[tuple[str, str, str, ParameterKey], Formula] = field(
        default_factory=dict, repr=False, compare=False
    )
    templates: dict[Any, Any] = field(
        default_factory=dict, repr=False, compare=False
    )  # kept by ``templates.py``

    __hash__ = object.__hash__

    def chain(self, item: str) -> tuple[str, ...]:
        """``item`` with the parts it is nested in, outermost first; empty for no or an unknown item."""
        found: list[str] = []
        while item and item in self.items and item not in found:
            found.append(item)
            item = self.items[item]
        return tuple(reversed(found))

    @cached_property
    def by_label(self) -> Mapping[str, str]:
        """Concept ids by Chinese label, for telling who wrote a label which name to write."""
        return {term.label: name for name, term in self.terms.items() if term.label}


def parameter_key(parameters: Mapping[str, Parameter]) -> ParameterKey:
    """``parameters`` as something that can be a key of a cache."""
    if not parameters:
        return ()
    return tuple(
        (name, value if isinstance(value, str | int) else tuple(value))
        for name, value in sorted(parameters.items())
    )
