"""What holds once some operations are taken as done: decided exactly, with the operations that could mend what does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.checking.localising.forms import ONE, Linear
from ziping.checking.localising.inequalities import Inequality, contradiction
from ziping.checking.localising.model import Bounds, Group, Model, Row
from ziping.checking.localising.operations import Steps
from ziping.figures import Conflict, reconcile

Chosen = frozenset[int]
_ZERO = Fraction(0)


@dataclass(frozen=True)
class Trial:
    """A fault: the rows and quantities it may touch, those to look at whatever is done, what may be done.

    ``lenient`` rows were cut short elsewhere in the report: that is no part of this fault.
    """

    model: Model
    steps: Steps
    rows: frozenset[int]
    seeds: frozenset[int]
    watched: frozenset[int]
    lenient: frozenset[int]

    def left(self, chosen: Chosen) -> State:
        """The state after ``chosen``."""
        return State(self, chosen)


class State:
    """Figures after some operations: each quantity either as its remaining mentions say, or free."""

    def __init__(self, trial: Trial, chosen: Chosen) -> None:
        self.trial, self.chosen = trial, chosen
        self._known: dict[int, Group | None] = {}
        self._gone: set[int] = set()
        self._moved: dict[int, list[int]] = {}
        self._meant: dict[int, int] = {}
        touched: set[int] = set(trial.watched)
        for number in chosen:
            step = trial.steps.all[number]
            if step.group >= 0:
                self._gone.add(step.group)
                touched.add(trial.model.groups[step.group].quantity)
            if step.kind == "label":
                self._moved.setdefault(step.meant, []).append(step.group)
                self._meant[step.group] = step.meant
                touched.add(step.meant)
        self.touched = touched

    def groups(self, quantity: int) -> list[Group]:
        """The mentions of ``quantity`` that still stand."""
        groups = self.trial.model.groups
        own = [
            groups[number] for number in self.trial.model.of_quantity[quantity] if number not in self._gone
        ]
        return own + [groups[number] for number in self._moved.get(quantity, ())]

    def known(self, quantity: int) -> Group | None:
        """The mention that says most precisely what ``quantity`` is; ``None`` where none is left."""
        if quantity not in self._known:
            left = self.groups(quantity)
            self._known[quantity] = min(left, key=lambda each: each.figure.step, default=None)
        return self._known[quantity]

    def value(self, quantity: int) -> Fraction:
        group = self.known(quantity)
        assert group is not None, "asked of quantities that are known"
        return group.value

    def row(self, number: int) -> Row:
        """A row, over the quantities its figures belong to after all."""
        row = self.trial.model.rows[number]
        moved = {
            quantity: self._meant[group]
            for quantity, group in row.via.items()
            # a claim about two figures stays one about two
            if group in self._meant and self._meant[group] not in row.quantities
        }
        return _moved(row, moved) if moved else row

    def rows_of(self, quantity: int) -> list[Row]:
        """The rows ``quantity`` stands in."""
        sources = {
            quantity,
            *(self.trial.model.groups[each].quantity for each in self._moved.get(quantity, ())),
        }
        numbers = {number for each in sources for number in self.trial.model.of_rows.get(each, ())}
        rows = (self.row(number) for number in sorted(numbers & self.trial.rows))
        return [row for row in rows if quantity in row.quantities]

    # --- what does not hold -------------------------------------------------------------------------------------------

    def cores(self) -> list[list[int]]:
        """What contradicts itself in what is stated: of each, the operations not done yet of which one must be.

        Raises ``TooMany``.
        """
        found = [
            [
                each
                for each in self.trial.steps.touching(one.number for one in pair)
                if each not in self.chosen
            ]
            for quantity in sorted(self.touched)
            if (pair := self._at_odds(quantity)) is not None
        ]
        at_odds = {quantity for quantity in self.touched if self._at_odds(quantity) is not None}
        given: list[Inequality] = []
        for number in self._rows():
            row = self.row(number)
            if row.quantities & at_odds:
                continue
            asked = self.inequalities(row)
            if any(each.broken for each in asked):
                found.append(self._mending((number,)))
            given += asked
        if found or not any(each.weights for each in given):
            return found
        origins = contradiction(given)
        return [] if origins is None else [self._mending(sorted(origins))]

    def _at_odds(self, quantity: int) -> tuple[Group, Group] | None:
        left = self.groups(quantity)
        for at, one in enumerate(left):
            for other in left[at + 1 :]:
                if one.value != other.value and isinstance(reconcile((one.figure, other.figure)), Conflict):
                    return one, other
        return None

    def _rows(self) -> list[int]:
        near = {number for quantity in self.touched for number in self.trial.model.of_rows.get(quantity, ())}
        asked = (near | self.trial.seeds) & self.trial.rows
        return sorted(number for number in asked if self._applies(number))

    def _applies(self, row: int) -> bool:
        return self.trial.steps.suspended.get(row) not in self.chosen

    def given(self) -> list[Inequality]:
        """All that is asked of the free quantities."""
        rows = (self.row(number) for number in self._rows())
        return [each for row in rows for each in self.inequalities(row) if each.weights]

    def bounds(self, row: Row) -> Bounds:
        """How far ``row`` may be off here."""
        is_cut = row.number in self.trial.lenient or self.trial.steps.cut.get(row.number) in self.chosen
        return row.cut if is_cut else row.rounded

    def inequalities(self, row: Row, bounds: Bounds | None = None) -> list[Inequality]:
        """What ``row`` asks of the free quantities. Nothing where ratio and parts are free together: any numbers fit."""
        bounds = self.bounds(row) if bounds is None else bounds
        if row.multiplier is not None and self.known(row.multiplier) is None:
            return self._of_ratio(row, row.multiplier, bounds)
        ratio = _ZERO if row.multiplier is None else self.value(row.multiplier)
        origins = frozenset((row.number,))
        found = []
        if bounds.low is not None:
            weights, constant = self._reduced(row, ratio - bounds.under, -1)
            found.append(Inequality(weights, bounds.low - constant, bounds.low_excluded, origins))
        if bounds.high is not None:
            weights, constant = self._reduced(row, ratio + bounds.over, 1)
            found.append(Inequality(weights, bounds.high - constant, bounds.high_excluded, origins))
        return found

    def _of_ratio(self, row: Row, ratio: int, bounds: Bounds) -> list[Inequality]:
        parts = (row.above.keys() | row.below.keys()) - {ONE}
        if any(self.known(quantity) is None for quantity in parts):
            return []
        above, below = self._sum(row.above), self._sum(row.below)
        assert bounds.low is not None
        assert bounds.high is not None
        origins = frozenset((row.number,))
        if below <= 0:
            return []
        most = above + bounds.under * below + bounds.low
        least = above - bounds.over * below - bounds.high
        return [
            Inequality({ratio: below}, most, bounds.low_excluded, origins),
            Inequality({ratio: -below}, -least, bounds.high_excluded, origins),
        ]

    def _reduced(self, row: Row, ratio: Fraction, sign: int) -> tuple[dict[int, Fraction], Fraction]:
        """The row above − ratio · below, times ``sign``: what is free, and the constant that the known figures make.

        Reckoned from what the row comes to as stated: only what was touched is looked at again.
        """
        model = self.trial.model
        above, below = model.sums(row)
        constant = above - ratio * below
        weights: dict[int, Fraction] = {}
        for at in self.touched & row.quantities:
            weight = row.above.get(at, _ZERO) - ratio * row.below.get(at, _ZERO)
            if not weight:
                continue
            group = self.known(at)
            constant += weight * ((_ZERO if group is None else group.value) - model.base(at))
            if group is None:
                weights[at] = weight * sign
        return weights, constant * sign

    def _sum(self, linear: Linear) -> Fraction:
        return sum((weight if at == ONE else weight * self.value(at) for at, weight in linear.items()), _ZERO)

    def _mending(self, rows: Sequence[int]) -> list[int]:
        """Operations on ``rows`` or on figures known in them."""
        steps = self.trial.steps
        found: dict[int, None] = {}
        for number in rows:
            row = self.row(number)
            own: tuple[int, ...] = ()
            if (cut := self._cut(row)) is not None:
                found[cut] = None
                own = (
                    () if row.multiplier is None else (row.multiplier,)
                )  # cut short explains the ratio for less
            if number in steps.suspended:
                found[steps.suspended[number]] = None
            for quantity in sorted(row.quantities - set(own)):
                if (group := self.known(quantity)) is not None:
                    found.update(dict.fromkeys(steps.touching((group.number,))))
        return [each for each in found if each not in self.chosen]

    def _cut(self, row: Row) -> int | None:
        """The operation that has ``row`` cut short, where that alone makes it hold."""
        number = self.trial.steps.cut.get(row.number)
        if number is None or number in self.chosen or row.number in self.trial.lenient:
            return None
        return None if any(each.broken for each in self.inequalities(row, row.cut)) else number


def _moved(row: Row, to: Mapping[int, int]) -> Row:
    """``row`` over other quantities."""

    def over(linear: Linear) -> Linear:
        found: dict[int, Fraction] = {}
        for at, weight in linear.items():
            found[to.get(at, at)] = found.get(to.get(at, at), _ZERO) + weight
        return {at: weight for at, weight in found.items() if weight}

    multiplier = None if row.multiplier is None else to.get(row.multiplier, row.multiplier)
    quantities = frozenset(to.get(each, each) for each in row.quantities)
    return replace(
        row, above=over(row.above), below=over(row.below), multiplier=multiplier, quantities=quantities
    )
