"""Who is looking at which page of a package right now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ziping.workbench.filling.models import Package, Presence
from ziping.workbench.organisation.models import Person

_GONE = dt.timedelta(seconds=60)  # three polls missed


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody else and the page they are on."""

    name: str
    page: str


def seen(package: Package, person: Person, page: str) -> tuple[Here, ...]:
    """Note that ``person`` is on ``page``; gives everybody else who was there within the last minute."""
    now = timezone.now()
    Presence.objects.update_or_create(package=package, person=person, defaults={"topic": page})
    others = (
        Presence.objects.filter(package=package, at__gte=now - _GONE)
        .exclude(person=person)
        .select_related("person")
        .order_by("person__name")
    )
    return tuple(Here(str(one.person), one.topic) for one in others)
