"""A YAML text as a tree of nodes that know their places; nothing is interpreted yet."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from ziping.standards.problems import PackError, Problem, Spot
from ziping.wording import Message

Node = ScalarNode | SequenceNode | MappingNode


@contextmanager
def collector_paused() -> Iterator[None]:
    """Reading packs makes tens of thousands of objects and frees few: letting the collector look takes 3 times as long."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class _Source(io.StringIO):
    """A text with the name of its file, which the parser passes on to every mark."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


class _TooDeep(Exception):  # noqa: N818 - stops the parser and never leaves this module
    pass


class _Composer(CParser):
    """The C parser with a resolver that leaves every scalar the text it is.

    An explicit tag (``!!int``) survives as the node's tag and is refused by :func:`verify`. The resolver is told of every
    step down and up; counting them keeps a hostile file from exhausting the C stack.
    """

    def __init__(self, source: _Source) -> None:
        super().__init__(source)
        self.depth = 0

    def descend_resolver(self, _parent: object, _index: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""


_MAYBE_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[^\s\[\]{},]")  # looking properly takes as long as reading
DEEPEST = 60  # nodes within nodes; packs need a dozen


def read_nodes(text: str, name: str) -> Node | None:
    """The tree of ``text``; ``None`` for an empty file. ``name`` stands in places.

    Raises :class:`PackError` for what is not YAML and for aliases, which would make a few lines grow into
    millions of nodes and hide where a value was written.
    """
    try:
        if _MAYBE_ALIAS.search(text):
            _refuse_aliases(text, name)
        with collector_paused():
            node: Any = _Composer(_Source(text, name)).get_single_node()
    except yaml.YAMLError as error:
        raise PackError([_syntax_problem(error, name)]) from error
    except _TooDeep as error:
        raise PackError([Problem(Message("standards.yaml.too_deep"), Spot(name))]) from error
    tree: Node | None = node
    return tree


def verify(node: Node) -> Iterator[Problem]:
    """What no record could be read from soundly: keys given twice, keys that are no text, explicit tags."""
    if node.tag:
        yield Problem(Message("standards.yaml.tag", {"read": node.tag}), spot_of(node))
    if isinstance(node, SequenceNode):
        for value in node.value:
            yield from verify(value)
    elif isinstance(node, MappingNode):
        seen: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                yield Problem(Message("standards.yaml.key_not_text"), spot_of(key))
            elif key.value in seen:
                args = {"key": key.value, "first": spot_of(seen[key.value]).line}
                yield Problem(Message("standards.yaml.duplicate_key", args), spot_of(key))
            else:
                seen[key.value] = key
            yield from verify(value)


def spot_of(node: Node) -> Spot:
    mark: Any = node.start_mark
    return Spot(mark.name, mark.line + 1, mark.column + 1)


def pairs(node: Node) -> Iterator[tuple[str, ScalarNode, Node]]:
    """Key text, key node and value node of a mapping; nothing for any other node or for keys that are no text."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield key.value, key, value


def _refuse_aliases(text: str, name: str) -> None:
    parser = CParser(_Source(text, name))
    while parser.check_event():
        event: Any = parser.get_event()
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            spot = Spot(name, mark.line + 1, mark.column + 1)
            raise PackError([Problem(Message("standards.yaml.alias", {"read": event.anchor}), spot)])


def _syntax_problem(error: yaml.YAMLError, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    spot = Spot(name, mark.line + 1, mark.column + 1) if mark is not None else Spot(name)
    return Problem(Message("standards.yaml.syntax", {"problem": problem}), spot)
