"""Formulas evaluated: exactly, in intervals, and with their working shown.

Unknown values pass through what needs them and stop where they do not matter: ``false and unknown`` is false.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ziping.figures import Interval, Mode, parse_date
from ziping.standards.formulas.intervals import BY_NAME, rounded_to
from ziping.standards.formulas.plain import PLAIN, divided, rounded
from ziping.standards.formulas.scope import Missing, Operand, Outcome, Scope, Unknown, Working, unknown_of
from ziping.standards.formulas.tree import (
    Aggregate,
    Arithmetic,
    Call,
    Comparison,
    Constant,
    Formula,
    Logic,
    Name,
    Negative,
    Node,
    Not,
)


def evaluate(formula: Formula, scope: Scope) -> Outcome:
    """The value of ``formula`` for ``scope``: exact, in base units; :class:`Unknown` with all that is missing."""
    value: Outcome = _Walk(formula.text, scope).value(formula.root)
    return value


def evaluate_noting(formula: Formula, scope: Scope) -> tuple[Outcome, tuple[Operand, ...]]:
    """:func:`evaluate`, and every operand it read, in the order met."""
    walk = _Walk(formula.text, scope)
    walk.noted = []
    value: Outcome = walk.value(formula.root)
    return value, tuple(walk.noted)


def evaluate_interval(formula: Formula, scope: Scope, mode: Mode = "round") -> Interval | Unknown:
    """All values ``formula`` may truly have, given how its figures were rounded or truncated.

    Conditions inside it are decided on the figures as written. Raises ``TypeError`` when it does not give a number.
    """
    if not formula.measure.is_number:
        raise TypeError(f"{formula.text!r} gives no number")
    value: Interval | Unknown = _IntervalWalk(formula.text, scope, mode).value(formula.root)
    return value


def explain(formula: Formula, scope: Scope) -> Working:
    """:func:`evaluate` with the working: every part of the formula with its value, down to the figures."""
    walk = _Walk(formula.text, scope)
    walk.trace = [[]]
    walk.value(formula.root)
    return walk.trace[0][0]


_WAYS: dict[type, str] = {
    Constant: "_constant",
    Name: "_name",
    Negative: "_negative",
    Not: "_not",
    Arithmetic: "_arithmetic",
    Comparison: "_comparison",
    Logic: "_logic",
    Call: "_call",
    Aggregate: "_aggregate",
}
"""The method that evaluates each kind of node: by name, so that an evaluation binds only those it needs."""


class _Walk:
    """One evaluation. ``at`` holds for each item being gone through the one it is at."""

    def __init__(self, text: str, scope: Scope, at: dict[str, Scope] | None = None) -> None:
        self.text = text
        self.scope = scope
        self.at = at or {}
        self.trace: list[list[Working]] | None = None
        self.noted: list[Operand] | None = None

    def value(self, node: Node) -> Any:
        """What ``node`` comes to; its working is kept when somebody asked for it."""
        if self.trace is None:
            return getattr(self, _WAYS[type(node)])(node)
        self.trace.append([])
        value = getattr(self, _WAYS[type(node)])(node)
        parts = tuple(self.trace.pop())
        operand = self.look_up(node) if isinstance(node, Name) else None
        self.trace[-1].append(Working(self.text[node.start : node.end], value, node.measure, parts, operand))
        return value

    def look_up(self, node: Name) -> Operand | Missing:
        return self.at.get(node.item, self.scope).lookup(node.concept, node.stage)

    # --- leaves and operators ---------------------------------------------------------------------------------------

    def _constant(self, node: Constant) -> Any:
        return node.value

    def _name(self, node: Name) -> Any:
        found = self.look_up(node)
        if isinstance(found, Missing):
            return Unknown((found,))
        if self.noted is not None:
            self.noted.append(found)
        return found.value

    def _negative(self, node: Negative) -> Any:
        value = self.value(node.operand)
        return value if isinstance(value, Unknown) else -value

    def _not(self, node: Not) -> Any:
        value = self.value(node.operand)
        return value if isinstance(value, Unknown) else not value

    def _arithmetic(self, node: Arithmetic) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if (unknown := _together(left, right)) is not None:
            return unknown
        if node.op == "+":
            return left + right
        if node.op == "-":
            return left - right
        if node.op == "*":
            return left * right
        return self.divide(left, right, node)

    def divide(self, left: Any, right: Any, node: Arithmetic) -> Any:
        return divided(left, right, self.text[node.right.start : node.right.end])

    def _comparison(self, node: Comparison) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if (unknown := _together(left, right)) is not None:
            return unknown
        return _COMPARE[node.op](left, right)

    def _logic(self, node: Logic) -> Any:
        decided = node.op == "or"  # true decides an or, false an and
        left = self.value(node.left)
        if left is decided:
            return decided
        right = self.value(node.right)
        if right is decided:
            return decided
        unknown = _together(left, right)
        return not decided if unknown is None else unknown

    # --- functions --------------------------------------------------------------------------------------------------

    def _call(self, node: Call) -> Any:
        special = getattr(self, f"_{node.function}_of", None)
        if special is not None:
            return special(node)
        values = [self.value(argument) for argument in node.arguments]
        if (unknown := _together(*values)) is not None:
            return unknown
        return PLAIN[node.function](*values)

    def _if_of(self, node: Call) -> Any:
        condition, then, otherwise = node.arguments
        chosen = self.value(condition)
        return chosen if isinstance(chosen, Unknown) else self.value(then if chosen else otherwise)

    def _round_of(self, node: Call) -> Any:
        value, step = self.value(node.arguments[0]), node.arguments[1]
        assert isinstance(step, Constant)
        assert isinstance(step.value, Fraction)
        if isinstance(value, Unknown):
            return value
        return self.round(value, Fraction(1, 10 ** int(step.value)) if step.bare else abs(step.value))

    def round(self, value: Any, step: Fraction) -> Any:
        return rounded(value, step)

    def _year_of(self, node: Call) -> Any:
        return self._of_month(node)

    def _month_of(self, node: Call) -> Any:
        return self._of_month(node)

    def _of_month(self, node: Call) -> Any:
        """The year or the month, which a date without its day has too."""
        value = self.value(node.arguments[0])
        if not isinstance(value, Unknown):
            return PLAIN[node.function](value)
        [missing, *others] = value.missing
        return (
            value
            if others or missing.reason != "no_day"
            else PLAIN[node.function](parse_date(missing.written))
        )

    def _known_of(self, node: Call) -> bool:
        return not isinstance(self.value(node.arguments[0]), Unknown)

    def _blank_of(self, node: Call) -> bool:
        return self._why(node) in ("absent", "blank")

    def _stated_none_of(self, node: Call) -> bool:
        return self._why(node) in ("dash", "none_stated")

    def _not_applicable_of(self, node: Call) -> bool:
        return self._why(node) == "not_applicable"

    def _why(self, node: Call) -> str:
        name = node.arguments[0]
        assert isinstance(name, Name)
        self.value(name)  # so that the working shows it
        found = self.look_up(name)
        return found.reason if isinstance(found, Missing) else ""

    def _first_known_of(self, node: Call) -> Any:
        missing: list[Missing] = []
        for argument in node.arguments:
            value = self.value(argument)
            if not isinstance(value, Unknown):
                return value
            missing.extend(value.missing)
        return unknown_of(missing)

    # --- items ------------------------------------------------------------------------------------------------------

    def _aggregate(self, node: Aggregate) -> Any:
        outside = self.at
        known: list[Any] = []
        missing: list[Missing] = []
        for at in self._each(node.path):
            self.at = at
            chosen = True if node.where is None else self.value(node.where)
            if chosen is False:
                continue
            value = (
                chosen
                if isinstance(chosen, Unknown)
                else True
                if node.body is None
                else self.value(node.body)
            )
            if not isinstance(value, Unknown):
                known.append(value)
            elif node.function != "count" or value is chosen:  # a count leaves out what is not given
                missing.extend(value.missing)
        self.at = outside
        return self.gathered(node, known, missing)

    def _each(self, path: tuple[tuple[str, str], ...]) -> Iterator[dict[str, Scope]]:
        """Every way along ``path``: which item of each kind one is at."""
        ways = [self.at]
        for item, within in path:
            ways = [{**at, item: one} for at in ways for one in at.get(within, self.scope).items(item)]
        return iter(ways)

    def gathered(self, node: Aggregate, known: list[Any], missing: list[Missing]) -> Any:
        """What the values of the items come to. One item decides an ``any`` or ``all`` whatever is missing elsewhere."""
        if node.function == "any" and True in known:
            return True
        if node.function == "all" and False in known:
            return False
        if missing:
            return unknown_of(missing)
        if node.function in ("min", "max", "average") and not known:
            return Unknown((Missing(self.text[node.start : node.end], "", "no_items"),))
        return self.combine(node, known)

    def combine(self, node: Aggregate, known: list[Any]) -> Any:
        if node.function == "join":
            return node.between.join(known)
        return _COMBINE[node.function](known)


class _IntervalWalk(_Walk):
    """The same with an interval for every number; whatever is no number is found on the figures as written."""

    def __init__(self, text: str, scope: Scope, mode: Mode) -> None:
        super().__init__(text, scope)
        self.mode: Mode = mode

    def value(self, node: Node) -> Any:
        if node.measure is not None and node.measure.is_number:
            return getattr(self, _WAYS[type(node)])(node)
        return _Walk(self.text, self.scope, self.at).value(node)

    def _constant(self, node: Constant) -> Any:
        assert isinstance(node.value, Fraction)
        return Interval.at(node.value)

    def _name(self, node: Name) -> Any:
        found = self.look_up(node)
        if isinstance(found, Missing):
            return Unknown((found,))
        if found.interval is not None:
            return found.interval(self.mode)
        assert isinstance(found.value, Fraction)
        return Interval.at(found.value)

    def divide(self, left: Any, right: Any, node: Arithmetic) -> Any:
        try:
            return left / right
        except ZeroDivisionError:
            return divided(left.point, Fraction(0), self.text[node.right.start : node.right.end])

    def round(self, value: Any, step: Fraction) -> Any:
        return rounded_to(value, step)

    def _call(self, node: Call) -> Any:
        if node.function in ("min", "max", "abs"):
            values = [self.value(argument) for argument in node.arguments]
            unknown = _together(*values)
            return unknown if unknown is not None else BY_NAME[node.function](values)
        found = super()._call(node)
        return Interval.at(found) if isinstance(found, Fraction) else found

    def combine(self, node: Aggregate, known: list[Any]) -> Any:
        if node.function == "count":
            return Interval.at(len(known))
        if node.function == "sum":
            return sum(known, Interval.at(0))
        if node.function == "average":
            return sum(known, Interval.at(0)) / len(known)
        return BY_NAME[node.function](known)


def _together(*values: Any) -> Unknown | None:
    """All that is missing in ``values``, ``None`` when nothing is."""
    unknown = [value for value in values if isinstance(value, Unknown)]
    if not unknown:
        return None
    return unknown[0] if len(unknown) == 1 else unknown_of(one for each in unknown for one in each.missing)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}

_COMBINE: dict[str, Callable[[list[Any]], Fraction | bool | dt.date]] = {
    "sum": lambda values: sum(values, Fraction(0)),
    "average": lambda values: sum(values, Fraction(0)) / len(values),
    "min": min,
    "max": max,
    "any": any,
    "all": all,
    "count": lambda values: Fraction(len(values)),
}
