"""Rules about the repository itself."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src" / "ziping"
ROOMS = sorted(path.name for path in SRC.iterdir() if (path / "__init__.py").exists())
MODULES = sorted(SRC.rglob("*.py"))
HEAVY = ("docx", "lxml", "xlsxwriter", "python_calamine", "rich", "django")


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_map_and_a_door(room: str) -> None:
    tree = ast.parse((SRC / room / "__init__.py").read_text(encoding="utf-8"))
    names = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert ast.get_docstring(tree), f"{room}/__init__.py says nothing"
    assert "__all__" in names, f"{room} has no door"


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "cli"])
def test_entering_a_core_room_imports_nothing_heavy(room: str) -> None:
    code = f"import sys, ziping.{room}; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_no_module_holds_more_than_one_idea() -> None:
    long = {
        str(path.relative_to(SRC)): lines
        for path in MODULES
        if "migrations" not in path.parts  # written by Django
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert long == {}


def test_no_float_is_made_outside_the_rooms_that_draw() -> None:
    """Layout may measure in floats (millimetres, points); money, shares and marks never."""
    guarded = [path for path in MODULES if path.relative_to(SRC).parts[0] not in {"documents", "cli"}]
    found = []
    for path in guarded:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        # How alike two names must be to suggest one for the other (difflib) is no figure of a report.
        likeness = {
            id(word.value)
            for word in ast.walk(tree)
            if isinstance(word, ast.keyword) and word.arg == "cutoff"
        }
        for node in ast.walk(tree):
            if id(node) in likeness:
                continue
            calls_float = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            )
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if calls_float or is_float:
                found.append(f"{path.relative_to(SRC)}: {ast.unparse(node)}")
    assert found == []


@pytest.mark.parametrize("room", ["figures", "reading", "checking"])
def test_records_of_msgspec_are_changed_by_its_own_replace(room: str) -> None:
    """mypy lets ``dataclasses.replace`` pass for them; it fails when it is run."""
    wrong = [
        path.relative_to(SRC).as_posix()
        for path in sorted((SRC / room).rglob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if {"replace"} <= (names := {one.name for one in node.names}) and "dataclass" not in names
    ]
    assert wrong == []
