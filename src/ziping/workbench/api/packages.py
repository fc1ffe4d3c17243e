"""The packages this token reaches, and the road each has taken."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from django.http import Http404
from ninja import Path, Query, Router

from ziping.workbench.api.asking import Asked
from ziping.workbench.api.door import answers, bearer
from ziping.workbench.api.paging import Page, listed
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.shapes import (
    Number,
    PackageOut,
    PackagesOut,
    Record,
    StepOut,
    Year,
)
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right

router = Router()
_WITH = ("campaign", "unit", "unit__place", "unit__supervisor")


def packages_of(standing: Standing, right: Right = Right.REPORT_SEE) -> QuerySet[Package]:
    return Package.objects.filter(standing.things(right, "unit")).select_related(*_WITH)


def package_for(request: Asked, number: int, right: Right = Right.REPORT_SEE) -> Package:
    """The package, if this token's system has this right over it; for all others there is none (404)."""
    found = packages_of(request.standing, right).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@router.get("/packages", auth=bearer(Scope.PACKAGES), response=answers({200: PackagesOut}))
def list_packages(
    request: Asked,
    page: Query[Page],
    campaign: Query[Number | None] = None,
    fiscal_year: Query[Year | None] = None,
    agency_code: Annotated[str, Query(max_length=20)] = "",
    state: Query[State | None] = None,
) -> Record:
    wanted = {
        "campaign": campaign,
        "campaign__year": fiscal_year,
        "unit__code": agency_code or None,
        "state": state,
    }
    narrowed = {name: value for name, value in wanted.items() if value is not None}
    return listed(packages_of(request.standing).filter(**narrowed), page, shown)


@router.get("/packages/{package}", auth=bearer(Scope.PACKAGES), response=answers({200: PackageOut}))
def get_package(request: Asked, package: Path[Number]) -> PackageOut:
    return shown(package_for(request, package))


@router.get("/packages/{package}/steps", auth=bearer(Scope.PACKAGES), response=answers({200: list[StepOut]}))
def list_steps(request: Asked, package: Path[Number]) -> list[StepOut]:
    found = package_for(request, package)
    return [
        StepOut(
            action=step.action,
            before=step.before,
            after=step.after,
            round=step.round,
            comment=step.comment,
            digest=step.digest,
            late=step.late,
            person=str(step.person),
            at=step.at,
        )
        for step in found.steps.select_related("person")
    ]


def shown(package: Package) -> PackageOut:
    return PackageOut(
        id=package.pk,
        campaign=package.campaign_id,
        fiscal_year=package.campaign.year,
        mof_div_code=package.unit.place.code,
        agency_code=package.unit.code,
        agency_name=package.unit.name,
        state=State(package.state),
        round=package.round,
        late=package.late,
        revision=package.revision,
        update_time=package.changed_at,
    )
