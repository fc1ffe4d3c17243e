"""Every command the pages show is run, and every page they point to is there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
SHOWN = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PROGRAM = Path(sys.executable).with_name("ziping")


def commands(page: Path) -> list[list[str]]:
    lines = [
        line.split("  #")[0].strip()
        for block in SHOWN.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
    ]
    return [
        shlex.split(line, comments=True)
        for line in lines
        if "ziping " in line and not line.startswith("make")
    ]


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_the_commands_a_page_shows_work_in_the_order_shown(page: Path, tmp_path: Path) -> None:
    """The workbook a reader would have filled by then is the tidy example's."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    for command in commands(page):
        assert command[0].endswith("ziping")
        arguments = [
            "docx,xlsx,json" if argument == "docx,xlsx,pdf,json" else argument for argument in command[1:]
        ]
        done = subprocess.run(
            [PROGRAM, *arguments], cwd=tmp_path, capture_output=True, text=True, env=environment, check=False
        )
        assert done.returncode in (0, 1), f"{shlex.join(command)}\n{done.stdout[-500:]}\n{done.stderr}"
        filled = tmp_path / "年度数据.xlsx"
        if command[1] == "template" and filled.exists():
            shutil.copy(ROOT / "examples" / "tidy" / "年度数据.xlsx", filled)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = [
        target
        for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_room_stands_on_the_architecture_page() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "ziping").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}/`" not in page] == []


def test_the_changelog_speaks_of_the_version_in_the_code() -> None:
    import ziping

    assert f"## {ziping.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
