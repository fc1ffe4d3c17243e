"""Every request has an id, is measured, and leaves one line in the log."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ziping.workbench.operating.logs import REQUEST_ID
from ziping.workbench.operating.measuring import COUNTERS

_log = logging.getLogger("ziping.request")
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NS_A_US = 1_000
_APP = re.compile(r"ziping\.workbench\.(\w+)")
_PROBES = frozenset(("healthz", "readyz", "metrics"))


class RequestMiddleware:
    """The first of all: what it measures is all the time the site takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = REQUEST_ID.set(request_id)
        begun, worked = time.perf_counter_ns(), time.thread_time_ns()
        try:
            response = self.get_response(request)
            taken = (time.perf_counter_ns() - begun) // _NS_A_US
            response["X-Request-ID"] = request_id
            cpu = (time.thread_time_ns() - worked) // _NS_A_US
            _told(request, response.status_code, taken, cpu)
        finally:
            REQUEST_ID.reset(token)
        return response


def _told(request: HttpRequest, status: int, taken: int, cpu: int) -> None:
    match = request.resolver_match
    found = _APP.match(getattr(match.func, "__module__", "")) if match else None
    app = found.group(1) if found else "other"
    COUNTERS.count(app, status, taken)
    name = (match.url_name or "") if match else ""
    level = logging.DEBUG if name in _PROBES else logging.INFO
    fields = {
        "method": request.method,
        "app": app,
        "route": match.route if match else "",
        "status": status,
        "us": taken,
        "cpu_us": cpu,  # far below the time taken where a request had to wait
    }
    _log.log(level, "answered", extra={"fields": fields})
