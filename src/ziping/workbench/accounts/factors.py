"""The second factor: an authenticator's six digits, and the recovery codes for the day it is lost."""

from __future__ import annotations

import base64
import os
import secrets
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ziping.workbench.accounts.models import Factor, RecoveryCode
from ziping.workbench.accounts.sealing import unseal
from ziping.workbench.journal.chain import sm3
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.roles import ADMINISTRATORS

_STEP, _DIGITS, _SECRET = 30, 6, 20
_AROUND = (0, -1, 1)  # a clock may be half a minute off
_CODES, _HALF = 10, 5
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
HAS_FACTOR = "has_factor"  # in the session: not asked for again


def new_secret() -> bytes:
    return os.urandom(_SECRET)


def written(secret: bytes) -> str:
    """The secret as it is typed into an authenticator that cannot see the picture."""
    return base64.b32encode(secret).decode()


def picture(secret: bytes, person: Person) -> str:
    """The QR code an authenticator photographs, as SVG."""
    import segno  # noqa: PLC0415 - only this page draws one

    address = _totp(secret).get_provisioning_uri(person.username, settings.PLACE)
    drawn: str = segno.make(address, error="m").svg_inline(scale=5, border=2)
    return drawn


def _totp(secret: bytes) -> TOTP:
    # RFC 6238 with SHA-1 is what every authenticator knows.
    return TOTP(secret, _DIGITS, SHA1(), _STEP, enforce_key_length=False)  # noqa: S303


def step_of(secret: bytes, code: str, after: int = 0) -> int:
    """The time step ``code`` belongs to, later than ``after``; 0 if it is not right now, or was taken before."""
    typed = code.replace(" ", "")
    if len(typed) != _DIGITS or not typed.isascii() or not typed.isdigit():
        return 0
    now = int(time.time()) // _STEP
    for step in (now + shift for shift in _AROUND):
        if step <= after:
            continue
        try:
            _totp(secret).verify(typed.encode(), step * _STEP)
        except InvalidToken:
            continue
        return step
    return 0


def takes_code(person: Person, code: str) -> str:
    """How ``code`` lets ``person`` in: ``codes`` or ``recovery``, or "" if it does not. No code is taken twice."""
    with transaction.atomic():
        factor = Factor.objects.select_for_update().filter(person=person, kind=Factor.Kind.CODES).first()
        if factor is not None:
            step = step_of(unseal(bytes(factor.sealed)), code, factor.counter)
            if step:
                factor.counter, factor.used_at = step, timezone.now()
                factor.save(update_fields=["counter", "used_at"])
                return "codes"
        digest = _digest(code)
        taken = RecoveryCode.objects.filter(person=person, digest=digest, used_at=None).update(
            used_at=timezone.now()
        )
    return "recovery" if taken else ""


def _digest(code: str) -> str:
    return sm3(code.strip().lower().replace("-", "").replace(" ", "").encode())


def new_recovery_codes(person: Person) -> list[str]:
    """Ten new codes instead of the old ones; told once, kept only as digests."""
    codes = [
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_HALF)) for _ in range(2))
        for _ in range(_CODES)
    ]
    with transaction.atomic():
        RecoveryCode.objects.filter(person=person).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(code)) for code in codes)
    return codes


def forget_factors(person: Person) -> None:
    """Somebody who lost everything begins anew."""
    Factor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()


def factor_due(request: HttpRequest) -> bool:
    """Whether the person is an administrator who must have a second factor and has none yet."""
    if not settings.SECOND_FACTOR_FOR_ADMINISTRATORS or settings.DEMO or request.session.get(HAS_FACTOR):
        return False
    standing = request.standing  # type: ignore[attr-defined]  # put there by PersonMiddleware
    if not standing.roles & ADMINISTRATORS:
        return False
    if not Factor.objects.filter(person=standing.person).exists():
        return True
    request.session[HAS_FACTOR] = True
    return False
