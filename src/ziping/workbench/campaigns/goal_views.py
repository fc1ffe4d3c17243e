"""Approved goals: which unit has which version, one unit's versions, recording the next."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ziping.composing.workbook import entries_of
from ziping.documents import read_xlsx
from ziping.reading import read_workbook
from ziping.standards.model.workbook import Field
from ziping.standards.workbook_terms import choices_of
from ziping.wording import InputError, Message, say
from ziping.workbench.campaigns.access import campaign_for
from ziping.workbench.campaigns.approved import Cells, record_goals, typed_fields, versions_of
from ziping.workbench.campaigns.frozen import APPROVED
from ziping.workbench.campaigns.models import ApprovedGoals, Campaign
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.uploads import accept
from ziping.workbench.organisation.models import Unit
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import export

_BLANK_ROWS = 8
_MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A unit of the campaign and the approved goals its report is judged by."""

    unit: Unit
    goals: ApprovedGoals | None

    @property
    def count(self) -> int:
        return len(self.goals.content[APPROVED]) if self.goals else 0


@dataclass(frozen=True, slots=True)
class Version:
    goals: ApprovedGoals
    rows: tuple[tuple[str, ...], ...]


def goal_lines(campaign: Campaign) -> tuple[GoalLine, ...]:
    """Every unit in scope with its latest version: two queries."""
    latest = {one.unit_id: one for one in ApprovedGoals.objects.filter(campaign=campaign).order_by("version")}
    return tuple(GoalLine(unit, latest.get(unit.pk)) for unit in campaign.scope.order_by("code"))


@login_required
@require_GET
def listed(request: Request, campaign: int) -> HttpResponse:
    found = campaign_for(request, campaign, Right.CAMPAIGN_RUN)
    lines = goal_lines(found)
    if file_format := request.GET.get("export"):
        names = ("code", "unit", "version", "document", "indicators", "digest", "recorded")
        headings = [say(Message(f"campaigns.column.{name}"), request.lang) for name in names]
        title = say(Message("campaigns.goals_title"), request.lang)
        return export(file_format, f"{found.title} {title}", headings, map(_exported, lines))
    return render(request, "campaigns/goals.html", {"campaign": found, "lines": lines})


def _exported(line: GoalLine) -> tuple[str | int | None, ...]:
    goals = line.goals
    if goals is None:
        return line.unit.code, line.unit.name, None, "", None, "", ""
    day = goals.recorded_at.date().isoformat()
    return line.unit.code, line.unit.name, goals.version, goals.document, line.count, goals.digest, day


def _unit_for(request: Request, campaign: int, number: int, right: Right) -> tuple[Campaign, Unit]:
    """A unit in the scope of a campaign over which the right is held; prepared ones are for those who run them."""
    unit = get_object_or_404(Unit.objects.filter(request.standing.units(right)), pk=number)
    found = get_object_or_404(Campaign.objects.select_related("place"), pk=campaign, scope=unit)
    runs = request.standing.over(Right.CAMPAIGN_RUN, unit)
    if found.state == Campaign.State.PREPARED and not runs:
        raise Http404
    return found, unit


@login_required
@require_http_methods(["GET", "POST"])
def unit_goals(request: Request, campaign: int, unit: int) -> HttpResponse:
    """The versions of one unit; who runs the campaign records the next one (``document``, ``column-row`` cells)."""
    right = Right.REPORT_SEE if request.method == "GET" else Right.CAMPAIGN_RUN
    found, of = _unit_for(request, campaign, unit, right)
    if request.method == "GET":
        return _page(request, found, of, ())
    rows = list(_typed_rows(request, typed_fields(found)))
    document = request.POST.get("document", "")
    try:
        goals = record_goals(found, of, document, rows, request.user)
    except InputError as error:
        return _page(request, found, of, error.messages, rows, document)
    messages.success(
        request, say(Message("campaigns.goals_recorded", {"version": goals.version}), request.lang)
    )
    return redirect("goals-unit", found.pk, of.pk)


@login_required
@require_POST
def read_file(request: Request, campaign: int, unit: int) -> HttpResponse:
    """Fill the form from a workbook (``file``); nothing is recorded before somebody has looked at it."""
    found, of = _unit_for(request, campaign, unit, Right.CAMPAIGN_RUN)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, found, of, (Message("campaigns.wrong.no_file"),))
    try:
        rows, document = rows_in(accept(upload, frozenset(("workbook",))).data, found)
    except InputError as error:
        return _page(request, found, of, error.messages)
    return _page(request, found, of, (), rows, document, read=len(rows))


def rows_in(data: bytes, campaign: Campaign) -> tuple[list[Cells], str]:
    """The approved indicators in a filled workbook, and the document they name where it is one and the same.

    Raises ``InputError`` for a file that is no such workbook or has none in it.
    """
    standard = standard_named(campaign.standard)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(data)
        report = read_workbook(read_xlsx(path))
    rows: list[Cells] = [line.cells for line in entries_of(report, standard).get(APPROVED, ())]
    if not rows:
        raise InputError(Message("campaigns.wrong.none_in_file"))
    documents = {row.get("document", "") for row in rows}
    return rows, documents.pop() if len(documents) == 1 else ""


def _typed_rows(request: Request, fields: Sequence[Field]) -> Iterator[dict[str, str]]:
    for number in range(_MOST_ROWS):
        row = {field.field: request.POST.get(f"{field.field}-{number}") for field in fields}
        if all(cell is None for cell in row.values()):
            return
        yield {name: cell or "" for name, cell in row.items()}


def _page(
    request: Request,
    campaign: Campaign,
    unit: Unit,
    troubles: Sequence[Message],
    typed: Sequence[Cells] | None = None,
    document: str = "",
    read: int = 0,
) -> HttpResponse:
    fields, versions = typed_fields(campaign), versions_of(campaign.pk, unit.pk)
    current = versions[-1].content[APPROVED] if versions else []
    rows = [row for row in (current if typed is None else typed) if any(map(str.strip, row.values()))]
    shown = [
        [(f"{field.field}-{number}", field, row.get(field.field, "")) for field in fields]
        for number, row in enumerate([*rows, *({} for _ in range(_BLANK_ROWS))])
    ]
    standard = standard_named(campaign.standard)
    offers = {
        field.field: [choice.shown for choice in choices_of(field, standard)]
        for field in fields
        if field.kind == "choice"
    }
    context = {
        "campaign": campaign,
        "unit": unit,
        "fields": fields,
        "rows": shown,
        "offers": offers,
        "document": document,
        "troubles": troubles,
        "read": read,
        "versions": [
            Version(
                one,
                tuple(tuple(row.get(field.field, "") for field in fields) for row in one.content[APPROVED]),
            )
            for one in reversed(versions)
        ],
        "runs": request.standing.over(Right.CAMPAIGN_RUN, unit),
    }
    return render(request, "campaigns/unit_goals.html", context, status=422 if troubles else 200)
