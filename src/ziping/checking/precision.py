"""How finely a report is written, so that a figure written short is not taken for a rounded one.

In 17 + 50 + 13.68 + 100 + 60 the 17 has no cents; it was not rounded to whole 万元. Figures of a unit get the step that
is usual for that unit in the report: a single amount with four decimals (a spreadsheet's residue) does not make all
others look imprecise or exact.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from ziping.figures import Figure, Unit
from ziping.report import Statement


def with_usual_precision(statement: Statement) -> Statement:
    """``statement`` with a grain on every measured figure."""
    steps = usual_steps(fact.figure for fact in statement.facts)
    facts = tuple(
        replace(fact, figure=fact.figure.with_grain(steps[fact.figure.unit]))
        if _measured(fact.figure) and fact.figure.unit in steps
        else fact
        for fact in statement.facts
    )
    return dataclasses.replace(statement, facts=facts)


def usual_steps(figures: Iterable[Figure]) -> dict[Unit | None, Fraction]:
    """The usual step of each unit, in the base of its dimension: the commonest number of decimals where any are written."""
    decimals: dict[Unit | None, Counter[int]] = {}
    for figure in figures:
        if _measured(figure) and figure.plain:
            decimals.setdefault(figure.unit, Counter())[figure.digits] += 1
    steps = {}
    for unit, found in decimals.items():
        written = [(count, digits) for digits, count in found.items() if digits > 0]
        digits = max(written)[1] if written else 0
        steps[unit] = Fraction(1, 10**digits) * (unit.factor if unit is not None else 1)
    return steps


def _measured(figure: Figure) -> bool:
    """Whether precision can be lent by neighbours: not for what was counted, nor for percentages."""
    return (
        figure.known and figure.unit is not None and not (figure.unit.counted or figure.unit.keeps_own_digits)
    )
