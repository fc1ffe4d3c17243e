"""Units side by side: what may be added and compared, and what a bare number becomes beside a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ziping.standards.formulas.errors import FormulaProblem
from ziping.standards.formulas.literals import iso_day
from ziping.standards.formulas.measure import DATE, MONEY, TAKES_BARE_NUMBERS, Measure
from ziping.standards.formulas.names import problem
from ziping.standards.formulas.tree import Constant, Node


def anchor_of(nodes: Sequence[Node]) -> Measure | None:
    """The measure the others must have: that of the first which is no bare number or text to be read as a date."""
    firm = [node.measure for node in nodes if not _adapts(node) and node.measure is not None]
    if DATE in firm:
        return DATE
    return firm[0] if firm else nodes[0].measure


def fitted(node: Node, anchor: Measure | None) -> Node | FormulaProblem:
    """``node`` as ``anchor``: itself when it is such, adapted when it is a literal that can be, else why not."""
    if anchor is None or node.measure is None or node.measure == anchor:
        return node
    if isinstance(node, Constant):
        if isinstance(node.value, str) and anchor == DATE:
            day = iso_day(node.value)
            return (
                problem("not_a_day", node, read=node.value)
                if day is None
                else replace(node, value=day, measure=DATE)
            )
        if node.bare and anchor.is_number:
            if node.value == 0 or anchor in TAKES_BARE_NUMBERS:
                return replace(node, measure=anchor)
            example = "5万元" if anchor == MONEY else "5㎡"
            return problem("bare_number", node, read=str(node.value), measure=anchor.said(), example=example)
    return problem("cannot_mix", node, left=anchor.said(), right=node.measure.said())


def _adapts(node: Node) -> bool:
    return isinstance(node, Constant) and (
        node.bare or (isinstance(node.value, str) and iso_day(node.value) is not None)
    )
