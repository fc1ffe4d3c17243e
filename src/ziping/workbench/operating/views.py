"""The pages a machine asks for: alive, ready, how it goes."""

from __future__ import annotations

import secrets
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from ziping.workbench.operating.metrics import exposition
from ziping.workbench.operating.probes import readiness
from ziping.workbench.options import text

_LOCAL = frozenset(("127.0.0.1", "::1"))
_UNAVAILABLE = 503


@never_cache
@require_GET
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


@never_cache
@require_GET
def readyz(_request: HttpRequest) -> HttpResponse:
    found = readiness()
    return JsonResponse({"ready": found.ready, **asdict(found)}, status=200 if found.ready else _UNAVAILABLE)


@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """For who has the token; without one set, for this machine alone. For everybody else there is no such page."""
    if not _may_read(request):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_read(request: HttpRequest) -> bool:
    if token := text("ZIPING_METRICS_TOKEN"):
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(given.encode(), token.encode())
    # Behind a proxy every request comes from this machine; what the proxy passes on does not.
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in _LOCAL and not passed_on
