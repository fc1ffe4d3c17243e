"""Being told: which events, to whom, signed how, tried how often, and never to addresses inside."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils import timezone

from workbench.cast import Cast
from workbench.connected import Connected, connect
from ziping.workbench.api import sending
from ziping.workbench.api.events import Event, events_of
from ziping.workbench.api.models import Delivery, Hook
from ziping.workbench.api.reaching import NotReachedError, allowed, is_public, post
from ziping.workbench.api.sending import PAUSES, deliver, signature
from ziping.workbench.filling.models import Package, Step
from ziping.workbench.filling.road import ROAD
from ziping.workbench.journal.models import Entry

INNER = [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "172.16.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "fe80::1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "::",
]


@pytest.fixture(autouse=True)
def _at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes, dict[str, str]]]:
    """What was sent, nothing leaves the machine; every address answers 200."""
    sent: list[tuple[str, bytes, dict[str, str]]] = []

    def kept(url: str, body: bytes, headers: dict[str, str]) -> int:
        sent.append((url, body, headers))
        return 200

    monkeypatch.setattr(sending, "post", kept)
    return sent


def hooked(system: Connected, *events: Event) -> str:
    answer = system.post("/webhooks", {"url": "https://example.org/told", "events": events})
    assert answer.status_code == 201, answer.content.decode()
    return str(answer.json()["secret"])


def step(cast: Cast, package: Package, action: str) -> Step:
    return Step.objects.create(
        package=package,
        action=action,
        before="draft",
        after="accepted",
        round=1,
        digest="0" * 64,
        person=cast.person("head"),
    )


@pytest.mark.usefixtures("public_names")
def test_what_happens_to_a_report_is_told_to_who_sees_it_and_asked(cast: Cast, told: list[Any]) -> None:
    hooked(connect(cast, "clerk"), Event.PACKAGE_ACCEPTED)
    hooked(connect(cast, "outsider"), Event.PACKAGE_ACCEPTED)
    hooked(connect(cast, "performance"), Event.PACKAGE_PUBLISHED)
    step(cast, cast.packages["subordinate"], "accept")
    ((_, body, _),) = told
    data = json.loads(body)["data"]
    assert (data["agency_code"], data["action"]) == ("201001", "accept")
    assert Delivery.objects.get().hook.system.person.username.startswith("sys-clerk")


def test_every_step_of_the_road_is_a_move() -> None:
    assert all(Event.PACKAGE_MOVED in events_of(way.action) for way in ROAD)
    told = {event for way in ROAD for event in events_of(way.action)}
    assert told == {event for event in Event if event.startswith("package.")}


@pytest.mark.usefixtures("public_names")
def test_a_campaign_opened_is_told_once(cast: Cast, told: list[Any]) -> None:
    cast.campaign.state = "prepared"
    cast.campaign.save()
    hooked(connect(cast, "performance"), Event.CAMPAIGN_OPENED, Event.CAMPAIGN_CLOSED)
    cast.campaign.state = "open"
    cast.campaign.save()
    cast.campaign.save()
    assert [json.loads(body)["event"] for _, body, _ in told] == ["campaign.opened"]


@pytest.mark.usefixtures("public_names")
def test_a_file_ready_is_told_to_who_asked_for_it(cast: Cast, told: list[Any]) -> None:
    asking, other = connect(cast, "clerk"), connect(cast, "clerk")
    hooked(asking, Event.EXPORT_READY)
    hooked(other, Event.EXPORT_READY)
    number = asking.post(f"/packages/{cast.packages['subordinate'].pk}/exports", {"form": "json"}).json()[
        "id"
    ]
    assert [json.loads(body)["data"]["export"] for _, body, _ in told] == [number]


@pytest.mark.usefixtures("public_names")
def test_what_is_sent_is_signed_with_the_secret_given_out_once(cast: Cast, told: list[Any]) -> None:
    system = connect(cast, "clerk")
    secret = hooked(system, Event.PACKAGE_MOVED)
    step(cast, cast.packages["subordinate"], "sign")
    ((_, body, headers),) = told
    at = int(headers["X-Ziping-Timestamp"])
    assert headers["X-Ziping-Signature"] == f"sm3={signature(secret.encode(), at, body)}"
    assert secret not in system.get("/webhooks").content.decode()
    assert secret not in Hook.objects.get().secret
    assert not Entry.objects.filter(details__icontains=secret).exists()


def test_a_signature_changes_with_time_and_body() -> None:
    known = signature(b"key", 1, b"{}")
    assert (
        len({known, signature(b"key", 2, b"{}"), signature(b"key", 1, b"{ }"), signature(b"k", 1, b"{}")})
        == 4
    )


@pytest.mark.usefixtures("public_names")
def test_what_is_not_answered_well_is_tried_again_and_then_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "post", lambda *_: 503)
    system = connect(cast, "clerk")
    hooked(system, Event.PACKAGE_MOVED)
    step(cast, cast.packages["subordinate"], "sign")
    waits = []
    for _ in PAUSES:
        delivery = Delivery.objects.get()
        assert delivery.next_at is not None
        waits.append(round((delivery.next_at - timezone.now()).total_seconds()))
        deliver.call(delivery.pk)
        assert Delivery.objects.get().tries == delivery.tries  # too early: nothing was tried
        Delivery.objects.update(next_at=timezone.now())
        deliver.call(delivery.pk)
    given_up = Delivery.objects.get()
    assert waits == list(PAUSES)
    assert (given_up.state, given_up.tries, given_up.status) == ("failed", len(PAUSES) + 1, 503)
    monkeypatch.setattr(sending, "post", lambda *_: 200)
    again = system.post(f"/webhooks/{given_up.hook_id}/deliveries/{given_up.pk}/retry", {})
    assert (again.status_code, again.json()["state"]) == (202, "done")
    assert system.post(f"/webhooks/{given_up.hook_id}/deliveries/{given_up.pk}/retry", {}).status_code == 409


@pytest.mark.usefixtures("public_names")
def test_a_delivery_done_is_not_sent_twice(cast: Cast, told: list[Any]) -> None:
    hooked(connect(cast, "clerk"), Event.PACKAGE_MOVED)
    step(cast, cast.packages["subordinate"], "sign")
    deliver.call(Delivery.objects.get().pk)
    assert len(told) == 1


@pytest.mark.usefixtures("public_names")
def test_an_address_belongs_to_its_system_alone(cast: Cast) -> None:
    owner, other = connect(cast, "clerk"), connect(cast, "clerk")
    hooked(owner, Event.PACKAGE_MOVED)
    number = Hook.objects.get().pk
    for path in (f"/webhooks/{number}", f"/webhooks/{number}/deliveries"):
        assert (owner.get(path).status_code, other.get(path).status_code) == (200, 404)
    assert other.ask("DELETE", f"/webhooks/{number}").status_code == 404
    assert owner.ask("DELETE", f"/webhooks/{number}").status_code == 204
    assert not Hook.objects.exists()


@pytest.mark.usefixtures("public_names")
def test_without_a_key_that_lasts_no_address_is_registered(cast: Cast, settings: Any) -> None:
    settings.SECRET_KEPT = False
    answer = connect(cast, "clerk").post(
        "/webhooks", {"url": "https://example.org/", "events": ["package.moved"]}
    )
    assert answer.status_code == 409


# --- where nothing is sent --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", INNER)
def test_an_address_inside_is_no_public_one(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_an_address_of_the_internet_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", INNER)
def test_an_address_inside_is_neither_registered_nor_sent_to(address: str, cast: Cast) -> None:
    host = f"[{address}]" if ":" in address else address
    url = f"https://{host}/told"
    answer = connect(cast, "clerk").post("/webhooks", {"url": url, "events": ["package.moved"]})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "url"
    with pytest.raises(NotReachedError):
        post(url, b"{}", {})


@pytest.mark.usefixtures("public_names")
@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://",
        "https://user:word@example.org/",
        "https://exa mple.org/",
        "https://example.org/\r\nX: y",
        "https://例子.org/",
        "https://[::1",
        "https://example.org:99999/",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert allowed(url) is not None


def test_a_name_with_one_address_inside_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(*_: object, **__: object) -> list[Any]:
        return [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    refused = allowed("https://example.org/")
    assert refused is not None
    assert refused.key == "api.reach.private"


def test_a_name_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[Any]:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    refused = allowed("https://nowhere.example/")
    assert refused is not None
    assert refused.key == "api.reach.no_address"


class Answering(BaseHTTPRequestHandler):
    """Answers what the path says; remembers what came."""

    came: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        self.came.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(int(self.path.rpartition("/")[2]))
        self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    came: list[tuple[str, bytes]] = []
    handler = type("Handler", (Answering,), {"came": came})
    with HTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", came
        running.shutdown()
        thread.join()


def test_with_the_operator_s_leave_an_inner_address_is_told_and_no_redirection_is_followed(
    server: tuple[str, list[Any]], settings: Any
) -> None:
    settings.HOOKS_PRIVATE = True
    address, came = server
    assert post(f"{address}/204", b"{}", {}) == 204
    assert post(f"{address}/302", b"{}", {}) == 302
    assert [path for path, _ in came] == ["/204", "/302"]


def test_a_server_that_is_not_there_is_told(settings: Any) -> None:
    settings.HOOKS_PRIVATE = True
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(NotReachedError):
            post(f"http://127.0.0.1:{free.getsockname()[1]}/", b"{}", {})
