"""Login by the place's identity service: whoever it names must be known here, and only what belongs to this login counts."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.wording import InputError
from ziping.workbench.accounts import oidc
from ziping.workbench.journal.models import Entry

SERVICE = "https://id.example.com"
Claims = Callable[[dict[str, str]], dict[str, Any]]


@pytest.fixture
def service(cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[Claims], Any]:
    """Goes to the service and back; the function says what is claimed, given what was asked."""
    settings.OIDC_URL, settings.OIDC_CLIENT, settings.OIDC_SECRET = SERVICE, "ziping", "only-for-tests"
    assert cast.person("clerk")

    def visit(claims: Claims, state: str | None = None) -> Any:
        asked: dict[str, str] = {}

        def answer(url: str, posted: dict[str, str] | None = None) -> dict[str, Any]:
            if posted is None:
                return {
                    "issuer": SERVICE,
                    "authorization_endpoint": f"{SERVICE}/authorize",
                    "token_endpoint": f"{SERVICE}/token",
                }
            assert (url, posted["code"], posted["redirect_uri"]) == (
                f"{SERVICE}/token",
                "c",
                asked["redirect_uri"],
            )
            body = base64.urlsafe_b64encode(json.dumps(claims(asked)).encode()).rstrip(b"=").decode()
            return {"id_token": f"x.{body}.x"}

        monkeypatch.setattr(oidc, "_asked", answer)
        client = Client()
        there = urlsplit(client.get(reverse("oidc"), {"next": "/account/"})["Location"])
        asked.update({name: values[0] for name, values in parse_qs(there.query).items()})
        return client.get(reverse("oidc-back"), {"code": "c", "state": state or asked["state"]})

    return visit


def right(asked: dict[str, str]) -> dict[str, Any]:
    return {
        "iss": SERVICE,
        "aud": "ziping",
        "exp": int(time.time()) + 60,
        "nonce": asked["nonce"],
        "preferred_username": "clerk",
    }


def test_who_is_known_here_is_let_in_and_led_where_they_wanted(service: Callable[[Claims], Any]) -> None:
    assert service(right)["Location"] == "/account/"
    assert Entry.objects.get(action="login").details == {"way": "oidc"}


def test_who_is_unknown_here_is_not(service: Callable[[Claims], Any]) -> None:
    answer = service(lambda asked: {**right(asked), "preferred_username": "nobody"})
    assert answer["Location"] == reverse("login")


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://example.com"},
        {"aud": "other"},
        {"exp": 1},
        {"nonce": "old"},
        {"exp": "soon"},
        {"aud": None},
    ],
)
def test_a_token_that_does_not_belong_to_this_login_is_refused(
    wrong: dict[str, Any], service: Callable[[Claims], Any]
) -> None:
    assert service(lambda asked: {**right(asked), **wrong})["Location"] == reverse("login")


def test_an_answer_to_another_login_does_not_exist(service: Callable[..., Any]) -> None:
    assert service(right, state="other").status_code == 404


def test_a_service_that_is_not_https_is_not_asked() -> None:
    with pytest.raises(InputError):
        oidc._asked("http://id.example.com/token")  # noqa: SLF001 - the one door to the network
