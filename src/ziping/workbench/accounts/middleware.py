"""Sessions that end while somebody works, and what is due before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from ziping.workbench.accounts.factors import factor_due
from ziping.workbench.accounts.passwords import password_due

_TOUCH = 60  # seconds between two notes that a session is in use
_FREE = frozenset(
    (
        "login",
        "logout",
        "language",
        "second",
        "password",
        "factors",
        "codes-add",
        "passkey-add",
        "session-back",
    )
)


def by_script(request: HttpRequest) -> bool:
    """Whether a script of the page asks, that can show a login without leaving the page."""
    kind = f"{request.headers.get('Content-Type', '')} {request.headers.get('Accept', '')}"
    return "application/json" in kind or request.headers.get("HX-Request") == "true"


def away() -> HttpResponse:
    """What a script is told when nobody is logged in any more."""
    return JsonResponse({"login": resolve_url(settings.LOGIN_URL)}, status=401)


class AwayMiddleware:
    """A script is told 401 and asks for the login in the page; a form comes back to the page it was sent from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        login = resolve_url(settings.LOGIN_URL)
        if not isinstance(answer, HttpResponseRedirect) or urlsplit(answer["Location"]).path != login:
            return answer
        if request.user.is_authenticated or "next=" not in answer["Location"]:
            return answer  # led there by a page of ours, not stopped at a door
        if by_script(request):
            return away()
        if request.method == "POST":
            came = request.headers.get("Referer", "")
            safe = url_has_allowed_host_and_scheme(came, {request.get_host()}, request.is_secure())
            back = urlsplit(came).path if safe else "/"
            return HttpResponseRedirect(f"{login}?{urlencode({'next': back})}")
        return answer


class DueMiddleware:
    """Keeps a session in use alive, and leads to the password or the second factor that is due first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        now = int(timezone.now().timestamp())
        if now - request.session.get("touched", 0) >= _TOUCH:
            request.session["touched"] = now
        match = request.resolver_match
        if match is None or match.url_name in _FREE:
            return None
        if password_due(request.user):
            return HttpResponseRedirect(resolve_url("password"))
        if factor_due(request):
            return HttpResponseRedirect(resolve_url("factors"))
        return None
