"""A line of the journal about what somebody did in the browser: who and from where are read off the request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ziping.workbench.journal.chain import record
from ziping.workbench.journal.models import Entry


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from. What a proxy says counts only when the proxy is one of ``ZIPING_PROXIES``."""
    address: str = request.META.get("REMOTE_ADDR") or ""
    if address in settings.PROXIES:
        said = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        address = said or address
    return address or None


def recorded(
    request: HttpRequest, action: str, subject: str = "", *, succeeded: bool = True, **details: object
) -> Entry:
    """:func:`record` for the person and the address of ``request``."""
    person = request.user.get_username() if request.user.is_authenticated else ""
    return record(action, subject, person=person, address=address_of(request), succeeded=succeeded, **details)
