"""From a pack's files to a :class:`Standard`, with everything that is wrong on the way."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import msgspec.structs

from ziping.standards.finding import installed_folder, installed_id
from ziping.standards.layout import PARTS
from ziping.standards.model.pack import Standard
from ziping.standards.problems import PackError, Problem
from ziping.standards.sources import Reading, Source, parameters, together
from ziping.standards.strict_yaml import Node, collector_paused, convert, pairs, spot_of
from ziping.wording import Message


def read_installed(name: str) -> Standard:
    """An installed pack, not cross-checked. Raises :class:`PackError` for files that cannot be read."""
    folder = installed_folder(name)
    assert folder is not None
    reading = Reading(thorough=False)
    with collector_paused():
        lineage = reading.lineage(folder)
        standard = _built(lineage, together(lineage), reading)
    if standard is None:
        raise PackError(reading.problems)
    return standard


def examine(folder: Traversable) -> tuple[Standard | None, list[Problem]]:
    """The standard in ``folder`` as far as it can be built, and all problems."""
    reading = Reading(thorough=True)
    try:
        lineage = reading.lineage(folder)
    except PackError as error:
        known = {id(problem) for problem in reading.problems}
        return None, [*reading.problems, *(problem for problem in error.problems if id(problem) not in known)]
    parts = together(lineage)
    for source in lineage:
        _compare_id(source, reading.problems)
    standard = _built(lineage, parts, reading)
    if standard is not None:
        from ziping.standards.validation import problems_of

        reading.problems.extend(problems_of(standard, parts, lineage[-1].manifest_node))
    return standard, reading.problems


def _compare_id(source: Source, problems: list[Problem]) -> None:
    """An installed pack is found by its folder, so its id must be the way there."""
    expected, read = installed_id(source.folder), source.manifest.id
    if expected and read != expected:
        node = next(value for key, _, value in pairs(source.manifest_node) if key == "id")
        message = Message("standards.pack.wrong_id", {"read": read, "expected": expected})
        problems.append(Problem(message, spot_of(node), "id"))


def _built(lineage: list[Source], parts: dict[str, Node], reading: Reading) -> Standard | None:
    """The parts as records; ``None`` when one of them, or a file, could not be read."""
    values: dict[str, Any] = {"stages": {}, "items": {}, "concepts": {}, "bases": {}}
    for part in PARTS:
        if part.field in parts and part.field not in reading.broken:
            values[part.field] = convert(parts[part.field], part.kind, reading.problems)
    if reading.problems:
        return None
    manifest = msgspec.structs.replace(lineage[-1].manifest, parameters=dict(parameters(lineage)))
    return Standard(manifest=manifest, lineage=tuple(source.manifest.id for source in lineage), **values)
