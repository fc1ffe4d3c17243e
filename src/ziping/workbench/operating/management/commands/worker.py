"""``django worker``: started by ``ziping serve`` beside the server."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from ziping.workbench.operating.dying import die_with_parent
from ziping.workbench.operating.worker import TirelessWorker


class Command(BaseCommand):
    help = "Do the tasks of the queue until asked to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        die_with_parent()
        worker = TirelessWorker()
        worker.configure_signals()
        worker.run()
