"""Setting up a campaign: its form, opening it, closing it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.campaigns.access import campaign_for, places_for
from ziping.workbench.campaigns.forms import offered_units, plan_form
from ziping.workbench.campaigns.planning import read_plan
from ziping.workbench.campaigns.running import change, close, open_up, prepare
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    place = places_for(request.standing, Right.CAMPAIGN_RUN).first()
    if place is None:
        raise Http404
    if request.method == "GET":
        return render(request, "campaigns/plan.html", {"form": plan_form(place)})
    try:
        made = prepare(read_plan(request.POST, offered_units(place)), place, request.user)
    except InputError as error:
        form = plan_form(place, None, request.POST, error.messages)
        return render(request, "campaigns/plan.html", {"form": form}, status=422)
    return redirect("board", made.pk)


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, campaign: int) -> HttpResponse:
    held = campaign_for(request, campaign, Right.CAMPAIGN_RUN)
    if request.method == "GET":
        return render(request, "campaigns/plan.html", {"form": plan_form(held.place, held), "campaign": held})
    try:
        change(held, read_plan(request.POST, offered_units(held.place, held), held), request.user)
    except InputError as error:
        form = plan_form(held.place, held, request.POST, error.messages)
        return render(request, "campaigns/plan.html", {"form": form, "campaign": held}, status=422)
    messages.success(request, say(Message("campaigns.changed"), request.lang))
    return redirect("board", held.pk)


@login_required
@require_POST
def state(request: Request, campaign: int) -> HttpResponse:
    """Open or close it (``action``)."""
    held = campaign_for(request, campaign, Right.CAMPAIGN_RUN)
    act = {"open": open_up, "close": close}.get(request.POST.get("action", ""))
    if act is None:
        raise Http404
    try:
        act(held, request.user)
    except InputError as error:
        for message in error.messages:
            messages.error(request, say(message, request.lang))
    return redirect("board", held.pk)
