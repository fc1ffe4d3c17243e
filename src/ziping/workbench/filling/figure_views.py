"""Figures that explain themselves: the working of one, the past of a page, what two rounds differ in, what may be taken over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.report import Address
from ziping.wording import Message, say
from ziping.workbench.filling.assemble import assemble, standard_named
from ziping.workbench.filling.choosing import groups, take, topic_of
from ziping.workbench.filling.history import changes_of, differences, rounds_of
from ziping.workbench.filling.linework import REMOVED, restore_line
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.sheet_views import hand_in, typing_package
from ziping.workbench.filling.sheets import MARKED, Form
from ziping.workbench.filling.store import Edit, LockedError, entries, save
from ziping.workbench.filling.views import back_to, package_for
from ziping.workbench.filling.why import why_of
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


@login_required
@require_GET
def why(request: Request, package: int) -> HttpResponse:
    """Where the figure of a cell (``topic``, ``line``, ``column``) comes from, as a part of the page."""
    found = package_for(request, package, Right.REPORT_SEE)
    form = Form.of(found, assemble(found), request.standing)
    asked = Address(*(request.GET.get(name, "") for name in ("topic", "line", "column")))
    try:
        shown = why_of(form, asked, request.lang)
    except KeyError as error:
        raise Http404 from error
    return render(request, "filling/why.html", {"why": shown, "package": found})


@login_required
@require_GET
def history(request: Request, package: int) -> HttpResponse:
    """The changes of a page (``page``; of all without it), newest first, from ``before`` on."""
    found = package_for(request, package, Right.REPORT_SEE)
    form = Form.of(found, assemble(found), request.standing)
    page = request.GET.get("page", "")
    before = request.GET.get("before", "")
    try:
        pasts, more = changes_of(form, page, request.lang, int(before) if before.isdecimal() else 0)
    except KeyError as error:
        raise Http404 from error
    context = {
        "package": found,
        "page": page,
        "pasts": pasts,
        "more": more,
        "outline": form.outline(),
        "may_type": form.hand.whole,
    }
    return render(request, "filling/history.html", context)


@login_required
@require_POST
def restore(request: Request, package: int) -> HttpResponse:
    """Put back what a cell was before a change (``change``), or the line it took away."""
    found = typing_package(request, package)
    number = request.POST.get("change", "")
    change = Change.objects.filter(package=found, pk=int(number) if number.isdecimal() else 0).first()
    if change is None or not _may_restore(request, found, change):
        raise Http404
    try:
        if change.column == REMOVED:
            restore_line(found, change.topic, change.key, request.user)
        else:
            address = Address(change.topic, change.key, change.column)
            now = EntryLine.objects.filter(package=found, topic=change.topic, key=change.key).first()
            stands = now.cells.get(change.column, "") if now else ""
            save(found, [Edit(address, stands, change.before)], request.user, Change.Way.UNDONE)
        messages.success(request, say(Message("filling_sheet.restored"), request.lang))
    except LockedError as locked:
        state = Message(f"filling.state.{locked.state}")
        messages.error(request, say(Message("filling.locked", {"state": state}), request.lang))
    return back_to(found, request.POST.get("page") or change.topic)


def _may_restore(request: Request, package: Package, change: Change) -> bool:
    hand = hand_in(request, package)
    return hand.whole or hand.cell(Address(change.topic, change.key, change.column), change.before)


@login_required
@require_GET
def rounds(request: Request, package: int) -> HttpResponse:
    """What was handed in, and what two rounds (``one``, ``other``; the last two without them) differ in."""
    found = package_for(request, package, Right.REPORT_SEE)
    handed = rounds_of(found)
    by_round = {str(one.round): one for one in handed}
    latest = [str(one.round) for one in handed[:2]]
    other = request.GET.get("other") or (latest[0] if latest else "")
    one = request.GET.get("one") or (latest[-1] if latest else "")
    if handed and not {one, other} <= set(by_round):
        raise Http404
    different = differences(by_round[one], by_round[other], request.lang) if handed and one != other else ()
    context = {"package": found, "handed": handed, "one": one, "other": other, "different": different}
    return render(request, "filling/rounds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: Request, package: int) -> HttpResponse:
    """Choose indicators from the library, the approved goals and last year; a POST adds the ``chosen``."""
    found = package_for(request, package, Right.REPORT_FILL)
    if not hand_in(request, found).whole:
        raise Http404
    standard = standard_named(found.campaign.standard)
    sheet = topic_of(standard, MARKED)
    if sheet is None:
        raise Http404
    if request.method == "POST":
        chosen = request.POST.getlist("chosen")
        saved = take(found, standard, chosen, request.user)
        count = len(saved.versions) if saved else 0
        messages.success(request, say(Message("filling_sheet.taken", {"count": count}), request.lang))
        return redirect("report-page", found.pk, sheet.id)
    context = {"package": found, "groups": groups(found, standard, entries(found)), "page": sheet.id}
    return render(request, "filling/choose.html", context)
