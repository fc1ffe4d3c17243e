"""A tree of nodes as records: the expected type decides what a word means, and everything wrong is collected."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec
import msgspec.structs
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ziping.standards.problems import Problem, suggestion
from ziping.standards.strict_yaml.nodes import Node, pairs, spot_of
from ziping.wording import Message

T = TypeVar("T")


class Way(NamedTuple):
    """The way of keys to a node, as a chain, so that it costs nothing until something is wrong."""

    before: Way | None
    step: str | int

    def __str__(self) -> str:
        front = str(self.before) if self.before else ""
        if isinstance(self.step, int):
            return f"{front}[{self.step}]"
        return f"{front}.{self.step}" if front else self.step


Problems = list[Problem]
Read = Callable[[Node, "Way | None", Problems], Any]
FAILED: Any = object()  # stands for what could not be read; a problem says why


def convert(node: Node, kind: type[T], problems: Problems, at: str = "") -> T | None:
    """``node`` as ``kind`` (a record, or a mapping or tuple of them); ``None`` when ``problems`` grew.

    ``at`` is the way of keys to ``node``. Reads ``str int bool Decimal date Literal``, optional ones, tuples, lists,
    mappings with text keys, records; raises ``TypeError`` for any other type, which is a mistake in a model.
    """
    read: Read = reader(kind)  # type: ignore[arg-type]  # types can be hashed, which mypy does not see here
    value = read(node, Way(None, at) if at else None, problems)
    return None if value is FAILED else value


@cache
def reader(kind: Any) -> Read:
    """How a node is read as ``kind``."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _record(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _choice(args)
    if origin in (Union, types.UnionType):
        return _union(args)
    return _collection(kind, origin, args)


def _collection(kind: Any, origin: Any, args: tuple[Any, ...]) -> Read:
    if origin is dict and args[0] is str:
        return _mapping(args[1])
    if origin is list or (origin is tuple and args[1:] == (Ellipsis,)):
        return _sequence(args[0], origin)
    if origin is tuple:
        return _fixed(args)
    raise TypeError(f"pack files cannot hold {kind!r}")


def _fail(key: str, node: Node, way: Way | None, problems: Problems, /, **args: object) -> Any:
    problems.append(Problem(Message(f"standards.read.{key}", args), spot_of(node), str(way) if way else ""))
    return FAILED


def _shown(node: Node) -> object:
    """What was read, for a message."""
    if isinstance(node, ScalarNode):
        return node.value or Message("standards.read.nothing_there")
    return Message("standards.read.a_list" if isinstance(node, SequenceNode) else "standards.read.a_mapping")


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null")


# --- scalars -----------------------------------------------------------------------------------------------------


def _text(node: Node, way: Way | None, problems: Problems) -> Any:
    if not isinstance(node, ScalarNode):
        braces = isinstance(node, MappingNode) and node.flow_style
        return _fail("braces" if braces else "not_text", node, way, problems, read=_shown(node))
    if not node.style and not node.value:
        return _fail("empty_text", node, way, problems)
    return node.value


_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_EXACT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _whole(node: Node, way: Way | None, problems: Problems) -> Any:
    if isinstance(node, ScalarNode) and _WHOLE.fullmatch(node.value):
        return int(node.value)
    return _fail("not_whole", node, way, problems, read=_shown(node))


def _decimal(node: Node, way: Way | None, problems: Problems) -> Any:
    if isinstance(node, ScalarNode) and _EXACT.fullmatch(node.value):
        return Decimal(node.value)
    return _fail("not_number", node, way, problems, read=_shown(node))


def _flag(node: Node, way: Way | None, problems: Problems) -> Any:
    if isinstance(node, ScalarNode) and not node.style and node.value in ("true", "false"):
        return node.value == "true"
    return _fail("not_flag", node, way, problems, read=_shown(node))


def _day(node: Node, way: Way | None, problems: Problems) -> Any:
    if isinstance(node, ScalarNode) and _DAY.fullmatch(node.value):
        try:
            return dt.date.fromisoformat(node.value)
        except ValueError:
            return _fail("no_such_day", node, way, problems, read=node.value)
    return _fail("not_day", node, way, problems, read=_shown(node))


def _anything(node: Node, way: Way | None, problems: Problems) -> Any:
    """Where any value may stand: bare whole and decimal numbers, true and false are taken as such, the rest is text."""
    if isinstance(node, SequenceNode):
        return _sequence(object, list)(node, way, problems)
    if isinstance(node, MappingNode):
        return _mapping(object)(node, way, problems)
    text: str = node.value
    if node.style:
        return text
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _EXACT.fullmatch(text) else _text(node, way, problems)


