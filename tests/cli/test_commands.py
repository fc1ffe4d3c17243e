"""From the empty workbook to the report, through the program itself."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from cli.conftest import CARELESS, TIDY, Program
from ziping.documents import pdf_available

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schema" / "check.schema.json"
FORMATS = {".docx", ".xlsx", ".json"}


def test_a_template_is_written_once_and_never_over_filled_data(ziping: Program, tmp_path: Path) -> None:
    path = tmp_path / "年度数据.xlsx"
    first = ziping("template", "--standard", "hunan/department/2024", "-o", path)
    before = path.read_bytes()
    second = ziping("template", "--standard", "hunan/department/2024", "-o", path)
    assert (first.code, second.code) == (0, 2)
    assert "已经存在" in second.err
    assert path.read_bytes() == before
    assert ziping("template", "--standard", "hunan/department/2024", "-o", path, "--force").code == 0


def test_last_year_rolls_over_into_the_next(ziping: Program, tmp_path: Path) -> None:
    path = tmp_path / "2025.xlsx"
    done = ziping("template", "--standard", "hunan/department/2024", "--from", TIDY, "-o", path)
    assert done.code == 0
    assert "2025" in done.out
    explained = ziping("explain", path, "operating@prior_executed")
    assert "518.46" in explained.out


def test_a_template_nobody_filled_checks_with_errors_not_with_a_crash(
    ziping: Program, tmp_path: Path
) -> None:
    path = tmp_path / "年度数据.xlsx"
    ziping("template", "--standard", "hunan/department/2024", "-o", path)
    done = ziping("check", path)
    assert done.code in (1, 2)
    assert "Traceback" not in done.err


def test_the_tidy_example_checks_clean(ziping: Program) -> None:
    done = ziping("check", TIDY)
    assert done.code == 0
    assert "错误 0" in done.out


def test_the_careless_example_has_findings_of_every_severity(ziping: Program) -> None:
    done = ziping("check", CARELESS, "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert {finding["severity"] for finding in found["findings"]} == {"error", "warning", "notice"}


def test_what_was_not_checked_is_listed_on_request(ziping: Program) -> None:
    done = ziping("check", CARELESS, "--all")
    assert "未能核对（缺少数据）" in done.out
    assert "没有规则覆盖的数字" in done.out


def test_the_report_is_written_whole_in_every_format(ziping: Program, tmp_path: Path) -> None:
    done = ziping("report", TIDY, "-o", tmp_path, "--format", "docx,xlsx,json")
    assert done.code == 0
    written = {path.suffix: path for path in tmp_path.iterdir()}
    assert written.keys() == FORMATS
    assert zipfile.is_zipfile(written[".docx"])
    assert all(str(path) in done.out for path in written.values())
    assert "94.86" in done.out


@pytest.mark.skipif(pdf_available() is not None, reason="LibreOffice is not installed here")
def test_the_pdf_comes_from_the_same_word_file(ziping: Program, tmp_path: Path) -> None:
    done = ziping("report", TIDY, "-o", tmp_path, "--format", "pdf")
    (path,) = tmp_path.iterdir()
    assert done.code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_without_libreoffice_everything_but_the_pdf_is_written_and_it_says_so(
    ziping: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    out = tmp_path / "out"
    done = ziping("report", TIDY, "-o", out, "--format", "docx,pdf")
    assert done.code == 0
    assert {path.suffix for path in out.iterdir()} == {".docx"}
    assert "没有生成 PDF" in done.out


def test_the_json_a_report_writes_is_a_report_again(ziping: Program, tmp_path: Path) -> None:
    ziping("report", TIDY, "-o", tmp_path, "--format", "json")
    (path,) = tmp_path.iterdir()
    assert ziping("score", path).out == ziping("score", TIDY).out


def test_the_public_edition_holds_no_private_telephone_number(ziping: Program, tmp_path: Path) -> None:
    ziping("report", CARELESS, "-o", tmp_path, "--edition", "public", "--format", "docx,json")
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json")]
    for path in tmp_path.glob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            texts += [
                archive.read(name).decode("utf-8", "replace")
                for name in archive.namelist()
                if name.endswith(".xml")
            ]
    assert texts
    assert not any("13800138000" in text for text in texts)


def test_explaining_leads_to_the_cell_that_was_typed(ziping: Program) -> None:
    done = ziping("explain", TIDY, "公用经费控制率")
    assert "771.52%" in done.out
    assert "年度数据.xlsx 预算执行!" in done.out


def test_standards_are_listed_shown_and_checked(ziping: Program) -> None:
    listed, shown, checked = (
        ziping("standards", "list"),
        ziping("standards", "show", "national"),
        ziping("standards", "check"),
    )
    assert "hunan/department/2024" in listed.out
    assert "财预〔2020〕10号" in shown.out
    assert (checked.code, checked.err) == (0, "")


@pytest.mark.parametrize("command", ["check", "score"])
def test_english_is_complete(ziping: Program, command: str) -> None:
    done = ziping("--lang", "en", command, CARELESS)
    assert done.code in (0, 1)
    assert done.err == ""
    assert "Errors" in done.out or "score" in done.out


def test_a_pack_that_cannot_be_used_is_bad_input_and_says_file_and_line(
    ziping: Program, tmp_path: Path
) -> None:
    (tmp_path / "pack.yaml").write_text(
        "id: mine\ntitle: {zh: 甲, en: a}\nextends: mine\nyear_from: 2024\nbasis: house\n", encoding="utf-8"
    )
    done = ziping("standards", "check", tmp_path)
    assert done.code == 2
    assert "pack.yaml 第 3 行" in done.err


def test_a_folder_made_for_a_report_that_could_not_be_written_does_not_stay(
    ziping: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = ziping("report", TIDY, "-o", tmp_path / "a" / "b", "--format", "json")
    assert done.code == 2
    assert "磁盘" in done.err
    assert list(tmp_path.iterdir()) == []
