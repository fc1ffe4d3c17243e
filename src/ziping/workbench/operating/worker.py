"""The worker: does the tasks of the queue, shows that it lives, takes up what a dead one left, and keeps the clock.

A task that was under way when its worker was killed is done again by the next one: tasks are idempotent. What kills its
worker three times is given up. Once a minute ``ticked`` is sent, for what is due by the clock; receivers are idempotent too.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError, connection
from django.dispatch import Signal, receiver
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from ziping.workbench.operating.models import Heartbeat
from ziping.workbench.operating.probes import STALE

ticked = Signal()  # provides ``now``
_log = logging.getLogger("ziping.worker")
_BEAT = 10  # seconds
_TICK = dt.timedelta(minutes=1)
_TRIES = 3
_KEEP_TASKS = dt.timedelta(days=14)


class WorkerDiedError(RuntimeError):
    """What a task is given up with that killed its worker again and again."""


class TirelessWorker(Worker):
    """Works until asked to stop; then what is under way is finished. Asked twice, it leaves it for the next worker."""

    def __init__(self, interval: int = 1) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=True,  # gives control back when nothing is left to do
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.next_tick = timezone.now()

    def run(self) -> None:
        with beating(self.worker_id):
            while self.running:
                self.tick()
                super().run()
                if self.running:
                    time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        self.tick()

    def tick(self) -> None:
        """Once a minute; at once where the clock was set back."""
        now = timezone.now()
        if self.next_tick - _TICK <= now < self.next_tick:
            return
        self.next_tick = now + _TICK
        take_up_left()
        for which, answer in ticked.send_robust(sender=type(self), now=now):
            if isinstance(answer, Exception):
                name = getattr(which, "__module__", "")
                _log.error("tick failed", extra={"fields": {"receiver": name}}, exc_info=answer)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        if not self.running:
            os._exit(1)  # the task stays as running; the next worker takes it up
        super().shutdown(signum, frame)


@contextmanager
def beating(worker: str) -> Iterator[None]:
    """A heartbeat every few seconds while the body runs."""
    now = timezone.now()
    Heartbeat.objects.create(worker=worker, host=socket.gethostname(), pid=os.getpid(), at=now)
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(worker, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_BEAT)
        Heartbeat.objects.filter(worker=worker).delete()


def _beat(worker: str, stop: threading.Event) -> None:
    while not stop.wait(_BEAT):
        try:
            Heartbeat.objects.filter(worker=worker).update(at=timezone.now())
        except DatabaseError as error:  # full, locked, restarted: the next beat tries again
            _log.warning("no heartbeat", exc_info=error)
            connection.close()
    connection.close()


def take_up_left() -> int:
    """Put back what dead workers left under way; gives how many tasks are to be done again."""
    living = _living()
    again = 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] in living:
            continue
        held = DBTaskResult.objects.filter(pk=task.pk, status=task.status, started_at=task.started_at)
        if len(task.worker_ids) >= _TRIES:
            task.set_failed(WorkerDiedError(task.task_path))
            _log.error("task given up", extra={"fields": {"task": task.task_path, "id": str(task.pk)}})
        elif held.update(status="READY"):
            again += 1
            _log.warning("task taken up", extra={"fields": {"task": task.task_path, "id": str(task.pk)}})
    return again


def _living() -> set[str]:
    """The workers alive. On this machine the process itself is looked for, elsewhere its heartbeat."""
    here, living = socket.gethostname(), set()
    for beat in Heartbeat.objects.all():
        fresh = beat.at >= timezone.now() - STALE
        if fresh and (beat.host != here or _runs(beat.pid)):
            living.add(beat.worker)
        else:
            Heartbeat.objects.filter(pk=beat.pk, at=beat.at).delete()
    return living


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@receiver(ticked)
def tidy(now: dt.datetime, **_: object) -> None:
    """Old sessions and tasks long done go. Quick when there is nothing to do."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - _KEEP_TASKS).delete()
    SessionStore.clear_expired()
