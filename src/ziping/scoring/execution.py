"""The mark for budget execution: how much of the year's budget was spent."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ziping.scoring.choosing import params_for
from ziping.scoring.mark import Mark, Working
from ziping.scoring.measure import Measure
from ziping.scoring.modes import MODES
from ziping.scoring.outcome import Case
from ziping.scoring.rates import rate_of, without_value
from ziping.standards import Standard
from ziping.standards.formulas import Scope
from ziping.standards.model.scoring import Scoring
from ziping.wording import Message, say

_FULL = Measure.of_share(Fraction(1))


def execution_mark(standard: Standard, scoring: Scoring, scope: Scope) -> Mark:
    """Return marks for the rate the pack's ``execution_formula`` gives; no score when a figure of it is blank.

    Nothing spent of nothing earns full marks (不适用), something spent of nothing none.
    """
    name = Message("scoring.execution")
    params = params_for(scoring.execution.mode, scoring.execution.params, name)
    rate = rate_of(scoring.execution_formula, scope, standard)
    full = Fraction(scoring.execution_marks)
    case = Case(full=full, target=_FULL, decimals=scoring.decimals)
    if rate.value is not None:
        judged = MODES[scoring.execution.mode].judge(
            replace(case, actual=Measure.of_share(rate.value)), params
        )
        outcome = replace(judged, steps=(rate.said, *judged.steps))
    else:
        outcome = without_value(rate, full, scoring.decimals, name)
    low = rate.value is not None and rate.value < Fraction(scoring.note_required_below_rate)
    return Mark(
        indicator=say(name, "zh"),
        full=full,
        points=outcome.points,
        computed=outcome.points,
        working=Working(outcome.steps),
        mode=scoring.execution.mode,
        status=outcome.status,
        share=rate.value,
        met=outcome.met,
        notes=outcome.notes,
        note_required=low or bool(outcome.notes),
        key="execution",
    )
