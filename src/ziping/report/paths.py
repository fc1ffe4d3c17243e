"""Walking a report along the fields that concepts name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args, get_origin

import msgspec

from ziping.report.days import DayOrMonth
from ziping.report.model import Report
from ziping.report.parts import Part
from ziping.report.quantity import Quantity
from ziping.standards.model.concepts import Concept, Item

LONGEST_NAME = 40


def value_at(record: Part, field: str) -> object:
    """The value at a dotted ``field`` of ``record``. Raises ``AttributeError`` for a field it has not."""
    value: object = record
    for name in field.split("."):
        value = getattr(value, name)
    return value


def takes_month(concept: Concept, items: dict[str, Item]) -> bool:
    """Whether a month will do where ``concept`` wants a date."""
    way: list[str] = []
    item = concept.item
    while item:
        way.insert(0, items[item].field)
        item = items[item].within
    return concept.unit == "date" and _takes_month(tuple(way), concept.field)


@cache
def _takes_month(way: tuple[str, ...], field: str) -> bool:
    kind: object = Report
    for name in (*way, *field.split(".")):
        if not (isinstance(kind, type) and issubclass(kind, Part)):
            return False
        kind = {one.name: one.type for one in msgspec.structs.fields(kind)}.get(name)
        kind = get_args(kind)[0] if get_origin(kind) is tuple else kind
    return DayOrMonth in get_args(kind)


def records_of(report: Report, item: str, items: dict[str, Item]) -> Iterator[tuple[str, Part, str]]:
    """Every record of a repeating part as (key, record, display name), in the order of the report.

    ``key`` is the path in the report: ``projects[0].allotments[1]``.
    """
    definition = items[item]
    if definition.within:
        for parent_key, parent, parent_name in records_of(report, definition.within, items):
            for number, record in enumerate(_parts(parent, definition.field)):
                yield f"{parent_key}.{definition.field}[{number}]", record, f"{parent_name}（{number + 1}）"
        return
    for number, record in enumerate(_parts(report, definition.field)):
        yield f"{definition.field}[{number}]", record, display_name(record, number)


def says_nothing(report: Report, key: str) -> bool:
    """Whether nothing was typed at ``key`` (``figures.basic.executed``, ``projects[0].level``, ``notes.basic.reason``)."""
    value = _typed_at(report, key)
    if isinstance(value, Quantity):
        return value.blank
    return value is None or (
        isinstance(value, str | tuple | dict) and not (value if not isinstance(value, str) else value.strip())
    )


def _typed_at(report: Report, key: str) -> object:
    """The value at ``key``; ``None`` where there is none."""
    first, _, rest = key.partition(".")
    if first in ("figures", "archive"):
        concept, _, stage = rest.rpartition(".")
        book: dict[str, dict[str, Quantity]] = getattr(report, first)
        return book.get(concept, {}).get(stage)
    if first == "notes":
        name, _, part = rest.rpartition(".")
        return getattr(report.notes.get(name), part, None)
    if first == "narrative":
        return report.narrative.get(rest)
    value: object = report
    for step in key.split("."):
        name, _, number = step.partition("[")
        value = getattr(value, name, None)
        if number and isinstance(value, tuple):
            at = int(number.rstrip("]"))
            value = value[at] if at < len(value) else None
    return value


def display_name(record: Part, number: int) -> str:
    """What people call the record: its name, else its code or text, else its number."""
    for field in ("name", "indicator", "code", "document", "text", "question"):
        value = getattr(record, field, "")
        if isinstance(value, str) and value:
            return value if len(value) <= LONGEST_NAME else value[: LONGEST_NAME - 1] + "…"
    return str(number + 1)


def _parts(record: Part, field: str) -> tuple[Part, ...]:
    value = getattr(record, field)
    assert isinstance(value, tuple)
    return value
