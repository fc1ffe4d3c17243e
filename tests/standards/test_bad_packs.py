"""Every message the loader can say has a tiny pack that makes it say so, at the line marked ``<- here``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from standards.packs import innermost
from ziping.standards import PackError, check_pack, load_standard
from ziping.wording import LANGUAGES

BAD = Path(__file__).parent / "bad"
NAMES = sorted(path.name for path in BAD.iterdir() if path.name != "small")


def marked_line(pack: Path) -> tuple[str, int] | None:
    for path in sorted(pack.rglob("*.yaml")):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if "<- here" in line:
                return path.name, number
    return None


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_with_one_fault_has_one_problem_at_its_line(name: str) -> None:
    problems = check_pack(BAD / name)

    assert [innermost(problem.message).key for problem in problems] == [f"standards.{name}"]
    (problem,) = problems
    place = (Path(problem.spot.file).name, problem.spot.line)
    assert place == (marked_line(BAD / name) or (place[0], 0 if name != "yaml.not_utf8" else place[1]))


@pytest.mark.parametrize("name", NAMES)
def test_the_problem_is_said_whole_in_both_languages(name: str) -> None:
    (problem,) = check_pack(BAD / name)

    for lang in LANGUAGES:
        said = problem.render(lang)
        assert problem.spot.file in said
        assert not re.search(r"\bMessage\(|\bToken\(|standards\.", said.replace(problem.spot.file, ""))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "check.english_missing"])
def test_a_bad_pack_is_not_used(name: str) -> None:
    with pytest.raises(PackError) as refused:
        load_standard(BAD / name)
    assert [innermost(problem.message).key for problem in refused.value.problems] == [f"standards.{name}"]


def test_a_pack_that_only_lacks_english_is_used() -> None:
    assert load_standard(BAD / "check.english_missing").concepts["waste"].label["en"] == "浪费"


def test_the_small_pack_the_bad_ones_extend_is_sound() -> None:
    assert check_pack(BAD / "small") == []
