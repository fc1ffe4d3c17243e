"""Which of figures alike was mistyped: the explanations one found explanation stands for, the likeliest first.

The search tries one figure for all that stand in the very same sums; here the digits of each are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from math import prod

from ziping.checking.localising.alike import Alike
from ziping.checking.localising.causes import inside
from ziping.checking.localising.inequalities import Inequality, interval_of
from ziping.checking.localising.slips import NO_SLIP
from ziping.checking.localising.state import State
from ziping.figures import Interval

_SLIPS = 12  # figures tried that are one slip away from fitting, of those alike
_OTHERS = 5  # and of those that are not, as many as are ever told
_COMBINED, _MOST = 2000, 12  # combinations weighed and tried, where several figures have others alike


def variants(state: State, alike: Alike) -> Iterator[State]:
    """``state`` and what it stands for. Raises ``TooMany``."""
    several = [number for number in sorted(state.chosen) if len(alike.of(number)) > 1]
    if not several:
        yield state
        return
    given = state.given()
    choices = [_likeliest(number, alike, state, given) for number in several]
    while prod(map(len, choices)) > _COMBINED:
        max(choices, key=len).pop()
    kept = state.chosen.difference(several)
    combined = sorted(product(*choices), key=lambda each: sum(cost for cost, _ in each))
    for each in islice(combined, _MOST):
        picked = frozenset(number for _, number in each)
        if len(picked) == len(several):
            yield state.trial.left(kept | picked)


def _likeliest(
    number: int, alike: Alike, state: State, given: list[Inequality]
) -> list[tuple[Fraction, int]]:
    """Operations like ``number``, each with what the slip costs that would make its figure fit."""
    model, steps = state.trial.model, state.trial.steps
    first = model.groups[steps.all[number].group]
    free = interval_of(first.quantity, given)
    if free is None:
        return []
    slipped: list[tuple[Fraction, int]] = []
    others: list[tuple[Fraction, int]] = []
    for each in alike.of(number):
        group = model.groups[steps.all[each].group]
        interval = (free + Interval.at(group.value - first.value)).scaled(1 / group.figure.factor)
        cost = min((one.cost for one in inside(interval, group)), default=NO_SLIP)
        if cost < NO_SLIP:
            slipped.append((cost, each))
        elif interval.hi is None or interval.hi >= 0 or group.value <= 0:
            others.append((NO_SLIP, each))
    slipped.sort()
    return [*slipped[:_SLIPS], *others[:_OTHERS]]
