"""A task that waits until it is let go: for tests that kill its worker meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def wait_for(folder: str) -> None:
    place = Path(folder)
    with (place / "begun").open("a") as begun:
        begun.write("begun\n")
    while not (place / "go").exists():
        time.sleep(0.05)
    with (place / "done").open("a") as done:
        done.write("done\n")
