"""A formula's text as a tree: the grammar stands in ``grammar.lark``, nothing is ever handed to ``eval``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

from ziping.standards.formulas.actions import ACTIONS, Refused
from ziping.standards.formulas.errors import FormulaError, FormulaProblem
from ziping.standards.formulas.tree import Tree, depth
from ziping.wording import Message

if TYPE_CHECKING:
    from lark import Lark, Token
    from lark.exceptions import UnexpectedInput

LONGEST = 2000  # characters
DEEPEST = 100  # parts within parts, so that a hostile formula cannot exhaust the stack


KNOWN: dict[str, Tree] = {}
"""Trees found once, by their text; those of the last start are put here by whoever keeps them."""


def parse(text: str) -> Tree:
    """``text`` as a tree. Raises :class:`FormulaError` saying where it stops being a formula."""
    found = KNOWN.get(text)
    if found is None:
        found = KNOWN[text] = _parsed(text)
    return found


def _parsed(text: str) -> Tree:
    from lark.exceptions import UnexpectedInput

    if len(text) > LONGEST:
        _refuse(text, "too_long", LONGEST, LONGEST, limit=LONGEST)
    try:
        root: Any = _parser().parse(text)  # the embedded transformer makes it a node
    except UnexpectedInput as error:
        raise FormulaError(text, [_unexpected(text, error)]) from error
    except Refused as error:
        raise FormulaError(text, [error.problem]) from error
    if depth(root) > DEEPEST:
        _refuse(text, "too_deep", 0, len(text), limit=DEEPEST)
    return Tree(text, root)


@cache
def _parser() -> Lark:
    from lark import Lark

    grammar = (files("ziping.standards.formulas") / "grammar.lark").read_text(encoding="utf-8")
    actions: Any = SimpleNamespace(**{rule: _spread(action) for rule, action in ACTIONS.items()})
    return Lark(grammar, parser="lalr", transformer=actions)


def _spread(action: Callable[..., Any]) -> Callable[[list[Any]], Any]:
    """The parser hands over a list; actions name their parts."""
    return lambda parts: action(*parts)


# What people write for an operator, and what to write instead.
_INSTEAD = {
    "=": "==", "＝": "==", "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "（": "(", "）": ")", "，": ",",
    "＞": ">", "＜": "<", "＋": "+", "－": "-", "−": "-", "&": "and", "|": "or", "!": "not", "％": "%",
    "“": "'", "”": "'", "‘": "'", "’": "'",
}  # fmt: skip


def _unexpected(text: str, error: UnexpectedInput) -> FormulaProblem:
    """Why the parser stopped, for somebody who does not know grammars."""
    position: int | None = error.pos_in_stream
    token: Token | None = getattr(error, "token", None)
    if position is None or (token is not None and token.type == "$END"):
        return FormulaProblem(Message("standards.formula.ends_early"), len(text), len(text))
    start = position
    if token is not None:
        return FormulaProblem(
            Message("standards.formula.unexpected", {"read": str(token)}), start, start + len(token)
        )
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
