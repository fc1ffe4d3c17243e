"""Packs and formulas kept between starts: equal to what was made, made anew for any doubt, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ziping.standards import load_standard
from ziping.standards.building import read_installed
from ziping.standards.finding import installed_root
from ziping.standards.formulas.kept_trees import decoded, encoded
from ziping.standards.formulas.parser import KNOWN, parse
from ziping.standards.kept import kept
from ziping.standards.model.pack import Standard

PACKS = ("hunan/department/2024", "national/project/2020", "national/disclosure/2021")
FORMULAS = [
    "operating@executed <= operating@initial * (1 + param.limit)",
    "sum(project.allotment.amount, month(allotment.date) == 12) / 5万元 > 30%",
    "not known(premises_statement) or contains(premises_statement, '无')",
    "date(year, 12, 31) < unit.filled_on and -1 < 2",
    "if(count(project) > 0, join(project.name, '、'), '无')",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZIPING_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def root() -> Path:
    found = installed_root()
    assert isinstance(found, Path)
    return found


def never() -> Standard:
    raise AssertionError("it was kept")


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_comes_back_as_it_was_made(name: str, folder: Path) -> None:
    made = read_installed(name)
    assert kept(name, root(), lambda: made) is made
    assert kept(name, root(), never) == made
    assert made == load_standard(name)
    assert [path.suffix for path in folder.iterdir()] == [".pack"]


@pytest.mark.parametrize("content", [b"", b"\x00", b"\x81\xa1a\x01", b"not a pack at all" * 100])
def test_what_was_damaged_is_made_anew(content: bytes, folder: Path) -> None:
    made = read_installed(PACKS[0])
    kept(PACKS[0], root(), lambda: made)
    (path,) = folder.glob(f"{PACKS[0].replace('/', '.')}.*")
    path.write_bytes(content)
    assert kept(PACKS[0], root(), lambda: made) is made
    assert kept(PACKS[0], root(), never) == made


def test_a_changed_file_of_a_pack_makes_it_anew_and_the_old_one_goes(folder: Path, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    (packs / "rules.yaml").write_text("[]", encoding="utf-8")
    made = read_installed(PACKS[0])
    kept(PACKS[0], packs, lambda: made)
    os.utime(packs / "rules.yaml", ns=(1, 1))
    assert kept(PACKS[0], packs, lambda: made) is made
    assert len(list(folder.glob(f"{PACKS[0].replace('/', '.')}.*"))) == 1


def test_without_a_folder_to_write_to_everything_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("ZIPING_CACHE", str(tmp_path / "file" / "below"))
    made = read_installed(PACKS[0])
    assert kept(PACKS[0], root(), lambda: made) is made


def test_trees_come_back_as_they_were_parsed() -> None:
    trees = {text: parse(text) for text in FORMULAS}
    assert decoded(encoded(trees)) == trees
    everything = {text: found for text, found in KNOWN.items() if text in trees or len(text) < 200}
    assert decoded(encoded(everything)) == everything


@pytest.mark.parametrize(
    "content", [b"", b"\x01", b"\x81\xa1a\x91\xa3foo", b"\x81\xa1a\x92\xa8Fraction\xa1x"]
)
def test_trees_that_nobody_wrote_are_refused(content: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        list(decoded(content))
