"""Coming in: the lock after wrong tries, passwords that are due, several logins, and typing that outlives a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import PASSWORD, Cast
from ziping.wording import Message, say
from ziping.workbench.accounts import lockout
from ziping.workbench.accounts.models import OpenSession, PastPassword
from ziping.workbench.accounts.passwords import initial_password, password_due
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.models import Person

NEW = "Neues-Kennwort-77"

pytestmark = pytest.mark.usefixtures("cast")


def log_in(client: Client, name: str = "clerk", password: str = PASSWORD, **more: Any) -> Any:
    return client.post(reverse("login"), {"username": name, "password": password}, **more)


def test_the_right_password_lets_in_and_is_noted() -> None:
    answer = log_in(Client())
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    entry = Entry.objects.get(action="login")
    assert (entry.person, entry.address, entry.succeeded) == ("clerk", "127.0.0.1", True)


def test_five_wrong_tries_lock_the_name_and_say_for_how_long() -> None:
    client = Client()
    said = [log_in(client, password="wrong").context["form"].non_field_errors()[0] for _ in range(5)]
    assert [f"还可再试{left}次" in text for left, text in zip((4, 3, 2, 1), said, strict=False)] == [True] * 4
    assert "锁定30分钟" in said[4]
    page = log_in(client).content.decode()
    assert say(Message("accounts.locked", {"minutes": 30}), "zh") in page


def test_the_lock_is_of_one_name_at_one_address() -> None:
    for _ in range(5):
        log_in(Client(), password="wrong")
    assert log_in(Client(), "head").status_code == 302
    assert log_in(Client(), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_the_lock_opens_after_half_an_hour_and_a_right_login_forgets_the_tries() -> None:
    for _ in range(5):
        log_in(Client(), password="wrong")
    long_ago = timezone.now() - dt.timedelta(minutes=lockout.MINUTES, seconds=1)
    Entry.objects.filter(action="login").update(at=long_ago)
    assert lockout.minutes_left("clerk", "127.0.0.1") == 0
    for _ in range(4):
        log_in(Client(), password="wrong")
    assert log_in(Client()).status_code == 302
    assert lockout.failed("clerk", "127.0.0.1") == 4


def test_a_password_typed_as_the_name_is_not_written_down() -> None:
    log_in(Client(), "My-Secret-2024", "x")
    assert "My-Secret" not in Entry.objects.get(action="login").subject


def test_whoever_does_not_exist_is_told_the_same() -> None:
    nobody = log_in(Client(), "nobody", "wrong").context["form"].non_field_errors()
    somebody = log_in(Client(), "clerk", "wrong").context["form"].non_field_errors()
    assert nobody == somebody


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (NEW, True),
        ("Kurz-77", False),  # too short
        ("nurkleinbuchstaben", False),  # one kind
        ("kleinund1234567", False),  # two kinds
        (PASSWORD, False),  # the present one
        ("Password1234", False),  # too common
    ],
)
def test_a_new_password_keeps_the_rules(wanted: str, fits: bool, cast: Cast) -> None:
    client = Client()
    log_in(client)
    client.post(
        reverse("password"), {"old_password": PASSWORD, "new_password1": wanted, "new_password2": wanted}
    )
    assert cast.person("clerk").check_password(wanted) is (wanted == PASSWORD)
    assert Person.objects.get(username="clerk").check_password(wanted) is (fits or wanted == PASSWORD)


def test_the_last_five_passwords_are_not_taken_again(cast: Cast) -> None:
    clerk = cast.person("clerk")
    for number in range(5):
        clerk.set_password(f"Another-{number}-Pass")
        clerk.save()
    assert PastPassword.objects.filter(person=clerk).count() == 5
    client = Client()
    client.force_login(clerk)

    def change(wanted: str) -> Any:
        old = {"old_password": "Another-4-Pass"}
        return client.post(reverse("password"), {**old, "new_password1": wanted, "new_password2": wanted})

    assert "最近5次" in change("Another-1-Pass").content.decode()
    assert change(PASSWORD).status_code == 302  # the sixth before is free again


def test_an_initial_password_is_changed_before_anything_else() -> None:
    Person.objects.filter(username="clerk").update(must_change_password=True)
    client = Client()
    log_in(client)
    assert client.get(reverse("home"))["Location"] == reverse("password")
    client.post(reverse("password"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert client.get(reverse("home")).status_code == 200


def test_a_password_is_due_after_its_days(cast: Cast, settings: Any) -> None:
    clerk = cast.person("clerk")
    clerk.password_changed_at = timezone.now() - dt.timedelta(days=settings.PASSWORD_DAYS, minutes=1)
    assert password_due(clerk) == Message("accounts.password_is_old", {"days": settings.PASSWORD_DAYS})
    clerk.password_changed_at = timezone.now() - dt.timedelta(days=settings.PASSWORD_DAYS - 1)
    assert password_due(clerk) is None


def test_initial_passwords_keep_the_rules_and_are_never_the_same() -> None:
    made = {initial_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(one) == 14 and not set(one) & set("0O1lI") for one in made)


def test_the_oldest_login_ends_when_there_are_too_many(settings: Any) -> None:
    settings.SESSIONS_AT_ONCE = 2
    clients = [Client() for _ in range(3)]
    for client in clients:
        log_in(client)
    assert [client.get(reverse("home")).status_code for client in clients] == [302, 200, 200]


def test_the_others_end_by_one_click_and_this_one_stays() -> None:
    here, there = Client(), Client()
    log_in(here)
    log_in(there)
    assert here.get(reverse("account")).content.decode().count("127.0.0.1") == 2
    here.post(reverse("end-others"))
    assert there.get(reverse("home")).status_code == 302
    assert here.get(reverse("home")).status_code == 200
    assert OpenSession.objects.count() == 1


def test_a_new_password_ends_the_logins_elsewhere() -> None:
    here, there = Client(), Client()
    log_in(here)
    log_in(there)
    here.post(reverse("password"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert there.get(reverse("home")).status_code == 302
    assert here.get(reverse("home")).status_code == 200


def test_logging_out_leaves_nothing_behind() -> None:
    client = Client()
    log_in(client)
    client.post(reverse("logout"))
    assert not OpenSession.objects.exists()
    assert Entry.objects.filter(action="logout", person="clerk").exists()


def test_typing_into_an_ended_session_is_told_to_log_in_again(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    client, url = as_("clerk"), reverse("report-cells", args=[cast.packages["subordinate"].pk])
    Session.objects.all().delete()
    answer = client.post(url, '{"edits": []}', content_type="application/json")
    assert (answer.status_code, answer.json()) == (401, {"login": reverse("login")})


def test_a_form_sent_from_an_ended_session_leads_back_to_its_page() -> None:
    answer = Client().post(
        reverse("leave-add"), headers={"Referer": f"http://testserver{reverse('absence')}"}
    )
    assert answer["Location"] == f"{reverse('login')}?next={reverse('absence').replace('/', '%2F')}"


def test_a_form_from_before_the_last_login_is_not_carried_out(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("clerk"))
    page = client.post(reverse("leave-add"))
    assert page.status_code == 403
    assert say(Message("accounts.stale_title"), "zh") in page.content.decode()
    by_script = client.post(reverse("leave-add"), "{}", content_type="application/json")
    assert by_script.status_code == 401


def test_a_proxy_is_believed_only_when_it_is_named(settings: Any) -> None:
    log_in(Client(), headers={"X-Forwarded-For": "10.1.1.1"})
    settings.PROXIES = frozenset({"127.0.0.1"})
    log_in(Client(), headers={"X-Forwarded-For": "10.9.9.9, 10.1.1.1"})
    assert list(Entry.objects.filter(action="login").values_list("address", flat=True)) == [
        "127.0.0.1",
        "10.1.1.1",
    ]
