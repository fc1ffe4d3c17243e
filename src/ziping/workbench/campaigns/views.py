"""The bureau's pages of a campaign: the list of years, the board, the units behind each of its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.wording import InputError, Message, say
from ziping.workbench.campaigns.access import campaign_for, campaigns_for
from ziping.workbench.campaigns.boards import (
    GROUPS,
    UnitLine,
    board_of,
    seen_packages,
    unit_lines,
)
from ziping.workbench.campaigns.calendar import calendar_of
from ziping.workbench.campaigns.models import Campaign, Extension
from ziping.workbench.campaigns.urging import extend, urge
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import Exported, export

_COLUMNS = (
    "code",
    "unit",
    "department",
    "section",
    "state",
    "group_head",
    "due",
    "overdue_head",
    "score",
    "errors",
    "warnings",
)


@login_required
@require_GET
def listed(request: Request) -> HttpResponse:
    if not request.standing.may(Right.CAMPAIGN_SEE):
        raise Http404
    found = campaigns_for(request.standing)
    runs = request.standing.may(Right.CAMPAIGN_RUN)
    return render(request, "campaigns/list.html", {"campaigns": found, "runs": runs})


@login_required
@require_GET
def board(request: Request, campaign: int) -> HttpResponse:
    found = campaign_for(request, campaign)
    return render(
        request, "campaigns/board.html", {"campaign": found, "board": board_of(found, request.standing)}
    )


@login_required
@require_GET
def units(request: Request, campaign: int) -> HttpResponse:
    """The units behind a number (``group``, ``department``, ``late``), to look at or to take away (``export``)."""
    found = campaign_for(request, campaign)
    if not request.standing.may(Right.REPORT_SEE):
        raise Http404
    lines = _chosen(request, unit_lines(found, seen_packages(found, request.standing, Right.REPORT_SEE)))
    if file_format := request.GET.get("export"):
        headings = [say(Message(f"campaigns.column.{name}"), request.lang) for name in _COLUMNS]
        return export(file_format, found.title, headings, (_exported(request, line) for line in lines))
    context = {
        "campaign": found,
        "lines": lines,
        "groups": [(group, Message(f"campaigns.group.{group}")) for group in GROUPS],
        "chosen": request.GET,
        "query": _query(request),
        "runs": request.standing.may(Right.CAMPAIGN_RUN),
    }
    return render(request, "campaigns/units.html", context)


def _chosen(request: Request, lines: Iterable[UnitLine]) -> list[UnitLine]:
    group, department, text = (request.GET.get(name, "").strip() for name in ("group", "department", "text"))
    return [
        line
        for line in lines
        if (not group or line.group == group)
        and (not department or str(line.department) == department)
        and (not text or text in line.package.unit.name or text in line.package.unit.code)
        and ("late" not in request.GET or line.late)
    ]


def _query(request: Request) -> str:
    kept = request.GET.copy()
    kept.pop("export", None)
    return kept.urlencode()


def _exported(request: Request, line: UnitLine) -> tuple[Exported, ...]:
    unit = line.package.unit
    return (
        unit.code,
        unit.name,
        line.department_name,
        unit.line.name if unit.line else "",
        say(line.state, request.lang),
        say(Message(f"campaigns.group.{line.group}"), request.lang),
        line.due,
        line.overdue or None,
        line.score,
        line.errors,
        line.warnings,
    )


@login_required
@require_POST
def urge_units(request: Request, campaign: int) -> HttpResponse:
    """Remind the units named (``package``, several), or all that are late (``all``)."""
    found = campaign_for(request, campaign, Right.CAMPAIGN_RUN)
    if found.state != Campaign.State.OPEN:
        raise Http404
    wanted = {int(one) for one in request.POST.getlist("package") if one.isascii() and one.isdigit()}
    lines = unit_lines(found, seen_packages(found, request.standing, Right.CAMPAIGN_RUN))
    chosen = [line for line in lines if line.package.pk in wanted or ("all" in request.POST and line.overdue)]
    reminded, told = urge(found, chosen, request.user)
    key = "urged" if told else "urged_none"
    messages.success(
        request, say(Message(f"campaigns.{key}", {"units": reminded, "people": told}), request.lang)
    )
    return redirect("board", found.pk)


@login_required
@require_http_methods(["GET", "POST"])
def extension(request: Request, campaign: int, package: int) -> HttpResponse:
    """More time for one unit (``step``, ``day``, ``reason``)."""
    found = campaign_for(request, campaign, Right.CAMPAIGN_RUN)
    held = seen_packages(found, request.standing, Right.CAMPAIGN_RUN).filter(pk=package).first()
    if held is None:
        raise Http404
    troubles: tuple[Message, ...] = ()
    if request.method == "POST":
        try:
            day = _day(request.POST.get("day", ""))
            extend(
                found, held, request.POST.get("step", ""), day, request.POST.get("reason", ""), request.user
            )
        except InputError as error:
            troubles = error.messages
        else:
            return redirect(f"{reverse('board-units', args=[found.pk])}?text={held.unit.code}")
    calendar = calendar_of(found)
    context = {
        "campaign": found,
        "package": held,
        "troubles": troubles,
        "typed": request.POST,
        "steps": [
            (step, Message(f"campaigns.step.{step}"), calendar.due(held.unit_id, step))
            for step in calendar.deadlines
        ],
        "before": Extension.objects.filter(campaign=found, unit=held.unit_id).select_related("granted_by"),
    }
    return render(request, "campaigns/extension.html", context, status=422 if troubles else 200)


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError:
        return None
