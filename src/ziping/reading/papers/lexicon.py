"""The lexicon of papers: ``lexicon.toml`` beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lexicon() -> dict[str, dict[str, Any]]:
    path = files("ziping.reading.papers") / "lexicon.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """The list ``name`` of ``section``, as it stands there."""
    return tuple(_lexicon()[section][name])


@cache
def text(section: str, name: str) -> str:
    """One text of the lexicon."""
    return str(_lexicon()[section][name])


@cache
def table(section: str) -> dict[str, str]:
    """A section that maps words to words."""
    return {str(key): str(value) for key, value in _lexicon()[section].items()}
