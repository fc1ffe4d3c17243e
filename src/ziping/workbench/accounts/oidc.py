"""Login by the place's own identity service (OpenID Connect, authorization code with PKCE)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request as WebRequest
from urllib.request import urlopen

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from ziping.wording import InputError, Message, say
from ziping.workbench.accounts.entering import enter
from ziping.workbench.journal.request import recorded
from ziping.workbench.organisation.models import Person
from ziping.workbench.pages.middleware import language_of

_SESSION = "oidc"
_WAIT = 10  # seconds for the service to answer
_MOST = 200_000  # bytes of an answer
_SLACK = 60  # seconds by which clocks may differ


def configured() -> bool:
    return bool(settings.OIDC_URL and settings.OIDC_CLIENT)


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the identity service."""
    if not configured():
        raise Http404
    verifier, state, nonce = (secrets.token_urlsafe(48) for _ in range(3))
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    try:
        service = _service()
    except InputError as error:
        return _refused(request, error.messages[0])
    request.session[_SESSION] = {"verifier": verifier, "state": state, "nonce": nonce, "next": back}
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT,
        "redirect_uri": request.build_absolute_uri("back/").partition("?")[0],
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return HttpResponseRedirect(f"{service['authorization_endpoint']}?{urlencode(asked)}")


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """The identity service sends the browser back with a code; whoever it names must be known here."""
    kept = request.session.pop(_SESSION, None)
    said = request.GET.get("state", "")
    if not configured() or kept is None or not secrets.compare_digest(said.encode(), kept["state"].encode()):
        raise Http404
    try:
        claims = _claims(request, kept)
    except InputError as error:
        return _refused(request, error.messages[0])
    name = str(claims.get("preferred_username") or claims.get("sub") or "")
    person = Person.objects.filter(username=name, is_active=True).first()
    if person is None:
        recorded(request, "login", name, succeeded=False, way="oidc")
        return _refused(request, Message("accounts.oidc_unknown", {"name": name}))
    enter(request, person, "oidc")
    return HttpResponseRedirect(kept["next"])


def _refused(request: HttpRequest, message: Message) -> HttpResponse:
    messages.error(request, say(message, language_of(request)))
    return redirect("login")


def _service() -> dict[str, Any]:
    """What the service says of itself. Raises ``InputError``."""
    service = _asked(f"{settings.OIDC_URL.rstrip('/')}/.well-known/openid-configuration")
    if not {"authorization_endpoint", "token_endpoint", "issuer"} <= service.keys():
        raise InputError(Message("accounts.oidc_odd"))
    return service


def _claims(request: HttpRequest, kept: dict[str, str]) -> dict[str, Any]:
    """Who it is, from the token the service hands to us directly. Raises ``InputError``.

    The token comes straight from the service's own address, not through the browser: as OpenID Connect Core
    3.1.3.7 (6) allows, that connection vouches for it instead of the signature; issuer, receiver, age and nonce are checked.
    """
    service = _service()
    posted = {
        "grant_type": "authorization_code",
        "code": request.GET.get("code", ""),
        "redirect_uri": request.build_absolute_uri(request.path),
        "client_id": settings.OIDC_CLIENT,
        "client_secret": settings.OIDC_SECRET,
        "code_verifier": kept["verifier"],
    }
    token = str(_asked(service["token_endpoint"], posted).get("id_token", ""))
    try:
        middle = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        receivers = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        fits = (
            claims["iss"] == service["issuer"]
            and settings.OIDC_CLIENT in receivers
            and int(claims["exp"]) > timezone.now().timestamp() - _SLACK
            and claims["nonce"] == kept["nonce"]
        )
    except (IndexError, KeyError, ValueError, TypeError) as error:
        raise InputError(Message("accounts.oidc_odd")) from error
    if not fits:
        raise InputError(Message("accounts.oidc_odd"))
    return dict(claims)


def _asked(url: str, posted: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at ``url``. Raises ``InputError`` when there is none to be had."""
    address = urlsplit(url)
    if address.scheme != "https" and address.hostname not in {"localhost", "127.0.0.1"}:
        raise InputError(Message("accounts.oidc_insecure"))
    data = urlencode(posted).encode() if posted else None
    asked = WebRequest(url, data, {"Accept": "application/json"})  # noqa: S310 - https, or this machine, as seen above
    try:
        with urlopen(asked, timeout=_WAIT) as answer:  # noqa: S310 - as above
            read = json.loads(answer.read(_MOST))
    except (URLError, TimeoutError, ValueError) as error:
        raise InputError(Message("accounts.oidc_away")) from error
    if not isinstance(read, dict):
        raise InputError(Message("accounts.oidc_odd"))
    return read
