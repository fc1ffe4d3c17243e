"""A date known to the month is kept, printed and asked as what it is: no day is made up for it."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from ziping.figures import FigureError
from ziping.report import (
    Allotment,
    DayOrMonth,
    Project,
    Quantity,
    Report,
    load_report,
    statement_of,
    takes_month,
)
from ziping.standards import load_standard
from ziping.standards.formulas import Unknown, bind, evaluate
from ziping.wording import InputError

STANDARD = load_standard("hunan/department/2024")


@pytest.mark.parametrize(
    ("written", "kept", "words"),
    [
        ("2024-12", "2024-12", "2024年12月"),
        ("2024年12月", "2024-12", "2024年12月"),
        ("2024年12月3日", "2024-12-03", "2024年12月3日"),
        (dt.date(2024, 2, 29), "2024-02-29", "2024年2月29日"),
    ],
)
def test_what_is_known_of_a_date_is_kept(written: str | dt.date, kept: str, words: str) -> None:
    made = DayOrMonth(written)
    assert (str(made), made.words) == (kept, words)
    assert pickle.loads(pickle.dumps(made)) == made == DayOrMonth.kept(kept)


@pytest.mark.parametrize("written", ["12月", "2024", "2024-13", "2023-02-29", "年底"])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(FigureError):
        DayOrMonth(written)


@pytest.mark.parametrize(
    ("date", "since", "late"),
    [
        ("2024-12", "2024-12-01", True),
        ("2024-11", "2024-12-01", False),
        ("2024-12", "2024-12-15", None),
        ("2024-12-14", "2024-12-15", False),
        ("2024-12-15", "2024-12-15", True),
    ],
)
def test_a_month_is_later_only_when_all_of_it_is(date: str, since: str, late: bool | None) -> None:
    assert DayOrMonth(date).since(dt.date.fromisoformat(since)) is late


@pytest.mark.parametrize("written", ["2024年12月", "2024-1", "2024-13", "202412", "2024-02-30"])
def test_json_takes_only_the_published_form(written: str) -> None:
    text = f'{{"standard": "x", "year": 2024, "projects": [{{"name": "甲", "allotments": [{{"date": "{written}"}}]}}]}}'
    with pytest.raises(InputError) as refused:
        load_report(text)
    assert "allotments" in str(refused.value)


def _asked(formula: str, date: str) -> object:
    allotment = Allotment(date=DayOrMonth(date), amount=Quantity("3"))
    report = Report(
        standard=STANDARD.manifest.id, year=2024, projects=(Project(name="甲", allotments=(allotment,)),)
    )
    scope = statement_of(report, STANDARD).scope()
    return evaluate(bind(formula, STANDARD.vocabulary), scope)


def test_a_formula_may_ask_the_month_of_a_month_but_not_compare_its_days() -> None:
    late = "sum(allotment.amount where month(allotment.date) == 12 and year(allotment.date) == 2024)"
    assert _asked(late, "2024-12") == _asked(late, "2024-12-03") == 30000
    assert _asked(late, "2024-11") == 0
    after = "any(allotment.date >= date(2024, 12, 15))"
    assert _asked(after, "2024-12-20") is True
    found = _asked(after, "2024-12")
    assert isinstance(found, Unknown)
    assert [(one.reason, one.written) for one in found.missing] == [("no_day", "2024年12月")]


def test_only_releases_may_be_dated_by_the_month() -> None:
    dates = [name for name, concept in STANDARD.concepts.items() if concept.unit == "date"]
    assert [name for name in dates if takes_month(STANDARD.concepts[name], STANDARD.items)] == [
        "allotment.date"
    ]
