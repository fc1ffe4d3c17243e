"""An explanation proved once more: every relation it touches, recomputed with the figures as they would then be written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ziping.checking.findings import Operand, Relation
from ziping.checking.localising.bounds import Bounds, all_or_nothing, bounds_of
from ziping.checking.localising.forms import Linear
from ziping.checking.localising.model import Model, Row
from ziping.checking.localising.state import State

_ZERO = Fraction(0)
_MOST_DECIMALS = 12

Written = tuple[Fraction, Fraction]
"""A value and the step it is written in, both in base units."""


def proved(state: State, values: Mapping[int, Fraction]) -> bool:
    """Whether all that ``state`` touches holds with ``values`` (by quantity, in base units) put in.

    Each figure counts as finely as it is written or its value needs; one more decimal leaves less to rounding.
    """
    model, trial = state.trial.model, state.trial
    touched = {number for at in state.touched for number in model.of_rows.get(at, ())}
    for number in sorted(touched):
        row = model.rows[number]
        elsewhere = number not in trial.rows and row.verdict == "inconsistent"
        if elsewhere or trial.steps.suspended.get(number) in state.chosen:
            continue
        if not all(_holds(row, relation, state, values) for relation in row.relations):
            return False
    return True


def decimals_of(value: Fraction) -> int:
    """How many decimals ``value`` needs; the most anybody writes where it never ends."""
    return next(
        (places for places in range(_MOST_DECIMALS) if (value * 10**places).denominator == 1), _MOST_DECIMALS
    )


def _holds(row: Row, relation: Relation, state: State, values: Mapping[int, Fraction]) -> bool:
    """Whether ``relation`` holds, or says nothing: a figure in it belongs elsewhere or may be anything."""
    model = state.trial.model
    told: dict[int, Written] = {}
    for operand in (*relation.operands, relation.claim):
        quantity = model.of_key[operand.spot.key]
        again = quantity in state.touched or len(model.of_quantity[quantity]) > 1
        if again and quantity in row.quantities:
            written = _written(operand, quantity, state, values)
            if written is None:
                return True
            told[quantity] = written
    above, below = model.sums(row)
    above += _more(row.above, told, model)
    below += _more(row.below, told, model)
    ratio = _ratio(row, told, model)
    may_be_cut = state.is_cut(row) or row.verdict == "truncation"
    for bounds in _bounds(row, relation, told, model)[: 1 + may_be_cut]:
        low = above - (ratio - bounds.under) * below + (bounds.low or _ZERO)
        high = (bounds.high or _ZERO) - above + (ratio + bounds.over) * below
        if (row.rounded.low is None or low >= 0) and (row.rounded.high is None or high >= 0):
            return True
    return False


def _more(linear: Linear, told: Mapping[int, Written], model: Model) -> Fraction:
    """By how much a linear form is more with what is ``told`` instead of what was stated."""
    return sum(
        (linear[at] * (value - model.base(at)) for at, (value, _) in told.items() if at in linear), _ZERO
    )


def _ratio(row: Row, told: Mapping[int, Written], model: Model) -> Fraction:
    if row.multiplier is None:
        return _ZERO
    return told[row.multiplier][0] if row.multiplier in told else model.base(row.multiplier)


def _bounds(row: Row, relation: Relation, told: Mapping[int, Written], model: Model) -> tuple[Bounds, Bounds]:
    """How far ``relation`` may be off where its figures are written as ``told``: rounded, and cut short."""
    ratio = row.multiplier
    if ratio not in told and all(step == row.steps[at] for at, (_, step) in told.items()):
        return row.rounded, row.cut
    steps = {**row.steps, **{at: step for at, (_, step) in told.items()}}
    now = _ratio(row, told, model)
    claimed = relation.claim.figure
    exact = ratio is None or (all_or_nothing(claimed) and now == claimed.base)
    return bounds_of(row.above, row.below, now, _ZERO if exact or ratio is None else steps[ratio], steps)


def _written(operand: Operand, quantity: int, state: State, values: Mapping[int, Fraction]) -> Written | None:
    """What stands for ``operand`` after all; ``None`` where it stands for something else or anything would do."""
    figure, known = operand.figure, state.known(quantity)
    group = state.mention(quantity, operand.spot.key)
    if group is None or state.stands(group):
        return figure.base, figure.step
    value = values.get(quantity) if known is None else known.value
    if value is None or state.meant(group):
        return None
    return value, min(figure.step, figure.factor / 10 ** decimals_of(value / figure.factor))
