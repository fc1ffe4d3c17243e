"""Pages for everybody: no login, no cookie; the language rides in the address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ziping.wording import LANGUAGES, Lang
from ziping.workbench.pages.middleware import language_of


def language(request: HttpRequest) -> Lang:
    """The language the address names, else the one chosen in the workbench."""
    named = request.GET.get("lang", "")
    return next((lang for lang in LANGUAGES if lang == named), language_of(request))


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """``template`` in the reader's language. ``tail`` is what a link needs to stay in it."""
    named = request.GET.get("lang", "")
    tail = f"?lang={named}" if named in LANGUAGES else ""
    shown = {**context, "lang": language(request), "tail": tail, "checkup": settings.CHECKUP}
    return render(request, template, shown, status=status)
