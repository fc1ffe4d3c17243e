"""What a set of operations comes to in figures: admissible intervals, what was likely meant, proved once more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ziping.checking.localising.inequalities import Inequality, interval_of
from ziping.checking.localising.model import QUARTERS, Group
from ziping.checking.localising.operations import Step
from ziping.checking.localising.proof import decimals_of, proved
from ziping.checking.localising.slips import NO_SLIP, bare_number, slips
from ziping.checking.localising.state import State
from ziping.figures import Interval

_MOST_SHOWN = 5
_ONE = Fraction(1)
_RECKONED = Fraction(3, 2)
_INEXACT = Fraction(1, 2)  # what a candidate must be likelier by, to win over one that makes relations exact
_DECIMALS, _FINER = (
    2,
    4,
)  # decimals a ratio is told in, where those it was written with do not do, and how many more


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number one slip away from what is written, with what the slip costs."""

    value: Fraction
    cost: Fraction
    text: str

    @property
    def decimals(self) -> int:
        return len(self.text.partition(".")[2])


def solved(state: State) -> Solved | None:
    """``state`` with values for everything in doubt, each chosen in its turn and all proved together.

    ``None`` where no figures as people write them fit (a number of persons that would have to be a fraction). Raises
    ``TooMany``.
    """
    steps = [state.trial.steps.all[number] for number in sorted(state.chosen)]
    values = _Values(state)
    doubts: list[Doubt] = []
    for step in steps:
        group = state.trial.model.groups[step.group] if step.group >= 0 else None
        doubt = Doubt(step, group)
        if group is not None and step.kind in ("figure", "ratio"):
            found = _doubt(step, group, values)
            if found is None:
                return None
            doubt = found
        doubts.append(doubt)
    if not values.hold() or not proved(state, values.chosen):
        return None
    cost = Fraction(state.trial.steps.cost(state.chosen), QUARTERS)
    score = cost + sum((_weighed(doubt) - 1 for doubt in doubts), Fraction(0))
    return Solved(state, tuple(doubts), cost, score)


