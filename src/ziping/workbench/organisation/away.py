"""One's own leave, and one's roles lent meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.journal.request import recorded
from ziping.workbench.organisation.absence import go_on_leave, lend, lendable, take_back
from ziping.workbench.organisation.forms import LeaveForm, LendForm
from ziping.workbench.organisation.models import Holding, Leave
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.views import tell


@login_required
@require_GET
def absence(request: Request) -> HttpResponse:
    person, today = request.user, timezone.localdate()
    lent = Holding.objects.filter(lent_by__person=person, until__gte=today)
    shown = {
        "leaves": Leave.objects.filter(person=person, until__gte=today).order_by("since"),
        "lent": lent.select_related("person", "unit", "section"),
        "leave_form": LeaveForm(auto_id="leave_%s"),
        "lend_form": LendForm(person, auto_id="lend_%s") if lendable(person).exists() else None,
    }
    return render(request, "organisation/absence.html", shown)


@login_required
@require_POST
def leave_add(request: Request) -> HttpResponse:
    form = LeaveForm(request.POST)
    if _complete(request, form):
        _try(request, lambda: go_on_leave(request.user, **form.cleaned_data))
    return redirect("absence")


@login_required
@require_POST
def leave_remove(request: Request, leave: int) -> HttpResponse:
    found = Leave.objects.filter(pk=leave, person=request.user).first()
    if found is None:
        raise Http404
    with transaction.atomic():
        recorded(request, "leave.remove", request.user.username, since=found.since, until=found.until)
        found.delete()
    return redirect("absence")


@login_required
@require_POST
def lend_out(request: Request) -> HttpResponse:
    form = LendForm(request.user, request.POST)
    if _complete(request, form):
        _try(request, lambda: lend(request.user, **form.cleaned_data))
    return redirect("absence")


@login_required
@require_POST
def lend_end(request: Request, holding: int) -> HttpResponse:
    found = (
        Holding.objects.filter(pk=holding, lent_by__person=request.user)
        .select_related("person", "unit")
        .first()
    )
    if found is None:
        raise Http404
    take_back(request.user, found)
    return redirect("absence")


def _complete(request: Request, form: Form) -> bool:
    if not form.is_valid():
        messages.error(request, say(Message("organisation.fill_all"), request.lang))
    return form.is_valid()


def _try(request: Request, act: Callable[[], object]) -> None:
    try:
        act()
    except InputError as error:
        tell(request, error)
