"""Every line of the journal knows where the request came from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ziping.workbench.journal.chain import coming_from
from ziping.workbench.journal.request import address_of


class AddressMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = coming_from.set(address_of(request))
        try:
            return self.get_response(request)
        finally:
            coming_from.reset(token)