_SCALARS: dict[object, Read] = {
    str: _text,
    int: _whole,
    bool: _flag,
    Decimal: _decimal,
    dt.date: _day,
    object: _anything,
}


def _choice(choices: tuple[str, ...]) -> Read:
    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if isinstance(node, ScalarNode) and node.value in choices:
            return node.value
        known = Message("standards.suggest.known", {"names": tuple(choice for choice in choices if choice)})
        return _fail("not_choice", node, way, problems, read=_shown(node), suggestion=known)

    return read


def _union(args: tuple[Any, ...]) -> Read:
    """``X | None``, or a union told apart by the shape of what stands there: a list, a whole number, a text."""
    options = [arg for arg in args if arg is not types.NoneType]
    lists = [reader(arg) for arg in options if get_origin(arg) in (list, tuple)]
    others = [reader(arg) for arg in options if get_origin(arg) not in (list, tuple) and arg is not int]
    wholes = [reader(int)] if int in options else []

    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if types.NoneType in args and _is_empty(node):
            return None
        if lists and isinstance(node, SequenceNode):
            return lists[0](node, way, problems)
        bare = isinstance(node, ScalarNode) and not node.style and _WHOLE.fullmatch(node.value)
        if wholes and (bare or not others):
            return wholes[0](node, way, problems)
        return others[0](node, way, problems)

    return read


# --- lists, mappings, records ------------------------------------------------------------------------------------


def _sequence(kind: Any, build: Callable[[list[Any]], Any]) -> Read:
    read_entry = reader(kind)

    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if not isinstance(node, SequenceNode):
            return _fail("not_list", node, way, problems, read=_shown(node))
        values = [read_entry(entry, Way(way, number), problems) for number, entry in enumerate(node.value)]
        return FAILED if FAILED in values else build(values)

    return read


def _fixed(kinds: tuple[Any, ...]) -> Read:
    readers = [reader(kind) for kind in kinds]

    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if not isinstance(node, SequenceNode):
            return _fail("not_list", node, way, problems, read=_shown(node))
        if len(node.value) != len(readers):
            return _fail("wrong_length", node, way, problems, read=len(node.value), expected=len(readers))
        values = [
            read_entry(entry, Way(way, number), problems)
            for number, (read_entry, entry) in enumerate(zip(readers, node.value, strict=True))
        ]
        return FAILED if FAILED in values else tuple(values)

    return read


def _mapping(kind: Any) -> Read:
    read_value = reader(kind)

    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if not isinstance(node, MappingNode):
            return _fail("not_mapping", node, way, problems, read=_shown(node))
        values = {key: read_value(value, Way(way, key), problems) for key, _, value in pairs(node)}
        return FAILED if any(value is FAILED for value in values.values()) else values

    return read


def _record(kind: type[msgspec.Struct]) -> Read:
    fields: dict[str, Read] = {}
    required: set[str] = set()

    def prepare() -> None:  # late, because a section holds sections
        for field in msgspec.structs.fields(kind):
            fields[field.encode_name] = reader(field.type)
            if field.required:
                required.add(field.encode_name)

    def read(node: Node, way: Way | None, problems: Problems) -> Any:
        if not fields:
            prepare()
        if not isinstance(node, MappingNode):
            hint = Message("standards.suggest.keys", {"names": tuple(fields)})
            return _fail("not_record", node, way, problems, read=_shown(node), suggestion=hint)
        before = len(problems)
        values: dict[str, Any] = {}
        for key, key_node, value in pairs(node):
            if (read_value := fields.get(key)) is None:
                _unknown_key(key, key_node, value, fields, way, problems)
            else:
                values[key] = read_value(value, Way(way, key), problems)
        for missing in sorted(required - values.keys()):
            _fail("missing_key", node, way, problems, key=missing)
        return FAILED if len(problems) > before else kind(**values)

    return read


def _unknown_key(
    key: str, key_node: Node, value: Node, fields: dict[str, Read], way: Way | None, problems: Problems
) -> None:
    if _is_empty(value):  # {en: office, travel}: the comma began a key
        _fail("comma_in_flow", key_node, way, problems, read=key)
    else:
        _fail("unknown_key", key_node, way, problems, read=key, suggestion=suggestion(key, fields))
