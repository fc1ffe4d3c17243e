"""Chinese first, English by one click: the cookie says which, for our sentences and for Django's own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ziping.wording import LANGUAGES, Lang

COOKIE = "ziping_lang"
_DJANGO = {"zh": "zh-hans", "en": "en"}


def language_of(request: HttpRequest) -> Lang:
    chosen = request.COOKIES.get(COOKIE, "")
    return next((lang for lang in LANGUAGES if lang == chosen), "zh")


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lang = language_of(request)
        request.lang = lang  # type: ignore[attr-defined]
        with translation.override(_DJANGO[lang]):
            return self.get_response(request)
