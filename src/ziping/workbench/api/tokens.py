"""Tokens: made, found, ended; how often each may ask."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from ziping.workbench.api.models import System, Token
from ziping.workbench.api.scopes import Scope
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.models import Person

_MINUTE = 60
_PREFIX = "zp_"


def digest_of(text: str) -> str:
    """What is kept of a token. It holds 256 random bits: nothing slower than one digest is needed."""
    return sm3(text.encode())


def issue(
    system: System, label: str, scopes: Iterable[Scope], until: dt.date, by: Person
) -> tuple[Token, str]:
    """A new token and its text, which nobody can read again."""
    text = _PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            system=system,
            label=label,
            digest=digest_of(text),
            scopes=sorted(set(scopes)),
            until=until,
            made_by=by,
        )
        record(
            "token.make",
            f"{system}: {label}",
            person=by.username,
            scopes=token.scopes,
            until=until.isoformat(),
        )
    return token, text


def end(token: Token, by: Person) -> None:
    """From now on it opens nothing."""
    with transaction.atomic():
        ended = Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
        if ended:
            record("token.end", f"{token.system}: {token.label}", person=by.username)


def known(text: str) -> Token | None:
    """The token with this text, while it is in force."""
    return (
        Token.objects.filter(
            digest=digest_of(text),
            revoked_at=None,
            until__gte=timezone.localdate(),
            system__person__is_active=True,
        )
        .select_related("system__person")
        .first()
    )


def spend(token: Token) -> int:
    """Count one request. Gives the seconds to wait where the minute's requests are used up, 0 otherwise."""
    now = timezone.now()
    second = int(now.timestamp())
    window = second - second % _MINUTE
    Token.objects.filter(pk=token.pk).update(
        asked=Case(When(window=window, then=F("asked") + 1), default=Value(1)), window=window, used_at=now
    )
    asked = Token.objects.values_list("asked", flat=True).get(pk=token.pk)
    return window + _MINUTE - second if asked > settings.API_RATE else 0
