"""Formulas as quotients of two linear forms: what a sum, share, rate or growth comes to, as coefficients of its operands.

Operands are numbered as in their relation. What is no quotient of linear forms raises :class:`NotLinear` and stays out
of the model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ziping.checking.findings import Relation
from ziping.standards import Standard
from ziping.standards.formulas import Aggregate, Arithmetic, Comparison, Constant, Name, Negative, Node, bind

Linear = Mapping[int, Fraction]
ONE: Final = -1  # the key of the constant term
_ZERO, _UNIT = Fraction(0), Fraction(1)
_DEEPEST = 5
_CLOSED_BY = {"(": ")", "|": "|"}
_TOKENS = re.compile(r"[a-z]|\d+|[-+*/()|]")


class NotLinear(Exception):  # noqa: N818 - an answer, caught by the model
    """The formula is no quotient of two linear forms."""


@dataclass(frozen=True, slots=True)
class Form:
    """``above`` / ``below``."""

    above: Linear
    below: Linear

    @classmethod
    def of(cls, at: int, weight: Fraction = _UNIT) -> Form:
        """An operand, or with ``ONE`` a constant."""
        return cls({at: weight}, {ONE: _UNIT})

    def __add__(self, other: Form) -> Form:
        if self.below == other.below:
            return Form(_added(self.above, other.above), self.below)
        one, other = (self, other) if _constant(other.below) else (other, self)
        divisor = _constant(other.below)
        if not divisor:
            raise NotLinear
        return Form(_added(one.above, _times(one.below, _scaled(other.above, 1 / divisor))), one.below)

    def __neg__(self) -> Form:
        return Form(_scaled(self.above, Fraction(-1)), self.below)

    def __mul__(self, other: Form) -> Form:
        return Form(_times(self.above, other.above), _times(self.below, other.below))

    def __truediv__(self, other: Form) -> Form:
        return Form(_times(self.above, other.below), _times(self.below, other.above))

    def at(self, values: Sequence[Fraction]) -> Fraction:
        """Its value for operands as given. Raises ``NotLinear`` where it divides by 0."""
        divisor = value_of(self.below, values.__getitem__)
        if divisor == 0:
            raise NotLinear
        return value_of(self.above, values.__getitem__) / divisor


def value_of(linear: Linear, value: Callable[[int], Fraction]) -> Fraction:
    """A linear form where each variable has its ``value``."""
    return sum((weight if at == ONE else weight * value(at) for at, weight in linear.items()), _ZERO)


def _added(one: Linear, other: Linear) -> Linear:
    total = dict(one)
    for at, weight in other.items():
        total[at] = total.get(at, _ZERO) + weight
    return {at: weight for at, weight in total.items() if weight}


def _scaled(linear: Linear, factor: Fraction) -> Linear:
    return {at: weight * factor for at, weight in linear.items() if factor}


def _constant(linear: Linear) -> Fraction | None:
    return linear.get(ONE, _ZERO) if all(at == ONE for at in linear) else None


def _times(one: Linear, other: Linear) -> Linear:
    if (factor := _constant(other)) is not None:
        return _scaled(one, factor)
    if (factor := _constant(one)) is not None:
        return _scaled(other, factor)
    raise NotLinear


def form_of(relation: Relation, standard: Standard | None) -> Form:
    """What the operands of ``relation`` come to. Raises ``NotLinear``.

    Proved on the spot: with the stated figures the form gives what the check computed, or the relation stays out.
    """
    values = [operand.figure.base for operand in relation.operands]
    form = _read(relation, values, standard)
    computed = computed_base(relation)
    if form.at(values) == computed:
        return form
    if form.at(values) == -computed:  # a fall told in words is compared by its size
        return -form
    raise NotLinear


def computed_base(relation: Relation) -> Fraction:
    """What the check computed, in base units. Raises ``NotLinear`` where it computed nothing."""
    if relation.computed is None:
        raise NotLinear
    figure = relation.claim.figure
    own = figure.unit is None or figure.unit.keeps_own_digits
    return relation.computed.value * (1 if own else figure.factor)


def _read(relation: Relation, values: Sequence[Fraction], standard: Standard | None) -> Form:
    count = range(len(relation.operands))
    if relation.kind == "count":
        return Form.of(ONE, computed_base(relation))
    if relation.weights:
        return Form({at: Fraction(relation.weights[at]) for at in count}, {ONE: _UNIT})
    if relation.kind in ("sum", "partial_sum", "equal"):
        return Form(dict.fromkeys(count, _UNIT), {ONE: _UNIT})
    if relation.at or standard is None:
        return _Letters(relation.formula, values).form()
    return _Packs(relation, standard).form()


class _Letters:
    """Formulas of documents, over a, b, c …: ``b/(a-b)``, ``|a-b|``."""

    def __init__(self, text: str, values: Sequence[Fraction]) -> None:
        self._tokens = _TOKENS.findall(text)
        self._values = values

    def form(self) -> Form:
        found = self._sum()
        if self._tokens:
            raise NotLinear
        return found

    def _sum(self) -> Form:
        total = self._product()
        while self._next() in ("+", "-"):
            sign = self._tokens.pop(0)
            term = self._product()
            total += term if sign == "+" else -term
        return total

    def _product(self) -> Form:
        total = self._term()
        while self._next() in ("*", "/"):
            sign = self._tokens.pop(0)
            term = self._term()
            total = total * term if sign == "*" else total / term
        return total

    def _term(self) -> Form:
        begun = self._tokens.pop(0) if self._tokens else ""
        if begun in _CLOSED_BY:
            inside = self._sum()
            if not self._tokens or self._tokens.pop(0) != _CLOSED_BY[begun]:
                raise NotLinear
            return -inside if begun == "|" and inside.at(self._values) < 0 else inside
        if begun.isdigit():
            return Form.of(ONE, Fraction(int(begun)))
        at = ord(begun) - ord("a") if begun.isalpha() else -1
        if not 0 <= at < len(self._values):
            raise NotLinear
        return Form.of(at)

    def _next(self) -> str:
        return self._tokens[0] if self._tokens else ""


class _Packs:
    """Formulas of packs; a derived concept counts as what it is derived from."""

    def __init__(self, relation: Relation, standard: Standard) -> None:
        self._relation, self._standard = relation, standard
        self._rule = standard.rules[relation.rule]

    def form(self) -> Form:
        root = self._bound(self._relation.formula, self._rule.each)
        if not isinstance(root, Comparison):
            raise NotLinear
        return self._of(root.right, 0)

    def _bound(self, text: str, each: str) -> Node:
        return bind(text, self._standard.vocabulary, each=each, parameters=self._rule.params).root

    def _of(self, node: Node, depth: int) -> Form:
        match node:
            case Constant(value=Fraction() as value):
                return Form.of(ONE, value)
            case Negative():
                return -self._of(node.operand, depth)
            case Arithmetic():
                left, right = self._of(node.left, depth), self._of(node.right, depth)
                operations = {"+": left.__add__, "*": left.__mul__, "/": left.__truediv__}
                return left + -right if node.op == "-" else operations[node.op](right)
            case Name():
                return self._named(node, depth)
            case Aggregate(function="sum", body=Name() as body, where=None):
                return self._all_of(body)
            case _:
                raise NotLinear

    def _all_of(self, name: Name) -> Form:
        """The figure of every record: those the check came upon."""
        found = [
            at
            for at, operand in enumerate(self._relation.operands)
            if (operand.concept, operand.stage) == (name.concept, name.stage)
        ]
        return Form(dict.fromkeys(found, _UNIT), {ONE: _UNIT})

    def _named(self, node: Name, depth: int) -> Form:
        for at, operand in enumerate(self._relation.operands):
            if (operand.concept, operand.stage) == (node.concept, node.stage):
                return Form.of(at)
        known = self._standard.concepts.get(node.concept)
        if known is None or not known.formula or depth > _DEEPEST:
            raise NotLinear
        return self._of(self._bound(known.formula, known.item), depth + 1)
