"""``county.yaml`` as it is, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def county() -> dict[str, Any]:
    text = files("ziping.workbench.demo").joinpath("county.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]  # YAML has no type before it is read


def logins() -> tuple[str, ...]:
    """The people named on the login page, in its order."""
    return tuple(person["login"] for person in county()["people"])
