"""What holds once some operations are taken as done: decided exactly, with the operations that could mend what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.checking.localising.bounds import Bounds, bounds_of
from ziping.checking.localising.forms import ONE, Linear
from ziping.checking.localising.inequalities import Inequality, Side
from ziping.checking.localising.model import Group, Model, Row
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

    def __init__(self, trial: Trial, chosen: Chosen, watched: frozenset[int] | None = None) -> None:
        self.trial, self.chosen = trial, chosen
        self.finer: dict[
            int, Fraction
        ] = {}  # steps of values found for figures that were written less finely
        self._known: dict[int, Group | None] = {}
        self._gone: set[int] = set()
        self._moved: dict[int, list[int]] = {}
        self._meant: dict[int, int] = {}
        touched: set[int] = set(trial.watched if watched is None else watched)
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

    def mention(self, quantity: int, key: str) -> int | None:
        """The group of mentions of ``quantity`` that the figure ``key`` is one of."""
        groups = self.trial.model.groups
        return next(
            (each for each in self.trial.model.of_quantity[quantity] if key in groups[each].keys), None
        )

    def stands(self, group: int) -> bool:
        """Whether the mentions of ``group`` stand as they are."""
        return group not in self._gone

    def meant(self, group: int) -> bool:
        """Whether the mentions of ``group`` are of another quantity."""
        return group in self._meant

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

    def at_odds(self, quantity: int) -> tuple[Group, Group] | None:
        """Two mentions of ``quantity`` that cannot both be right."""
        left = self.groups(quantity)
        for at, one in enumerate(left):
            for other in left[at + 1 :]:
                if one.value != other.value and isinstance(reconcile((one.figure, other.figure)), Conflict):
                    return one, other
        return None

    def rows(self) -> list[Row]:
        """The rows that what was done reaches, and that still apply."""
        trial = self.trial
        asked = {number for quantity in self.touched for number in trial.model.of_rows.get(quantity, ())}
        asked |= {row for each in self.chosen if (row := trial.steps.all[each].row) >= 0}
        numbers = sorted(asked & trial.rows)
        return [
            self.row(number) for number in numbers if trial.steps.suspended.get(number) not in self.chosen
        ]

    def given(self) -> list[Inequality]:
        """All that is asked of the free quantities."""
        return [each for row in self.rows() for each in self.inequalities(row) if each.weights]

    def least(self, given: Iterable[Inequality]) -> list[Inequality]:
        """How small the free quantities of ``given`` may be: an amount above 0 may have lost its sign, no more."""
        model = self.trial.model
        found = []
        for quantity in sorted({at for each in given for at in each.weights}):
            values = [model.groups[number].value for number in model.of_quantity[quantity]]
            if values and min(values) > 0:
                origins = frozenset((-1 - quantity,))
                found.append(Inequality({quantity: Fraction(-1)}, min(values), strict=False, origins=origins))
        return found

    def bounds(self, row: Row) -> Bounds:
        """How far ``row`` may be off here: less where a figure turns out to be written more finely."""
        is_cut = self.is_cut(row)
        own = row.cut if is_cut else row.rounded
        finer = {
            at: step for at in self.touched & row.steps.keys() if (step := self._step(row, at)) is not None
        }
        if not finer:
            return own
        ratio = _ZERO if row.multiplier is None else self._ratio(row, row.multiplier)
        steps = {**row.steps, **finer}
        step = _ZERO if row.multiplier is None or self._exact(row, row.multiplier) else steps[row.multiplier]
        rounded, cut = bounds_of(row.above, row.below, ratio, step, steps)
        found = cut if is_cut else rounded
        low, high = (None if own.low is None else found.low), (None if own.high is None else found.high)
        return replace(found, low=low, high=high)

    def _exact(self, row: Row, multiplier: int) -> bool:
        """Whether the ratio of ``row`` is 0% or 100% to the letter, as long as nothing else is said of it."""
        sharp = row.rounded.under == row.rounded.over == 0
        replaced = row.mentions.get(multiplier) in self._gone and self.known(multiplier) is not None
        return sharp and not replaced and multiplier not in self.finer

    def is_cut(self, row: Row) -> bool:
        """Whether ``row`` may be of figures cut short."""
        return row.number in self.trial.lenient or self.trial.steps.cut.get(row.number) in self.chosen

    def _step(self, row: Row, at: int) -> Fraction | None:
        """How finely a figure of ``row`` is written once its mention gives way to another; ``None`` where nothing changes.

        A ratio counts as changed in any case: how far rounding of its parts reaches depends on it.
        """
        mention = row.mentions.get(at)
        if mention not in self._gone or mention in self._meant:
            return None
        known = self.known(at)
        step = min(row.steps[at], self.finer.get(at, row.steps[at]) if known is None else known.figure.step)
        return step if step < row.steps[at] or at == row.multiplier else None

    def _ratio(self, row: Row, multiplier: int) -> Fraction:
        """The ratio of ``row`` as far as it is known, or as far as its parts tell it."""
        if (known := self.known(multiplier)) is not None:
            return known.value
        parts = (row.above.keys() | row.below.keys()) - {ONE}
        divisor = _ZERO if any(self.known(at) is None for at in parts) else self._sum(row.below)
        return self._sum(row.above) / divisor if divisor else self.trial.model.base(multiplier)

    def _sides(self, row: Row, bounds: Bounds | None = None) -> list[Side]:
        """The sides of a row whose ratio is known."""
        bounds = self.bounds(row) if bounds is None else bounds
        ratio = _ZERO if row.multiplier is None else self.value(row.multiplier)
        found = []
        if bounds.low is not None:
            found.append(Side(ratio - bounds.under, -1, bounds.low, bounds.low_excluded))
        if bounds.high is not None:
            found.append(Side(ratio + bounds.over, 1, bounds.high, bounds.high_excluded))
        return found

    def inequalities(self, row: Row, bounds: Bounds | None = None) -> list[Inequality]:
        """What ``row`` asks of the free quantities. Nothing where ratio and parts are free together: any numbers fit."""
        if row.multiplier is not None and self.known(row.multiplier) is None:
            return self._of_ratio(row, row.multiplier, self.bounds(row) if bounds is None else bounds)
        origins = frozenset((row.number,))
        found = []
        for side in self._sides(row, bounds):
            weights, constant = self._reduced(row, side.ratio, side.sign)
            found.append(Inequality(weights, side.most - constant, side.excluded, origins, side))
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
        row,
        above=over(row.above),
        below=over(row.below),
        multiplier=multiplier,
        quantities=quantities,
        mentions={to.get(at, at): group for at, group in row.mentions.items()},
        steps={to.get(at, at): step for at, step in row.steps.items()},
    )
