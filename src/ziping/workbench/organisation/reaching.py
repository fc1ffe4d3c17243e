"""Whom something concerns: the table of rights read the other way round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from ziping.workbench.organisation.models import Holding, Person, Unit
from ziping.workbench.organisation.roles import RIGHTS, Reach, Right, Role


def people_with(right: Right, unit: Unit, day: dt.date | None = None) -> QuerySet[Person]:
    """Everybody who has ``right`` over ``unit`` on ``day`` (today), own and lent; experts' assignments are not counted."""
    found = Q(pk__in=[])
    for role, reach in RIGHTS[right]:
        match reach:
            case Reach.OWN:
                found |= Q(role=role, unit=unit.pk)
            case Reach.BELOW if unit.supervisor_id:
                found |= Q(role=role, unit=unit.supervisor_id)
            case Reach.LINE if unit.line_id:
                found |= Q(role=role, section=unit.line_id)
            case Reach.PLACE:
                found |= Q(role=role, unit__place=unit.place_id)
    return _people(found, day)


def people_of(
    units: Iterable[int], roles: Iterable[Role], day: dt.date | None = None
) -> dict[int, list[Person]]:
    """Those who have one of ``roles`` in one of ``units`` on ``day`` (today), by unit: one query."""
    found: dict[int, dict[int, Person]] = {}
    current = Holding.on(day or timezone.localdate())
    held = Holding.objects.filter(
        current, unit__in=list(units), role__in=list(roles), person__is_active=True
    ).select_related("person")
    for holding in held:
        found.setdefault(holding.unit_id, {})[holding.person_id] = holding.person
    return {unit: list(people.values()) for unit, people in found.items()}


def _people(holdings: Q, day: dt.date | None) -> QuerySet[Person]:
    current = Holding.objects.filter(Holding.on(day or timezone.localdate()), holdings)
    return Person.objects.filter(is_active=True, pk__in=current.values("person")).order_by("pk")
