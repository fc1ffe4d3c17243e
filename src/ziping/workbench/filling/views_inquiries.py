"""Satisfaction surveys: the unit's pages, and the one page everybody may open."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ziping.report import Line
from ziping.wording import InputError, Message
from ziping.workbench.filling.data_views import holds, refuse, require_open, tell
from ziping.workbench.filling.evidence import INDICATORS
from ziping.workbench.filling.inquiries import (
    GRADES,
    Draft,
    answer,
    begin,
    close,
    count,
    is_open,
    open_it,
    qr,
)
from ziping.workbench.filling.models import Inquiry, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import LockedError, entries
from ziping.workbench.filling.views import package_for
from ziping.workbench.journal.chain import sm3
from ziping.workbench.journal.request import address_of
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right

_COOKIE = "ziping_survey"
_YEAR = 365 * 24 * 3600
_GRADES = [(grade, f"filling_data.survey.grade_{grade + 1}") for grade in range(GRADES)]


@login_required
@require_http_methods(["GET", "POST"])
def inquiries(request: Request, package: int) -> HttpResponse:
    """The surveys of a report, and a form for another."""
    if request.method == "POST":
        found = package_for(request, package, Right.REPORT_FILL)
        try:
            require_open(found)
            begun = begin(found, _draft(request), request.user)
        except (InputError, LockedError) as error:
            refuse(request, error)
            return redirect("report-inquiries", found.pk)
        return redirect("report-inquiry", found.pk, begun.pk)
    found = package_for(request, package, Right.REPORT_SEE)
    indicators = _indicators(found)
    names = {line.key: line.cells["name"] for line in indicators}
    shown = {
        "package": found,
        "rows": [(one, names.get(one.indicator, "—")) for one in found.inquiries.all()],
        "indicators": _satisfaction_first(indicators),
        "grades": _GRADES,
        "may": found.state in OPEN and holds(request, found, (Right.REPORT_FILL,)),
        "tab": "inquiries",
    }
    return render(request, "filling/data/inquiries.html", shown)


def _indicators(package: Package) -> list[Line]:
    return [line for line in entries(package).get(INDICATORS, ()) if line.cells.get("name", "").strip()]


def _satisfaction_first(lines: list[Line]) -> list[tuple[str, str]]:
    def other(line: Line) -> bool:
        said = "".join(line.cells.get(name, "") for name in ("level1", "level2", "name"))
        return "满意" not in said  # the name this kind of indicator has in every form

    return [(line.key, line.cells["name"]) for line in sorted(lines, key=other)]


def _draft(request: Request) -> Draft:
    sent = request.POST
    return Draft(
        indicator=sent.get("indicator", ""),
        title=sent.get("title", ""),
        question=sent.get("question", ""),
        intro=sent.get("intro", ""),
        more=tuple(sent.get("more", "").splitlines()),
        respondents=sent.get("respondents", ""),
        users=_whole(sent.get("users", "")),
        sent=_whole(sent.get("sent", "")),
        satisfied_to=_whole(sent.get("satisfied_to", "3")) or 0,
        closes_on=_day(sent.get("closes_on", "")),
    )


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    if not re.fullmatch("[0-9]{1,9}", text.strip()):
        raise InputError(Message("filling_data.survey.not_whole", {"read": text}))
    return int(text)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(Message("filling_data.survey.not_day", {"read": text})) from error


@login_required
@require_http_methods(["GET", "POST"])
def inquiry(request: Request, package: int, inquiry: int) -> HttpResponse:
    """What came back so far, the link and its code; posted, ``action`` opens or closes it."""
    if request.method == "POST":
        found = package_for(request, package, Right.REPORT_FILL)
        _act(request, _inquiry(found, inquiry))
        return redirect("report-inquiry", found.pk, inquiry)
    found = package_for(request, package, Right.REPORT_SEE)
    one = _inquiry(found, inquiry)
    link = request.build_absolute_uri(reverse("survey", args=[one.token]))
    names = {line.key: line.cells["name"] for line in _indicators(found)}
    counted = count(one)
    shown = {
        "package": found,
        "inquiry": one,
        "indicator": names.get(one.indicator, "—"),
        "counted": counted,
        "questions": [
            (text, [(key, amount) for (_, key), amount in zip(_GRADES, table, strict=True)])
            for text, table in counted.by_question
        ],
        "remarks": one.replies.exclude(remark="").values_list("remark", flat=True)[:100],
        "grade": f"filling_data.survey.grade_{one.satisfied_to + 1}",
        "link": link,
        "code": mark_safe(qr(link)) if one.state == Inquiry.State.OPEN else "",  # noqa: S308 - drawn by segno from our own address
        "may": found.state in OPEN and holds(request, found, (Right.REPORT_FILL,)),
        "tab": "inquiries",
    }
    return render(request, "filling/data/inquiry.html", shown)


def _act(request: Request, one: Inquiry) -> None:
    match request.POST.get("action"):
        case "open":
            open_it(one, request.user)
        case "close":
            try:
                counted = close(one, request.user)
            except (InputError, LockedError) as error:
                refuse(request, error)
            else:
                tell(request, "filling_data.survey.fed", returned=counted.returned, rate=counted.rate)
        case _:
            raise Http404


def _inquiry(package: Package, number: int) -> Inquiry:
    one = Inquiry.objects.filter(package=package, pk=number).select_related("package__campaign").first()
    if one is None:
        raise Http404
    return one


# --- the public page -------------------------------------------------------------------------------------------------


@csrf_exempt  # nobody is logged in here; from another site the mark does not come along, and without it nothing counts
@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The survey as anybody sees it: no login, one answer a browser. A draft is nobody's to see (404)."""
    one = (
        Inquiry.objects.filter(token=token)
        .exclude(state=Inquiry.State.DRAFT)
        .select_related("package__unit")
        .first()
    )
    if one is None:
        raise Http404
    mark = request.COOKIES.get(_COOKIE, "")
    browser = sm3(f"{one.token}|{mark}".encode()) if mark else ""
    done = bool(browser) and one.replies.filter(browser=browser).exists()
    problems: tuple[Message, ...] = ()
    if request.method == "POST" and not done:
        address = sm3(f"{one.token}|{address_of(request) or ''}".encode())
        try:
            answer(one, _grades(request, one), request.POST.get("remark", ""), browser, address)
        except InputError as error:
            problems = error.messages
        else:
            return redirect("survey", token)
    questions = [
        (f"q{at}", text, request.POST.get(f"q{at}", "")) for at, text in enumerate([one.question, *one.more])
    ]
    shown = {
        "inquiry": one,
        "questions": questions,
        "grades": [(str(grade), key) for grade, key in _GRADES],
        "done": done,
        "open": is_open(one),
        "problems": problems,
        "remark": request.POST.get("remark", ""),
    }
    page = render(request, "filling/data/survey.html", shown, status=400 if problems else 200)
    if not mark:
        page.set_cookie(
            _COOKIE,
            secrets.token_urlsafe(16),
            max_age=_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return page


def _grades(request: HttpRequest, one: Inquiry) -> list[int]:
    known = {str(grade): grade for grade in range(GRADES)}
    return [known.get(request.POST.get(f"q{at}", ""), -1) for at in range(1 + len(one.more))]
