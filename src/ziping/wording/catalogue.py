"""Sentences by key and language, read from TOML when a room first has something to say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said: ``key`` is ``<room>.<name>``, ``args`` fill its named places.

    An argument may itself be a :class:`Message`, a :class:`Name` or a tuple of them (joined by the language's list
    comma), rendered in the same language.
    """

    key: str
    args: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return say(self, "zh")


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called in both languages, where no catalogue can know: the label of a cell, a place in a form."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


@cache
def _room(room: str, lang: Lang) -> Mapping[str, str]:
    path = files("ziping.wording") / lang / f"{room}.toml"
    sentences: dict[str, str] = {}

    def flatten(prefix: str, table: Mapping[str, object]) -> None:
        for name, value in table.items():
            if isinstance(value, dict):
                flatten(f"{prefix}{name}.", value)
            else:
                sentences[prefix + name] = str(value)

    flatten("", tomllib.loads(path.read_text(encoding="utf-8")))
    return sentences


def say(message: Message, lang: Lang) -> str:
    """``message`` in ``lang``. Raises ``KeyError`` for a key no catalogue holds (a fault of ours, caught by tests)."""
    room, _, name = message.key.partition(".")
    template = _room(room, lang)[name]
    return template.format(**{place: _render(value, lang) for place, value in message.args.items()})


def _render(value: object, lang: Lang) -> object:
    if isinstance(value, Message):
        return say(value, lang)
    if isinstance(value, Name):
        return value.en if lang == "en" else value.zh
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(str(_render(part, lang)) for part in value)
    return value
