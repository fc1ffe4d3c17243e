"""Passkeys (WebAuthn) as a second factor: bound to this host, nothing secret on our side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ziping.wording import InputError
from ziping.workbench.accounts.models import Factor
from ziping.workbench.accounts.sealing import unseal
from ziping.workbench.organisation.models import Person

if TYPE_CHECKING:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData

_STATE = "passkey_state"  # in the session: the challenge that was put
_LONGEST = 20_000  # characters of an answer


def _server(request: HttpRequest) -> Fido2Server:
    from fido2.server import Fido2Server  # noqa: PLC0415 - only these pages need it
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

    host = request.get_host().partition(":")[0]
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=settings.PLACE))


def _owned(person: Person) -> list[tuple[Factor, AttestedCredentialData]]:
    """The passkeys of ``person`` that can be read under the present key."""
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415

    found = []
    for factor in person.factors.filter(kind=Factor.Kind.PASSKEY):
        try:
            found.append((factor, AttestedCredentialData(unseal(bytes(factor.sealed)))))
        except InputError:
            continue  # sealed under an earlier key: as if it were lost
    return found


def begin_registration(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey, as plain data (``PublicKeyCredentialCreationOptions``)."""
    from fido2.webauthn import PublicKeyCredentialUserEntity  # noqa: PLC0415

    who = PublicKeyCredentialUserEntity(
        id=str(person.pk).encode(), name=person.username, display_name=str(person)
    )
    known = [credential for _, credential in _owned(person)]
    options, state = _server(request).register_begin(who, known)
    request.session[_STATE] = state
    return _plain(options)


def finish_registration(request: HttpRequest, answer: str) -> bytes | None:
    """The credential to keep; ``None`` if the answer does not fit the challenge."""
    state, read = request.session.pop(_STATE, None), _read(answer)
    if state is None or read is None:
        return None
    try:
        made = _server(request).register_complete(state, read)
    except (ValueError, KeyError, TypeError):
        return None
    return bytes(made.credential_data) if made.credential_data else None


def begin_login(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """What the browser needs to sign with a passkey of ``person``; ``None`` if none can be read."""
    known = [credential for _, credential in _owned(person)]
    if not known:
        return None
    options, state = _server(request).authenticate_begin(known)
    request.session[_STATE] = state
    return _plain(options)


def finish_login(request: HttpRequest, person: Person, answer: str) -> bool:
    """Whether the answer was signed by a passkey of ``person``, later than the last time."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415
    from fido2.webauthn import AuthenticationResponse  # noqa: PLC0415

    state, read, owned = request.session.pop(_STATE, None), _read(answer), _owned(person)
    if state is None or read is None:
        return False
    try:
        used = _server(request).authenticate_complete(state, [one for _, one in owned], read)
        counter = AuthenticationResponse.from_dict(read).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError, InvalidSignature):
        return False
    factor = next(one for one, credential in owned if credential.credential_id == used.credential_id)
    with transaction.atomic():
        held = Factor.objects.select_for_update().get(pk=factor.pk)
        if counter and counter <= held.counter:
            return False  # a copy of the passkey has been used meanwhile
        held.counter, held.used_at = counter, timezone.now()
        held.save(update_fields=["counter", "used_at"])
    return True


def _plain(options: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = dict(options)["publicKey"]
    return dict(plain)


def _read(answer: str) -> dict[str, Any] | None:
    if not answer or len(answer) > _LONGEST:
        return None
    try:
        read = json.loads(answer)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None
