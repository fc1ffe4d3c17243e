"""Which contradictions belong together: one fault is what can be told apart from every other by its figures.

Only where a relation is broken or mentions conflict is anything asked. Faults that share no figure are searched one by
one: the work grows with the number of faults, not with the size of the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ziping.checking.localising.model import Model
from ziping.checking.localising.operations import steps_of
from ziping.checking.localising.state import State, Trial

FIGURES = 1500
"""More figures than this around one fault are not searched: it is said instead."""
_NEAR = 2  # how many relations away a figure may still be doubted


@dataclass(frozen=True, slots=True)
class Fault:
    """Broken rows and conflicting quantities that hang together. ``trial`` is ``None`` where they are too many."""

    rows: frozenset[int]
    conflicts: frozenset[int]
    trial: Trial | None


def faults_of(model: Model) -> Iterator[Fault]:
    """The faults of a report, in the order of their first relation. A limit exceeded is no contradiction."""
    broken = {
        row.number for row in model.rows if row.verdict == "inconsistent" and row.relation.kind != "limit"
    }
    for rows, quantities in _together(model, broken):
        conflicts = quantities & model.conflicts
        near = _near(model, quantities, broken - rows)
        if len(near) > FIGURES:
            yield Fault(rows, conflicts, None)
            continue
        touching = {number for quantity in near for number in model.of_rows.get(quantity, ())}
        asked = frozenset(touching - (broken - rows))
        cut = {number for number in asked if model.rows[number].verdict == "truncation"}
        lenient = frozenset(number for number in cut if not model.rows[number].quantities & quantities)
        steps = steps_of(model, asked, near)
        trial = Trial(model, steps, asked, rows, conflicts, lenient)
        yield Fault(rows, conflicts, _trusted(trial))


def _together(model: Model, broken: set[int]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Broken rows and conflicting quantities, joined where they share a quantity."""
    left = dict.fromkeys(sorted(broken))
    starts = [*((row, model.rows[row].quantities) for row in sorted(broken))]
    starts += [(-1, frozenset((quantity,))) for quantity in sorted(model.conflicts)]
    done: set[int] = set()
    for row, quantities in starts:
        if row not in left and (row >= 0 or quantities <= done):
            continue
        rows: set[int] = set()
        reached, open_ones = set(quantities), sorted(quantities)
        while open_ones:
            quantity = open_ones.pop()
            alike = _confused(model, quantity) - reached
            reached |= alike
            open_ones += sorted(alike)
            for number in model.of_rows.get(quantity, ()):
                if number in left:
                    del left[number]
                    rows.add(number)
                    new = model.rows[number].quantities - reached
                    reached |= new
                    open_ones += sorted(new)
        done |= reached
        yield frozenset(rows), frozenset(reached)


def _confused(model: Model, quantity: int) -> set[int]:
    """The other figures stated differently of which the very number is said that is said of this one: names may be mixed up."""
    if quantity not in model.conflicts:
        return set()
    values = {model.groups[number].value for number in model.of_quantity[quantity]}
    return {
        other
        for other in model.conflicts
        if other != quantity
        and any(model.groups[number].value in values for number in model.of_quantity[other])
    }


def _near(model: Model, quantities: frozenset[int], others: set[int]) -> frozenset[int]:
    """The quantities that may be doubted: those of the fault, and what is related to them."""
    reached = set(quantities)
    edge = set(quantities)
    for _ in range(_NEAR):
        rows = {number for quantity in edge for number in model.of_rows.get(quantity, ())} - others
        edge = {each for number in rows for each in model.rows[number].quantities} - reached
        reached |= edge
    return frozenset(reached)


def _trusted(trial: Trial) -> Trial:
    """Without the rows that were found to hold, but do not once every figure is taken as its most precise mention says."""
    state = State(trial, frozenset())
    dubious = {
        number
        for number in trial.rows - trial.seeds
        if not trial.model.rows[number].quantities & trial.model.conflicts
        and any(each.broken for each in state.inequalities(trial.model.rows[number]))
        and (trial.model.rows[number].verdict != "truncation" or number in trial.lenient)
    }
    if not dubious:
        return trial
    return Trial(
        trial.model,
        trial.steps,
        trial.rows - dubious,
        trial.seeds,
        trial.watched,
        trial.lenient - dubious,
    )
