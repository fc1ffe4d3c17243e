"""Which file of a pack holds what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ziping.standards.model.bases import Basis
from ziping.standards.model.codes import Classification
from ziping.standards.model.concepts import Concept, Item, Stage
from ziping.standards.model.forms import Form
from ziping.standards.model.rules import Rule
from ziping.standards.model.scoring import Control, Library, Scoring
from ziping.standards.model.sections import Outline
from ziping.standards.model.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a standard: ``field`` of :class:`Standard`, its type, and the key that turns a list into a mapping."""

    field: str
    kind: Any
    key: str = ""


MANIFEST: Final = "pack.yaml"

FILES: Final[dict[str, Part]] = {
    "stages.yaml": Part("stages", dict[str, Stage]),
    "items.yaml": Part("items", dict[str, Item]),
    "concepts.yaml": Part("concepts", dict[str, Concept]),
    "bases.yaml": Part("bases", dict[str, Basis]),
    "economic.yaml": Part("economic", Classification),
    "functional.yaml": Part("functional", Classification),
    "rules.yaml": Part("rules", dict[str, Rule], key="id"),
    "document-rules.yaml": Part("rules", dict[str, Rule], key="id"),
    "scoring.yaml": Part("scoring", Scoring),
    "control.yaml": Part("control", Control),
    "sections.yaml": Part("outline", Outline),
    "workbook.yaml": Part("workbook", Workbook),
    "words.yaml": Part("words", dict[str, tuple[str, ...]]),
    "english.yaml": Part("english", dict[str, str]),
}

# A file each: the name before .yaml is the id.
FOLDERS: Final[dict[str, Part]] = {
    "forms": Part("forms", dict[str, Form]),
    "indicators": Part("libraries", dict[str, Library]),
}

# Read by whoever runs them, not part of a standard.
ASIDE: Final = frozenset(("cases",))

# Rules may stand in two files; a part is put together once.
PARTS: Final = tuple({part.field: part for part in (*FILES.values(), *FOLDERS.values())}.values())
