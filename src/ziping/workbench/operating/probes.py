"""Is the site alive, and is it ready: what a supervisor or a load balancer asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ziping.workbench.operating.models import Heartbeat

STALE = dt.timedelta(seconds=60)  # a worker silent for longer is taken to be dead


@dataclass(frozen=True, slots=True)
class Readiness:
    database: bool
    migrations: bool
    worker: bool

    @property
    def ready(self) -> bool:
        return self.database and self.migrations and self.worker


def readiness() -> Readiness:
    """Whether requests can be answered in full: four cheap queries at most."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        current = migrated()
        return Readiness(database=True, migrations=current, worker=current and worker_alive())
    except DatabaseError:
        return Readiness(database=False, migrations=False, worker=False)


def pending() -> int:
    """How many migrations have not run."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class _Migrated:
    """Migrations are looked up until none is left: it is asked for every few seconds, and none can come back."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self) -> bool:
        self.seen = self.seen or pending() == 0
        return self.seen


migrated = _Migrated()


def worker_alive() -> bool:
    return Heartbeat.objects.filter(at__gte=timezone.now() - STALE).exists()
