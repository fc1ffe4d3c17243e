"""The site and its worker, started and stopped together."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from ziping.wording import InputError, Message

_SETTINGS = "ziping.workbench.settings"
_STOPPING = 30  # seconds for what is under way to end
_LOOK = 1
_SERVER_SETTINGS = "python:ziping.workbench.operating.gunicorn_settings"


def environment(extra: Mapping[str, str] = os.environ) -> dict[str, str]:
    return {**extra, "DJANGO_SETTINGS_MODULE": _SETTINGS}


def manage(*arguments: str, extra: Mapping[str, str] = os.environ) -> None:
    """Run one of Django's commands. Raises ``InputError`` with what it printed when it fails."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and fixed arguments
        [sys.executable, "-m", "django", *arguments],
        env=environment(extra),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["?"]
        raise InputError(Message("operating.command_failed", {"command": arguments[0], "problem": lines[-1]}))


def prepare(extra: Mapping[str, str] = os.environ) -> None:
    """The database brought up to date and the static files gathered. Raises ``InputError``."""
    home = Path(extra.get("ZIPING_HOME", "") or "ziping-data")
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise InputError(
            Message("operating.no_home", {"path": str(home), "problem": error.strerror or str(error)})
        ) from error
    manage("migrate", "--noinput", "-v", "0", extra=extra)
    manage("collectstatic", "--noinput", "-v", "0", extra=extra)


class Site:
    """Two processes: the server, and the worker that does what takes longer."""

    def __init__(self, bind: str, workers: int, extra: Mapping[str, str] = os.environ) -> None:
        # One key for all our processes: what one signs the other can read.
        self.extra = {
            **extra,
            "ZIPING_SECRET_KEY": extra.get("ZIPING_SECRET_KEY") or secrets.token_urlsafe(48),
        }
        self.bind, self.workers = bind, workers
        self.stopping = False
        self.server = self._start_server()
        self.worker = self._start_worker()

    def _start_server(self) -> subprocess.Popen[bytes]:
        return self._start(
            "gunicorn", "-c", _SERVER_SETTINGS, "--bind", self.bind, "--workers", str(self.workers)
        )

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return self._start("django", "worker")

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        """A process group of its own: Ctrl+C reaches us alone, and we stop both in order."""
        return subprocess.Popen(  # noqa: S603 - our own interpreter and checked arguments
            [sys.executable, "-m", module, *arguments], env=environment(self.extra), start_new_session=True
        )

    def run(self) -> int:
        """Until stopped; gives the server's exit code. A worker that died is started again."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked_to_stop)
        while not self.stopping and self.server.poll() is None:
            if self.worker.poll() is not None:
                self.worker = self._start_worker()
            time.sleep(_LOOK)
        return self._stop()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop(self) -> int:
        for process in (self.server, self.worker):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (self.server, self.worker):
            try:
                process.wait(_STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
        return 0 if self.stopping else self.server.returncode or 1
