"""The pile seen as a whole, and what results were used for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from ziping.figures import format_number
from ziping.wording import Message, say
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import export
from ziping.workbench.review.analysis import analysis_of, exported
from ziping.workbench.review.models import Use
from ziping.workbench.review.reach import campaign_of, packages
from ziping.workbench.review.views.frame import page

_USES = ("code", "unit", "grade", "decision", "amount", "budget_year", "document", "note")


@login_required
@require_GET
def analysis(request: Request, campaign: int) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    shown = analysis_of(found, request.standing, request.lang)
    return page(request, "review/analysis.html", found, analysis=shown)


@login_required
@require_GET
def analysis_file(request: Request, campaign: int, table: str, file_format: str) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    try:
        names, rows = exported(analysis_of(found, request.standing, request.lang), table)
    except KeyError as error:
        raise Http404 from error
    headings = [say(Message(f"review.column.{name}"), request.lang) for name in names]
    return export(file_format, say(Message(f"review.table.{table}"), request.lang), headings, rows)


@login_required
@require_GET
def uses(request: Request, campaign: int) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    lines = _uses(request, found)
    return page(request, "review/uses.html", found, uses=lines, total=format_number(_total(lines), None))


@login_required
@require_GET
def uses_file(request: Request, campaign: int, file_format: str) -> HttpResponse:
    found = campaign_of(request, campaign, Right.CAMPAIGN_SEE)
    headings = [say(Message(f"review.column.{name}"), request.lang) for name in _USES]
    rows = [
        [
            one.package.unit.code,
            one.package.unit.name,
            one.package.result.grade if getattr(one.package, "result", None) else "",
            say(Message(f"review.decision.{one.decision}"), request.lang),
            one.amount,
            one.budget_year,
            one.document,
            one.note,
        ]
        for one in _uses(request, found)
    ]
    return export(file_format, say(Message("review.uses"), request.lang), headings, rows)


def _uses(request: Request, campaign: Campaign) -> tuple[Use, ...]:
    seen = packages(request.standing, Right.REPORT_SEE).filter(campaign=campaign)
    return tuple(
        Use.objects.filter(package__in=seen)
        .select_related("package__unit", "package__result")
        .order_by("package__unit__code", "id")
    )


def _total(uses: Iterable[Use]) -> Decimal:
    return sum((one.amount for one in uses if one.amount is not None), Decimal(0))
