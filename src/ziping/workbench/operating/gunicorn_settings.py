"""How the server runs; ``ziping serve`` starts gunicorn with ``-c python:ziping.workbench.operating.gunicorn_settings``."""

from __future__ import annotations

from typing import Any

from ziping.workbench.operating.dying import die_with_parent
from ziping.workbench.operating.logs import logging_config
from ziping.workbench.options import text

wsgi_app = "ziping.workbench.wsgi"
worker_class = "gthread"
threads = 4
preload_app = True  # the counters of requests are shared by what is forked afterwards
graceful_timeout = 20
timeout = 120
keepalive = 15
limit_request_line = 8_190
max_requests = 5_000  # a process is renewed now and then
max_requests_jitter = 500
logconfig_dict = logging_config(text("ZIPING_LOG_LEVEL"))


def on_starting(_server: Any) -> None:
    die_with_parent()
