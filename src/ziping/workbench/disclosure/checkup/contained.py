"""The check started and watched over: it ends in time, whatever it was given, and the file goes when it has ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from threading import Thread

from django.conf import settings

from ziping.workbench.disclosure.checkup.limits import Slot
from ziping.workbench.disclosure.checkup.visits import Visit, forget_brought, read_result, write_result

_MODULE = "ziping.workbench.disclosure.checkup.inside"
_PATIENCE = 5  # seconds for what it had started to be ended
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "ZIPING_CACHE", "XDG_CACHE_HOME", "HOME", "TZ")  # and no secret


def start(visit: Visit, slot: Slot) -> Thread:
    """Check the file of ``visit`` in a process of its own; the thread ends when it has.

    The process holds the slot, so that it is free again whenever, and only when, the process is gone.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter; the name is one argument, no shell
            [
                sys.executable,
                "-m",
                _MODULE,
                str(visit.folder.absolute()),
                visit.name,
                visit.lang,
                str(settings.CHECKUP_MEMORY_MEGABYTES),
                str(settings.CHECKUP_SECONDS),
            ],
            env=_environment(visit),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(slot.handle,),
            start_new_session=True,
        )
    finally:
        slot.close()
    thread = Thread(target=_watch, args=(visit, process, settings.CHECKUP_SECONDS), daemon=True)
    thread.start()
    return thread


def _watch(visit: Visit, process: subprocess.Popen[bytes], seconds: int) -> None:
    ended = "stopped"
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        ended = "too_slow"
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
        process.kill()
        process.wait()
    forget_brought(visit)
    if read_result(visit) is None:
        write_result(visit, ended=ended)


def _environment(visit: Visit) -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **passed,
        "TMPDIR": str(visit.folder.absolute() / "tmp"),
        "OMP_NUM_THREADS": "2",
        "MALLOC_ARENA_MAX": "2",
    }
