"""What the commands of the workbench share."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.cli.terminal import Terminal


def installed() -> None:
    """Raises ``InputError`` where the workbench's parts are missing: they are an extra."""
    if importlib.util.find_spec("django") is None:
        raise InputError(Message("operating.not_installed"))


def load_demo(terminal: Terminal, extra: Mapping[str, str], units: int, years: int) -> None:
    """示例县 loaded unless it is there, and told. Raises ``InputError`` for a site with real data."""
    from ziping.workbench.operating.inside import site

    with site(extra), terminal.progress("working.demo"):
        from ziping.workbench.demo.loading import load

        found = load(units, years)
    key = "serve.demo_loaded" if found.fresh else "serve.demo_there"
    terminal.say(key, units=found.units, packages=found.packages)
