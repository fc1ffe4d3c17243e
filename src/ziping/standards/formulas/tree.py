"""A formula as a tree. Every node knows where in the text it stands; binding gives it its measure.

Nodes are frozen and compared by content. ``start`` and ``end`` are character offsets in the formula's text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ziping.standards.formulas.measure import Measure

Value: TypeAlias = Fraction | str | bool | dt.date
Fixed: TypeAlias = Value | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal. Numbers are in base units; ``unit`` is how theirs was written, empty for a bare number."""

    value: Fixed
    unit: str
    start: int
    end: int
    measure: Measure | None = None

    @property
    def bare(self) -> bool:
        return isinstance(self.value, Fraction) and not self.unit


@dataclass(frozen=True, slots=True)
class Name:
    """A concept at a stage. ``item`` is the repeating part it belongs to, known once bound."""

    concept: str
    stage: str
    start: int
    end: int
    item: str = ""
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Node
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Not:
    operand: Node
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``op`` is one of ``+ - * /``."""

    op: str
    left: Node
    right: Node
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``op`` is one of ``== != < <= > >=``."""

    op: str
    left: Node
    right: Node
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Logic:
    """``op`` is ``and`` or ``or``."""

    op: str
    left: Node
    right: Node
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; ``where`` is the condition of an aggregate that was not bound yet."""

    function: str
    arguments: tuple[Node, ...]
    where: Node | None
    start: int
    end: int
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function over the items found along ``path`` (``project``, then ``allotment`` within each).

    ``body`` is ``None`` where items themselves are counted; ``between`` is what ``join`` puts between texts.
    """

    function: str
    body: Node | None
    where: Node | None
    path: tuple[tuple[str, str], ...]  # item, and the part it is within (empty for the report)
    between: str
    start: int
    end: int
    measure: Measure | None = None


Node: TypeAlias = Constant | Name | Negative | Not | Arithmetic | Comparison | Logic | Call | Aggregate


def children(node: Node) -> tuple[Node, ...]:
    """The parts of ``node`` in reading order."""
    if isinstance(node, (Negative, Not)):
        return (node.operand,)
    if isinstance(node, (Arithmetic, Comparison, Logic)):
        return (node.left, node.right)
    if isinstance(node, Call):
        return (*node.arguments, node.where) if node.where is not None else node.arguments
    if isinstance(node, Aggregate):
        return tuple(part for part in (node.body, node.where) if part is not None)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """``node`` and everything below it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def depth(node: Node) -> int:
    """How deep ``node`` is nested; counted without recursion, for it is asked before anything recurses."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [below for above in level for below in children(above)]
    return deepest


@dataclass(frozen=True, slots=True)
class Tree:
    """A formula as written, not yet held against a vocabulary."""

    text: str
    root: Node


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula all of whose names are known and whose units fit. ``measure`` is what it gives."""

    text: str
    root: Node
    measure: Measure

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Concept and stage of everything it reads, in reading order, each once."""
        found = (node for node in walk(self.root) if isinstance(node, Name))
        return tuple(dict.fromkeys((name.concept, name.stage) for name in found))

    @property
    def sides(self) -> tuple[Formula, Formula]:
        """Left and right of an equation or a limit (``==``, ``<=``, ``>=`` …). Raises ``TypeError`` when it is none."""
        root = self.root
        if not isinstance(root, Comparison):
            raise TypeError(f"{self.text!r} compares nothing")
        left, right = root.left, root.right
        assert left.measure is not None
        assert right.measure is not None
        return Formula(self.text, left, left.measure), Formula(self.text, right, right.measure)

    def quote(self, node: Node) -> str:
        """The words of the formula that ``node`` stands for."""
        return self.text[node.start : node.end]

    def __str__(self) -> str:
        return self.quote(self.root)
