"""What a page of the form asks while it is filled: cells saved, lines moved, who is here, answers to warnings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from ziping.report import Address
from ziping.wording import InputError, Message, say
from ziping.workbench.filling.answering import answer_finding
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.desk import Workspace, workspace_of
from ziping.workbench.filling.hand import Hand, hand_of
from ziping.workbench.filling.history import page_called
from ziping.workbench.filling.linework import move_line, restore_line
from ziping.workbench.filling.models import Change, Package
from ziping.workbench.filling.presence import seen
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import Conflict, Edit, LockedError, Saved, delete_line, entries, save
from ziping.workbench.filling.views import back_to, package_for
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

_MOST_EDITS = 5_000
_MOVES = {"up": -1, "down": 1}


def typing_package(request: Request, number: int) -> Package:
    """The package, if this person may type into it at all, whole or for a section (404 otherwise)."""
    condition = request.standing.things(Right.REPORT_FILL, "unit")
    condition |= request.standing.things(Right.REPORT_FILL_SECTION, "unit")
    found = Package.objects.filter(condition, pk=number).select_related("campaign", "unit").first()
    if found is None:
        raise Http404
    return found


def hand_in(request: Request, package: Package) -> Hand:
    """What this person may type into the package as it stands."""
    return hand_of(request.standing, package, entries(package), standard_named(package.campaign.standard))


@login_required
@require_POST
def cells(request: Request, package: int) -> HttpResponse:
    """Save the cells of the body (``{"page", "person", "edits": [{topic, line, column, before, after, way}]}``).

    Answers with what was refused, and the parts of the page that follow from it as HTML to swap in. ``person`` is who
    began to type: nothing is written in the name of somebody who logged in since (401). Each edit may say its own ``way``;
    where it does not, that of the body counts.
    """
    found = typing_package(request, package)
    body = _body(request)
    if str(body.get("person") or request.user.pk) != str(request.user.pk):
        return JsonResponse({"other": str(request.user)}, status=401)
    edits, ways = _edits(body)
    if found.state in OPEN:
        hand = hand_in(request, found)
        if not hand.anything or not all(hand.cell(edit.address, edit.after) for edit in edits):
            raise Http404
    try:
        saved = _save(found, edits, ways, request)
    except LockedError as locked:
        return JsonResponse({"locked": _locked(locked, request)}, status=409)
    found.refresh_from_db()
    shown = _shown(request, found, body)
    versions = {
        f"{topic}|{line}": version for one in saved for (topic, line), version in one.versions.items()
    }
    conflicts = [_conflict(conflict) for one in saved for conflict in one.conflicts]
    return JsonResponse({"conflicts": conflicts, "versions": versions, **_parts(request, shown)})


def _body(request: Request) -> dict[str, Any]:
    """The body as sent by our own script; anything else is no page of ours (404)."""
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise Http404 from error
    if not isinstance(body, dict):
        raise Http404
    return body


def _edits(body: Mapping[str, Any]) -> tuple[list[Edit], list[Change.Way]]:
    try:
        listed = body["edits"][:_MOST_EDITS]
        edits = [
            Edit(
                Address(str(one["topic"])[:40], str(one["line"])[:80], str(one["column"])[:60]),
                str(one["before"]),
                str(one["after"]),
            )
            for one in listed
        ]
        ways = [Change.Way(one.get("way") or body.get("way", "typed")) for one in listed]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Http404 from error
    return edits, ways


def _save(
    package: Package, edits: Sequence[Edit], ways: Sequence[Change.Way], request: Request
) -> list[Saved]:
    """All of it or nothing, in the order typed."""
    runs = groupby(zip(edits, ways, strict=True), key=lambda one: one[1])
    with transaction.atomic():
        return [save(package, [edit for edit, _ in run], request.user, way) for way, run in runs]


def _locked(locked: LockedError, request: Request) -> str:
    state = Message(f"filling.state.{locked.state}")
    return say(Message("filling.locked", {"state": state}), request.lang)


def _conflict(one: Conflict) -> dict[str, str]:
    return {**one.address._asdict(), "mine": one.mine, "theirs": one.theirs, "by": one.by}


def _shown(request: Request, package: Package, body: Mapping[str, Any]) -> Workspace:
    try:
        return workspace_of(package, str(body.get("page", "")), request.standing, request.lang)
    except KeyError as error:
        raise Http404 from error


def _parts(request: Request, shown: Workspace) -> dict[str, Any]:
    context = {"desk": shown, "package": shown.package}
    return {
        "revision": shown.package.revision,
        "troubles": {cell.id: text for cell, text in shown.troubles},
        "marks": {cell.id: cell.severity for cell in shown.cells if cell.severity},
        "missing": [cell.id for cell in shown.cells if cell.missing],
        "computed": shown.computed,
        "stale": {key: _stale_html(request, key, shown) for key in shown.beside},
        "notes": render_to_string("filling/notes.html", context, request),
        "outline": render_to_string("filling/outline.html", context, request),
        "saved": render_to_string("filling/saved.html", context, request),
    }


def _stale_html(request: Request, key: str, shown: Workspace) -> str:
    stale = shown.beside[key].stale
    if not stale:
        return ""
    return render_to_string("filling/stale.html", {"stale": stale, "may_type": shown.may_type}, request)


@login_required
@require_POST
def here(request: Request, package: int) -> HttpResponse:
    """Say that one is on ``page`` and hear who else is there; with what changed where ``revision`` is an older one."""
    found = package_for(request, package, Right.REPORT_SEE)
    body = _body(request)
    page = str(body.get("page", ""))[:40]
    others = seen(found, request.user, page)
    answer: dict[str, Any] = {"revision": found.revision}
    if body.get("revision") != found.revision:
        shown = _shown(request, found, body)
        answer |= _parts(request, shown)
        answer["values"] = {cell.id: cell.text for cell in shown.cells if not cell.closed}
    standard = standard_named(found.campaign.standard)
    answer["people"] = [
        {"name": one.name, "page": page_called(standard, one.page, request.lang)} for one in others
    ]
    return JsonResponse(answer)


@login_required
@require_POST
def lines(request: Request, package: int) -> HttpResponse:
    """Take a line away, bring it back, move it (``act``: ``remove``, ``restore``, ``up``, ``down``)."""
    found = typing_package(request, package)
    try:
        topic, key = request.POST["topic"], request.POST["line"]
        version = int(request.POST.get("version", "0"))
    except (KeyError, ValueError) as error:
        raise Http404 from error
    act = request.POST.get("act", "remove")
    if found.state in OPEN and not hand_in(request, found).orders():
        raise Http404
    try:
        if act in _MOVES:
            move_line(found, topic, key, _MOVES[act], request.user)
        elif act == "restore":
            restore_line(found, topic, key, request.user)
        elif not delete_line(found, topic, key, version, request.user):
            messages.error(request, say(Message("filling.line_changed"), request.lang))
    except LockedError as locked:
        messages.error(request, _locked(locked, request))
    return back_to(found, request.POST.get("page") or topic)


@login_required
@require_POST
def answer(request: Request, package: int) -> HttpResponse:
    """Answer a warning (``mark``, ``note``); the notes of ``page`` follow."""
    found = typing_package(request, package)
    if not request.standing.over(Right.REPORT_FILL, found.unit):
        raise Http404
    try:
        answer_finding(found, request.POST.get("mark", ""), request.POST.get("note", ""), request.user)
    except InputError as error:
        messages.error(request, " ".join(say(message, request.lang) for message in error.messages))
    page = request.POST.get("page", "")
    if not request.headers.get("HX-Request"):
        return back_to(found, page)
    shown = _shown(request, found, {"page": page})
    return render(request, "filling/notes.html", {"desk": shown, "package": found})
