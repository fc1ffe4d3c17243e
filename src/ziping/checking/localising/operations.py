"""What may have gone wrong: the operations an explanation is made of, each with its cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from ziping.checking.localising.forms import ONE
from ziping.checking.localising.model import AGAIN, LABEL, SUSPENDED, TRUNCATED, Model, Row

OperationKind = Literal["figure", "ratio", "relation", "label", "truncation"]


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: a ``group`` of mentions is wrong or belongs to the quantity ``meant``; a ``row`` is cut or does not apply."""

    number: int
    kind: OperationKind
    cost: int
    group: int = -1
    row: int = -1
    meant: int = -1


@dataclass
class Steps:
    """All operations of some rows, by what they are done to."""

    all: list[Step] = field(default_factory=list)
    wrong: dict[int, int] = field(default_factory=dict)  # group → operation
    labels: dict[int, list[int]] = field(default_factory=dict)  # group → operations
    cut: dict[int, int] = field(default_factory=dict)  # row → operation
    suspended: dict[int, int] = field(default_factory=dict)  # row → operation

    def cost(self, chosen: Iterable[int]) -> int:
        return sum(self.all[number].cost for number in chosen)

    def touching(self, groups: Iterable[int]) -> Iterator[int]:
        """Operations on ``groups``."""
        for group in groups:
            if group in self.wrong:
                yield self.wrong[group]
            yield from self.labels.get(group, ())


def steps_of(model: Model, rows: Iterable[int], quantities: Iterable[int]) -> Steps:
    """Every operation on ``rows`` and on the mentions of ``quantities``."""
    steps = Steps()

    def add(kind: OperationKind, cost: int, **to: int) -> int:
        steps.all.append(Step(len(steps.all), kind, cost, **to))
        return len(steps.all) - 1

    chosen = sorted(rows)
    for quantity in sorted(quantities):
        for number in model.of_quantity[quantity]:
            group = model.groups[number]
            steps.wrong[number] = add("ratio" if group.ratio else "figure", group.cost, group=number)
    for number in chosen:
        row = model.rows[number]
        if row.cut != row.rounded:
            steps.cut[number] = add("truncation", TRUNCATED, row=number)
        if not row.fixed:
            steps.suspended[number] = add("relation", SUSPENDED, row=number)
    for one, other in dict.fromkeys(
        pair for number in chosen for pair in _alternatives(model, model.rows[number])
    ):
        for mention in model.of_quantity[one]:
            if _said_of(model, mention, other):
                cost = LABEL + AGAIN * (len(model.groups[mention].keys) - 1)
                steps.labels.setdefault(mention, []).append(add("label", cost, group=mention, meant=other))
    return steps


def _alternatives(model: Model, row: Row) -> Iterator[tuple[int, int]]:
    """Quantities that may be called by each other's name: a whole and its parts, in one column."""
    if row.multiplier is not None:
        pairs = [(one, other) for one in row.above for other in row.below]
    else:
        whole = [quantity for quantity, weight in row.above.items() if weight < 0]
        pairs = [(one, other) for one in whole for other in row.above]
    for one, other in pairs:
        if ONE not in (one, other) and one != other and _in_one_column(model, one, other):
            yield one, other
            yield other, one


def _in_one_column(model: Model, one: int, other: int) -> bool:
    (concept, column), (other_concept, other_column) = model.names[one], model.names[other]
    return bool(column) and column == other_column and concept != other_concept


def _said_of(model: Model, group: int, other: int) -> bool:
    """Whether the very figure is stated of ``other`` as well; a 0 says nothing."""
    value = model.groups[group].value
    return value != 0 and any(model.groups[each].value == value for each in model.of_quantity[other])
