"""The published JSON Schema of a report, made from the types themselves."""

from __future__ import annotations

import types
import typing
from typing import Annotated, Any

import msgspec

from ziping.report.days import DayOrMonth
from ziping.report.model import Report
from ziping.report.parts import Part
from ziping.report.quantity import Quantity

SCHEMA_ID = "https://ziping.example/schema/report.schema.json"

_QUANTITY = Annotated[
    str,
    msgspec.Meta(
        extra_json_schema={
            "type": ["string", "number"],
            "description": "A figure as typed: “1,177.69”, “43 人”, “——”, “不适用”, “” (blank).",
        }
    ),
]
_DAY_OR_MONTH = Annotated[
    str,
    msgspec.Meta(
        pattern="^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$",
        description="A day, “2024-12-03”, or a month where the day is not known, “2024-12”.",
    ),
]


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the JSON form."""
    (reference,), definitions = msgspec.json.schema_components(
        (_mirrored(Report, {}),), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "ziping report",
        **reference,
        "$defs": definitions,
    }


def _mirrored(kind: type[Part], known: dict[type[Part], type[msgspec.Struct]]) -> type[msgspec.Struct]:
    """A record like ``kind`` whose quantities are texts: msgspec cannot write defaults of a type of our own."""
    if kind not in known:
        hints = typing.get_type_hints(kind)
        fields = []
        for field in msgspec.structs.fields(kind):
            default = "" if isinstance(field.default, Quantity) else _default(field.default, known)
            annotation = _replaced(hints[field.name], known)
            fields.append((field.name, annotation) if field.required else (field.name, annotation, default))
        known[kind] = msgspec.defstruct(
            kind.__name__,
            fields,
            kw_only=True,
            frozen=True,
            forbid_unknown_fields=True,
            namespace={"__doc__": kind.__doc__},
        )
    return known[kind]


def _default(value: object, known: dict[type[Part], type[msgspec.Struct]]) -> object:
    """An empty record stands for itself; an empty mapping is made anew, as msgspec asks."""
    if isinstance(value, Part):
        return _mirrored(type(value), known)()
    return {} if value is msgspec.NODEFAULT else value


def _replaced(annotation: Any, known: dict[type[Part], type[msgspec.Struct]]) -> Any:
    if annotation is Quantity:
        return _QUANTITY
    if annotation is DayOrMonth:
        return _DAY_OR_MONTH
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _mirrored(annotation, known)
    inner = typing.get_args(annotation)
    origin = typing.get_origin(annotation)
    if not inner or origin is typing.Literal:
        return annotation
    replaced = tuple(_replaced(one, known) for one in inner)
    if origin is types.UnionType or origin is typing.Union:
        return typing.Union[replaced]  # noqa: UP007 - built from a tuple
    return origin[replaced]
