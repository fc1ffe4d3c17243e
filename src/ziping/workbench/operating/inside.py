"""Django entered from the command line: the same settings as the site, in this process."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_SETTINGS = "ziping.workbench.settings"


@contextmanager
def site(extra: Mapping[str, str] | None = None) -> Iterator[None]:
    """The site's settings and models are there in the body. Raises ``InputError`` for a setting that cannot be read."""
    os.environ.update({**(extra or {}), "DJANGO_SETTINGS_MODULE": _SETTINGS})
    import django  # noqa: PLC0415 - only commands that need the site pay for it
    from django.db import connections  # noqa: PLC0415 - as above

    django.setup()
    try:
        yield
    finally:
        connections.close_all()
