"""Is everything in order: settings, secrets, disk, clock, database, journal, LibreOffice, queue, backups.

Each thing looked at becomes one :class:`Looked`; what cannot be looked at because something before it is wrong is left out.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ziping.documents import pdf_available
from ziping.wording import InputError, Message
from ziping.workbench.options import OPTIONS, flag, text, whole

State = Literal["good", "doubtful", "bad"]
_KEY = 50  # characters
_FULL, _TIGHT = 500 << 20, 5 << 30  # bytes
_MEBI = 1 << 20
_BACKUP = dt.timedelta(days=7)
_WAIT = dt.timedelta(minutes=10)
_AHEAD = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Looked:
    """``name`` is a key of ``operating.doctor``; ``said`` what was found and, unless good, what to do."""

    name: str
    state: State
    said: Message


def _good(name: str, **args: object) -> Looked:
    return Looked(name, "good", Message(f"operating.doctor.{name}_good", args))


def _doubtful(name: str, why: str, **args: object) -> Looked:
    return Looked(name, "doubtful", Message(f"operating.doctor.{name}_{why}", args))


def _bad(name: str, why: str, **args: object) -> Looked:
    return Looked(name, "bad", Message(f"operating.doctor.{name}_{why}", args))


def settings_looked_at() -> list[Looked]:
    """The settings alone: before Django is entered, which a wrong one would not survive."""
    return [*_settings(), *_secrets(), *_home(), *_pdf()]


def site_looked_at() -> list[Looked]:
    """What only the running parts can tell; Django has been entered."""
    found = list(_database())
    if found[-1].state == "bad":
        return found
    for look in _INSIDE:
        found += look()
    return found


def _settings() -> Iterator[Looked]:
    wrong = False
    readers: dict[str, Callable[[str], object]] = {"flag": flag, "whole": whole}
    for option in OPTIONS:
        try:
            readers.get(option.kind, text)(option.name)
        except InputError as error:
            wrong = True
            for message in error.messages:
                yield Looked("settings", "bad", message)
    known = {option.name for option in OPTIONS} | {"ZIPING_LANG", "ZIPING_CACHE"}
    unknown = sorted(name for name in os.environ if name.startswith("ZIPING_") and name not in known)
    if unknown:
        yield _doubtful("settings", "unknown", names="、".join(unknown))
    if not wrong and not unknown:
        yield _good("settings", count=len(OPTIONS))


def _secrets() -> Iterator[Looked]:
    key = text("ZIPING_SECRET_KEY")
    if not key:
        yield _doubtful("secret", "missing", length=_KEY)
    elif len(key) < _KEY:
        yield _bad("secret", "short", length=_KEY, read=len(key))
    else:
        yield _good("secret")
    if text("ZIPING_DEBUG").lower() in {"1", "yes", "true", "on"}:
        yield _doubtful("secret", "debug")


def _home() -> Iterator[Looked]:
    home = Path(text("ZIPING_HOME")).absolute()
    if not home.is_dir():
        yield _bad("home", "missing", path=str(home))
        return
    if not os.access(home, os.W_OK):
        yield _bad("home", "locked", path=str(home))
        return
    open_to_all = home.stat().st_mode & 0o007
    yield _doubtful("home", "open", path=str(home)) if open_to_all else _good("home", path=str(home))
    free = shutil.disk_usage(home).free
    args = {"free": free // _MEBI}
    if free < _FULL:
        yield _bad("disk", "full", **args)
    elif free < _TIGHT:
        yield _doubtful("disk", "tight", **args)
    else:
        yield _good("disk", **args)


def _pdf() -> Iterator[Looked]:
    yield _good("office") if pdf_available() else _doubtful("office", "missing")


def _database() -> Iterator[Looked]:
    from django.db import DatabaseError, connection  # noqa: PLC0415 - entered by the caller

    from ziping.workbench.operating.probes import pending  # noqa: PLC0415 - as above

    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check" if connection.vendor == "sqlite" else "SELECT 'ok'")
            verdict = str(cursor.fetchone()[0])
        left = pending()
    except DatabaseError as error:
        yield _bad("database", "unreachable", problem=str(error).splitlines()[0])
        return
    if verdict != "ok":
        yield _bad("database", "damaged", problem=verdict)
    elif left:
        yield _bad("database", "old", count=left)
    else:
        yield _good("database", engine=connection.vendor)


def _clock() -> Iterator[Looked]:
    from django.utils import timezone  # noqa: PLC0415 - entered by the caller

    from ziping.workbench.journal.models import Entry  # noqa: PLC0415 - as above

    last = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    now = timezone.now()
    if last is not None and last > now + _AHEAD:
        yield _bad("clock", "back", now=_told(now), last=_told(last))
    else:
        yield _good("clock", now=_told(now))


def _journal() -> Iterator[Looked]:
    from ziping.workbench.journal.chain import verify  # noqa: PLC0415 - entered by the caller
    from ziping.workbench.journal.models import Entry  # noqa: PLC0415 - as above

    broken = next(verify(), None)
    if broken is None:
        yield _good("journal", count=Entry.objects.count())
    else:
        yield _bad("journal", "broken", number=broken.number)


def _queue() -> Iterator[Looked]:
    from django.db.models import Min  # noqa: PLC0415 - entered by the caller
    from django.utils import timezone  # noqa: PLC0415 - as above
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - as above

    from ziping.workbench.operating.probes import worker_alive  # noqa: PLC0415 - as above

    ready = DBTaskResult.objects.ready()
    since = ready.aggregate(since=Min("enqueued_at"))["since"]
    failed = DBTaskResult.objects.failed().count()
    if since is not None and timezone.now() - since > _WAIT:
        yield _bad("queue", "stuck", count=ready.count(), since=_told(since))
    elif not worker_alive():
        yield _doubtful("queue", "no_worker")
    elif failed:
        yield _doubtful("queue", "failed", count=failed)
    else:
        yield _good("queue", count=ready.count())


def _backups() -> Iterator[Looked]:
    from django.conf import settings  # noqa: PLC0415 - entered by the caller
    from django.utils import timezone  # noqa: PLC0415 - as above

    from ziping.workbench.operating.archive import newest  # noqa: PLC0415 - as above

    found = newest(Path(settings.HOME))
    if found is None:
        yield _doubtful("backup", "none")
    elif timezone.now() - found[1] > _BACKUP:
        yield _doubtful("backup", "old", at=_told(found[1]), days=_BACKUP.days)
    else:
        yield _good("backup", at=_told(found[1]))


def _people() -> Iterator[Looked]:
    """Somebody must be able to come in; the people of the demo cannot outside it, and must not be taken for real ones."""
    from django.conf import settings  # noqa: PLC0415 - entered by the caller

    from ziping.workbench.demo.loading import loaded  # noqa: PLC0415 - as above
    from ziping.workbench.organisation.models import Person  # noqa: PLC0415 - as above

    if loaded() and not settings.DEMO:
        yield _doubtful("people", "demo")
    elif not Person.objects.filter(is_active=True).exists():
        yield _doubtful("people", "nobody")
    else:
        yield _good("people", count=Person.objects.filter(is_active=True).count())


def _told(moment: dt.datetime) -> str:
    from django.utils import timezone  # noqa: PLC0415 - entered by the caller

    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


_INSIDE: tuple[Callable[[], Iterator[Looked]], ...] = (_clock, _journal, _queue, _backups, _people)
