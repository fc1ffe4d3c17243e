"""A request that came with a token: who asks, and what for."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from ninja.security import HttpBearer

from ziping.wording import Lang
from ziping.workbench.api.models import Token
from ziping.workbench.api.problems import ProblemError
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.tokens import known, spend
from ziping.workbench.organisation.access import Standing, standing_of
from ziping.workbench.organisation.models import Person


class Asked(HttpRequest):
    """Behind :class:`Bearer`. ``user`` is the system's person, ``standing`` what its holdings make of it today."""

    token: Token
    user: Person
    standing: Standing
    lang: Lang


class Bearer(HttpBearer):
    """``Authorization: Bearer zp_…``. A token without ``scope`` is told so (403): it has nothing to do with things."""

    def __init__(self, scope: Scope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = token_of(request, token)
        if found is None:
            return None
        if wait := spend(found):
            raise ProblemError(429, "too_many", seconds=wait).with_header("Retry-After", str(wait))
        if self.scope is not None and self.scope not in found.scopes:
            raise ProblemError(403, "no_scope", scope=str(self.scope))
        person = found.system.person
        request.user = person
        request.standing = SimpleLazyObject(lambda: standing_of(person))  # type: ignore[attr-defined]
        request.token = found  # type: ignore[attr-defined]
        return found


def token_of(request: HttpRequest, text: str = "") -> Token | None:
    """The token a request carries: looked up once."""
    if not hasattr(request, "token_found"):
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        text = text or (rest if scheme.lower() == "bearer" else "")
        request.token_found = known(text) if text else None  # type: ignore[attr-defined]
    found: Token | None = request.token_found  # type: ignore[attr-defined]
    return found
