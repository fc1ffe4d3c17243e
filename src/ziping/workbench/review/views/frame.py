"""What every page of the review shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from ziping.wording import InputError, say
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.organisation.request import Request
from ziping.workbench.organisation.roles import Right


def page(request: Request, template: str, campaign: Campaign | None, **context: Any) -> HttpResponse:
    """The page with the review's own menu, which needs to know the campaign."""
    standing = request.standing
    shared = {
        "campaign": campaign,
        "see_campaign": standing.may(Right.CAMPAIGN_SEE),
        "see_queue": standing.may(Right.REPORT_REMARK),
        "may_run": standing.may(Right.CAMPAIGN_RUN),
    }
    return render(request, template, {**shared, **context})


def tried(request: Request, act: Callable[[], object]) -> bool:
    """Do it; what is wrong with what was asked is said on the next page."""
    try:
        act()
    except InputError as error:
        for message in error.messages:
            messages.error(request, say(message, request.lang))
        return False
    return True
