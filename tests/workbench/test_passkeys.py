"""Passkeys: made and used by an authenticator in software, as a browser would hand its answers on."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse

from workbench.cast import PASSWORD, Cast
from ziping.workbench.accounts.models import Factor

pytest.importorskip("fido2")  # comes with ziping[workbench]

from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "testserver"
ID = b"passkey-of-a-test"
PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
ATTESTED = AuthenticatorData.FLAG.AT


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """A security key in software."""

    def __init__(self) -> None:
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.digest = hashlib.sha256(HOST.encode()).digest()

    def made(self, challenge: str, origin: str = f"https://{HOST}") -> str:
        public = ES256.from_cryptography_key(self.secret.public_key())  # type: ignore[no-untyped-call]  # fido2 leaves it so
        credential = AttestedCredentialData.create(b"\0" * 16, ID, public)
        data = AuthenticatorData.create(self.digest, PRESENT | ATTESTED, 0, credential)
        said = CollectedClientData.create("webauthn.create", challenge, origin)
        attested = AttestationObject.create("none", data, {})
        return self._answer(said, attestationObject=text(attested))

    def signed(self, challenge: str, counter: int, origin: str = f"https://{HOST}") -> str:
        data = AuthenticatorData.create(self.digest, PRESENT, counter)
        said = CollectedClientData.create("webauthn.get", challenge, origin)
        signature = self.secret.sign(bytes(data) + said.hash, ec.ECDSA(SHA256()))
        return self._answer(said, authenticatorData=text(data), signature=text(signature))

    @staticmethod
    def _answer(said: bytes, **more: str) -> str:
        response = {"clientDataJSON": text(said), **more}
        return json.dumps({"id": text(ID), "rawId": text(ID), "type": "public-key", "response": response})


def challenge_of(page: Any) -> str:
    found = re.search(r'"challenge": "([^"]+)"', page.content.decode())
    assert found
    return found[1]


@pytest.fixture
def key(as_: Callable[[str], Client]) -> Key:
    made, client, url = Key(), as_("clerk"), reverse("passkey-add")
    shown = client.post(url, {"name": "钥匙", "credential": made.made(challenge_of(client.get(url)))})
    assert len(shown.context["codes"]) == 10
    return made


def use(answer_to: Callable[[str], str]) -> Any:
    """Log in as the clerk with the password and what the key answers to the challenge."""
    client = Client()
    client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    page = client.get(reverse("second"))
    return client.post(reverse("second"), {"credential": answer_to(challenge_of(page))})


def test_a_passkey_made_lets_in(key: Key, cast: Cast) -> None:
    assert Factor.objects.get(person=cast.person("clerk")).name == "钥匙"
    assert use(lambda challenge: key.signed(challenge, 1))["Location"] == reverse("home")


def test_a_passkey_that_was_copied_is_seen_by_its_counter(key: Key) -> None:
    use(lambda challenge: key.signed(challenge, 7))
    assert use(lambda challenge: key.signed(challenge, 7)).status_code == 200
    assert use(lambda challenge: key.signed(challenge, 8)).status_code == 302


@pytest.mark.parametrize(
    "answer",
    [
        lambda key, challenge: Key().signed(challenge, 1),  # noqa: ARG005 - another key
        lambda key, challenge: key.signed(challenge, 1, "https://example.com"),  # another site
        lambda key, challenge: key.signed("AAAA" * 11, 1),  # noqa: ARG005 - another challenge
        lambda key, challenge: "{}",  # noqa: ARG005
        lambda key, challenge: "[1]",  # noqa: ARG005
        lambda key, challenge: "x" * 30_000,  # noqa: ARG005
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answer: Callable[[Key, str], str], key: Key) -> None:
    assert use(lambda challenge: answer(key, challenge)).status_code == 200


def test_a_passkey_is_not_made_for_another_site(as_: Callable[[str], Client]) -> None:
    client, url = as_("clerk"), reverse("passkey-add")
    credential = Key().made(challenge_of(client.get(url)), "https://example.com")
    assert client.post(url, {"credential": credential}).status_code == 200
    assert not Factor.objects.exists()