class _Values:
    """The values ``chosen`` for free quantities so far, in base units, and what they leave to the others."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.chosen: dict[int, Fraction] = {}
        self._given: list[Inequality] | None = None

    def interval(self, quantity: int) -> Interval | None:
        if quantity in self.chosen:
            return Interval.at(self.chosen[quantity])
        if self._given is None:
            self._given = self.state.given()
        return interval_of(quantity, self._given, self.chosen)

    def finer(self, quantity: int, step: Fraction) -> Interval | None:
        """What is left where ``quantity`` is written in ``step``: finer than it was, it leaves less to rounding."""
        if quantity in self.chosen:
            return Interval.at(self.chosen[quantity])
        self.state.finer[quantity] = step
        try:
            return interval_of(quantity, self.state.given(), self.chosen)
        finally:
            del self.state.finer[quantity]

    def choose(self, quantity: int, value: Fraction, step: Fraction) -> None:
        if quantity not in self.chosen:
            self.chosen[quantity] = value
            self.state.finer[quantity] = step
            mentions = self.state.trial.model.of_quantity[quantity]
            if any(step < self.state.trial.model.groups[each].figure.step for each in mentions):
                self._given = None

    def hold(self) -> bool:
        """Whether all that is asked holds, as far as values are chosen."""
        return all(_holds(each, self.chosen) for each in self.state.given())


def _holds(each: Inequality, values: dict[int, Fraction]) -> bool:
    if not each.weights.keys() <= values.keys():
        return True
    total = sum((weight * values[at] for at, weight in each.weights.items()), Fraction(0))
    return total < each.bound if each.strict else total <= each.bound


def _weighed(doubt: Doubt) -> Fraction:
    """What a slip adds. A ratio is reckoned, not copied: that it is no slip from the right one says little."""
    return min(doubt.slip, _RECKONED) if doubt.step.kind == "ratio" else doubt.slip


def _doubt(step: Step, group: Group, values: _Values) -> Doubt | None:
    """What ``group`` should say instead; ``None`` where nothing that could stand there fits."""
    quantity, factor = group.quantity, group.figure.factor
    if (other := values.state.known(quantity)) is not None:
        value = other.value / factor
        alike = [each for each in candidates_of(group) if each.value == value]
        cheapest = min((each.cost for each in alike), default=NO_SLIP)
        return Doubt(step, group, Interval.at(value), value, tuple(each.text for each in alike), cheapest)
    free = values.interval(quantity)
    if free is None:
        return None
    interval = free.scaled(1 / factor)
    if interval.lo is None and interval.hi is None:
        return Doubt(step, group, interval, slip=NO_SLIP)  # a ratio whose parts are in doubt with it
    middle = _middle(interval, group, values)
    fitting = sorted(
        _fitting(interval, group, values),
        key=lambda each: (
            each.cost + (0 if each.value == middle else _INEXACT),
            _apart(each.value, interval),
        ),
    )
    chosen = fitting[0].value if fitting else middle
    if chosen is None:
        bounded = interval.lo is not None and interval.hi is not None
        return None if bounded else Doubt(step, group, interval, slip=NO_SLIP)
    if chosen < 0 < group.value and not fitting:
        return None  # nobody meant an amount below 0 where one above it stands
    values.choose(quantity, chosen * factor, factor / 10 ** decimals_of(chosen))
    cheapest = fitting[0].cost if fitting else NO_SLIP
    return Doubt(step, group, interval, chosen, tuple(each.text for each in fitting[:_MOST_SHOWN]), cheapest)


def candidates_of(group: Group) -> tuple[Candidate, ...]:
    """Slips of what is written there, the smallest number first; of a 0 none: nobody is told to make up an amount."""
    return () if group.value == 0 else _candidates(bare_number(group.figure))


@lru_cache(maxsize=4096)
def _candidates(written: str) -> tuple[Candidate, ...]:
    found = (Candidate(Fraction(text), cost, text) for text, cost in slips(written).items())
    return tuple(sorted(found, key=lambda each: (each.value, each.cost, each.text)))


def inside(interval: Interval, group: Group) -> Sequence[Candidate]:
    """The candidates of ``group`` that lie in ``interval``, its ends included."""
    every = candidates_of(group)
    start = 0 if interval.lo is None else bisect_left(every, interval.lo, key=lambda each: each.value)
    end = len(every) if interval.hi is None else bisect_right(every, interval.hi, key=lambda each: each.value)
    return every[start:end]


def _fitting(interval: Interval, group: Group, values: _Values) -> Iterator[Candidate]:
    """The candidates that fit, those written more finely than the figure was within what that leaves open."""
    factor = group.figure.factor
    narrower: dict[int, Interval | None] = {}
    for each in inside(interval, group):
        if not interval.contains(each.value):
            continue
        step = factor / 10**each.decimals
        if step < group.figure.step:
            if each.decimals not in narrower:
                left = values.finer(group.quantity, step)
                narrower[each.decimals] = None if left is None else left.scaled(1 / factor)
            left = narrower[each.decimals]
            if left is None or not left.contains(each.value):
                continue
        yield each


def _apart(value: Fraction, interval: Interval) -> Fraction:
    """How far from the middle of the interval: where rounding leaves several values open, the middle one is exact."""
    if interval.lo is None or interval.hi is None:
        return Fraction(0)
    return abs(value - (interval.lo + interval.hi) / 2)


def _middle(interval: Interval, group: Group, values: _Values) -> Fraction | None:
    """The value in the middle, written as finely as the figure is; ``None`` where none so written lies inside.

    A ratio may be written more finely: 99.92% for 100%.
    """
    left: Interval | None = interval
    factor, digits = group.figure.factor, group.figure.digits
    for places in (
        (digits, *range(max(digits + 1, _DECIMALS), _DECIMALS + _FINER)) if group.ratio else (digits,)
    ):
        step = group.figure.step / factor or _ONE
        if places > digits:
            step = Fraction(1, 10**places)
            free = values.finer(group.quantity, step * factor)
            left = None if free is None else free.scaled(1 / factor)
        if left is None or left.lo is None or left.hi is None:
            return None
        near = round((left.lo + left.hi) / 2 / step) * step
        for each in (near, near + step, near - step):
            if left.contains(each):
                return each
    return None


def ranked(found: Sequence[Solved]) -> list[Solved]:
    """Likeliest first; of equals the cheaper, then the order they were found in."""
    return sorted(found, key=lambda each: (each.score, each.cost))
