"""Each request knows who asks and what that person is today."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ziping.workbench.organisation.access import standing_of


class PersonMiddleware:
    """Puts ``request.standing`` there: looked up once, and only where it is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated:
            request.standing = SimpleLazyObject(lambda: standing_of(person))  # type: ignore[attr-defined]
        return self.get_response(request)
