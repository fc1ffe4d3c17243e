"""Somebody is let in: the session opened, noted, and kept within the number allowed at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ziping.workbench.accounts.models import OpenSession
from ziping.workbench.journal.chain import record
from ziping.workbench.journal.request import address_of
from ziping.workbench.organisation.models import Person

_AGENT = 200


@dataclass(frozen=True, slots=True)
class Login:
    """An open login as its owner sees it. ``last`` is when it was last used, to the minute."""

    number: int
    began: dt.datetime
    last: dt.datetime
    address: str
    agent: str
    here: bool


def enter(request: HttpRequest, person: Person, way: str, backend: str | None = None) -> None:
    """Log ``person`` in. ``way``: ``password``, ``codes``, ``recovery``, ``passkey`` or ``oidc``."""
    with transaction.atomic():
        login(request, person, backend=backend or settings.AUTHENTICATION_BACKENDS[0])
        if not request.session.session_key:
            request.session.save()
        address = address_of(request)
        OpenSession.objects.create(
            person=person,
            key=request.session.session_key or "",
            address=address,
            agent=request.headers.get("User-Agent", "")[:_AGENT],
        )
        record("login", person.username, person=person.username, address=address, way=way)
        _keep_newest(person)


def _keep_newest(person: Person) -> None:
    keys = [one.key for one in _still_open(person)]
    end(person, keys[: max(0, len(keys) - settings.SESSIONS_AT_ONCE)])


def _still_open(person: Person) -> list[OpenSession]:
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(OpenSession.objects.filter(person=person, key__in=alive).order_by("began_at", "id"))


def end(person: Person, keys: list[str]) -> int:
    """End these logins of ``person``; says how many there were."""
    own = list(OpenSession.objects.filter(person=person, key__in=keys).values_list("key", flat=True))
    Session.objects.filter(session_key__in=own).delete()
    OpenSession.objects.filter(key__in=own).delete()
    return len(own)


def end_all(person: Person, but: str | None = None) -> int:
    keys = OpenSession.objects.filter(person=person).exclude(key=but or "").values_list("key", flat=True)
    return end(person, list(keys))


def logins_of(person: Person, here: str | None) -> tuple[Login, ...]:
    """The open logins of ``person``, newest first; ``here`` is the session that asks. Two queries."""
    rows = _still_open(person)
    ends = dict(
        Session.objects.filter(session_key__in=[row.key for row in rows]).values_list(
            "session_key", "expire_date"
        )
    )
    idle = dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return tuple(
        Login(row.pk, row.began_at, ends[row.key] - idle, row.address or "", row.agent, row.key == here)
        for row in reversed(rows)
        if row.key in ends
    )
