"""What a set of operations comes to in figures: admissible intervals, what was likely meant, proved once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.checking.localising.inequalities import Inequality, TooMany, interval_of
from ziping.checking.localising.model import QUARTERS, Group, Row, bounds_of
from ziping.checking.localising.operations import Step
from ziping.checking.localising.slips import NO_SLIP, bare_number, slips
from ziping.checking.localising.state import State
from ziping.figures import Interval

_MOST_SHOWN = 5
_ONE = Fraction(1)
_RECKONED = Fraction(3, 2)
_INEXACT = Fraction(1, 2)  # what a candidate must be likelier by, to win over one that makes relations exact


@dataclass(frozen=True, slots=True)
class Doubt:
    """One operation with what it says of its figure, in the figure's own unit (a percentage in percent).

    ``value`` is the likeliest true value (``None`` where any would do), ``candidates`` the values one slip away from what
    is written, the likeliest first, ``slip`` what that slip costs.
    """

    step: Step
    group: Group | None = None
    interval: Interval | None = None
    value: Fraction | None = None
    candidates: tuple[str, ...] = ()
    slip: Fraction = _ONE


@dataclass(frozen=True, slots=True)
class Solved:
    """An explanation with its values; ``score`` ranks it, lower is likelier."""

    state: State
    doubts: tuple[Doubt, ...]
    cost: Fraction
    score: Fraction


def solved(state: State) -> Solved | None:
    """``state`` with values for everything in doubt, each chosen in its turn and all proved together.

    ``None`` where no figures as people write them fit (a number of persons that would have to be a fraction).
    """
    steps = [state.trial.steps.all[number] for number in sorted(state.chosen)]
    given: list[Inequality] = state.given()
    doubts: list[Doubt] = []
    values: dict[int, Fraction] = {}
    for step in steps:
        if step.kind not in ("figure", "ratio"):
            doubts.append(Doubt(step, state.trial.model.groups[step.group] if step.group >= 0 else None))
            continue
        group = state.trial.model.groups[step.group]
        try:
            doubt = _doubt(step, group, state, given, values)
        except TooMany:
            return None
        if doubt is None:
            return None
        doubts.append(doubt)
    if not all(_holds(each, values) for each in state.given()) or not _proved(state):
        return None
    cost = Fraction(state.trial.steps.cost(state.chosen), QUARTERS)
    score = cost + sum((_weighed(doubt) - 1 for doubt in doubts), Fraction(0))
    return Solved(state, tuple(doubts), cost, score)


def _proved(state: State) -> bool:
    """Whether all holds as finely as the figures left are written: one more decimal leaves less to rounding."""
    model = state.trial.model
    finer = [
        quantity
        for quantity in sorted(state.touched)
        if (group := state.known(quantity)) is not None
        and group.figure.step < model.groups[model.of_quantity[quantity][0]].figure.step
    ]
    rows = {row.number: row for quantity in finer for row in state.rows_of(quantity)}
    return not any(each.broken for row in rows.values() for each in _as_written(row, state))


def _as_written(row: Row, state: State) -> list[Inequality]:
    """What ``row`` asks for where each figure is as fine as the mention of it that is left."""
    groups = {quantity: state.known(quantity) for quantity in row.quantities}
    known = {quantity: group.figure.step for quantity, group in groups.items() if group is not None}
    if len(known) < len(groups) or state.trial.steps.suspended.get(row.number) in state.chosen:
        return []
    sharp = row.multiplier is None or row.rounded.under == row.rounded.over == 0
    step = Fraction(0) if sharp or row.multiplier is None else known[row.multiplier]
    ratio = Fraction(0) if row.multiplier is None else state.value(row.multiplier)
    rounded, cut = bounds_of(row.above, row.below, ratio, step, known)
    bounds, own = (cut, row.cut) if state.bounds(row) is row.cut else (rounded, row.rounded)
    low, high = (None if own.low is None else bounds.low), (None if own.high is None else bounds.high)
    return state.inequalities(row, replace(bounds, low=low, high=high))


def _weighed(doubt: Doubt) -> Fraction:
    """What a slip adds. A ratio is reckoned, not copied: that it is no slip from the right one says little."""
    return min(doubt.slip, _RECKONED) if doubt.step.kind == "ratio" else doubt.slip


def _doubt(
    step: Step, group: Group, state: State, given: list[Inequality], values: dict[int, Fraction]
) -> Doubt | None:
    quantity, factor = group.quantity, group.figure.factor
    if (other := state.known(quantity)) is not None:
        value = other.value / factor
        costs = {text: cost for text, cost in _own(group).items() if Fraction(text) == value}
        cheapest = min(costs.values(), default=NO_SLIP)
        return Doubt(step, group, Interval.at(value), value, tuple(costs), cheapest)
    free = interval_of(quantity, given) if quantity not in values else Interval.at(values[quantity])
    if free is None:
        return None
    interval = free.scaled(1 / factor)
    if interval.lo is None and interval.hi is None:
        return Doubt(step, group, interval, slip=NO_SLIP)  # a ratio whose parts are in doubt with it
    middle = _middle(interval, group)
    fitting = sorted(
        ((cost, text) for text, cost in _own(group).items() if interval.contains(Fraction(text))),
        key=lambda pair: (
            pair[0] + (0 if Fraction(pair[1]) == middle else _INEXACT),
            _apart(pair[1], interval),
        ),
    )
    value_or_none = Fraction(fitting[0][1]) if fitting else middle
    if value_or_none is None:
        return (
            None
            if interval.lo is not None and interval.hi is not None
            else Doubt(step, group, interval, slip=NO_SLIP)
        )
    if value_or_none < 0 < group.value and not fitting:
        return None  # nobody meant an amount below 0 where one above it stands
    if quantity not in values:
        values[quantity] = value_or_none * factor
        for sign in (1, -1):
            bound = values[quantity] * sign
            given.append(
                Inequality(
                    {quantity: Fraction(sign)}, bound, strict=False, origins=frozenset((-1 - quantity,))
                )
            )
    cheapest = fitting[0][0] if fitting else NO_SLIP
    texts = tuple(text for _, text in fitting[:_MOST_SHOWN])
    return Doubt(step, group, interval, value_or_none, texts, cheapest)


def _own(group: Group) -> dict[str, Fraction]:
    """Slips of what is written there; of a 0 none: nobody is told to make up an amount."""
    return {} if group.value == 0 else slips(bare_number(group.figure))


def _apart(text: str, interval: Interval) -> Fraction:
    """How far from the middle of the interval: where rounding leaves several values open, the middle one is exact."""
    if interval.lo is None or interval.hi is None:
        return Fraction(0)
    return abs(Fraction(text) - (interval.lo + interval.hi) / 2)


def _middle(interval: Interval, group: Group) -> Fraction | None:
    """The value in the middle, written as finely as the figure is; ``None`` where none so written lies inside.

    A ratio may be written more finely: 99.92% for 100%.
    """
    if interval.lo is None or interval.hi is None:
        return None
    step = group.figure.step / group.figure.factor or _ONE
    middle = (interval.lo + interval.hi) / 2
    near = round(middle / step) * step
    written = next((each for each in (near, near + step, near - step) if interval.contains(each)), None)
    return middle if written is None and group.ratio else written


def _holds(each: Inequality, values: dict[int, Fraction]) -> bool:
    if not each.weights.keys() <= values.keys():
        return True
    total = sum((weight * values[at] for at, weight in each.weights.items()), Fraction(0))
    return total < each.bound if each.strict else total <= each.bound


def ranked(found: Sequence[Solved]) -> list[Solved]:
    """Likeliest first; of equals the cheaper, then the order they were found in."""
    return sorted(found, key=lambda each: (each.score, each.cost))
