"""``ziping serve`` as it runs: server and worker start together, survive a kill, and stop in order."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

TESTS = Path(__file__).resolve().parents[1]
PATIENCE = 40  # seconds; a busy machine starts slowly
pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="sites of their own, on SQLite")


def until(what: Callable[[], object], reason: str) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, reason
        time.sleep(0.1)


class Running:
    """A site of its own, with its folder and address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        self.environment = {
            **kept,
            "ZIPING_HOME": str(home),
            "ZIPING_SECRET_KEY": "for-this-test-" * 5,
            "DJANGO_SETTINGS_MODULE": "ziping.workbench.settings",
            "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, [kept.get("PYTHONPATH")])]),
        }
        self.log = home.with_suffix(".log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ziping", "serve", "--port", str(self.port), "--workers", "1"],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )
        until(lambda: self.status("readyz") == 200, "the site is not ready")

    def status(self, page: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{page}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def enqueue(self, folder: Path) -> None:
        folder.mkdir()
        code = (
            "import django, sys; django.setup(); from workbench.slow_task import wait_for;"
            "wait_for.enqueue(sys.argv[1])"
        )
        subprocess.run([sys.executable, "-c", code, str(folder)], env=self.environment, check=True)
        until((folder / "begun").exists, "the task is not begun")

    def rows(self, statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.home / "ziping.sqlite3", timeout=20)) as database:
            return database.execute(statement).fetchall()

    def states(self) -> list[object]:
        """Where the tasks put there by a test are."""
        table = DBTaskResult._meta.db_table  # noqa: SLF001 - Django's public name for it
        found = self.rows(f"SELECT status FROM {table} WHERE task_path LIKE '%wait_for' ORDER BY enqueued_at")
        return [status for (status,) in found]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("serving") / "home")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    running.log.close()


def test_a_killed_worker_s_task_is_taken_up_and_done_once(site: Running, tmp_path: Path) -> None:
    folder = tmp_path / "first"
    site.enqueue(folder)
    ((pid,),) = site.rows("SELECT pid FROM operating_heartbeat")
    os.kill(int(str(pid)), signal.SIGKILL)
    until(lambda: (folder / "begun").read_text().count("begun") == 2, "nobody took it up")
    (folder / "go").touch()
    until((folder / "done").exists, "it was not finished")
    until(lambda: site.states() == ["SUCCESSFUL"], "it is not marked as done")
    assert (folder / "done").read_text() == "done\n"
    assert site.status("readyz") == 200


def test_a_server_process_that_is_killed_is_replaced(site: Running) -> None:
    found = subprocess.run(["pgrep", "-P", str(site.process.pid)], capture_output=True, text=True, check=True)
    grandchildren = [
        int(line)
        for child in found.stdout.split()
        for line in subprocess.run(
            ["pgrep", "-P", child], capture_output=True, text=True, check=False
        ).stdout.split()
    ]
    assert grandchildren
    for pid in grandchildren:
        os.kill(pid, signal.SIGKILL)
    until(lambda: site.status("healthz") == 200, "nobody answers any more")


def test_stopping_finishes_what_is_under_way_and_every_line_of_the_log_is_json(
    site: Running, tmp_path: Path
) -> None:
    folder = tmp_path / "last"
    site.enqueue(folder)
    site.process.send_signal(signal.SIGTERM)
    time.sleep(1.5)
    assert site.process.poll() is None
    (folder / "go").touch()
    assert site.process.wait(PATIENCE) == 0
    assert (folder / "done").exists()
    assert site.rows("SELECT * FROM operating_heartbeat") == []
    assert set(site.states()) == {"SUCCESSFUL"}
    lines = site.home.with_suffix(".log").read_text().splitlines()
    assert [line for line in lines if not line.startswith("{")] == [lines[0]]  # the address, for people
    assert all(json.loads(line)["event"] for line in lines[1:])
