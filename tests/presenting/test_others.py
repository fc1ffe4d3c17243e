"""The list for the unit, SARIF for programs, notes for the Word file: the same findings in the same order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from presenting.samples import checked, paper
from ziping.documents import write_xlsx
from ziping.presenting import comments, listing, numbered, sarif

MADE = dt.datetime(2025, 5, 20, 9, 30)  # noqa: DTZ001 - what a file says of itself has no zone


def test_the_list_has_a_row_a_finding_gravest_first_with_room_for_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "问题清单.xlsx"
    write_xlsx(listing("自评报告.txt", checked(), paper().standard, "zh", MADE), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == list(range(1, len(checked().findings) + 1))
    severities = [str(row[1]) for row in rows]
    assert severities == sorted(severities, key=["错误", "警告", "提示"].index)
    assert all(row[5] for row in rows)
    assert not any(row[8] or row[9] for row in rows)
    assert sheet.data_validations.dataValidation[0].formula1 == '"已改,未改"'


def test_no_row_of_the_list_is_too_low_for_its_text(tmp_path: Path) -> None:
    path = tmp_path / "问题清单.xlsx"
    write_xlsx(listing("自评报告.txt", checked(), paper().standard, "zh", MADE), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    longest = max(range(5, sheet.max_row + 1), key=lambda row: len(str(sheet.cell(row, 6).value)))
    assert sheet.row_dimensions[longest].height >= 15 * (2 * len(str(sheet.cell(longest, 6).value)) // 46)


def test_sarif_has_a_result_a_finding_with_its_rule_and_its_place() -> None:
    run = sarif("自评 报告.txt", checked(), paper().standard, "zh")["runs"][0]
    assert len(run["results"]) == len(checked().findings)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert " " not in result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_every_finding_with_a_place_in_the_document_becomes_a_comment() -> None:
    notes = comments(checked(), paper().standard, "zh", MADE)
    placed = [
        each
        for each in numbered(checked().findings)
        if any(place.block is not None for place in each.finding.places)
    ]
    for each in placed:
        assert any(note.text.startswith(f"【{each.number} ") for note in notes)
    assert all(note.place.block is not None for note in notes)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_output_shows_a_private_number(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_xlsx(listing("r.txt", checked(), paper().standard, lang, MADE), path)  # type: ignore[arg-type]  # both are languages
    cells = [
        str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row
    ]
    texts = [*cells, str(sarif("r.txt", checked(), paper().standard, lang))]  # type: ignore[arg-type]  # both are languages
    texts += [note.text for note in comments(checked(), paper().standard, lang, MADE)]  # type: ignore[arg-type]  # both are languages
    assert not any("13800138000" in text for text in texts)
