"""What a rule's message quotes: the formulas in its braces evaluated, so that a finding carries its own figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from ziping.checking.context import Setting
from ziping.checking.findings import PERCENT, Exactly, Value
from ziping.figures import Figure
from ziping.report import DayOrMonth, Derived, Fact, TextFact
from ziping.standards.formulas import (
    Comparison,
    Formula,
    Measure,
    Name,
    Scope,
    Unknown,
    bind,
    evaluate,
)
from ziping.standards.model.rules import Rule
from ziping.wording import Message

_HOLE = re.compile(r"\{([^{}|]+?)\s*(?:\|\s*([a-z_]+)\s*)?\}")
_PARAMETER = "param."
_TEN_THOUSAND = 10_000


def holes(template: str) -> Iterator[tuple[str, str]]:
    """What stands in each pair of braces of a message, with its format."""
    for found in _HOLE.finditer(template):
        yield found[1], found[2] or ""


def with_holes_filled(template: str, fill: Callable[[str, str], str]) -> str:
    """``template`` with what ``fill`` makes of each hole; braces in a filled text stay text."""
    return _HOLE.sub(lambda found: fill(found[1], found[2] or ""), template)


def quoted(rule: Rule, scope: Scope, setting: Setting, args: Mapping[str, Value]) -> dict[str, Value]:
    """``args`` with a value for every hole of the rule's message and mending, by what stands in the hole."""
    filled = dict(args)
    for template in (rule.message.zh, rule.message.en, rule.mend.zh, rule.mend.en):
        for inside, form in holes(template):
            name = (
                inside.removeprefix(_PARAMETER)
                if inside.startswith(_PARAMETER)
                else f"{inside}|{form}".rstrip("|")
            )
            if name in filled:
                continue
            if inside.startswith(_PARAMETER):
                filled[name] = _parameter(rule, name)
            else:
                filled[name] = _value(inside, form, rule, scope, setting)
    return filled


def _parameter(rule: Rule, name: str) -> Value:
    value = rule.params.get(name)
    return tuple(value) if isinstance(value, list) else value


def _value(inside: str, form: str, rule: Rule, scope: Scope, setting: Setting) -> Value:
    formula = bind(inside, setting.standard.vocabulary, each=rule.each, parameters=rule.params)
    if isinstance(formula.root, Name):
        source = scope.lookup(formula.root.concept, formula.root.stage).source
        if isinstance(source, Fact):
            return source.figure
        if isinstance(source, TextFact):
            return _said(source.value)
        if not isinstance(source, Derived):
            return Message("checking.empty.blank")
    outcome = evaluate(formula, scope)
    if isinstance(outcome, Unknown):
        return Message("checking.empty.unknown")
    if isinstance(outcome, Fraction):
        return measured(outcome, formula.measure, percent=form == "percent")
    return _said(outcome)


def _said(value: object) -> Value:
    if isinstance(value, bool):
        return Message("checking.yes" if value else "checking.no")
    if value is None or (isinstance(value, str) and not value.strip()):
        return Message("checking.empty.blank")
    if isinstance(value, DayOrMonth):
        return Message("checking.month", {"year": value.year, "month": value.first.month})
    return value  # type: ignore[return-value] # a text or a date: bool and None were answered above


def measured(value: Fraction, measure: Measure, *, percent: bool = False) -> Exactly:
    """A computed number in base units with the unit it is shown in."""
    if percent:
        return Exactly(value, PERCENT)
    match measure.dimension:
        case "ratio":
            return Exactly(value)
        case "money":
            return Exactly(value / _TEN_THOUSAND, "万元")
        case dimension if dimension.startswith("money/"):
            return Exactly(value, "元")
        case dimension:
            return Exactly(value, _UNITS.get(dimension, ""))


_UNITS = {"people": "人", "marks": "分", "area": "㎡", "time": "天"}


def in_unit_of(value: Fraction, claim: Figure) -> Exactly:
    """A computed number in base units, shown in the unit of the figure that claims it."""
    if claim.unit is None:
        return Exactly(value)
    if claim.unit.keeps_own_digits:
        return Exactly(value, PERCENT)
    return Exactly(value / claim.unit.factor, claim.unit.written)


def sides(formula: Formula) -> tuple[Formula, Formula]:
    """Left and right of a comparison, whatever its operator."""
    root = formula.root
    assert isinstance(root, Comparison)
    assert root.left.measure is not None
    assert root.right.measure is not None
    return Formula(formula.text, root.left, root.left.measure), Formula(
        formula.text, root.right, root.right.measure
    )
