"""Handing in: what stands in the way, the notes to warnings, the step, the receipt."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError
from ziping.workbench.filling.answering import answer_finding
from ziping.workbench.filling.data_views import holds, package_by, refuse, tell
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.ready import readiness_of, receipts_of
from ziping.workbench.filling.road import BY_ACTION
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.views import package_for
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

_HANDS_IN = (Right.REPORT_FILL, Right.REPORT_SIGN)


@login_required
@require_GET
def ready(request: Request, package: int) -> HttpResponse:
    """Everything to be settled before the report may go."""
    found = package_by(request, package, _HANDS_IN)
    settled = readiness_of(found, request.standing, request.lang)
    shown = {
        "package": found,
        "ready": settled,
        "missing": "、".join(settled.ledger.missing),
        "receipts": receipts_of(found),
        "may_note": found.state in OPEN and holds(request, found, (Right.REPORT_FILL,)),
        "state": f"filling.state.{found.state}",
        "tab": "ready",
    }
    return render(request, "filling/data/ready.html", shown)


@login_required
@require_POST
def ready_note(request: Request, package: int) -> HttpResponse:
    """The unit's word to a warning it lets stand, or to several of a kind at once (``mark``, ``note``)."""
    found = package_for(request, package, Right.REPORT_FILL)
    marks = request.POST.getlist("mark")
    try:
        for mark in marks:
            answer_finding(found, mark, request.POST.get("note", ""), request.user)
    except InputError as error:
        refuse(request, error)
    return redirect(f"{_ready_url(found.pk)}#w-{marks[0] if marks else ''}")


@login_required
@require_POST
def ready_hand(request: Request, package: int) -> HttpResponse:
    """Take the step that hands in (``action``, ``comment``); what was signed gets its receipt."""
    found = package_by(request, package, _HANDS_IN)
    action = request.POST.get("action", "")
    if action not in BY_ACTION or not BY_ACTION[action].hands_in:
        raise Http404
    try:
        step = move(found, action, request.standing, request.POST.get("comment", ""))
    except PermissionError as error:
        raise Http404 from error
    except InputError as error:
        refuse(request, error)
        return redirect("report-ready", found.pk)
    if action == "sign":
        return redirect("report-receipt", found.pk, step.round)
    tell(request, "filling_data.asked")
    return redirect("report-ready", found.pk)


@login_required
@require_GET
def receipt(request: Request, package: int, number: int) -> HttpResponse:
    """The receipt of a round, to be printed and kept."""
    found = package_for(request, package, Right.REPORT_SEE)
    one = next((one for one in receipts_of(found) if one.handed.round == number), None)
    if one is None:
        raise Http404
    return render(request, "filling/data/receipt.html", {"package": found, "receipt": one, "tab": "ready"})


def _ready_url(number: int) -> str:
    return reverse("report-ready", args=[number])
