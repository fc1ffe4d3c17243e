"""The workspace of one report, and the steps taken from it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError, say
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.desk import workspace_of
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move as move_package
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


def package_for(request: Request, number: int, right: Right) -> Package:
    """The package, if this person has this right over it; for everybody else there is none (404)."""
    condition = request.standing.things(right, "unit", "assignments")
    found = (
        Package.objects.filter(condition, pk=number)
        .select_related("campaign", "unit", "unit__supervisor")
        .first()
    )
    if found is None:
        raise Http404
    return found


def back_to(package: Package, page: str) -> HttpResponse:
    """Back to the page of the form a step was taken from; to the first where it is none."""
    sheets = standard_named(package.campaign.standard).workbook
    known = {sheet.id for sheet in sheets.sheets} if sheets else set()
    if page not in known:
        return redirect("report", package.pk)
    return redirect("report-page", package.pk, page)


@login_required
@require_GET
def workspace(request: Request, package: int, page: str = "") -> HttpResponse:
    found = package_for(request, package, Right.REPORT_SEE)
    try:
        shown = workspace_of(found, page, request.standing, request.lang)
    except KeyError as error:
        raise Http404 from error
    return render(request, "filling/workspace.html", {"desk": shown, "package": found})


@login_required
@require_POST
def move(request: Request, package: int) -> HttpResponse:
    """Take a step of the road (``action``, ``comment``)."""
    found = package_for(request, package, Right.REPORT_SEE)
    try:
        move_package(found, request.POST.get("action", ""), request.standing, request.POST.get("comment", ""))
    except (KeyError, PermissionError) as error:
        raise Http404 from error
    except InputError as error:
        for message in error.messages:
            messages.error(request, say(message, request.lang))
    return redirect("report", found.pk)
