"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.middleware import language_of

_MENU = (
    ("home", None),
    ("campaigns", Right.CAMPAIGN_SEE),
    ("units", Right.UNIT_MANAGE),
    ("people", Right.PERSON_MANAGE),
    ("systems", Right.SECURITY_RUN),
    ("journal", Right.JOURNAL_READ),
    ("publishing", Right.RESULT_PUBLISH),
    ("publishing", Right.REPORT_SIGN),
    ("review", Right.REPORT_REMARK),
)


def every_page(request: HttpRequest) -> dict[str, Any]:
    standing = getattr(request, "standing", None)
    allowed = (
        name for name, right in _MENU if standing is not None and (right is None or standing.may(right))
    )
    menu = list(dict.fromkeys(allowed))
    return {
        "lang": language_of(request),
        "menu": menu,
        "demo": settings.DEMO,
        "place": settings.PLACE,
        "here": request.resolver_match.url_name if request.resolver_match else "",
    }
