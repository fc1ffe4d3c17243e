"""The room as a whole: its door, its sentences, its weight."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import ziping.figures
from ziping.figures import Figure, FigureError
from ziping.wording import InputError


def _sentences(lang: str) -> dict[str, str]:
    table = tomllib.loads((files("ziping.wording") / lang / "figures.toml").read_text(encoding="utf-8"))

    def flat(prefix: str, part: dict[str, object]) -> Iterator[tuple[str, str]]:
        for name, value in part.items():
            if isinstance(value, dict):
                yield from flat(f"{prefix}{name}.", value)
            else:
                yield prefix + name, str(value)

    return dict(flat("", table))


def test_both_languages_say_the_same_things_with_the_same_places() -> None:
    zh, en = _sentences("zh"), _sentences("en")
    assert zh.keys() == en.keys()
    for key in zh:
        assert set(re.findall(r"{(\w+)}", zh[key])) == set(re.findall(r"{(\w+)}", en[key])), key


def test_every_sentence_is_said_somewhere_and_every_sentence_said_exists() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(str(files("ziping.figures"))).glob("*.py")
    )
    said = set(re.findall(r'figure_error\(\s*"(\w+)"', source)) | set(
        re.findall(r'Message\("figures\.(\w+)"', source)
    )
    assert said == {key for key in _sentences("zh") if not key.startswith("empty.")}


def test_everything_in_the_door_is_there_and_sorted() -> None:
    assert sorted(ziping.figures.__all__) == ziping.figures.__all__
    assert all(hasattr(ziping.figures, name) for name in ziping.figures.__all__)


def test_an_error_is_an_input_error_and_speaks_two_languages() -> None:
    with pytest.raises(InputError) as caught:
        Figure.parse("若干")
    assert isinstance(caught.value, FigureError)
    expected = (
        "Read “若干”, which is not one complete number. Write a number here, such as 1176.69, 1,176.69万元, 85% or 103人; "
        "where there is no value, leave it blank or write ——, 无 (none) or 不适用 (not applicable)."
    )
    assert caught.value.render("en") == [expected]


def test_importing_the_room_brings_of_libraries_only_that_of_the_records() -> None:
    script = (
        "import sys; before = set(sys.modules); import ziping.figures; "
        "print(sorted({name.partition('.')[0] for name in set(sys.modules) - before}"
        " - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split("'")[1::2]) - {"typing_extensions"} == {"msgspec", "ziping"}
