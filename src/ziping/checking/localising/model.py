"""The figures of a report and the relations between them, as quantities, mentions and inequalities.

A *quantity* is one fact however often it is stated; a *group* of its mentions is the same string in the same section or
table (a figure copied is no independent witness); a *row* is a relation: lo ≤ above(x) − multiplier · below(x) ≤ hi, where
the multiplier is the stated ratio (``None`` for sums). Values are in base units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from ziping.checking.findings import Operand, Relation, Spot
from ziping.checking.localising.bounds import Bounds, product_turned, shaped_of, side_of
from ziping.checking.localising.forms import ONE, Form, Linear, NotLinear, form_of, value_of
from ziping.figures import Conflict, Figure, Place, reconcile
from ziping.reading.claims import AT
from ziping.report import Fact
from ziping.standards import Standard

_ZERO = Fraction(0)

# Costs of operations, in quarters, so that they add up in whole numbers (docs/decisions/0006).
QUARTERS: Final = 4
WRONG, AGAIN, RATIO, LABEL, SUSPENDED, TRUNCATED = 4, 1, 4, 4, 8, 1


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one quantity that were not written independently."""

    number: int
    quantity: int
    operand: Operand
    keys: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        return self.operand.figure

    @property
    def value(self) -> Fraction:
        return self.operand.figure.base

    @property
    def ratio(self) -> bool:
        """Whether it is a percentage: reckoned from others, so that it vouches for less."""
        unit = self.figure.unit
        return unit is not None and unit.keeps_own_digits

    @property
    def cost(self) -> int:
        return (RATIO - AGAIN if self.ratio else WRONG) + AGAIN * len(self.keys)


@dataclass(frozen=True, slots=True)
class Row:
    """A relation over quantities. ``cut`` are its bounds where figures were cut short instead of rounded.

    What a document claims, it claims of the figure written there: ``via`` are those mentions (groups by quantity). Where
    such a figure stands under a wrong name, the claim goes with it. ``rounded`` and ``cut`` are for figures written as finely
    as the ``mentions`` (groups by quantity) they were taken from, in ``steps``.
    """

    number: int
    relations: tuple[Relation, ...]
    above: Linear
    below: Linear
    multiplier: int | None
    rounded: Bounds
    cut: Bounds
    quantities: frozenset[int]
    fixed: bool
    via: Mapping[int, int]
    mentions: Mapping[int, int]
    steps: Mapping[int, Fraction]

    @property
    def relation(self) -> Relation:
        return self.relations[0]

    @property
    def verdict(self) -> str:
        return self.relations[0].verdict


@dataclass
class Model:
    """Quantities by number, their groups, the rows that stand on them, what could not be put into it."""

    groups: list[Group] = field(default_factory=list)
    of_quantity: list[list[int]] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    of_rows: dict[int, list[int]] = field(default_factory=dict)
    conflicts: frozenset[int] = frozenset()
    left_out: list[Relation] = field(default_factory=list)
    of_key: dict[str, int] = field(default_factory=dict)
    _bases: dict[int, Fraction] = field(default_factory=dict)
    _sums: dict[tuple[int, frozenset[int]], tuple[Fraction, Fraction]] = field(default_factory=dict)

    def base(self, quantity: int) -> Fraction:
        """The value of ``quantity`` as its most precise mention states it."""
        if quantity not in self._bases:
            groups = (self.groups[number] for number in self.of_quantity[quantity])
            self._bases[quantity] = min(groups, key=lambda each: each.figure.step).value
        return self._bases[quantity]

    def sums(self, row: Row) -> tuple[Fraction, Fraction]:
        """What ``above`` and ``below`` of ``row`` come to for figures as stated."""
        key = (row.number, row.quantities)
        if key not in self._sums:
            self._sums[key] = (value_of(row.above, self.base), value_of(row.below, self.base))
        return self._sums[key]


def model_of(
    relations: Sequence[Relation], mentions: Iterable[Fact], standard: Standard | None = None
) -> Model:
    """The model of ``relations`` and of all ``mentions`` of their figures. Unbound relations take no part."""
    return _Builder(standard).built(relations, mentions)


