"""How the program answers to being used wrongly: plainly, in the reader's language, with exit code 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import TIDY, Program
from ziping import __version__
from ziping.cli import app
from ziping.cli.app import run

COMMANDS = ("template", "report", "check", "explain", "score", "standards")


def test_the_version_is_said_without_loading_anything_heavy() -> None:
    code = "import sys; sys.argv=['ziping','--version']; from ziping.cli import main; main(); print(len([m for m in sys.modules if m.split('.')[0] in {'click','rich','msgspec','yaml','lark'}]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["ziping", __version__, "0"]


@pytest.mark.parametrize(("lang", "word"), [("zh", "自评"), ("en", "self-evaluation")])
def test_help_speaks_the_language_asked_for(ziping: Program, lang: str, word: str) -> None:
    done = ziping("--lang", lang, "--help")
    assert done.code == 0
    assert word in done.out
    assert all(command in done.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(ziping: Program, command: str) -> None:
    done = ziping(command, "--help")
    assert done.code == 0
    assert len(done.out.splitlines()) > 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "没有这个文件.xlsx"], "找不到 没有这个文件.xlsx"),
        (["check"], "缺少"),
        (["check", "--nonsense", "x"], "没有 --nonsense 这个选项"),
        (["check", "x", "--format", "xml"], "text, json, html"),
        (["nonsense"], "nonsense"),
        (["report", str(TIDY), "-o", "x", "--format", "docx,odt"], "odt"),
        (["report", str(TIDY), "-o", "x", "--format", ","], "docx"),
        (["check", str(TIDY), "--standard", "hunan/department/1999"], "hunan/department/1999"),
        (["check", str(TIDY), "--only", "Q-999"], "Q-999"),
        (["explain", str(TIDY), "公用经非"], "公用经费"),
        (["standards", "show", "nowhere"], "nowhere"),
    ],
)
def test_what_is_wrong_is_named_with_exit_code_2_and_no_traceback(
    ziping: Program, arguments: list[str], said: str
) -> None:
    done = ziping(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.xlsx", b"", "是空的"),
        ("空.json", b"", "是空的"),
        ("坏.json", b"{", "JSON"),
        ("坏.xlsx", b"PK\x03\x04 and then nothing", "坏.xlsx"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_it_is(
    ziping: Program, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = ziping("check", path)
    assert done.code == 2
    assert said in done.err


def test_a_folder_without_documents_is_told_as_such(ziping: Program, tmp_path: Path) -> None:
    done = ziping("check", tmp_path)
    assert done.code == 2
    assert "没有可以核对的文件" in done.err


def test_an_output_folder_that_cannot_be_made_is_refused_and_nothing_is_written(
    ziping: Program, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    done = ziping("report", TIDY, "-o", in_the_way / "out", "--format", "json")
    assert done.code == 2
    assert "建不了文件夹" in done.err
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_fault_of_ours_is_exit_code_3_without_a_traceback(
    ziping: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("ziping.scoring.score", broken)
    done = ziping("score", TIDY)
    assert done.code == 3
    assert "ZeroDivisionError" in done.err
    assert "Traceback" not in done.err


def test_the_details_of_a_fault_are_shown_when_asked_for(
    ziping: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("ziping.scoring.score", broken)
    monkeypatch.setenv("ZIPING_DEBUG", "1")
    assert "Traceback" in ziping("score", TIDY).err


def test_the_language_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIPING_LANG", "en")
    assert app.language([]) == "en"
    assert app.language(["--lang", "zh"]) == "zh"


def test_running_the_module_is_running_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ziping", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"ziping {__version__}\n"
    assert callable(run)
