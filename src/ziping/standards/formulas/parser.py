"""A formula's text as a tree: the grammar stands in ``grammar.lark``, nothing is ever handed to ``eval``."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from ziping.figures import known_unit
from ziping.standards.formulas.errors import FormulaError, FormulaProblem
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
    Tree,
    depth,
)
from ziping.wording import Message

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedInput

LONGEST = 2000  # characters
DEEPEST = 100  # parts within parts, so that a hostile formula cannot exhaust the stack


@cache
def parse(text: str) -> Tree:
    """``text`` as a tree. Raises :class:`FormulaError` saying where it stops being a formula."""
    from lark.exceptions import UnexpectedInput  # noqa: PLC0415 - costs 50 ms, needed only here

    if len(text) > LONGEST:
        _refuse(text, "too_long", LONGEST, LONGEST, limit=LONGEST)
    try:
        root: Any = _parser().parse(text)  # the embedded transformer makes it a node
    except UnexpectedInput as error:
        raise FormulaError(text, [_unexpected(text, error)]) from error
    except _Refused as error:
        raise FormulaError(text, [error.problem]) from error
    if depth(root) > DEEPEST:
        _refuse(text, "too_deep", 0, len(text), limit=DEEPEST)
    return Tree(text, root)


@cache
def _parser() -> Lark:
    from lark import Lark, Transformer, v_args  # noqa: PLC0415 - costs 50 ms, needed only here

    grammar = (files("ziping.standards.formulas") / "grammar.lark").read_text(encoding="utf-8")
    transformer = v_args(inline=True)(type("_Nodes", (_Builder, Transformer), {}))()
    return Lark(grammar, parser="lalr", transformer=transformer)


class _Refused(Exception):  # noqa: N818 - carries one problem out of the parser and never leaves this module
    def __init__(self, problem: FormulaProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Builder:
    """What the parser calls for each rule of the grammar, innermost first."""

    def number(self, token: Token) -> Constant:
        start, end = _span(token)
        digits = token.rstrip(_UNIT_CHARACTERS)
        written = token[len(digits) :].strip()
        value = Fraction(digits.strip())
        if not written:
            return Constant(value, "", start, end)
        if (unit := known_unit(written)) is None:
            message = Message("standards.formula.unknown_unit", {"read": written})
            raise _Refused(FormulaProblem(message, end - len(written), end))
        return Constant(value * unit.factor, unit.written, start, end)

    def text(self, token: Token) -> Constant:
        return Constant(token[1:-1], "", *_span(token))

    def truth(self, token: Token) -> Constant:
        return Constant(token == "true", "", *_span(token))

    def name(self, token: Token) -> Name:
        concept, _, stage = token.partition("@")
        return Name(concept, stage, *_span(token))

    def argument(self, value: Node, where: Node | None = None) -> tuple[Node, Node | None]:
        return value, where

    def call(self, name: Token, _open: Token, *rest: Any) -> Call:
        *arguments, close = rest
        start, end = name.start_pos or 0, close.end_pos
        for _, where in arguments[1:]:
            if where is not None:
                message = Message("standards.formula.where_misplaced")
                raise _Refused(FormulaProblem(message, where.start, where.end))
        where = arguments[0][1] if arguments else None
        return Call(str(name), tuple(value for value, _ in arguments), where, start, end)

    def group(self, opening: Token, node: Node, close: Token) -> Node:
        return replace(node, start=opening.start_pos or 0, end=close.end_pos or 0)

    def negative(self, sign: Token, operand: Node) -> Node:
        start = sign.start_pos or 0
        if isinstance(operand, Constant) and isinstance(operand.value, Fraction):
            return replace(operand, value=-operand.value, start=start)
        return Negative(operand, start, operand.end)

    def denial(self, sign: Token, operand: Node) -> Not:
        return Not(operand, sign.start_pos or 0, operand.end)

    def arithmetic(self, left: Node, op: Token, right: Node) -> Arithmetic:
        return Arithmetic(str(op), left, right, left.start, right.end)

    def comparison(self, left: Node, op: Token, right: Node) -> Comparison:
        return Comparison(str(op), left, right, left.start, right.end)

    def both(self, left: Node, right: Node) -> Logic:
        return Logic("and", left, right, left.start, right.end)

    def either(self, left: Node, right: Node) -> Logic:
        return Logic("or", left, right, left.start, right.end)


_UNIT_CHARACTERS = "%‰㎡/ " + "".join(map(chr, range(0x4E00, 0xA000)))


def _span(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0


# What people write for an operator, and what to write instead.
_INSTEAD = {
    "=": "==", "＝": "==", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "（": "(", "）": ")", "，": ",",
    "＞": ">", "＜": "<", "＋": "+", "－": "-", "−": "-", "&": "and", "|": "or", "!": "not", "％": "%",
    "“": "'", "”": "'", "‘": "'", "’": "'",
}  # fmt: skip


def _unexpected(text: str, error: UnexpectedInput) -> FormulaProblem:
    """Why the parser stopped, for somebody who does not know grammars."""
    start = error.pos_in_stream
    token = getattr(error, "token", None)
    if start is None or (token is not None and token.type == "$END"):
        return FormulaProblem(Message("standards.formula.ends_early"), len(text), len(text))
    if token is not None:
        return FormulaProblem(Message("standards.formula.unexpected", {"read": str(token)}), start, start + len(token))
    read, end = text[start], start + 1
    if read in _INSTEAD:
        message = Message("standards.formula.instead", {"read": read, "write": _INSTEAD[read]})
    elif read in "'\"":
        message = Message("standards.formula.open_quote", {"read": read})
    elif not read.isascii():
        end = next((i for i in range(start, len(text)) if text[i].isascii()), len(text))
        message = Message("standards.formula.not_ascii", {"read": text[start:end]})
    else:
        message = Message("standards.formula.unexpected", {"read": read})
    return FormulaProblem(message, start, end)


def _refuse(text: str, key: str, start: int, end: int, **args: object) -> NoReturn:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    raise FormulaError(shown, [FormulaProblem(Message(f"standards.formula.{key}", args), start, end)])


_SHOWN = 60