class _Builder:
    def __init__(self, standard: Standard | None) -> None:
        self._standard = standard
        self._model = Model()
        self._numbers: dict[tuple[str, str], int] = {}
        self._by_key = self._model.of_key
        self._group_of: dict[str, int] = {}
        self._grouped: dict[tuple[object, ...], list[Operand]] = {}
        self._rows: dict[tuple[object, ...], list[Relation]] = {}
        self._shapes: dict[tuple[object, ...], tuple[Form, Relation]] = {}

    def built(self, relations: Sequence[Relation], mentions: Iterable[Fact]) -> Model:
        bound = [each for each in relations if each.verdict != "unbound"]
        keys = {operand.spot.key for each in bound for operand in (each.claim, *each.operands)}
        facts = [fact for fact in mentions if fact.figure.known]
        times = Counter((fact.concept, fact.column) for fact in facts)
        stated = {(fact.concept, fact.column) for fact in facts if fact.key in keys}
        for fact in facts:
            name = (fact.concept, fact.column)
            again = self._single(fact.concept) and (times[name] > 1 or name in stated)
            if again or fact.key in keys:
                spot = Spot(fact.place, fact.key)
                self._mention(Operand(fact.concept, fact.column, spot, fact.figure, fact.item))
        for each in bound:
            for operand in (each.claim, *each.operands):
                self._mention(operand)
        self._make_groups()
        for each in bound:
            self._relate(each)
        self._make_rows()
        self._model.conflicts = frozenset(
            number for number in range(len(self._model.of_quantity)) if self._in_conflict(number)
        )
        return self._model

    def _single(self, concept: str) -> bool:
        """Whether there is one figure of this concept and column: not of what repeats."""
        if not concept or self._standard is None:
            return bool(concept)
        known = self._standard.concepts.get(concept)
        return known is not None and not known.item

    def _mention(self, operand: Operand) -> None:
        key = operand.spot.key
        if key in self._by_key or not operand.figure.known:
            return
        single = self._single(operand.concept)
        name = (operand.concept, operand.stage) if single else (key, "")
        if name not in self._numbers:
            self._numbers[name] = len(self._numbers)
            self._model.of_quantity.append([])
            self._model.names.append(name)
        quantity = self._by_key[key] = self._numbers[name]
        figure = operand.figure
        section = _section(operand.spot.place)
        self._grouped.setdefault((quantity, section, figure.base, figure.digits), []).append(operand)

    def _make_groups(self) -> None:
        for (quantity, *_), operands in self._grouped.items():
            if not operands[0].figure.plain or not isinstance(quantity, int):
                continue  # 约, 以上, a range: never put a figure in doubt
            number = len(self._model.groups)
            self._model.of_quantity[quantity].append(number)
            keys = tuple(operand.spot.key for operand in operands)
            self._model.groups.append(Group(number, quantity, operands[0], keys))
            self._group_of.update(dict.fromkeys(keys, number))

    def _in_conflict(self, quantity: int) -> bool:
        groups = self._model.of_quantity[quantity]
        figures = (self._model.groups[number].figure for number in groups)
        return len(groups) > 1 and isinstance(reconcile(figures), Conflict)

    # --- rows ---------------------------------------------------------------------------------------------------------

    def _relate(self, relation: Relation) -> None:
        if not all(operand.figure.plain for operand in (relation.claim, *relation.operands)):
            self._model.left_out.append(relation)
            return
        try:
            form = product_turned(relation) or form_of(relation, self._standard)
        except NotLinear:
            self._model.left_out.append(relation)
            return
        claim = self._by_key[relation.claim.spot.key]
        over = tuple(sorted((self._quantity(relation, at), weight) for at, weight in form.above.items()))
        under = tuple(sorted((self._quantity(relation, at), weight) for at, weight in form.below.items()))
        side = side_of(relation)
        shape = (claim, over, under, side)
        self._rows.setdefault(shape, []).append(relation)
        self._shapes.setdefault(shape, (form, relation))

    def _quantity(self, relation: Relation, at: int) -> int:
        if at == ONE:
            return ONE
        return self._by_key[_part(relation, at).spot.key]

    def _make_rows(self) -> None:
        for shape, (form, relation) in self._shapes.items():
            self._row(form, relation, tuple(self._rows[shape]))

    def _row(self, form: Form, relation: Relation, alike: tuple[Relation, ...]) -> None:
        parts = [*relation.operands, relation.claim]
        values = [operand.figure.base for operand in parts]
        steps = [operand.figure.step for operand in parts]
        try:
            shaped = shaped_of(form, relation, values, steps)
        except NotLinear:
            self._model.left_out.extend(alike)
            return
        above = self._over_quantities(relation, shaped.above)
        below = self._over_quantities(relation, shaped.below)
        multiplier = None if shaped.multiplier is None else self._quantity(relation, shaped.multiplier)
        inside = {*above, *below, *(() if multiplier is None else (multiplier,))} - {ONE}
        if not all(self._model.of_quantity[quantity] for quantity in inside):
            self._model.left_out.extend(alike)
            return
        number = len(self._model.rows)
        told = {self._by_key[operand.spot.key]: operand for operand in parts}
        told = {at: operand for at, operand in told.items() if at in inside}
        fixed = any(not each.at.startswith(AT) and each.kind != "limit" for each in alike)
        worst = min(alike, key=lambda each: _GRAVITY.index(each.verdict))
        ordered = (worst, *(each for each in alike if each is not worst))
        self._model.rows.append(
            Row(
                number,
                ordered,
                above,
                below,
                multiplier,
                shaped.rounded,
                shaped.cut,
                frozenset(inside),
                fixed,
                {} if fixed else self._via(alike),
                {
                    at: group
                    for at, operand in told.items()
                    if (group := self._group_of.get(operand.spot.key)) is not None
                },
                {at: operand.figure.step for at, operand in told.items()},
            )
        )
        for quantity in sorted(inside):
            self._model.of_rows.setdefault(quantity, []).append(number)

    def _via(self, alike: tuple[Relation, ...]) -> dict[int, int]:
        """The groups that relations of documents speak of, as far as all of them speak of the same."""
        found: dict[int, set[int]] = {}
        for relation in alike:
            for operand in (relation.claim, *relation.operands):
                group = self._group_of.get(operand.spot.key)
                if group is None:  # a figure that plays no part in the sums, such as one of another kind
                    continue
                found.setdefault(self._model.groups[group].quantity, set()).add(group)
        return {quantity: min(groups) for quantity, groups in found.items() if len(groups) == 1}

    def _over_quantities(self, relation: Relation, linear: Linear) -> Linear:
        found: dict[int, Fraction] = {}
        for at, weight in linear.items():
            quantity = self._quantity(relation, at)
            found[quantity] = found.get(quantity, _ZERO) + weight
        return {quantity: weight for quantity, weight in found.items() if weight}


_GRAVITY = ("inconsistent", "truncation", "rounding", "exact")


def _part(relation: Relation, at: int) -> Operand:
    return relation.claim if at == len(relation.operands) else relation.operands[at]


def _section(place: Place) -> tuple[object, ...]:
    """What stands together: a table, a section of the text."""
    if place.table is not None or place.row is not None:
        return (place.part, place.table, place.block if place.table is None else None)
    return place.steps
