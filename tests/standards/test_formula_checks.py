"""What is wrong with a formula is found before anything is evaluated, all of it at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards.scopes import VOCABULARY, Record
from ziping.standards.formulas import (
    FLAG,
    MARKS,
    MONEY,
    PEOPLE,
    RATIO,
    TEXT,
    FormulaError,
    Parameter,
    Unknown,
    bind,
    check,
    evaluate,
    parse,
)


def keys(text: str, each: str = "") -> list[str]:
    problems = check(text, VOCABULARY, each=each).problems
    return [problem.message.key.removeprefix("standards.formula.") for problem in problems]


@pytest.mark.parametrize(
    ("formula", "gives"),
    [
        ("total@initial", "money"),
        ("total@initial * 2", "money"),
        ("total@initial / operating@initial", "ratio"),
        ("total@initial / staff.posts", "money/people"),
        ("total@initial / staff.posts + unit_cost", "money/people"),
        ("area * unit_cost", "area·money/people"),
        ("total@initial * total@initial / operating@initial", "money"),
        ("1 / area", "1/area"),
        ("count(project)", "count"),
        ("score", "marks"),
        ("days(unit.filled_on, unit.filled_on)", "time"),
    ],
)
def test_units_multiply_and_cancel(formula: str, gives: str) -> None:
    checked = check(formula, VOCABULARY)

    assert checked.formula is not None
    assert checked.formula.measure.dimension == gives


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        ("total@initial + staff.posts", ["cannot_mix"]),
        ("total@initial > 90%", ["cannot_mix"]),
        ("staff.posts > 3个", ["cannot_mix"]),
        ("score > rate", ["cannot_mix"]),
        ("unit.name == 3", ["cannot_mix"]),
        ("total@initial > 5", ["bare_number"]),
        ("area > 5", ["bare_number"]),
        ("min(total@initial, 5)", ["bare_number"]),
        ("unit.name + unit.name", ["expected", "expected"]),
        ("-unit.sealed", ["expected"]),
        ("not total@initial", ["expected"]),
        ("contains(total@initial, 'a')", ["expected"]),
        ("if(total@initial, 1, 2)", ["expected"]),
        ("sum(project.name)", ["expected"]),
        ("any(project.initial)", ["expected"]),
        ("join(project.initial)", ["expected"]),
        ("month(unit.name)", ["cannot_mix"]),
        ("unit.sealed > unit.sealed", ["no_order"]),
        ("max(project.name)", ["no_order"]),
        ("words.vague == words.vague", ["no_order"]),
        ("round(total@initial, 0.01)", ["bad_step"]),
        ("round(rate, -1)", ["bad_step"]),
        ("round(rate, staff.posts)", ["bad_step"]),
        ("lost > 0", ["unit_of_concept"]),
        (
            "known(totl@initial) and staff.pots > 0 and total > 0",
            ["unknown_concept", "unknown_concept", "stage_missing"],
        ),
        ("total@initial > 3百元人", ["unknown_unit"]),
    ],
)
def test_everything_that_does_not_fit_is_named(formula: str, wrong: list[str]) -> None:
    assert keys(formula) == wrong


@pytest.mark.parametrize(
    "formula",
    [
        "total@initial > 0",
        "0 <= area",
        "staff.posts >= 3",
        "score >= 90",
        "count(project) == 2",
        "length(unit.name) < 50",
        "max(0, total@initial) == 0",
    ],
)
def test_a_bare_number_is_taken_where_it_can_mean_only_one_thing(formula: str) -> None:
    assert keys(formula) == []


def test_a_problem_says_where_it_stands() -> None:
    (problem,) = check("known(unit.name) and knwon(area)", VOCABULARY).problems

    assert "known(unit.name) and knwon(area)"[problem.start : problem.end] == "knwon(area)"


@pytest.mark.parametrize(
    ("formula", "hint"),
    [
        ("known(staff.post)", "staff.posts"),
        ("known(total@initail)", "initial"),
        ("known(total.executed)", "total@executed"),
        ("knwon(area)", "known"),
        ("count(projects)", "project"),
        ("公用经费 > 0", "operating"),
        ("staff.posts ≥ 3", ">="),
    ],
)
def test_the_nearest_right_name_is_offered(formula: str, hint: str) -> None:
    with pytest.raises(FormulaError) as refused:
        bind(formula, VOCABULARY)
    for lines in (refused.value.render("zh"), refused.value.render("en")):
        assert hint in lines[0]


def test_a_concept_of_an_item_is_refused_where_it_is_not_known_which() -> None:
    assert keys("project.initial > 0") == ["outside_item"]
    assert keys("project.initial > 0", each="project") == []
    assert keys("allotment.amount > 0", each="project") == ["outside_item"]
    assert keys("project.initial > 0", each="allotment") == []
    assert keys("sum(goal.text)", each="project") == ["expected"]
    assert keys("area > 0㎡", each="porject") == ["unknown_item"]


def test_a_stage_can_be_understood_from_what_is_derived() -> None:
    assert keys("operating / total") == ["stage_missing", "stage_missing"]

    formula = bind("operating / total", VOCABULARY, stage="executed")

    assert formula.names == (("operating", "executed"), ("total", "executed"))


def test_parameters_become_constants_with_the_unit_they_are_given_in() -> None:
    parameters: dict[str, Parameter] = {
        "limit": "5万元",
        "share": "90%",
        "day": "2024-12-31",
        "most": 3,
        "words": ["甲", "乙"],
        "label": "无",
    }
    condition = (
        "total@initial > param.limit and rate > param.share and unit.filled_on > param.day and "
        "staff.posts > param.most and one_of(unit.name, param.words, param.label)"
    )

    assert check(condition, VOCABULARY, parameters=parameters).problems == ()
    (wrong,) = check("staff.posts > param.limit", VOCABULARY, parameters=parameters).problems
    assert wrong.message.key == "standards.formula.cannot_mix"


@pytest.mark.parametrize(
    ("formula", "expect", "fine"),
    [
        ("total@initial", MONEY, True),
        ("0", MONEY, True),
        ("3", PEOPLE, True),
        ("90", MARKS, True),
        ("3", MONEY, False),
        ("total@initial", RATIO, False),
        ("known(area)", FLAG, True),
        ("unit.name", FLAG, False),
        ("unit.name", TEXT, True),
        ("total@initial == operating@initial", "equation", True),
        ("total@initial <= operating@initial", "equation", True),
        ("total@initial != operating@initial", "equation", False),
        ("known(area)", "equation", False),
    ],
)
def test_what_a_formula_must_give_can_be_asked_for(formula: str, expect: object, fine: bool) -> None:
    checked = check(formula, VOCABULARY, expect=expect)  # type: ignore[arg-type]  # measures and "equation" by turns

    assert (checked.formula is not None) is fine
    assert bool(checked.problems) is not fine


def test_the_sides_of_an_equation_are_formulas_of_their_own() -> None:
    left, right = bind("total@initial == operating@initial + 1万元", VOCABULARY).sides

    assert (str(left), str(right)) == ("total@initial", "operating@initial + 1万元")
    with pytest.raises(TypeError):
        _ = left.sides


def test_a_formula_is_bound_once_for_the_same_question() -> None:
    assert bind("area > 0", VOCABULARY) is bind("area > 0", VOCABULARY)
    assert bind("area > 0", VOCABULARY, each="project") is not bind("area > 0", VOCABULARY)


def test_brackets_belong_to_the_words_of_a_part() -> None:
    formula = bind("(total@initial + operating@initial) / 2", VOCABULARY)

    assert [str(side) for side in bind("(area) == (area + 0)", VOCABULARY).sides] == ["(area)", "(area + 0)"]
    assert str(formula) == "(total@initial + operating@initial) / 2"


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "unit.name.__class__", "().__class__", "lambda: 0", "[1]", "a; b", "open('x')"],
)
def test_there_is_no_way_to_python_from_a_formula(text: str) -> None:
    with pytest.raises(FormulaError):
        bind(text, VOCABULARY)


@given(st.text(alphabet="()+-*/<>=!.,@'\" 019%万元atnodrsumifwhereproject.", max_size=40))
def test_any_text_is_a_formula_or_is_refused_with_reasons(text: str) -> None:
    checked = check(text, VOCABULARY)

    assert (checked.formula is None) is bool(checked.problems)
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in checked.problems)
    refused = FormulaError(text, checked.problems)
    assert all(refused.render("zh"))
    assert all(refused.render("en"))
    if checked.formula is not None:
        evaluate(checked.formula, Record())


def test_a_deep_or_long_formula_is_refused_before_it_costs_anything() -> None:
    for text in ("(" * 1999, "-" * 1999 + "a", "not " * 499 + "known(area)", "1" * 1999 + "人" * 2):
        with pytest.raises(FormulaError):
            parse(text)
    assert parse("1+" * 90 + "1").root is not None


def test_an_unknown_outcome_says_nothing_twice() -> None:
    found = evaluate(bind("total@initial + total@initial", VOCABULARY), Record())

    assert isinstance(found, Unknown)
    assert len(found.missing) == 1
