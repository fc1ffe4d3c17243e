"""What the parser does for each rule of ``grammar.lark``, innermost first: it makes nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ziping.figures import known_unit
from ziping.standards.formulas.errors import FormulaProblem
from ziping.standards.formulas.tree import (
    Arithmetic,
    Call,
    Comparison,
    Constant,
    Logic,
    Name,
    Negative,
    Node,
    Not,
)
from ziping.wording import Message

if TYPE_CHECKING:
    from lark import Token


class Refused(Exception):  # noqa: N818 - carries one problem out of the parser and goes no further
    def __init__(self, problem: FormulaProblem) -> None:
        super().__init__(problem)
        self.problem = problem


_UNIT_CHARACTERS = "%‰㎡/ " + "".join(map(chr, range(0x4E00, 0xA000)))


def _span(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


def _number(token: Token) -> Constant:
    start, end = _span(token)
    digits = token.rstrip(_UNIT_CHARACTERS)
    written = token[len(digits) :].strip()
    value = Fraction(digits.strip())
    if not written:
        return Constant(value, "", start, end)
    if (unit := known_unit(written)) is None:
        message = Message("standards.formula.unknown_unit", {"read": written})
        raise Refused(FormulaProblem(message, end - len(written), end))
    return Constant(value * unit.factor, unit.written, start, end)


def _text(token: Token) -> Constant:
    return Constant(token[1:-1], "", *_span(token))


def _truth(token: Token) -> Constant:
    return Constant(str(token) == "true", "", *_span(token))


def _name(token: Token) -> Name:
    concept, _, stage = str(token).partition("@")
    return Name(concept, stage, *_span(token))


def _argument(value: Node, where: Node | None = None) -> tuple[Node, Node | None]:
    return value, where


def _call(name: Token, _open: Token, *rest: Any) -> Call:
    *arguments, close = rest
    start, end = name.start_pos or 0, close.end_pos
    for _, where in arguments[1:]:
        if where is not None:
            message = Message("standards.formula.where_misplaced")
            raise Refused(FormulaProblem(message, where.start, where.end))
    where = arguments[0][1] if arguments else None
    return Call(str(name), tuple(value for value, _ in arguments), where, start, end)


def _group(opening: Token, node: Node, close: Token) -> Node:
    return replace(node, start=opening.start_pos or 0, end=close.end_pos or 0)


def _negative(sign: Token, operand: Node) -> Node:
    start = sign.start_pos or 0
    if isinstance(operand, Constant) and isinstance(operand.value, Fraction):
        return replace(operand, value=-operand.value, start=start)
    return Negative(operand, start, operand.end)


def _denial(sign: Token, operand: Node) -> Not:
    return Not(operand, sign.start_pos or 0, operand.end)


def _arithmetic(left: Node, op: Token, right: Node) -> Arithmetic:
    return Arithmetic(str(op), left, right, left.start, right.end)


def _comparison(left: Node, op: Token, right: Node) -> Comparison:
    return Comparison(str(op), left, right, left.start, right.end)


def _both(left: Node, right: Node) -> Logic:
    return Logic("and", left, right, left.start, right.end)


def _either(left: Node, right: Node) -> Logic:
    return Logic("or", left, right, left.start, right.end)


ACTIONS: dict[str, Callable[..., Any]] = {
    "number": _number,
    "text": _text,
    "truth": _truth,
    "name": _name,
    "argument": _argument,
    "call": _call,
    "group": _group,
    "negative": _negative,
    "denial": _denial,
    "arithmetic": _arithmetic,
    "comparison": _comparison,
    "both": _both,
    "either": _either,
}
