"""The site knows whether it is well, and says so to machines; its log keeps quiet about people."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import socket

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import Settings
from pytest_django.fixtures import DjangoAssertNumQueries

from ziping.workbench.operating import probes
from ziping.workbench.operating.logs import REQUEST_ID, JsonFormatter, masked
from ziping.workbench.operating.measuring import Counters
from ziping.workbench.operating.models import Heartbeat
from ziping.workbench.operating.views import metrics
from ziping.workbench.operating.worker import TirelessWorker, beating, take_up_left, ticked

pytestmark = pytest.mark.django_db
NOBODY = 2**22 + 1  # above every process id of Linux


def beat(worker: str, pid: int, seconds: int = 0, host: str | None = None) -> None:
    at = timezone.now() - dt.timedelta(seconds=seconds)
    Heartbeat.objects.create(worker=worker, host=host or socket.gethostname(), pid=pid, at=at)


def running(*workers: str) -> DBTaskResult[..., None]:
    return DBTaskResult.objects.create(
        status="RUNNING",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="ziping.nowhere.task",
        worker_ids=list(workers),
        backend_name="default",
        started_at=timezone.now(),
        run_after=get_date_max(),
    )


def test_alive_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries, client: Client) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"alive": True}


def test_ready_wants_database_migrations_and_a_worker(client: Client) -> None:
    without = client.get("/readyz")
    assert (without.status_code, without.json()["worker"]) == (503, False)
    beat("w", os.getpid())
    with_one = client.get("/readyz")
    assert (with_one.status_code, with_one.json()["ready"]) == (200, True)


def test_a_worker_silent_for_a_minute_is_taken_to_be_dead() -> None:
    beat("w", os.getpid(), seconds=61)
    assert not probes.worker_alive()


def test_metrics_are_for_this_machine_alone(client: Client) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_metrics_are_for_who_has_the_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIPING_METRICS_TOKEN", "only-in-this-test")
    assert client.get("/metrics").status_code == 404
    given = {"Authorization": "Bearer only-in-this-test"}
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers=given).status_code == 200


def test_metrics_are_lines_a_scraper_reads(rf: RequestFactory, client: Client) -> None:
    client.get("/login/")
    lines = metrics(rf.get("/metrics")).content.decode().splitlines()
    samples = [line.rsplit(" ", 1) for line in lines if not line.startswith("#")]
    assert all(value.replace(".", "", 1).isdigit() for _, value in samples)
    assert any(name.startswith('ziping_requests_total{app="accounts",status="2xx"}') for name, _ in samples)
    named = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {"ziping_tasks", "ziping_packages", "ziping_request_seconds"} <= named


def test_requests_are_counted_by_answer_and_by_time() -> None:
    counters = Counters()
    counters.count("filling", 200, 4_999)
    counters.count("filling", 503, 9_000_000)
    counters.count("nowhere", 404, 1)
    found = {one.app: one for one in counters.read()}
    assert found["filling"].answers == {2: 1, 3: 0, 4: 0, 5: 1}
    assert (found["filling"].durations[0], found["filling"].durations[-1]) == (1, 1)
    assert found["filling"].total == 9_004_999
    assert found["other"].answers[4] == 1


def test_a_request_keeps_the_id_it_came_with_unless_it_is_odd(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-12345"})["X-Request-ID"] == "proxy-12345"
    odd = client.get("/healthz", headers={"X-Request-ID": 'a"b{}'})["X-Request-ID"]
    assert len(odd) == 16
    assert odd.isalnum()


@pytest.mark.parametrize(
    "text",
    ["联系电话13800138000", "身份证11010119900307803X号", "账号6222020000000000000", "电话 0731-85550188"],
)
def test_private_numbers_do_not_reach_the_log(text: str) -> None:
    assert "***" in masked(text)
    assert not any(len(part) > 6 for part in masked(text).split("***") if part.isdigit())


def test_years_amounts_and_digests_stay_readable() -> None:
    text = "2024 1177.69 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert masked(text) == text


def test_a_fault_is_told_by_kind_and_place_never_by_its_text() -> None:
    try:
        int("张某 13800138000")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    token = REQUEST_ID.set("abc")
    line = JsonFormatter().format(logging.LogRecord("ziping", 40, "x.py", 1, "failed", (), info))
    REQUEST_ID.reset(token)
    read = json.loads(line)
    assert (read["fault"], read["request"]) == ("builtins.ValueError", "abc")
    assert "张某" not in line
    assert "test_operating" in read["where"][0]


def test_the_log_has_the_route_not_the_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "ziping.request"):
        client.get("/reports/4711/")
    fields = caplog.records[-1].fields  # type: ignore[attr-defined]  # put there by the middleware
    assert "4711" not in json.dumps(fields)
    assert fields["route"] == "reports/<int:package>/"


def test_what_a_dead_worker_left_is_done_again() -> None:
    beat("dead", NOBODY)
    beat("alive", os.getpid())
    left, under_way = running("dead"), running("alive")
    assert take_up_left() == 1
    left.refresh_from_db()
    under_way.refresh_from_db()
    assert (left.status, under_way.status) == ("READY", "RUNNING")
    assert not Heartbeat.objects.filter(worker="dead").exists()


def test_another_machine_s_worker_lives_as_long_as_its_heart_beats() -> None:
    beat("far", NOBODY, host="elsewhere")
    task = running("far")
    assert take_up_left() == 0
    Heartbeat.objects.update(at=timezone.now() - dt.timedelta(minutes=2))
    assert take_up_left() == 1
    task.refresh_from_db()
    assert task.status == "READY"


def test_what_killed_three_workers_is_given_up() -> None:
    task = running("a", "b", "c")
    assert take_up_left() == 0
    task.refresh_from_db()
    assert task.status == "FAILED"
    assert "WorkerDiedError" in task.exception_class_path


def test_a_worker_is_seen_while_it_works_and_gone_afterwards() -> None:
    with beating("me"):
        assert Heartbeat.objects.get().pid == os.getpid()
    assert not Heartbeat.objects.exists()


def test_a_tick_comes_once_a_minute_and_one_receiver_s_fault_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen: list[dt.datetime] = []

    def faulty(**_: object) -> None:
        raise ValueError

    def counting(now: dt.datetime, **_: object) -> None:
        seen.append(now)

    ticked.connect(faulty)
    ticked.connect(counting)
    try:
        worker = TirelessWorker()
        worker.tick()
        worker.tick()
    finally:
        ticked.disconnect(faulty)
        ticked.disconnect(counting)
    assert len(seen) == 1
    assert "tick failed" in caplog.text


def test_a_clock_set_back_does_not_stop_the_ticks() -> None:
    worker = TirelessWorker()
    worker.next_tick = timezone.now() + dt.timedelta(days=1)
    worker.tick()
    assert worker.next_tick < timezone.now() + dt.timedelta(minutes=2)


def test_probes_answer_without_https(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/login/").status_code == 301
