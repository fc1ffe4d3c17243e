"""The queue: what to look at first."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from ziping.wording import Message, say
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import export
from ziping.workbench.review.queue import COLUMNS, Queue, Wanted, exported, queue_of
from ziping.workbench.review.reach import campaign_of, packages
from ziping.workbench.review.views.frame import page
from ziping.workbench.review.weighing import weigh_campaign

_MOST_EXPORTED = 100_000
_LONGEST = 6  # digits of a page number


@login_required
@require_GET
def queue(request: Request) -> HttpResponse:
    found = _queue(request)
    return page(request, "review/queue.html", found.campaign, queue=found)


@login_required
@require_GET
def queue_file(request: Request, file_format: str) -> HttpResponse:
    found = _queue(request, _MOST_EXPORTED)
    headings = [say(Message(f"review.column.{name}"), request.lang) for name in COLUMNS]
    name = say(Message("review.queue"), request.lang)
    return export(file_format, name, headings, exported(found, request.lang))


@login_required
@require_POST
def weigh(request: Request, campaign: int) -> HttpResponse:
    """Have what is not weighed yet weighed by the queue."""
    found = campaign_of(request, campaign, Right.CAMPAIGN_RUN)
    weigh_campaign.enqueue(found.pk)
    return redirect(f"{reverse('review')}?campaign={found.pk}")


def _queue(request: Request, size: int = 0) -> Queue:
    if not request.standing.may(Right.REPORT_REMARK):
        raise Http404
    known = tuple(
        Campaign.objects.filter(
            pk__in=packages(request.standing, Right.REPORT_REMARK).order_by().values("campaign")
        )
    )
    chosen = request.GET.get("campaign", "")
    campaign = next((one for one in known if str(one.pk) == chosen), known[0] if known else None)
    number = request.GET.get("page", "1")
    wanted = Wanted(
        request.GET.get("state", ""),
        request.GET.get("department", ""),
        request.GET.get("text", ""),
        max(1, int(number))
        if number.isascii() and number.isdigit() and len(number) < _LONGEST and not size
        else 1,
    )
    return queue_of(request.standing, known, campaign, wanted, *([size] if size else []))
