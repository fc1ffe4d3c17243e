"""Finding a number by its value: typed, derived, or printed by a formula of a form or a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ziping.explaining.lines import Line
from ziping.explaining.printed import printed
from ziping.explaining.tracing import Tracer
from ziping.figures import Dimension, Figure, round_half_up, unit
from ziping.report import ReportScope, Statement
from ziping.standards.formulas import MARKS, MONEY, RATIO, Formula, Measure, Operand, evaluate
from ziping.standards.formulas.tree import Name

WAN = "万元"  # the unit the forms print money in
LONGEST_LIST = 12


def derived_lines(asked: Figure, tracer: Tracer) -> Iterator[Line]:
    """Derived concepts, of the report and of every item, that come to ``asked`` as printed with its decimals."""
    statement = tracer.statement
    for name, concept in statement.standard.concepts.items():
        if not concept.formula:
            continue
        for scope in _scopes(statement, concept.item):
            for stage in concept.stages:
                found = scope.lookup(name, stage)
                if isinstance(found, Operand) and _comes_to(found.value, asked, _measure(statement, name)):
                    yield tracer.concept(name, stage, scope)


def printed_lines(asked: Figure, tracer: Tracer) -> Iterator[Line]:
    """What forms and sentences compute for themselves, that comes to ``asked`` as printed with its decimals."""
    seen: set[tuple[str, str, str]] = set()
    for place in printed(tracer.standard):
        if not place.formula.measure.is_number or isinstance(place.formula.root, Name):
            continue
        for scope in _scopes(tracer.statement, place.each):
            key = (str(place.formula), place.each, scope.key)
            if key in seen:
                continue
            seen.add(key)
            value = evaluate(place.formula, scope)
            if _comes_to(value, asked, place.formula.measure):
                where = f"{place.where} {scope.name}".strip()
                yield tracer.formula(place.formula, scope, where, _unit_of(place.formula, asked))


def _scopes(statement: Statement, item: str) -> tuple[ReportScope, ...]:
    return tuple(statement.scope().items(item)) if item else (statement.scope(),)


def _measure(statement: Statement, concept: str) -> Measure | None:
    return statement.standard.vocabulary.terms[concept].measure


def _comes_to(value: object, asked: Figure, measure: Measure | None) -> bool:
    """Whether ``value`` (base units) is ``asked`` when rounded half-up to the decimals asked."""
    if not isinstance(value, Fraction) or asked.value is None:
        return False
    factor = _factor(asked, measure)
    return factor is not None and round_half_up(value / factor, asked.digits) == Fraction(asked.value)


def _factor(asked: Figure, measure: Measure | None) -> Fraction | None:
    """From the unit asked in to the base of ``measure``; ``None`` when they do not go together."""
    if asked.unit is None:
        if measure == RATIO:
            return None
        return unit(WAN).factor if measure == MONEY else Fraction(1)
    ratio = asked.unit.dimension in (Dimension.PERCENT, Dimension.PERMILLE)
    money = asked.unit.dimension is Dimension.MONEY
    if ratio != (measure == RATIO) or money != (measure == MONEY):
        return None
    return asked.unit.factor


def _unit_of(formula: Formula, asked: Figure) -> str:
    """What a value that no concept names is printed in."""
    if asked.unit is not None:
        return str(asked.unit)
    if formula.measure == MONEY:
        return WAN
    return "分" if formula.measure == MARKS else ""
