"""What nobody asked to keep goes in time: swept when the site starts, with every visit, and by the worker."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from ziping.workbench.disclosure.checkup import visits
from ziping.workbench.disclosure.checkup.limits import forget_rates


@task()
def sweep_checkups() -> int:
    """Remove every visit whose time is over. Idempotent; gives how many."""
    forget_rates()
    return visits.sweep()


def sweep_later() -> None:
    """Have the worker sweep when a visit that begins now is over."""
    if sweep_checkups.get_backend().supports_defer:
        after = timezone.now() + dt.timedelta(minutes=settings.CHECKUP_MINUTES, seconds=1)
        sweep_checkups.using(run_after=after).enqueue()
