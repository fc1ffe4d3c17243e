"""The unit's pages: what is left to do, and the workspace of one report."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from ziping.report import Address
from ziping.wording import InputError, Message, say
from ziping.workbench.filling.desk import Workspace, workspace_of
from ziping.workbench.filling.models import Change, Package
from ziping.workbench.filling.moving import move as move_package
from ziping.workbench.filling.store import Edit, LockedError, delete_line, save
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

_MOST_EDITS = 5_000


def package_for(request: Request, number: int, right: Right) -> Package:
    """The package, if this person has this right over it; for everybody else there is none (404)."""
    condition = request.standing.things(right, "unit")
    found = (
        Package.objects.filter(condition, pk=number)
        .select_related("campaign", "unit", "unit__supervisor")
        .first()
    )
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def home(request: Request) -> HttpResponse:
    """What waits for this person: the reports they may see, those they must act on first."""
    condition = request.standing.things(Right.REPORT_SEE, "unit")
    packages = (
        Package.objects.filter(condition)
        .select_related("campaign", "unit")
        .order_by("-campaign__year", "unit__code")
    )
    return render(request, "filling/home.html", {"packages": packages[:200]})


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
def cells(request: Request, package: int) -> HttpResponse:
    """Save the cells of the body (``{"page", "way", "edits": [{topic, line, column, before, after}]}``).

    Answers with what was refused, and the parts of the page that follow from it as HTML to swap in.
    """
    found = package_for(request, package, Right.REPORT_FILL)
    body = json.loads(request.body)
    edits = [
        Edit(
            Address(str(one["topic"]), str(one["line"]), str(one["column"])),
            str(one["before"]),
            str(one["after"]),
        )
        for one in body["edits"][:_MOST_EDITS]
    ]
    try:
        saved = save(found, edits, request.user, Change.Way(body.get("way", "typed")))
    except LockedError as locked:
        state = Message(f"filling.state.{locked.state}")
        return JsonResponse(
            {"locked": say(Message("filling.locked", {"state": state}), request.lang)}, status=409
        )
    found.refresh_from_db()
    shown = workspace_of(found, str(body.get("page", "")), request.standing, request.lang)
    return JsonResponse(
        {"revision": saved.revision, "conflicts": _conflicts(saved.conflicts), **_parts(request, shown)}
    )


def _conflicts(conflicts: Any) -> list[dict[str, str]]:
    return [
        {**one.address._asdict(), "mine": one.mine, "theirs": one.theirs, "by": one.by} for one in conflicts
    ]


def _parts(request: Request, shown: Workspace) -> dict[str, Any]:
    context = {"desk": shown, "package": shown.package}
    return {
        "troubles": {cell.id: text for cell, text in shown.troubles},
        "marks": {cell.id: cell.severity for cell in shown.cells if cell.severity},
        "missing": [cell.id for cell in shown.cells if cell.missing],
        "computed": shown.computed,
        "notes": render_to_string("filling/notes.html", context, request),
        "outline": render_to_string("filling/outline.html", context, request),
        "saved": render_to_string("filling/saved.html", context, request),
    }


@login_required
@require_POST
def lines(request: Request, package: int) -> HttpResponse:
    """Take a line away (``topic``, ``line``, ``version``)."""
    found = package_for(request, package, Right.REPORT_FILL)
    topic, key = request.POST["topic"], request.POST["line"]
    try:
        gone = delete_line(found, topic, key, int(request.POST["version"]), request.user)
    except LockedError as locked:
        messages.error(
            request,
            say(Message("filling.locked", {"state": Message(f"filling.state.{locked.state}")}), request.lang),
        )
        gone = True
    if not gone:
        messages.error(request, say(Message("filling.line_changed"), request.lang))
    return redirect("report-page", found.pk, request.POST.get("page", topic))


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
