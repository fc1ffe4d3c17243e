"""Where no LibreOffice is installed: only what needs it is refused, with what to install; everything else works."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import CARELESS, EXAMPLES, Program
from ziping.documents.office import program, soffice

REPORT = EXAMPLES / "received" / "自评报告.docx"
OLD = b"{\\rtf1\\ansi 1176.69}"


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.setenv("PATH", str(empty))
    monkeypatch.setattr(soffice, "_PLACES", ())
    assert program() is None


@pytest.mark.parametrize("ending", [".doc", ".wps", ".rtf", ".odt"])
def test_an_old_document_is_refused_with_what_to_install(
    ziping: Program, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"自评报告{ending}"
    path.write_bytes(OLD)
    outcome = ziping("check", path)
    assert outcome.code == 2
    assert path.name in outcome.err
    assert "LibreOffice" in outcome.err
    assert "apt install libreoffice-writer" in outcome.err
    assert "另存为 .docx" in outcome.err
    assert "Traceback" not in outcome.err


def test_english_readers_are_told_the_same(ziping: Program, tmp_path: Path) -> None:
    path = tmp_path / "report.doc"
    path.write_bytes(OLD)
    outcome = ziping("--lang", "en", "check", path)
    assert outcome.code == 2
    assert "save it as .docx, or install LibreOffice" in outcome.err


def test_what_needs_no_other_program_is_checked_as_ever(ziping: Program, tmp_path: Path) -> None:
    text = tmp_path / "自评.txt"
    text.write_text(
        "示例县统计局自评报告\n基本支出合计100.00万元，其中人员经费60.00万元，占60.00%。\n", encoding="utf-8"
    )
    for path in (REPORT, CARELESS):
        assert ziping("check", path).code == 1
    assert ziping("check", text, "--fail-on", "never").code == 0


@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "json", "sarif"])
def test_every_output_is_written(ziping: Program, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert ziping("check", REPORT, "--format", form, "-o", path).code == 1
    assert path.stat().st_size > 1000


def test_among_many_files_only_the_old_one_is_left_out(ziping: Program, tmp_path: Path) -> None:
    old = tmp_path / "旧.doc"
    old.write_bytes(OLD)
    outcome = ziping("check", REPORT, old, "--jobs", "1")
    assert outcome.code == 2
    assert "LibreOffice" in outcome.out + outcome.err
    assert "自评报告.docx" in outcome.out
