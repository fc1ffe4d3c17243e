"""Re-scoring and its result: the score sheet, the result with its working, opinions, and the use of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import Message
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import move
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.review.following import record_use, say_opinion
from ziping.workbench.review.models import Assignment, Opinion, Rescore, Result, Use
from ziping.workbench.review.reach import holds, package_of
from ziping.workbench.review.rescoring import ScoreLine, close_sheet, rescore, score_lines, state_result
from ziping.workbench.review.views.frame import page, tried
from ziping.workbench.review.weights import band_called, weights

_TOLD = frozenset(
    (
        State.UNIT_COMMENT,
        State.FINAL_RESULT,
        State.RECTIFYING,
        State.RECTIFIED,
        State.RECTIFICATION_ACCEPTED,
        State.PUBLISHED,
        State.ARCHIVED,
    )
)


@dataclass(frozen=True, slots=True)
class PartShown:
    part: str
    full: str
    points: str
    working: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """``result`` is ``None`` before it is stated, and for the unit before it was asked for its opinion."""

    package: Package
    result: Result | None
    parts: tuple[PartShown, ...]
    band: Message | None
    lines: tuple[ScoreLine, ...]
    opinions: tuple[Opinion, ...]
    uses: tuple[Use, ...]
    may_run: bool
    may_answer: bool
    may_rescore: bool
    decisions: tuple[str, ...] = tuple(Use.Decision.values)

    @property
    def state(self) -> str:
        return self.package.state

    @property
    def limits(self) -> dict[str, str]:
        chosen = weights().deviation
        return {"large": str(chosen.large), "circulate": str(chosen.circulate)}

    @property
    def next_year(self) -> int:
        return self.package.campaign.year + 2


def result_page(package: Package, standing: Standing) -> ResultPage:
    reviews = holds(standing, Right.REPORT_REMARK, package)
    told = reviews or package.state in _TOLD
    result = Result.objects.filter(package=package).first() if told else None
    run = holds(standing, Right.CAMPAIGN_RUN, package)
    scoring = run and package.state == State.SPOT_CHECK
    parts = tuple(
        PartShown(
            one["part"],
            one["full"],
            one["points"],
            tuple(Message(step["key"], step["args"]) for step in one["working"]),
        )
        for one in (result.parts if result else ())
    )
    return ResultPage(
        package,
        result,
        parts,
        band_called(result.band) if result else None,
        score_lines(package, assemble(package)) if scoring else (),
        tuple(package.opinions.select_related("person")) if told else (),
        tuple(package.uses.select_related("person")),
        run,
        holds(standing, Right.RECTIFICATION_ANSWER, package),
        holds(standing, Right.REPORT_RESCORE, package) and package.state == State.SPOT_CHECK,
    )


@login_required
@require_GET
def result(request: Request, package: int) -> HttpResponse:
    found = package_of(request, package, Right.REPORT_SEE)
    shown = result_page(found, request.standing)
    return page(request, "review/result.html", found.campaign, shown=shown, package=found)


@login_required
@require_GET
def sheet(request: Request, package: int) -> HttpResponse:
    """The score sheet of whoever asks: what others give is not on it."""
    found = package_of(request, package, Right.REPORT_RESCORE)
    mine = {one.indicator: one for one in Rescore.objects.filter(package=found, person=request.user)}
    lines = score_lines(found, assemble(found), closed_only=False)
    given = [(line, mine.get(line.mark.key), line.mark.working.say(request.lang)) for line in lines]
    closed = Assignment.objects.filter(
        package=found, person=request.user, handed_in_at__isnull=False
    ).exists()
    return page(
        request,
        "review/sheet.html",
        found.campaign,
        package=found,
        given=given,
        open=found.state == State.SPOT_CHECK and not closed,
        closed=closed,
        assigned=Assignment.objects.filter(package=found, person=request.user).first(),
    )


@login_required
@require_POST
def give_points(request: Request, package: int) -> HttpResponse:
    """Keep the sheet (``points-<indicator>``, ``reason-<indicator>``); with ``close`` it is handed in."""
    found = package_of(request, package, Right.REPORT_RESCORE)
    typed = {
        name.removeprefix("points-"): (
            str(value),
            request.POST.get(f"reason-{name.removeprefix('points-')}", ""),
        )
        for name, value in request.POST.items()
        if name.startswith("points-")
    }
    kept = tried(request, lambda: rescore(found, request.user, typed))
    if kept and "close" in request.POST:
        tried(request, lambda: close_sheet(found, request.user))
    return redirect("review-sheet", found.pk)


@login_required
@require_POST
def advance(request: Request, package: int) -> HttpResponse:
    """State the result, ask for the unit's opinion, settle it (``action``)."""
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    action = request.POST.get("action", "")
    if action == "state_result":
        tried(request, lambda: state_result(found, request.standing))
    elif action in {"ask_opinion", "settle_result"}:
        tried(request, lambda: move(found, action, request.standing, request.POST.get("comment", "")))
    else:
        raise Http404
    return redirect("review-result", found.pk)


@login_required
@require_POST
def opinion(request: Request, package: int) -> HttpResponse:
    """Say something about the result (``text``, from the unit also ``agrees``: yes or no)."""
    found = package_of(request, package, Right.REPORT_SEE)
    unit = holds(request.standing, Right.RECTIFICATION_ANSWER, found)
    if not unit and not holds(request.standing, Right.CAMPAIGN_RUN, found):
        raise Http404
    agrees = {"yes": True, "no": False}.get(request.POST.get("agrees", "")) if unit else None
    text = request.POST.get("text", "")
    tried(request, lambda: say_opinion(found, request.user, text, from_unit=unit, agrees=agrees))
    return redirect("review-result", found.pk)


@login_required
@require_POST
def use(request: Request, package: int) -> HttpResponse:
    """Record a use (``decision``, ``amount``, ``budget_year``, ``document``, ``note``)."""
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    fields = [
        request.POST.get(name, "") for name in ("decision", "amount", "budget_year", "document", "note")
    ]
    tried(request, lambda: record_use(found, request.user, *fields))
    return redirect("review-result", found.pk)
