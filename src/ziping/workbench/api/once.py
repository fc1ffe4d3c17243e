"""Idempotency keys: the same POST sent again is answered what it was answered before, and nothing is done twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ziping.wording import Message
from ziping.workbench.api.asking import token_of
from ziping.workbench.api.models import Answered
from ziping.workbench.api.problems import answer
from ziping.workbench.journal.chain import sm3

HEADER = "Idempotency-Key"
KEPT = dt.timedelta(hours=24)
LONGEST = 100
_LEAST_FINAL, _MOST_FINAL = 200, 500
_NOT_FINAL = frozenset((401, 403, 409, 429))  # another try may well be answered otherwise
_HEADERS = ("Content-Type", "Location", "ETag")

Run = Callable[..., HttpResponse]


def once(run: Run) -> Run:
    """Around an operation of the API."""

    def answered(request: HttpRequest, **kept: Any) -> HttpResponse:
        key = request.headers.get(HEADER)
        token = token_of(request) if key is not None and request.method == "POST" else None
        if token is None or key is None:
            return run(request, **kept)
        if not (0 < len(key) <= LONGEST and key.isascii() and key.isprintable()):
            return answer(request, 400, "bad_key", [Message("api.problem.bad_key", {"longest": LONGEST})])
        now = timezone.now()
        Answered.objects.filter(at__lt=now - KEPT).delete()
        asked = sm3(f"{request.method} {request.get_full_path()}\n".encode() + request.body)
        with transaction.atomic():
            row, new = Answered.objects.select_for_update().get_or_create(
                token=token, key=key, defaults={"asked": asked}
            )
            if new:
                return _kept(row, run(request, **kept))
        if row.asked != asked:
            return answer(request, 422, "other_body", [Message("api.problem.other_body", {"key": key})])
        return HttpResponse(
            row.content, status=row.status, headers={**row.headers, "Idempotent-Replayed": "true"}
        )

    return answered


def _kept(row: Answered, given: HttpResponse) -> HttpResponse:
    final = _LEAST_FINAL <= given.status_code < _MOST_FINAL and given.status_code not in _NOT_FINAL
    if not final:
        row.delete()
        return given
    row.status, row.content = given.status_code, given.content.decode()
    row.headers = {name: given[name] for name in _HEADERS if name in given}
    row.save()
    return given
