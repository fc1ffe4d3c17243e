"""The second factor: six digits, each taken once; recovery codes; required of administrators where the option says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from django.urls import reverse

from workbench.cast import PASSWORD, Cast
from ziping.wording import InputError
from ziping.workbench.accounts.factors import new_recovery_codes, step_of, takes_code
from ziping.workbench.accounts.models import Factor, RecoveryCode
from ziping.workbench.accounts.sealing import seal, unseal

SECRET = b"12345678901234567890"  # of RFC 6238, appendix B

pytestmark = pytest.mark.usefixtures("cast")


def digits(at: int, secret: bytes = SECRET) -> str:
    return TOTP(secret, 6, SHA1(), 30).generate(at).decode()


def with_codes(cast: Cast, name: str = "clerk") -> Factor:
    return Factor.objects.create(person=cast.person(name), kind="codes", name="验证器", sealed=seal(SECRET))


def at_the_second() -> Client:
    """A browser that has said the right password."""
    client = Client()
    answer = client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    assert answer["Location"] == reverse("second")
    return client


def test_the_digits_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_111_111_109)
    assert step_of(SECRET, "081804") == 1_111_111_109 // 30
    assert step_of(SECRET, "081805") == 0


@pytest.mark.parametrize(("away", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(away: int, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_700_000_000)
    assert bool(step_of(SECRET, digits(1_700_000_000 + away))) is fits


def test_the_password_alone_does_not_let_in(cast: Cast) -> None:
    with_codes(cast)
    client = at_the_second()
    assert client.get(reverse("home")).status_code == 302
    assert client.post(reverse("second"), {"code": digits(int(time.time()))})["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_a_code_is_taken_once(cast: Cast) -> None:
    with_codes(cast)
    code = digits(int(time.time()))
    assert takes_code(cast.person("clerk"), code) == "codes"
    assert takes_code(cast.person("clerk"), code) == ""


def test_a_recovery_code_lets_in_once_however_it_is_typed(cast: Cast) -> None:
    with_codes(cast)
    clerk = cast.person("clerk")
    code = new_recovery_codes(clerk)[3]
    assert takes_code(clerk, f" {code.replace('-', ' ').upper()} ") == "recovery"
    assert takes_code(clerk, code) == ""
    assert RecoveryCode.objects.filter(person=clerk, used_at=None).count() == 9


def test_somebody_else_s_recovery_code_does_not_let_in(cast: Cast) -> None:
    code = new_recovery_codes(cast.person("head"))[0]
    assert takes_code(cast.person("clerk"), code) == ""


def test_wrong_codes_lock_like_wrong_passwords(cast: Cast) -> None:
    with_codes(cast)
    client = at_the_second()
    for _ in range(5):
        client.post(reverse("second"), {"code": "000000"})
    answer = client.post(reverse("second"), {"code": digits(int(time.time()))})
    assert "锁定" in answer.content.decode()
    assert client.get(reverse("home")).status_code == 302


def test_who_waits_too_long_begins_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with_codes(cast)
    client = at_the_second()
    later = int(time.time()) + 601
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(reverse("second"), {"code": digits(later)})["Location"] == reverse("login")


def test_an_authenticator_is_set_up_by_its_first_code(as_: Callable[[str], Client]) -> None:
    client = as_("clerk")
    page = client.get(reverse("codes-add"))
    assert b"<svg" in page.content
    assert b"style=" not in page.content.split(b"<svg", 1)[1].split(b"</svg>")[0]
    secret = unseal(bytes.fromhex(client.session["new_authenticator"]))
    assert client.post(reverse("codes-add"), {"code": "000000"}).status_code == 200
    assert not Factor.objects.exists()
    shown = client.post(reverse("codes-add"), {"code": digits(int(time.time()), secret)})
    assert len(shown.context["codes"]) == 10
    assert unseal(bytes(Factor.objects.get().sealed)) == secret


def test_a_second_factor_is_given_up_with_the_password_only(cast: Cast, as_: Callable[[str], Client]) -> None:
    factor = with_codes(cast)
    new_recovery_codes(cast.person("clerk"))
    url = reverse("factor-remove", args=[factor.pk])
    assert as_("head").post(url, {"password": PASSWORD}).status_code == 404
    as_("clerk").post(url, {"password": "wrong"})
    assert Factor.objects.exists()
    as_("clerk").post(url, {"password": PASSWORD})
    assert not Factor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_administrators_set_one_up_first_where_the_option_says_so(
    cast: Cast, as_: Callable[[str], Client], settings: Any
) -> None:
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = True
    admin = as_("audit_admin")
    assert admin.get(reverse("journal"))["Location"] == reverse("factors")
    with_codes(cast, "audit_admin")
    assert admin.get(reverse("journal")).status_code == 200
    assert as_("clerk").get(reverse("home")).status_code == 200


def test_without_a_key_of_the_operator_s_own_nothing_is_set_up(
    as_: Callable[[str], Client], settings: Any
) -> None:
    settings.SECRET_KEPT = False
    client = as_("clerk")
    assert "ZIPING_SECRET_KEY" in client.get(reverse("factors")).content.decode()
    assert client.get(reverse("codes-add"))["Location"] == reverse("factors")


def test_secrets_at_rest_are_sealed_and_seen_when_changed(settings: Any) -> None:
    sealed = seal(SECRET)
    assert SECRET not in sealed
    assert unseal(sealed) == SECRET
    with pytest.raises(InputError):
        unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    settings.SECRET_KEY = "another-key" * 5
    with pytest.raises(InputError):
        unseal(sealed)
