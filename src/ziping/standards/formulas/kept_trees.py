"""Trees of formulas kept between starts, so that the grammar need not be put together again to read the same words.

A tree is written as nested lists, each with the name of its node first: nothing but data is ever read back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

import msgspec

from ziping.standards.formulas import tree
from ziping.standards.formulas.tree import Tree

_NODES = {
    node.__name__: node
    for node in (
        tree.Constant,
        tree.Name,
        tree.Negative,
        tree.Not,
        tree.Arithmetic,
        tree.Comparison,
        tree.Logic,
        tree.Call,
        tree.Aggregate,
    )
}
_FIELDS = {
    name: tuple(field.name for field in fields(node) if field.name != "measure")
    for name, node in _NODES.items()
}


def encoded(trees: Mapping[str, Tree]) -> bytes:
    """Trees by their text, as bytes. They are as parsed: what binding adds is not kept."""
    return msgspec.msgpack.encode({text: _plain(found.root) for text, found in trees.items()})


def decoded(content: bytes) -> dict[str, Tree]:
    """Trees by their text. Raises ``ValueError`` or ``msgspec.MsgspecError`` for bytes that :func:`encoded` did not make."""
    kept = msgspec.msgpack.decode(content)
    if not isinstance(kept, dict):
        raise TypeError("no trees")
    return {text: Tree(text, _node(plain)) for text, plain in kept.items()}


def _plain(value: Any) -> Any:
    name = type(value).__name__
    match value:
        case Fraction():
            return ["Fraction", str(value)]
        case dt.date():
            return ["date", value.isoformat()]
        case tuple():
            return ["tuple", *map(_plain, value)]
        case str() | bool() | int() | None:
            return value
        case _:
            return [name, *(_plain(getattr(value, field)) for field in _FIELDS[name])]


def _node(plain: Any) -> Any:
    if not isinstance(plain, list):
        return plain
    name, *parts = plain
    match name:
        case "Fraction":
            return Fraction(parts[0])
        case "date":
            return dt.date.fromisoformat(parts[0])
        case "tuple":
            return tuple(map(_node, parts))
        case _:
            return _NODES[name](**dict(zip(_FIELDS[name], map(_node, parts), strict=True)))
