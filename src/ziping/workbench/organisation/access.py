"""Who may do what to what: the one place that answers it.

Everything a person may see or do follows from the table of rights (``roles.py``) and the holdings in force today, own
and lent. A right over many things is a query, over one thing whether that query holds it, so that a list and the
page behind one of its lines can never disagree. What a person has no right to does not exist for them (404).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from ziping.workbench.organisation.models import Holding, Person, Unit
from ziping.workbench.organisation.roles import RIGHTS, Reach, Right, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is today. ``held`` are the holdings in force by role."""

    person: Person
    day: dt.date
    held: Mapping[Role, tuple[Holding, ...]] = field(default_factory=dict)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(self.held)

    def may(self, right: Right) -> bool:
        """Whether the right is held over anything at all: decides what is offered, never what is done."""
        return any(role in self.held for role, _ in RIGHTS[right])

    def units(self, right: Right) -> Q:
        """The units over which the right is held, as a condition on :class:`Unit`."""
        return _any_of(_units(reach, self.held[role]) for role, reach in RIGHTS[right] if role in self.held)

    def things(self, right: Right, unit: str, assigned: str = "") -> Q:
        """The same as a condition on a model whose unit is at ``unit``.

        ``assigned`` leads to the assignments of what experts were given (their ``person`` and ``until``); without it
        nothing is reached by assignment.
        """
        conditions = []
        for role, reach in RIGHTS[right]:
            if role not in self.held:
                continue
            if reach is not Reach.ASSIGNED:
                ids = Unit.objects.filter(_units(reach, self.held[role])).values("id")
                conditions.append(Q(**{f"{unit}__in": ids}))
            elif assigned:
                conditions.append(
                    Q(**{f"{assigned}__person": self.person.pk, f"{assigned}__until__gte": self.day})
                )
        return _any_of(conditions)

    def over(self, right: Right, unit: Unit) -> bool:
        return Unit.objects.filter(self.units(right), pk=unit.pk).exists()


def standing_of(person: Person, day: dt.date | None = None) -> Standing:
    """What ``person`` is on ``day`` (today): one query. A person who is switched off is nothing."""
    today = day or timezone.localdate()
    if not person.is_active:
        return Standing(person, today)
    held: dict[Role, list[Holding]] = defaultdict(list)
    current = Holding.objects.filter(Holding.on(today), person=person).select_related("unit", "section")
    for holding in current:
        held[Role(holding.role)].append(holding)
    return Standing(person, today, {role: tuple(holdings) for role, holdings in held.items()})


def units_for(standing: Standing, right: Right) -> QuerySet[Unit]:
    return Unit.objects.filter(standing.units(right))


def _units(reach: Reach, holdings: Iterable[Holding]) -> Q:
    match reach:
        case Reach.OWN:
            return Q(pk__in=[holding.unit_id for holding in holdings])
        case Reach.BELOW:
            return Q(supervisor__in=[holding.unit_id for holding in holdings])
        case Reach.LINE:
            return Q(line__in=[holding.section_id for holding in holdings if holding.section_id])
        case Reach.PLACE:
            return Q(place__in=[holding.unit.place_id for holding in holdings])
        case Reach.ASSIGNED:
            return _nothing()


def _any_of(conditions: Iterable[Q]) -> Q:
    found = list(conditions)
    if not found:
        return _nothing()
    whole = found[0]
    for condition in found[1:]:
        whole |= condition
    return whole


def _nothing() -> Q:
    return Q(pk__in=[])
