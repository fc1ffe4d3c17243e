"""Who asks, the units it reaches, and their campaigns."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import Http404
from ninja import Path, Query, Router

from ziping.workbench.api.asking import Asked
from ziping.workbench.api.door import answers, bearer
from ziping.workbench.api.paging import Page, listed
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.shapes import (
    CampaignOut,
    CampaignsOut,
    DeadlineOut,
    MeOut,
    Number,
    Record,
    UnitOut,
    UnitsOut,
    Year,
)
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Unit
from ziping.workbench.organisation.roles import Right

router = Router()
_REACHED = (Right.REPORT_SEE, Right.CAMPAIGN_SEE)


@router.get("/me", auth=bearer(), response=answers({200: MeOut}))
def me(request: Asked) -> MeOut:
    token = request.token
    return MeOut(
        system=str(token.system),
        label=token.label,
        scopes=[Scope(one) for one in token.scopes],
        until=token.until,
        roles=sorted(request.standing.roles),
    )


def units_of(standing: Standing) -> QuerySet[Unit]:
    """The units whose reports or campaigns are seen."""
    condition = Q(pk__in=[])
    for right in _REACHED:
        condition |= standing.units(right)
    return Unit.objects.filter(condition)


@router.get("/units", auth=bearer(Scope.UNITS), response=answers({200: UnitsOut}))
def list_units(
    request: Asked, page: Query[Page], agency_code: Annotated[str, Query(max_length=20)] = ""
) -> dict[str, Any]:
    found = units_of(request.standing).select_related("place", "supervisor", "successor")
    return listed(found.filter(code=agency_code) if agency_code else found, page, _unit)


@router.get("/units/{unit}", auth=bearer(Scope.UNITS), response=answers({200: UnitOut}))
def get_unit(request: Asked, unit: Path[Number]) -> UnitOut:
    found = (
        units_of(request.standing).select_related("place", "supervisor", "successor").filter(pk=unit).first()
    )
    if found is None:
        raise Http404
    return _unit(found)


def campaigns_of(standing: Standing) -> QuerySet[Campaign]:
    """The campaigns of the places this standing oversees, and those it has a report in."""
    overseen = Unit.objects.filter(standing.units(Right.CAMPAIGN_SEE)).values("place")
    packages = Package.objects.filter(standing.things(Right.REPORT_SEE, "unit")).values("campaign")
    return (
        Campaign.objects.filter(Q(place__in=overseen) | Q(pk__in=packages))
        .select_related("place")
        .prefetch_related("deadlines")
    )


@router.get("/campaigns", auth=bearer(Scope.CAMPAIGNS), response=answers({200: CampaignsOut}))
def list_campaigns(request: Asked, page: Query[Page], fiscal_year: Query[Year | None] = None) -> Record:
    found = campaigns_of(request.standing)
    return listed(found if fiscal_year is None else found.filter(year=fiscal_year), page, _campaign)


@router.get("/campaigns/{campaign}", auth=bearer(Scope.CAMPAIGNS), response=answers({200: CampaignOut}))
def get_campaign(request: Asked, campaign: Path[Number]) -> CampaignOut:
    found = campaigns_of(request.standing).filter(pk=campaign).first()
    if found is None:
        raise Http404
    return _campaign(found)


def _unit(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.pk,
        mof_div_code=unit.place.code,
        agency_code=unit.code,
        agency_name=unit.name,
        level=unit.level,
        kind=unit.kind,
        supervisor_code=unit.supervisor.code if unit.supervisor else None,
        is_bureau=unit.is_bureau,
        since=unit.since,
        until=unit.until,
        successor_code=unit.successor.code if unit.successor else None,
    )


def _campaign(campaign: Campaign) -> CampaignOut:
    return CampaignOut(
        id=campaign.pk,
        mof_div_code=campaign.place.code,
        fiscal_year=campaign.year,
        title=campaign.title,
        standard=campaign.standard,
        notice=campaign.notice,
        state=campaign.state,
        opens_on=campaign.opens_on,
        deadlines=[DeadlineOut(step=one.step, due_on=one.due_on) for one in campaign.deadlines.all()],
    )
