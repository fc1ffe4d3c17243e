"""The bureau's pages of a campaign: its board."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


def _campaigns(standing: Standing) -> list[Campaign]:
    places = {holding.unit.place_id for holdings in standing.held.values() for holding in holdings}
    if not standing.may(Right.CAMPAIGN_SEE):
        raise Http404
    return list(Campaign.objects.filter(place__in=places))


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    return render(request, "campaigns/list.html", {"campaigns": _campaigns(request.standing)})


@login_required
@require_GET
def board(request: Request, campaign: int) -> HttpResponse:
    standing = request.standing
    found = next((one for one in _campaigns(standing) if one.pk == campaign), None)
    if found is None:
        raise Http404
    packages = Package.objects.filter(
        standing.things(Right.REPORT_SEE, "unit"), campaign=found
    ).select_related("unit")
    counts = dict(packages.order_by().values_list("state").annotate(Count("id")))
    return render(
        request, "campaigns/board.html", {"campaign": found, "packages": packages, "counts": counts}
    )
