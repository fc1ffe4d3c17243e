"""The same POST sent again, and files asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from workbench.cast import Cast
from workbench.connected import connect
from ziping.workbench.api.models import Answered, Hook
from ziping.workbench.filling.models import Made


@pytest.fixture(autouse=True)
def _at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def exports(cast: Cast) -> str:
    return f"/packages/{cast.packages['subordinate'].pk}/exports"


@pytest.mark.usefixtures("public_names")
def test_a_request_sent_twice_with_one_key_is_done_once_and_answered_alike(cast: Cast) -> None:
    system = connect(cast, "clerk")
    body = {"url": "https://example.org/told", "events": ["package.moved"]}
    first, second = (system.post("/webhooks", body, Idempotency_Key="k-1") for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert (second.get("Idempotent-Replayed"), first.get("Idempotent-Replayed")) == ("true", None)
    assert Hook.objects.count() == 1


@pytest.mark.usefixtures("public_names")
def test_without_a_key_each_request_is_its_own(cast: Cast) -> None:
    system = connect(cast, "clerk")
    for _ in range(2):
        system.post("/webhooks", {"url": "https://example.org/told", "events": ["package.moved"]})
    assert Hook.objects.count() == 2


def test_a_key_used_for_another_body_or_address_is_refused(cast: Cast) -> None:
    system = connect(cast, "clerk")
    assert system.post(exports(cast), {"form": "json"}, Idempotency_Key="k").status_code == 202
    assert system.post(exports(cast), {"form": "docx"}, Idempotency_Key="k").status_code == 422
    assert system.post("/webhooks", {"form": "json"}, Idempotency_Key="k").status_code == 422
    assert Made.objects.count() == 1


def test_a_key_is_each_token_s_own(cast: Cast) -> None:
    for role in ("clerk", "head"):
        answer = connect(cast, role).post(exports(cast), {"form": "json"}, Idempotency_Key="k")
        assert "Idempotent-Replayed" not in answer
    assert Answered.objects.count() == 2


def test_a_key_is_forgotten_after_a_day(cast: Cast) -> None:
    system = connect(cast, "clerk")
    system.post(exports(cast), {"form": "json"}, Idempotency_Key="k")
    Answered.objects.update(at=timezone.now() - dt.timedelta(hours=24, seconds=1))
    assert system.post(exports(cast), {"form": "docx"}, Idempotency_Key="k").status_code == 202


def test_a_refusal_that_may_pass_is_not_kept(cast: Cast) -> None:
    """Without the right scope nothing was done: with it the same key may be used."""
    narrow, wide = connect(cast, "clerk", scopes=[]), connect(cast, "clerk")
    assert narrow.post(exports(cast), {"form": "json"}, Idempotency_Key="k").status_code == 403
    assert not Answered.objects.exists()
    assert wide.post(exports(cast), {"form": "json"}, Idempotency_Key="k").status_code == 202


@pytest.mark.parametrize("key", ["", "键", "x" * 101, "a\tb"])
def test_an_odd_key_is_refused(key: str, cast: Cast) -> None:
    answer = connect(cast, "clerk").post(exports(cast), {"form": "json"}, Idempotency_Key=key)
    assert answer.status_code == 400


def test_a_file_asked_for_is_made_and_taken(cast: Cast) -> None:
    system = connect(cast, "clerk")
    asked = system.post(exports(cast), {"form": "json"})
    assert asked.status_code == 202
    number = asked.json()["id"]
    shown = system.get(f"/exports/{number}").json()
    assert shown["state"] == "ready"
    file = system.get(f"/exports/{number}/file")
    taken = b"".join(file.streaming_content)
    file.close()
    assert len(taken) == shown["size"]
    assert file["ETag"] == f'"{shown["digest"]}"'
    assert "attachment" in file["Content-Disposition"]


def test_a_file_of_another_system_is_not_there(cast: Cast) -> None:
    number = connect(cast, "clerk").post(exports(cast), {"form": "json"}).json()["id"]
    for role in ("clerk", "outsider", "performance"):
        other = connect(cast, role)
        assert other.get(f"/exports/{number}").status_code == 404
        assert other.get(f"/exports/{number}/file").status_code == 404


def test_a_file_is_gone_with_the_right_to_it(cast: Cast) -> None:
    system = connect(cast, "clerk")
    number = system.post(exports(cast), {"form": "json"}).json()["id"]
    system.system.person.holdings.update(
        until=timezone.localdate() - dt.timedelta(days=1), since=dt.date(2020, 1, 1)
    )
    assert system.get(f"/exports/{number}/file").status_code == 404


def test_a_file_not_made_yet_is_waited_for(cast: Cast) -> None:
    system = connect(cast, "clerk")
    number = system.post(exports(cast), {"form": "json"}).json()["id"]
    Made.objects.update(state=Made.State.WAITING)
    answer = system.get(f"/exports/{number}/file")
    assert (answer.status_code, answer["Retry-After"]) == (409, "2")


@pytest.mark.parametrize(
    "body",
    [{"form": "exe"}, {"form": "json", "edition": "secret"}, {}, {"form": 1}, {"form": "json", "x": 1}],
)
def test_a_file_we_do_not_make_is_refused(body: dict[str, Any], cast: Cast) -> None:
    assert connect(cast, "clerk").post(exports(cast), body).status_code == 422


def test_who_may_not_take_files_gets_none(cast: Cast) -> None:
    assert connect(cast, "npc").post(exports(cast), {"form": "json"}).status_code == 404
