"""The log: one JSON object a line, each with the request it belongs to, none with anybody's data.

Of a request the route is written, never the address itself (public links carry their key in it), of a fault its kind and
where it happened, never its text (it may quote what somebody typed).
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import traceback
from contextvars import ContextVar
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
# Identity numbers, bank accounts, mobile phones; fixed-line numbers.
_PRIVATE = re.compile(r"(?<![0-9A-Za-z])(?:\d{10,18}[\dXx]|0\d{2,3}-\d{7,8})(?![0-9A-Za-z])")
# Their sentences carry the address; what matters of them is written by RequestMiddleware.
_WITH_ADDRESS = ("django.request", "django.security", "django.server")


def masked(text: str) -> str:
    """``text`` with long runs of digits made unreadable."""
    return _PRIVATE.sub("***", text)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. What stands in ``record.fields`` is added as it is."""

    def format(self, record: logging.LogRecord) -> str:
        quiet = record.name.startswith(_WITH_ADDRESS)
        line: dict[str, Any] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": "refused" if quiet else masked(record.getMessage()),
        }
        if request_id := REQUEST_ID.get():
            line["request"] = request_id
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line.update(_fault(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


def _fault(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "fault": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def logging_config(level: str) -> dict[str, Any]:
    """For ``logging.config.dictConfig``: everything to standard error as JSON, the server's own lines too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "ziping.workbench.operating.logs.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "gunicorn.error": {"handlers": ["console"], "level": level, "propagate": False},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
