"""Which campaigns somebody may see or run."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Place
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import RIGHTS, Right


def places_for(standing: Standing, right: Right) -> QuerySet[Place]:
    """The places in which ``right`` is held over anything."""
    held = [holding for role, _ in RIGHTS[right] for holding in standing.held.get(role, ())]
    return Place.objects.filter(pk__in={holding.unit.place_id for holding in held})


def campaigns_for(standing: Standing, right: Right = Right.CAMPAIGN_SEE) -> QuerySet[Campaign]:
    """Those of the places; one that is only prepared is seen by those who run it alone."""
    found = Campaign.objects.filter(place__in=places_for(standing, right)).select_related("place")
    if not standing.may(Right.CAMPAIGN_RUN):
        found = found.exclude(state=Campaign.State.PREPARED)
    return found


def campaign_for(request: Request, number: int, right: Right = Right.CAMPAIGN_SEE) -> Campaign:
    """The campaign, if this person has this right there; for everybody else there is none (404)."""
    found = campaigns_for(request.standing, right).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
