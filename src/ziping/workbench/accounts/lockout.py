"""Five wrong tries lock a name at an address for half an hour. The tries stand in the journal; nothing else is kept."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils import timezone

from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.journal.masking import masked
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.models import Person

TRIES = 5
MINUTES = 30
_ACTIONS = ("login", "login.second")


def _subject(username: str) -> str:
    """A name nobody has may be a password typed into the wrong field: it is not written down."""
    known = Person.objects.filter(username=username).exists()
    return masked(username) if known else f"?{sm3(username.encode())[:16]}"


def failed(username: str, address: str | None, action: str = "login") -> int:
    """Note a wrong try; says how many are left."""
    subject = _subject(username)
    record(action, subject, address=address, succeeded=False)
    return max(0, TRIES - len(_tries(subject, address)))


def minutes_left(username: str, address: str | None) -> int:
    """For how many minutes (rounded up) this name is locked at this address; 0 if it is not."""
    tries = _tries(_subject(username), address)
    if len(tries) < TRIES:
        return 0
    ends = tries[TRIES - 1] + dt.timedelta(minutes=MINUTES)
    left = ends - timezone.now()
    return max(0, -(-left // dt.timedelta(minutes=1)))


def _tries(subject: str, address: str | None) -> list[dt.datetime]:
    """When the wrong tries of the last half hour were made since the last right one, newest first."""
    lines = Entry.objects.filter(
        action__in=_ACTIONS,
        subject=subject,
        address=address,
        at__gt=timezone.now() - dt.timedelta(minutes=MINUTES),
    )
    last = lines.filter(succeeded=True).aggregate(last=Max("number"))["last"] or 0
    wrong = lines.filter(succeeded=False, number__gt=last).order_by("-number")
    return list(wrong.values_list("at", flat=True)[:TRIES])
