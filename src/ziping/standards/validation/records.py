"""What holds for every record wherever it stands: its basis is in the register, its wording has English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ziping.standards.model.common import Words
from ziping.standards.model.pack import Manifest
from ziping.standards.validation.sight import Sight, Step


def look_at_records(sight: Sight) -> None:
    """Bases and English throughout the standard."""
    standard = sight.standard
    for field in standard.__struct_fields__:
        for way, record in _records(getattr(standard, field), (field,)):
            if isinstance(record, Words):
                if not record.en:
                    sight.note("check.english_missing", way, "warning", read=record.zh)
            elif (basis := getattr(record, "basis", "")) and isinstance(basis, str):
                sight.known(basis, standard.bases, "unknown_basis", (*way, "basis"))
    for name, entry in standard.bases.items():
        if entry.evidence == "house" and not entry.owner:
            sight.note("check.house_owner", ("bases", name))
    _years(sight, standard.manifest)


def _years(sight: Sight, manifest: Manifest) -> None:
    if manifest.year_to is not None and manifest.year_to < manifest.year_from:
        way = ("manifest", "year_to")
        sight.note("pack.wrong_years", way, to=manifest.year_to, start=manifest.year_from)


def _records(value: Any, way: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], msgspec.Struct]]:
    """Every record in ``value`` with the way to it."""
    if isinstance(value, msgspec.Struct):
        yield way, value
        for field in value.__struct_fields__:
            yield from _records(getattr(value, field), (*way, field))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _records(entry, (*way, key))
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _records(entry, (*way, number))
