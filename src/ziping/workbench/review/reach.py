"""Whom a reviewed report exists for: the table of rights, with what was assigned to experts."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import RIGHTS, Right

ASSIGNED = "assignments"


def packages(standing: Standing, right: Right) -> QuerySet[Package]:
    """The packages over which the right is held, by role or by assignment (once each: a person is assigned once)."""
    return Package.objects.filter(standing.things(right, "unit", ASSIGNED))


def package_of(request: Request, number: int, right: Right) -> Package:
    """The package, if this person has this right over it; for everybody else there is none (404)."""
    found = (
        packages(request.standing, right)
        .filter(pk=number)
        .select_related("campaign", "unit", "unit__supervisor", "unit__line")
        .first()
    )
    if found is None:
        raise Http404
    return found


def holds(standing: Standing, right: Right, package: Package) -> bool:
    """Whether the right is held over this package."""
    return standing.may(right) and packages(standing, right).filter(pk=package.pk).exists()


def campaigns(standing: Standing, right: Right) -> QuerySet[Campaign]:
    """The campaigns of the places where the right is held."""
    places = {holding.unit.place_id for role, _ in RIGHTS[right] for holding in standing.held.get(role, ())}
    return Campaign.objects.filter(place__in=places)


def campaign_of(request: Request, number: int, right: Right) -> Campaign:
    found = campaigns(request.standing, right).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
