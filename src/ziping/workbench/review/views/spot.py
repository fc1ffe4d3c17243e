"""The spot-check of a campaign: drawing, proof, and who looks at what until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Holding, Person
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right, Role
from ziping.workbench.pages.exporting import Exported, export
from ziping.workbench.review.drawing import Terms, draw, holds, quota_left
from ziping.workbench.review.following import assign, end_assignment
from ziping.workbench.review.models import Assignment, Draw, Sample
from ziping.workbench.review.reach import campaign_of, package_of, packages
from ziping.workbench.review.views.frame import page, tried
from ziping.workbench.review.weights import weights

_COLUMNS = (
    "code",
    "unit",
    "why",
    "state_head",
    "experts",
    "self_score",
    "rescore",
    "deviation",
    "band",
    "quality",
)
_ALL = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """The page: what was drawn, by which drawings, and what may still be drawn."""

    campaign: Campaign
    samples: tuple[Sample, ...]
    draws: tuple[tuple[Draw, bool], ...]
    experts: tuple[Person, ...]
    terms: Terms
    candidates: int
    left: int
    until: dt.date


def spot_of(campaign: Campaign, standing: Standing) -> Spot:
    seen = packages(standing, Right.REPORT_SEE).filter(campaign=campaign)
    given = Prefetch("package__assignments", Assignment.objects.select_related("person"))
    samples = (
        Sample.objects.filter(package__in=seen)
        .select_related("package__unit", "package__result")
        .prefetch_related(given)
    )
    chosen = weights().draw
    terms = Terms(
        Package.objects.filter(campaign=campaign).count(),
        -(-_ALL // chosen.cycle_years),
        chosen.risk_percent,
        chosen.cycle_years,
    )
    today = timezone.localdate()
    experts = Person.objects.filter(
        pk__in=Holding.objects.filter(
            Holding.on(today), role=Role.EXPERT, unit__place=campaign.place_id
        ).values("person"),
        is_active=True,
    ).order_by("name")
    return Spot(
        campaign,
        tuple(samples),
        tuple((one, holds(one)) for one in Draw.objects.filter(campaign=campaign).select_related("person")),
        tuple(experts),
        terms,
        Package.objects.filter(campaign=campaign, state=State.ACCEPTED, sample=None).count(),
        quota_left(campaign, terms),
        today + dt.timedelta(days=30),
    )


@login_required
@require_GET
def spot(request: Request, campaign: int) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    return page(request, "review/spot.html", found, spot=spot_of(found, request.standing))


@login_required
@require_GET
def spot_file(request: Request, campaign: int, file_format: str) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    shown = spot_of(found, request.standing)
    headings = [say(Message(f"review.column.{name}"), request.lang) for name in _COLUMNS]
    name = say(Message("review.spot"), request.lang)
    return export(file_format, name, headings, _exported(request, shown))


def _exported(request: Request, shown: Spot) -> Iterator[list[Exported]]:
    for sample in shown.samples:
        result = getattr(sample.package, "result", None)
        band = f"review.band.{result.band}" if result and result.band else ""
        yield [
            sample.package.unit.code,
            sample.package.unit.name,
            say(Message(f"review.why.{sample.why}"), request.lang),
            say(Message(f"filling.state.{sample.package.state}"), request.lang),
            "、".join(str(one.person) for one in sample.package.assignments.all()),
            result.self_score if result else None,
            result.rescore if result else None,
            result.deviation if result else None,
            say(Message(band), request.lang) if band else "",
            result.quality if result else None,
        ]


@login_required
@require_POST
def draw_now(request: Request, campaign: int) -> HttpResponse:
    """Draw (``percent``, ``risk_percent``, ``cycle_years``, and a ``seed`` if somebody drew one by hand)."""
    found = campaign_of(request, campaign, Right.CAMPAIGN_RUN)

    def act() -> None:
        try:
            percent, by_risk, years = (
                int(request.POST.get(name, "")) for name in ("percent", "risk_percent", "cycle_years")
            )
        except ValueError:
            raise InputError(Message("review.terms_wrong")) from None
        units = Package.objects.filter(campaign=found).count()
        draw(found, request.standing, Terms(units, percent, by_risk, years), request.POST.get("seed", ""))

    tried(request, act)
    return redirect("review-spot", found.pk)


@login_required
@require_POST
def give(request: Request, package: int) -> HttpResponse:
    """Give a drawn package to an expert (``person``, ``until``)."""
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    shown = spot_of(found.campaign, request.standing)
    expert = next((one for one in shown.experts if str(one.pk) == request.POST.get("person", "")), None)
    if expert is None or not any(one.package_id == found.pk for one in shown.samples):
        raise Http404

    def act() -> None:
        read = request.POST.get("until", "")
        try:
            until = dt.date.fromisoformat(read)
        except ValueError:
            raise InputError(Message("review.day_wrong", {"read": read[:20]})) from None
        assign(found, expert, until, request.user)

    tried(request, act)
    return redirect("review-spot", found.campaign_id)


@login_required
@require_POST
def take(request: Request, package: int, assignment: int) -> HttpResponse:
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    one = found.assignments.filter(pk=assignment).select_related("person", "package").first()
    if one is None:
        raise Http404
    end_assignment(one, request.user)
    return redirect("review-spot", found.campaign_id)
