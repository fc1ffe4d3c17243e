"""A pack's own page, ``pack.yaml``, and what a pack comes to once it is put on top of the one it extends."""

from __future__ import annotations

from ziping.standards.model.bases import Basis
from ziping.standards.model.codes import Classification
from ziping.standards.model.common import Record, Words
from ziping.standards.model.concepts import Concept, Item, Stage
from ziping.standards.model.forms import Form
from ziping.standards.model.rules import Rule
from ziping.standards.model.scoring import Control, Library, Scoring
from ziping.standards.model.sections import Outline
from ziping.standards.model.workbook import Workbook


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


class Standard(Record, frozen=True, kw_only=True):
    """A pack with everything it extends merged in; what the rest of ``ziping`` works with."""

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
