"""What the fields of a report can hold, told from the report's own types."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import msgspec

from ziping.report import DayOrMonth, Part, Quantity, Report


class Shape(Enum):
    TEXT = auto()
    QUANTITY = auto()
    DATE = auto()
    DAY_OR_MONTH = auto()
    FLAG = auto()
    COUNT = auto()
    WORDS = auto()
    SETTINGS = auto()


@cache
def types_of(part: type[Part]) -> dict[str, Any]:
    """Field → type, ``None`` taken out of optional ones."""
    return {field.name: _bare(field.type) for field in msgspec.structs.fields(part)}


def _bare(kind: Any) -> Any:
    inner = [one for one in get_args(kind) if one is not NoneType]
    return inner[0] if len(inner) == 1 and NoneType in get_args(kind) else kind


def shape_of(part: type[Part], field: str) -> Shape:
    """How ``field`` of ``part`` is read from a cell. Raises ``KeyError`` for one that no cell can hold."""
    kind = types_of(part)[field]
    if kind is str or get_origin(kind) is Literal:
        return Shape.TEXT
    if get_origin(kind) is tuple:
        return Shape.WORDS
    if get_origin(kind) is dict:
        return Shape.SETTINGS
    return {
        Quantity: Shape.QUANTITY,
        dt.date: Shape.DATE,
        DayOrMonth: Shape.DAY_OR_MONTH,
        bool: Shape.FLAG,
        int: Shape.COUNT,
    }[kind]


def part_at(way: str) -> type[Part]:
    """The type of record a dotted way leads to, lists included: ``projects.allotments`` → ``Allotment``."""
    part: type[Part] = Report
    for name in filter(None, way.split(".")):
        kind = types_of(part)[name]
        part = get_args(kind)[0] if get_origin(kind) is tuple else kind
    return part


def blank(part: type[Part], values: dict[str, Any]) -> Part:
    """A record of ``values``; a name nobody typed is blank, which is for the checks to say."""
    return part(**{**_needed(part), **values})


@cache
def _needed(part: type[Part]) -> dict[str, str]:
    return {field.name: "" for field in msgspec.structs.fields(part) if field.required}
