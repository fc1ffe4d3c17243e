"""The first page: what waits for this person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ziping.workbench.desk.todos import desk_of
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


@login_required
@require_GET
def home(request: Request) -> HttpResponse:
    standing = request.standing
    board = standing.may(Right.CAMPAIGN_SEE)
    return render(request, "desk/home.html", {"desk": desk_of(standing), "board": board})
