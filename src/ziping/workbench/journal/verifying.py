"""The whole chain tried in the background; what came of it is itself a line of the journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import islice

from django_tasks import task

from ziping.workbench.journal.chain import record, verify
from ziping.workbench.journal.models import Entry

_TOLD = 20  # broken places named; a chain broken once is broken from there on
_ACTION = "journal.verify"


@dataclass(frozen=True, slots=True)
class Verified:
    """The last time the chain was tried. ``breaks`` are numbers of lines with why, at most twenty."""

    at: dt.datetime
    lines: int
    breaks: tuple[tuple[int, str], ...]


@task()
def verify_chain(person: str) -> None:
    """Try the chain on behalf of ``person`` (user name)."""
    lines = Entry.objects.count()
    breaks = [[one.number, one.why] for one in islice(verify(), _TOLD)]
    record(_ACTION, person=person, succeeded=not breaks, lines=lines, breaks=breaks)


def last_verified() -> Verified | None:
    entry = Entry.objects.filter(action=_ACTION).order_by("-number").first()
    if entry is None:
        return None
    breaks = tuple((int(number), str(why)) for number, why in entry.details["breaks"])
    return Verified(entry.at, int(entry.details["lines"]), breaks)
