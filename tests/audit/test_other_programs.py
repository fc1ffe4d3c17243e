"""The same report saved by other programs and under other endings is found to have the same faults."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ziping.audit import Options, examine
from ziping.checking import Checked
from ziping.documents.office import program, run

pytestmark = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORT = EXAMPLES / "received" / "自评报告.docx"
WORKBOOK = EXAMPLES / "careless" / "年度数据.xlsx"


def found(path: Path) -> Counter[tuple[object, ...]]:
    checked: Checked = examine(path, Options(explain=False)).checked
    return Counter(
        (finding.rule, finding.severity, str(finding.stated), str(finding.computed), len(finding.places))
        for finding in checked.findings
    )


def saved_as(original: Path, ending: str, folder: Path) -> Path:
    """What LibreOffice makes of it."""
    command = program()
    assert command is not None
    run(command, original, ending, folder, 120)
    return folder / f"{original.stem}.{ending}"


@pytest.fixture(scope="module")
def as_docx() -> Counter[tuple[object, ...]]:
    return found(REPORT)


@pytest.mark.parametrize("ending", ["rtf", "odt", "fodt"])
def test_a_report_saved_by_another_program_has_the_same_findings(
    ending: str, tmp_path: Path, as_docx: Counter[tuple[object, ...]]
) -> None:
    assert found(saved_as(REPORT, ending, tmp_path)) == as_docx


def test_an_old_word_file_has_the_same_findings_also_under_the_endings_of_wps(
    tmp_path: Path, as_docx: Counter[tuple[object, ...]]
) -> None:
    old = saved_as(REPORT, "doc", tmp_path)
    assert old.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert found(old.rename(old.with_suffix(".wps"))) == as_docx


def test_a_workbook_of_another_program_has_the_same_findings(tmp_path: Path) -> None:
    wanted = found(WORKBOOK)
    old = saved_as(WORKBOOK, "xls", tmp_path)
    assert old.read_bytes().startswith(b"\xd0\xcf\x11\xe0")
    assert found(old) == wanted
    assert found(old.rename(old.with_suffix(".et"))) == wanted
    assert found(saved_as(WORKBOOK, "ods", tmp_path)) == wanted
