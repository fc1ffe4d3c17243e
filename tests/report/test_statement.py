"""A report as facts: every figure with its concept, its place and its key; derived values follow."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ziping.report import (
    Allotment,
    Fact,
    Note,
    Payment,
    Project,
    Quantity,
    Report,
    Unit,
    says_nothing,
    statement_of,
)
from ziping.standards import load_standard
from ziping.standards.formulas import Missing, Operand, bind, evaluate
from ziping.wording import InputError

STANDARD = load_standard("hunan/department/2024")
FUND = Project(
    name="社保基金监管",
    initial=Quantity("50"),
    adjusted=Quantity("25"),
    allotments=(Allotment(amount=Quantity("20")), Allotment(amount=Quantity("5"))),
    payments=(Payment(amount=Quantity("10.5")), Payment(amount=Quantity("14.5"))),
)
REPORT = Report(
    standard="hunan/department/2024",
    year=2024,
    figures={
        "operating": {
            "initial": Quantity("67.2"),
            "executed": Quantity("518.46"),
            "prior_executed": Quantity("311.03"),
        },
        "staff.posts": {"actual": Quantity("43")},
        "staff.serving": {"actual": Quantity("44 人")},
        "source.other": {"executed": Quantity("——")},
    },
    projects=(FUND, Project(name="劳动保障监察", initial=Quantity("17"))),
)


def fact(concept: str, column: str) -> Fact:
    found = statement_of(REPORT, STANDARD).found[(concept, "", column)]
    assert isinstance(found, Fact)
    return found


def value(concept: str, stage: str = "") -> Operand | Missing:
    return statement_of(REPORT, STANDARD).scope().lookup(concept, stage or "actual")


def test_last_years_figure_is_the_same_stage_one_year_back() -> None:
    before = fact("operating", "prior_executed")
    assert (before.year, before.stage, before.figure.written) == (2023, "executed", "311.03")


def test_a_figure_has_the_place_the_form_prints_it_at_and_the_key_the_report_keeps_it_under() -> None:
    figure = fact("operating", "executed")
    assert str(figure.place) == "附件1-1 公用经费 / 2024年决算数"
    assert figure.key == "figures.operating.executed"


def test_a_bare_number_takes_the_concepts_unit() -> None:
    assert fact("operating", "initial").figure.base == 672000
    assert fact("staff.posts", "actual").figure.base == 43


def test_a_project_left_blank_without_payments_is_blank_and_not_0() -> None:
    report = Report(standard=REPORT.standard, year=2024, projects=(Project(name="送戏下乡"),))
    scope = statement_of(report, STANDARD).scope()
    found = scope.items("project")[0].lookup("project.executed", "actual")
    assert isinstance(found, Missing)
    assert found.reason == "blank"


def test_a_derived_concept_is_computed_exactly() -> None:
    rate = value("staff.control_rate")
    assert isinstance(rate, Operand)
    assert rate.value == Fraction(44, 43)


def test_a_blank_is_missing_as_blank_and_a_dash_as_dash_and_neither_is_zero() -> None:
    blank, dash = value("basic", "executed"), value("source.other", "executed")
    assert isinstance(blank, Missing)
    assert isinstance(dash, Missing)
    assert (blank.reason, dash.reason) == ("blank", "dash")


def test_allotments_add_up_within_their_own_project_only() -> None:
    first, second = statement_of(REPORT, STANDARD).scope().items("project")
    allotted = first.lookup("project.allotted", "actual")
    assert isinstance(allotted, Operand)
    assert allotted.value == 250_000
    nothing = second.lookup("project.allotted", "actual")
    assert isinstance(nothing, Operand)
    assert nothing.value == 0


def test_what_was_paid_stands_in_for_an_executed_figure_nobody_typed() -> None:
    first, _ = statement_of(REPORT, STANDARD).scope().items("project")
    executed = first.lookup("project.executed", "actual")
    assert isinstance(executed, Operand)
    assert executed.value == 250_000


def test_all_projects_add_up_from_the_report_itself() -> None:
    formula = bind("sum(project.initial)", STANDARD.vocabulary)
    assert evaluate(formula, statement_of(REPORT, STANDARD).scope()) == 670_000


def test_every_allotment_is_found_from_the_report_itself() -> None:
    formula = bind("sum(allotment.amount)", STANDARD.vocabulary)
    assert evaluate(formula, statement_of(REPORT, STANDARD).scope()) == 250_000


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"operatng": {"executed": Quantity("1")}}, "operating"),
        ({"staff.posts": {"executed": Quantity("1")}}, "actual"),
    ],
)
def test_a_figure_the_pack_does_not_know_is_refused_with_the_nearest_name(
    figures: dict[str, dict[str, Quantity]], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        statement_of(Report(standard="x", year=2024, figures=figures), STANDARD)


@pytest.mark.parametrize(
    ("key", "nothing"),
    [
        ("figures.operating.office.executed", False),
        ("figures.operating.office.initial", True),
        ("figures.staff.posts.actual", True),
        ("archive.basic.executed", False),
        ("notes.staff.serving.reason", False),
        ("notes.staff.serving.document", True),
        ("notes.basic.reason", True),
        ("narrative.own.summary", False),
        ("unit.name", True),
        ("unit.sealed", False),
        ("projects[0].name", False),
        ("projects[0].allotments[0].date", True),
        ("projects[0].allotments[3].date", True),
        ("surveys", True),
        ("nothing.of.the.kind", True),
    ],
)
def test_what_was_typed_at_a_key_is_told_from_what_was_not(key: str, nothing: bool) -> None:
    report = Report(
        standard="hunan/department/2024",
        year=2024,
        unit=Unit(name=" ", sealed=False),
        figures={"operating.office": {"executed": Quantity("0"), "initial": Quantity("")}},
        archive={"basic": {"executed": Quantity("——")}},
        notes={"staff.serving": Note(reason="安置军转干部1人")},
        narrative={"own.summary": "一段话"},
        projects=(Project(name="甲", allotments=(Allotment(document="乙"),)),),
    )
    assert says_nothing(report, key) is nothing
