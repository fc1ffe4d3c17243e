"""What Prometheus reads: requests, the queue, the worker, the journal, the last backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ziping.workbench.filling.models import Package
from ziping.workbench.journal.models import Head
from ziping.workbench.operating.archive import newest
from ziping.workbench.operating.measuring import BOUNDS, COUNTERS
from ziping.workbench.operating.models import Heartbeat

_US_A_SECOND = 1_000_000


def exposition() -> str:
    """The text format 0.0.4."""
    return "\n".join([*_requests(), *_queue(), *_state()]) + "\n"


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"


def _seconds(microseconds: int) -> str:
    return format((Decimal(microseconds) / _US_A_SECOND).normalize(), "f")


def _requests() -> Iterator[str]:
    measured = [one for one in COUNTERS.read() if sum(one.durations)]
    name = "ziping_requests_total"
    yield from _head(name, "counter", "Requests answered, by app and class of answer.")
    for one in measured:
        for status, count in one.answers.items():
            yield f'{name}{{app="{one.app}",status="{status}xx"}} {count}'
    name = "ziping_request_seconds"
    yield from _head(name, "histogram", "Time a request took in the site.")
    for one in measured:
        for bound, count in zip(BOUNDS, accumulate(one.durations), strict=False):
            yield f'{name}_bucket{{app="{one.app}",le="{_seconds(bound)}"}} {count}'
        yield f'{name}_bucket{{app="{one.app}",le="+Inf"}} {sum(one.durations)}'
        yield f'{name}_sum{{app="{one.app}"}} {_seconds(one.total)}'
        yield f'{name}_count{{app="{one.app}"}} {sum(one.durations)}'


def _queue() -> Iterator[str]:
    yield from _head("ziping_tasks", "gauge", "Tasks of the queue, by state.")
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("id")))
    for status in ("READY", "RUNNING", "FAILED", "SUCCESSFUL"):
        yield f'ziping_tasks{{status="{status.lower()}"}} {counts.get(status, 0)}'
    waiting = DBTaskResult.objects.ready().aggregate(since=Min("enqueued_at"))["since"]
    yield from _head("ziping_task_wait_seconds", "gauge", "How long the oldest task has waited.")
    yield f"ziping_task_wait_seconds {_age(waiting) or 0}"


def _state() -> Iterator[str]:
    ages = (
        ("worker_heartbeat", "Since a worker was seen alive.", _last_beat()),
        ("backup", "Since the last backup in the data folder.", _last_backup()),
    )
    for name, text, moment in ages:
        if (age := _age(moment)) is not None:
            yield from _head(f"ziping_{name}_age_seconds", "gauge", text)
            yield f"ziping_{name}_age_seconds {age}"
    yield from _head("ziping_journal_entries", "gauge", "Lines of the journal.")
    yield f"ziping_journal_entries {Head.objects.aggregate(last=Max('number'))['last'] or 0}"
    yield from _head("ziping_packages", "gauge", "Packages, by where they are on their road.")
    for state, count in (
        Package.objects.order_by().values_list("state").annotate(Count("id")).order_by("state")
    ):
        yield f'ziping_packages{{state="{state}"}} {count}'


def _last_beat() -> dt.datetime | None:
    return Heartbeat.objects.aggregate(last=Max("at"))["last"]  # type: ignore[no-any-return]  # aggregate is untyped


def _last_backup() -> dt.datetime | None:
    found = newest(Path(settings.HOME))
    return None if found is None else found[1]


def _age(moment: dt.datetime | None) -> int | None:
    return None if moment is None else max(0, (timezone.now() - moment) // dt.timedelta(seconds=1))
