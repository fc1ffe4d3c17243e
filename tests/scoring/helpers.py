"""The Hunan pack and small reports to score."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeVar

import ziping.standards
from ziping.report import Indicator, Quantity, Report
from ziping.scoring import Case, read_measure
from ziping.standards import Standard
from ziping.standards.model.concepts import Concept, Item, Stage
from ziping.standards.model.pack import Manifest
from ziping.standards.model.scoring import Control, Library, Scoring
from ziping.standards.strict_yaml import convert, read_nodes

PACKS = Path(ziping.standards.__file__).parent / "packs"
HUNAN = "hunan/department/2024"
T = TypeVar("T")


def read(path: str, kind: type[T]) -> T:
    problems: list[object] = []
    node = read_nodes((PACKS / path).read_text(encoding="utf-8"), path)
    record = convert(node, kind, problems)
    assert problems == [], [str(p.message) for p in problems]
    assert record is not None
    return record


@cache
def hunan() -> Standard:
    return Standard(
        manifest=read(f"{HUNAN}/pack.yaml", Manifest),
        lineage=("national", HUNAN),
        stages=read("national/stages.yaml", dict[str, Stage]),
        items=read("national/items.yaml", dict[str, Item]),
        concepts=read("national/concepts.yaml", dict[str, Concept]),
        bases={},
        scoring=read(f"{HUNAN}/scoring.yaml", Scoring),
        control=read(f"{HUNAN}/control.yaml", Control),
    )
