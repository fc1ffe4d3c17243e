"""Changing one thing in a report's data, by the words a clerk has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ziping.report import Report
from ziping.standards import Standard
from ziping.wording import InputError, Message

STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")


def put(data: dict[str, Any], name: str, value: object, standard: Standard, case: str) -> None:
    """Set what ``name`` speaks of in a report's data. Raises ``InputError`` for a name nothing has."""
    adding = name.endswith("+")
    steps = [(found[1].strip(), found[2]) for found in STEP.finditer(name.rstrip("+ "))]
    target: Any = data
    item = ""
    while steps:
        word, which = steps[0]
        inner = _item_named(word, item, standard)
        if inner is None or (which is None and len(steps) > 1 and not adding):
            break
        steps.pop(0)
        item, field = inner, standard.items[inner].field
        entries = target.setdefault(field, [])
        if not steps and which is None:
            target[field] = (
                [*entries, _translated(value, item, standard)] if adding else _all(value, item, standard)
            )
            return
        target = entries[_position(entries, which or "1", name, field, case)]
    _set_field(target, [word for word, _ in steps], value, item, standard, (case, name))


def _all(value: object, item: str, standard: Standard) -> list[Any]:
    return [_translated(entry, item, standard) for entry in value] if isinstance(value, list) else []


def _translated(value: object, item: str, standard: Standard) -> object:
    """An entry written with the pack's labels, with the report's field names instead."""
    if not isinstance(value, dict):
        return value
    fields = {
        known.label.zh: known.field
        for known in standard.concepts.values()
        if known.item == item and known.field
    }
    return {fields.get(name, name): entry for name, entry in value.items()}


def _item_named(word: str, within: str, standard: Standard) -> str | None:
    for name, known in standard.items.items():
        if known.within == within and word in (known.label.zh, known.field):
            return name
    return None


def _position(entries: Sequence[Mapping[str, Any]], which: str, name: str, field: str, case: str) -> int:
    if which.isdigit() and 0 < int(which) <= len(entries):
        return int(which) - 1
    for number, entry in enumerate(entries):
        if which in (entry.get("name"), entry.get("indicator"), entry.get("text")):
            return number
    raise InputError(Message("checking.case.no_such_item", {"case": case, "name": name, "list": field}))


def _set_field(
    target: dict[str, Any],
    words: list[str],
    value: object,
    item: str,
    standard: Standard,
    where: tuple[str, str],
) -> None:
    path = path_of(words, item, standard)
    if path is None:
        known = [concept.label.zh for concept in standard.concepts.values() if concept.item == item]
        near = get_close_matches(words[0], known, n=1, cutoff=0.3)
        args = {"case": where[0], "name": where[1], "near": near[0] if near else "—"}
        raise InputError(Message("checking.case.unknown_name", args))
    for step in path[:-1]:
        target = target.setdefault(step, {})
    target[path[-1]] = value


def path_of(words: list[str], item: str, standard: Standard) -> list[str] | None:
    """Where a report keeps what ``words`` name: a concept (and its stage) by label or id, or a field as it is called."""
    for concept_id, concept in standard.concepts.items():
        if concept.item != item or words[0] not in (concept.label.zh, concept_id):
            continue
        if concept.field:
            return concept.field.split(".")
        stage = _stage_named(words[1] if len(words) > 1 else "", concept.stages, standard)
        return ["figures", concept_id, stage] if stage else None
    if words[0] in ("notes", "narrative", "origins") and len(words) > 1:
        return [words[0], ".".join(words[1:])]
    if words[0] == "archive":
        return ["archive", ".".join(words[1:-1]), words[-1]]
    ascii_only = all(word.isascii() for word in words)
    return words if ascii_only and (item or words[0] in Report.__struct_fields__) else None


def _stage_named(word: str, stages: Sequence[str], standard: Standard) -> str:
    if not word and len(stages) == 1:
        return stages[0]
    return next((stage for stage in stages if word in (stage, standard.stages[stage].label.zh)), "")
