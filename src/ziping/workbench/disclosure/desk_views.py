"""Where publishing is looked after: particulars, the head's signature, publishing, withdrawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.disclosure import publishing
from ziping.workbench.disclosure.models import PlaceTerms
from ziping.workbench.disclosure.publishing_desk import Desk, desk_of, line_of, over, packages_for
from ziping.workbench.filling.models import Package
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.access import units_for
from ziping.workbench.organisation.models import Place
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import export


def package_for(request: Request, number: int, *rights: Right) -> Package:
    """The package, if this person has one of these rights over it; for everybody else there is none (404)."""
    condition = over(request.standing) if not rights else request.standing.things(rights[0], "unit")
    for right in rights[1:]:
        condition |= request.standing.things(right, "unit")
    found = Package.objects.filter(condition, pk=number).select_related("campaign", "unit").first()
    if found is None:
        raise Http404
    return found


@login_required
@require_GET
def desk(request: Request) -> HttpResponse:
    """What is due, late, ready, published (``year``, ``show``)."""
    context = {
        "desk": _desk(request),
        "places": _places(request),
        "may_publish": request.standing.may(Right.RESULT_PUBLISH),
    }
    return render(request, "disclosure/desk.html", context)


def _desk(request: Request) -> Desk:
    if not any(
        request.standing.may(right) for right in (Right.RESULT_PUBLISH, Right.REPORT_SIGN, Right.REPORT_FILL)
    ):
        raise Http404
    year = request.GET.get("year", "")
    return desk_of(
        request.standing,
        int(year) if year.isascii() and year.isdigit() and len(year) == len("2024") else None,
        request.GET.get("show", ""),
    )


@login_required
@require_GET
def export_list(request: Request, form: str) -> HttpResponse:
    """The list as .xlsx or .csv (``year``, ``show``)."""
    lang, found = request.lang, _desk(request)
    columns = ("unit", "year", "status_head", "approved_on", "due_on", "lacks", "published_on")
    rows = [
        (
            line.package.unit.name,
            line.package.campaign.year,
            say(line.called, lang),
            line.publication.approved_on if line.publication else None,
            line.clock.due_on,
            "; ".join(say(lack, lang) for lack in line.lacks),
            timezone.localtime(line.last.published_at).date()
            if line.last and line.last.published_at
            else None,
        )
        for line in found.lines
    ]
    heads = [say(Message(f"disclosure.{name}"), lang) for name in columns]
    return export(form, say(Message("disclosure.desk"), lang), heads, rows)


@login_required
@require_POST
def approval(request: Request) -> HttpResponse:
    """One day of approval for every report of a year that has none (``year``, ``approved_on``)."""
    if not request.standing.may(Right.RESULT_PUBLISH):
        raise Http404
    year = request.POST.get("year", "")
    condition = request.standing.things(Right.RESULT_PUBLISH, "unit")
    packages = Package.objects.filter(
        condition, campaign__year=year if year.isascii() and year.isdigit() else 0
    )
    try:
        day = _some_day(request.POST.get("approved_on", ""))
        count = publishing.tell_approval(packages, day, request.standing)
    except InputError as error:
        for line in error.render(request.lang):
            messages.error(request, line)
    else:
        messages.success(request, say(Message("disclosure.approval_told", {"count": count}), request.lang))
    return redirect("publishing")


def _places(request: Request) -> list[tuple[Place, bool]]:
    """The places whose terms this person sets, and whether they show marks."""
    units = units_for(request.standing, Right.RESULT_PUBLISH)
    hidden = set(PlaceTerms.objects.filter(shows_score=False).values_list("place", flat=True))
    found = Place.objects.filter(units__in=units).distinct()
    return [(place, place.pk not in hidden) for place in found]


@login_required
@require_GET
def report(request: Request, package: int) -> HttpResponse:
    """One report on its way to its public page."""
    found = packages_for(request.standing).filter(pk=package).first()
    if found is None:
        raise Http404
    line = line_of(found, timezone.localdate())
    standing = request.standing
    context = {
        "line": line,
        "editions": line.publication.editions.select_related("published_by", "withdrawn_by")
        if line.publication
        else (),
        "may_publish": standing.over(Right.RESULT_PUBLISH, found.unit),
        "may_sign": standing.over(Right.REPORT_SIGN, found.unit) and found.state in publishing.DECIDED,
        "signed": not any(lack.key == "disclosure.missing.signed" for lack in line.lacks),
        "days": publishing.days_allowed(found.campaign.standard),
        "refused": [one[request.lang] for one in line.last.refused] if line.last else (),
    }
    return render(request, "disclosure/desk_report.html", context)


@login_required
@require_POST
def particulars(request: Request, package: int) -> HttpResponse:
    """Keep the day of approval and the secrecy review (``approved_on``, ``secrecy_passed_on``, ``secrecy_reviewer``)."""
    found = package_for(request, package, Right.RESULT_PUBLISH, Right.REPORT_FILL)

    def keep() -> None:
        said = publishing.Particulars(
            _day(request.POST.get("approved_on", "")),
            _day(request.POST.get("secrecy_passed_on", "")),
            request.POST.get("secrecy_reviewer", "")[:40],
        )
        publishing.tell(found, said, request.standing)

    return _done(request, found, keep, "disclosure.told")


def _day(written: str) -> dt.date | None:
    """``None`` for a blank. Raises ``InputError`` for what is no day."""
    return _some_day(written) if written.strip() else None


def _some_day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError as error:
        raise InputError(Message("disclosure.no_day", {"read": written[:20]})) from error


@login_required
@require_POST
def sign(request: Request, package: int) -> HttpResponse:
    """The head agrees to publication."""
    found = package_for(request, package, Right.REPORT_SIGN)
    return _done(request, found, lambda: publishing.sign(found, request.standing), "disclosure.signed_now")


@login_required
@require_POST
def publish(request: Request, package: int) -> HttpResponse:
    """Have the public edition made and put on its page."""
    found = package_for(request, package, Right.RESULT_PUBLISH)
    return _done(request, found, lambda: publishing.publish(found, request.standing), "disclosure.asked")


@login_required
@require_POST
def withdraw(request: Request, package: int) -> HttpResponse:
    """Take the edition that stands off its page (``reason``)."""
    found = package_for(request, package, Right.RESULT_PUBLISH)
    reason = request.POST.get("reason", "")
    return _done(
        request,
        found,
        lambda: publishing.withdraw(found, request.standing, reason),
        "disclosure.withdrawn_now",
    )


@login_required
@require_POST
def terms(request: Request) -> HttpResponse:
    """Whether the pages of a place show marks (``place``, ``shows_score``)."""
    number = request.POST.get("place", "")
    place = next((one for one, _ in _places(request) if str(one.pk) == number), None)
    if place is None:
        raise Http404
    shows = request.POST.get("shows_score") == "yes"
    with transaction.atomic():
        PlaceTerms.objects.update_or_create(place=place, defaults={"shows_score": shows})
        record("disclosure.terms", str(place), person=request.standing.person.username, shows_score=shows)
    return redirect("publishing")


def _done(request: Request, package: Package, act: Callable[[], object], told: str) -> HttpResponse:
    try:
        act()
    except InputError as error:
        for line in error.render(request.lang):
            messages.error(request, line)
    else:
        messages.success(request, say(Message(told), request.lang))
    return redirect("publishing-report", package.pk)
