"""The sentences users read are complete in both languages."""

from __future__ import annotations

import string
import tomllib
from importlib.resources import files

import pytest

ROOMS = sorted(
    path.name for path in (files("ziping.wording") / "zh").iterdir() if path.name.endswith(".toml")
)


def sentences(lang: str, room: str) -> dict[str, str]:
    flat: dict[str, str] = {}

    def walk(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(f"{prefix}{key}.", value)
            else:
                flat[prefix + key] = str(value)

    walk("", tomllib.loads((files("ziping.wording") / lang / room).read_text(encoding="utf-8")))
    return flat


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_rooms() -> None:
    english = sorted(
        path.name for path in (files("ziping.wording") / "en").iterdir() if path.name.endswith(".toml")
    )
    assert english == ROOMS
    assert ROOMS, "no catalogue was found at all"


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_stands_in_both_languages_with_the_same_holes(room: str) -> None:
    chinese, english = sentences("zh", room), sentences("en", room)
    assert chinese.keys() == english.keys()
    differing = {key for key in chinese if holes(chinese[key]) != holes(english[key])}
    assert differing == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_english_sentence_was_left_in_chinese(room: str) -> None:
    def han(text: str) -> int:
        return sum("\u4e00" <= letter <= "\u9fff" for letter in text)

    # Terms, units and file names may stay Chinese inside an English sentence; a sentence may not.
    left = {key: text for key, text in sentences("en", room).items() if han(text) > max(12, len(text) // 3)}
    assert left == {}
