"""A pack's own page, ``pack.yaml``, and what a pack comes to once it is put on top of the one it extends."""

from __future__ import annotations

from functools import cached_property

from ziping.standards.formulas import Formula, Vocabulary, bind
from ziping.standards.model.bases import Basis
from ziping.standards.model.codes import Classification
from ziping.standards.model.common import Record, Words
from ziping.standards.model.concepts import Concept, Item, Stage
from ziping.standards.model.forms import Form
from ziping.standards.model.rules import Rule
from ziping.standards.model.scoring import Control, Library, Scoring
from ziping.standards.model.sections import Outline
from ziping.standards.model.workbook import Workbook
from ziping.standards.vocabulary import vocabulary_of


class Manifest(Record, frozen=True, kw_only=True):
    """``pack.yaml``: what this pack is and what it stands on."""

    id: str
    title: Words
    extends: str = ""
    place: str = ""
    form: str = ""
    year_from: int
    year_to: int | None = None
    basis: str
    abstract: bool = False  # holds what others share; no report is written by it alone
    parameters: dict[str, str] = {}


class Standard(Record, frozen=True, kw_only=True, dict=True):
    """A pack with everything it extends merged in; what the rest of ``ziping`` works with.

    ``lineage`` are the ids of the packs it was made of, the most general first.
    """

    manifest: Manifest
    lineage: tuple[str, ...]
    stages: dict[str, Stage]
    items: dict[str, Item]
    concepts: dict[str, Concept]
    bases: dict[str, Basis]
    economic: Classification | None = None
    functional: Classification | None = None
    rules: dict[str, Rule] = {}
    scoring: Scoring | None = None
    control: Control | None = None
    libraries: dict[str, Library] = {}
    forms: dict[str, Form] = {}
    outline: Outline | None = None
    workbook: Workbook | None = None
    words: dict[str, tuple[str, ...]] = {}  # word lists checks use (vague verbs, stub answers …)
    english: dict[str, str] = {}  # English of labels that no concept, stage or item has

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names its formulas and templates may use; formulas bound to it are kept there."""
        classifications = (self.economic, self.functional)
        return vocabulary_of(self.concepts, self.items, self.words, classifications, self.manifest.parameters)

    @cached_property
    def english_labels(self) -> dict[str, str]:
        """English by Chinese label: of ``english.yaml``, else of the concept, stage or item so called."""
        named: list[Words] = [one.label for one in self.items.values()]
        named += [one.label for one in self.stages.values()]
        named += [one.label for one in self.concepts.values()]
        return {**{label.zh: label.en for label in named if label.en}, **self.english}

    def formula_of(self, concept: str, stage: str = "") -> Formula:
        """How ``concept`` is derived, seen from the item it belongs to.

        ``stage`` is the one derived, for concepts of several. Raises ``KeyError`` for a concept without a formula
        and ``FormulaError`` for a formula that is wrong, which a checked pack has not.
        """
        found = self.concepts[concept]
        if not found.formula:
            raise KeyError(concept)
        return bind(found.formula, self.vocabulary, each=found.item, stage=stage)
