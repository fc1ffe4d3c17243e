"""Rectification: the notice's items, what was done about each, and whether that is enough."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.review.following import (
    add_item,
    answer_item,
    conclude,
    judge_item,
    order,
    report_rectified,
)
from ziping.workbench.review.models import Item
from ziping.workbench.review.reach import holds, package_of
from ziping.workbench.review.views.frame import page, tried

_BEFORE = frozenset((State.ACCEPTED, State.FINAL_RESULT))


@login_required
@require_GET
def rectification(request: Request, package: int) -> HttpResponse:
    """The unit sees items from the day they were ordered on."""
    found = package_of(request, package, Right.REPORT_SEE)
    run = holds(request.standing, Right.CAMPAIGN_RUN, found)
    unit = holds(request.standing, Right.RECTIFICATION_ANSWER, found)
    ordered = found.state not in _BEFORE
    items = tuple(found.items.select_related("person")) if run or ordered else ()
    return page(
        request,
        "review/rectification.html",
        found.campaign,
        package=found,
        items=items,
        today=timezone.localdate(),
        may_add=run and found.state in {*_BEFORE, State.RECTIFYING},
        may_order=run and found.state in _BEFORE and bool(items),
        may_answer=unit and found.state == State.RECTIFYING,
        may_judge=run and found.state == State.RECTIFIED,
    )


@login_required
@require_POST
def item(request: Request, package: int) -> HttpResponse:
    """Add an item (``text``, ``owner``, ``due``)."""
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    text, owner, due = (request.POST.get(name, "") for name in ("text", "owner", "due"))
    tried(request, lambda: add_item(found, request.user, text, owner, due))
    return redirect("review-rectification", found.pk)


@login_required
@require_POST
def step(request: Request, package: int) -> HttpResponse:
    """Order the rectification, report it done, or conclude it (``action``)."""
    found = package_of(request, package, Right.REPORT_SEE)
    action = request.POST.get("action", "")
    right = Right.RECTIFICATION_ANSWER if action == "report" else Right.CAMPAIGN_RUN
    if not holds(request.standing, right, found):
        raise Http404
    match action:
        case "order":
            tried(request, lambda: order(found, request.standing, request.POST.get("comment", "")))
        case "report":
            tried(request, lambda: report_rectified(found, request.standing))
        case "conclude":
            tried(request, lambda: conclude(found, request.standing))
        case _:
            raise Http404
    return redirect("review-rectification", found.pk)


@login_required
@require_POST
def answer(request: Request, package: int, item: int) -> HttpResponse:
    """What was done (``text``, ``file``)."""
    found = package_of(request, package, Right.RECTIFICATION_ANSWER)
    one = _item(found, item)
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    tried(request, lambda: answer_item(one, request.user, text, file))
    return redirect("review-rectification", found.pk)


@login_required
@require_POST
def judge(request: Request, package: int, item: int) -> HttpResponse:
    """Accept or refuse an item (``good``: yes or no, ``refusal``)."""
    found = package_of(request, package, Right.CAMPAIGN_RUN)
    one = _item(found, item)
    good, refusal = request.POST.get("good") == "yes", request.POST.get("refusal", "")
    tried(request, lambda: judge_item(one, request.user, good=good, refusal=refusal))
    return redirect("review-rectification", found.pk)


@login_required
@require_GET
def proof(request: Request, package: int, item: int) -> FileResponse:
    found = package_of(request, package, Right.REPORT_SEE)
    one = _item(found, item)
    if not one.file:
        raise Http404
    return FileResponse(one.file.open("rb"), as_attachment=True, filename=one.file_name)


def _item(package: Package, number: int) -> Item:
    found = package.items.filter(pk=number).select_related("package__unit", "package__campaign").first()
    if found is None:
        raise Http404
    return found
