"""Whatever unit there is: what ``ziping report`` writes of it reads back to the same figures, and nothing is called wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from round_trips import there_and_back
from ziping.checking import check
from ziping.scoring import score
from ziping.standards import load_standard
from ziping.workbench.demo.invented import unit

WITH_OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the PDF")


@pytest.mark.parametrize("seed", range(40))
def test_a_word_report_reads_back_as_it_was_written(seed: int, tmp_path: Path) -> None:
    trip = there_and_back(unit(seed), "docx", tmp_path)
    assert list(trip.different()) == []
    assert list(trip.undeserved()) == []


@pytest.mark.parametrize("seed", range(40, 50))
def test_annexes_on_their_own_read_back_as_they_were_written(seed: int, tmp_path: Path) -> None:
    trip = there_and_back(unit(seed), "xlsx", tmp_path)
    assert list(trip.different()) == []
    assert list(trip.undeserved()) == []


@WITH_OFFICE
@pytest.mark.parametrize("seed", [50, 51])
def test_a_pdf_report_reads_back_as_it_was_written(seed: int, tmp_path: Path) -> None:
    trip = there_and_back(unit(seed, indicators=12), "pdf", tmp_path)
    assert list(trip.different()) == []
    assert list(trip.undeserved()) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"projects": 0},
        {"projects": 20, "indicators": 60},
        {"indicators": 4},
        {"vehicles": True, "sources": 4},
        {"vehicles": False, "adjusted": False},
        {"year": 2022},
    ],
    ids=str,
)
def test_units_at_the_ends_of_what_there_is_read_back_too(asked: dict[str, int], tmp_path: Path) -> None:
    trip = there_and_back(unit(7, **asked), "docx", tmp_path)
    assert list(trip.different()) == []
    assert list(trip.undeserved()) == []


@pytest.mark.parametrize("seed", range(30))
def test_the_units_themselves_are_clean(seed: int) -> None:
    standard, report = load_standard("hunan/department/2024"), unit(seed)
    found = check(report, standard, score(report, standard)).findings
    assert [finding.rule for finding in found if finding.severity != "notice"] == []


def test_a_warning_the_data_deserves_is_said_of_its_document_as_well(tmp_path: Path) -> None:
    trip = there_and_back(unit(3, execution=70), "docx", tmp_path)
    assert list(trip.different()) == []
    assert list(trip.undeserved()) == []
    assert any(finding.severity == "warning" for finding in trip.checked.findings)


def test_the_same_seed_gives_the_same_unit_and_another_seed_another() -> None:
    assert unit(5) == unit(5) != unit(6)
