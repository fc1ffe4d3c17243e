"""What the README of the examples promises: the tidy one has no errors, the careless one findings of every kind."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec
import pytest

from ziping.checking import Checked, check, describe
from ziping.composing import compose, gaps
from ziping.composing.workbook import workbook_of
from ziping.documents import read_xlsx, write_xlsx
from ziping.reading import read_workbook
from ziping.report import Report, dump_report, load_report
from ziping.scoring import Scorecard, score
from ziping.standards import Standard, load_standard

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = ("tidy", "careless")


@cache
def standard() -> Standard:
    return load_standard("hunan/department/2024")


@cache
def report(name: str) -> Report:
    return load_report(EXAMPLES / name / "report.json")


@cache
def scored(name: str) -> Scorecard:
    return score(report(name), standard())


@cache
def checked(name: str) -> Checked:
    return check(report(name), standard(), scored(name))


def rules(name: str, severity: str) -> set[str]:
    return {finding.rule for finding in checked(name).findings if finding.severity == severity}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_loads_and_reads_back_equal(name: str) -> None:
    assert load_report(dump_report(report(name))) == report(name)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_stands_as_the_report_would_be_saved(name: str) -> None:
    assert (EXAMPLES / name / "report.json").read_text(encoding="utf-8") == dump_report(report(name))


def test_the_tidy_example_is_scored_completely_and_as_its_conclusion_says() -> None:
    card, conclusion = scored("tidy"), report("tidy").conclusion
    assert card.total == Fraction(Decimal(conclusion.stated_total.written))
    assert f"{conclusion.stated_total.written}分" in conclusion.text
    assert f"等级为{conclusion.stated_grade}" in conclusion.text


def test_every_stated_score_of_the_tidy_example_is_the_computed_one() -> None:
    stated = {one.name: Fraction(Decimal(one.stated_score.written)) for one in report("tidy").indicators}
    assert {
        mark.indicator: mark.points for mark in scored("tidy").marks if mark.indicator in stated
    } == stated


def test_every_control_indicator_of_the_tidy_example_can_be_scored() -> None:
    control = scored("tidy").control
    assert control is not None
    assert [mark.indicator for mark in control.unscored] == []


def test_the_tidy_example_has_no_errors() -> None:
    found = [
        describe(one, standard(), "zh").message for one in checked("tidy").findings if one.severity == "error"
    ]
    assert found == []


def test_the_careless_example_has_findings_of_every_severity() -> None:
    for severity in ("error", "warning", "notice"):
        assert rules("careless", severity), severity


def test_what_the_tidy_example_is_warned_of_is_late_or_missing_money() -> None:
    assert rules("tidy", "warning") <= {"Q-25.late", "Q-25.idle", "Q-34.unfunded"}


@pytest.mark.parametrize(
    ("severity", "rule"),
    [
        ("error", "Q-02.three-public-total"),
        ("error", "Q-02.goal-achieved"),
        ("error", "Q-13.detail"),
        ("error", "Q-14.personnel-operating"),
        ("error", "Q-14.functional"),
        ("error", "Q-16.total"),
        ("error", "Q-22.no-vehicle"),
        ("error", "Q-29.unit"),
        ("error", "Q-38.unmet"),
        ("error", "Q-42.grade"),
        ("error", "Q-44.measure"),
        ("warning", "Q-08.late"),
        ("warning", "Q-08.unsigned"),
        ("warning", "Q-21.adjustment"),
        ("warning", "Q-24.over-staffed"),
        ("warning", "Q-25.late"),
        ("warning", "Q-25.idle"),
        ("warning", "Q-28.goal"),
        ("warning", "Q-30.class"),
        ("warning", "Q-30.name"),
        ("warning", "Q-31.zero"),
        ("warning", "Q-31.total"),
        ("warning", "Q-39.score"),
        ("warning", "Q-43.repeats"),
        ("warning", "Q-46.owner"),
        ("warning", "Q-48.none"),
        ("warning", "Q-49.none"),
        ("warning", "Q-50.coverage"),
        ("warning", "Q-52.phone"),
        ("notice", "Q-36.deadline"),
    ],
)
def test_the_careless_example_shows_the_faults_its_readme_lists(severity: str, rule: str) -> None:
    assert rule in rules("careless", severity)


def test_the_report_made_of_the_tidy_example_has_nothing_left_to_fill_in() -> None:
    assert gaps(compose(report("tidy"), standard(), scored("tidy"))) == ()


def test_a_careless_report_shows_what_nobody_filled_in() -> None:
    left = gaps(compose(report("careless"), standard(), scored("careless")))
    assert any("三公经费决算数" in gap for gap in left)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_comes_back_from_the_workbook_a_clerk_fills(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_xlsx(workbook_of(report(name), standard()), path)
    assert msgspec.structs.replace(read_workbook(read_xlsx(path)), origins={}) == report(name)
