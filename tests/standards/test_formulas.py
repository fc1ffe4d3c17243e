"""What formulas come to."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards.scopes import VOCABULARY, Record, wan
from ziping.figures import Interval
from ziping.standards.formulas import (
    Missing,
    Operand,
    Unknown,
    bind,
    evaluate,
    evaluate_interval,
    evaluate_noting,
    explain,
)

REPORT = Record(
    {
        "unit.name": "示例县人力资源和社会保障局",
        "unit.filled_on": dt.date(2025, 4, 10),
        "unit.sealed": True,
        "staff.posts": "43",
        "staff.serving": "44",
        "operating@initial": "67.20",
        "operating@executed": "518.46",
        "total@initial": "936.67",
        "total@executed": "1,176.69",
        "rate": "55.93%",
        "score": "96.5",
        "unit_cost": "350",
        "area": "——",
    },
    {
        "project": [
            Record({"project.name": "就业服务", "project.level": "市级", "project.initial": "100"},
                   {"allotment": [Record({"allotment.amount": "60"}), Record({"allotment.amount": "40"})]}),
            Record({"project.name": "监察执法", "project.level": "", "project.initial": "13.68"},
                   {"allotment": [Record({"allotment.amount": "13.68"})]}),
        ],
        "goal": [Record({"goal.text": "监察执法"})],
        "line": [
            Record({"line.code": "30201", "line.amount": "5"}),
            Record({"line.code": "30101", "line.amount": "7"}),
            Record({"line.code": "30901", "line.amount": "2"}),
        ],
    },
)  # fmt: skip


def value(text: str, report: Record = REPORT, each: str = "", **parameters: str | list[str]) -> object:
    return evaluate(bind(text, VOCABULARY, each=each, parameters=parameters), report)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("total@executed", wan("1176.69")),
        ("total@executed - total@initial", wan("240.02")),
        ("staff.serving / staff.posts", Fraction(44, 43)),
        ("operating@executed / operating@initial", Fraction(51846, 6720)),
        ("-(total@initial) + 2 * total@initial", wan("936.67")),
        ("1 + 2 * 3 - 4 / 8", Fraction(13, 2)),
        ("(1 + 2) * 3", Fraction(9)),
        ("10 - 4 - 3", Fraction(3)),
        ("90% + 0.1", Fraction(1)),
        ("5‰", Fraction(5, 1000)),
        ("total@executed / 4人", wan("1176.69") / 4),
        ("unit_cost * staff.serving", Fraction(350 * 44)),
        ("min(total@executed, 5万元, 100元)", Fraction(100)),
        ("max(1, 2, 3)", Fraction(3)),
        ("abs(total@initial - total@executed)", wan("240.02")),
        ("round(total@executed, 1万元)", wan("1177")),
        ("round(staff.serving / staff.posts, 2)", Fraction(102, 100)),
        ("round(-0.125, 2)", Fraction(-13, 100)),
        ("round(0.55935, 0.01%)", Fraction(5594, 10000)),
        ("length(unit.name)", Fraction(13)),
        ("month(unit.filled_on)", Fraction(4)),
        ("day(unit.filled_on) + year(unit.filled_on)", Fraction(2035)),
        ("days(date('2025', 3, 31), unit.filled_on)", Fraction(10)),
        ("if(staff.serving > staff.posts, '超编', '未超编')", "超编"),
        ("first_known(area, 3㎡)", Fraction(3)),
        ("param.place", "示例县"),
    ],
)
def test_a_formula_gives_its_exact_value_in_base_units(formula: str, expected: object) -> None:
    assert value(formula) == expected


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("total@executed > 1000万元", True),
        ("total@executed == 1176.69万元", True),
        ("total@executed != 11766900元", False),
        ("staff.serving <= 43", False),
        ("score >= 96.5", True),
        ("rate < 56%", True),
        ("unit.sealed", True),
        ("not unit.sealed or unit.sealed == true", True),
        ("unit.filled_on <= '2025-04-30'", True),
        ("unit.filled_on > date(2025, 4, 30)", False),
        ("contains(unit.name, '医院', '社会保障')", True),
        ("contains(unit.name, words.vague)", False),
        ("starts_with(unit.name, '示例县') and ends_with(unit.name, '局')", True),
        ("one_of(unit.name, param.names)", True),
        ('unit.name == "it\'s"', False),
        ("known(total@executed)", True),
        ("known(area) or blank(area)", False),
        ("stated_none(area)", True),
        ("not_applicable(area)", False),
    ],
)
def test_a_condition_is_decided(condition: str, holds: bool) -> None:
    assert value(condition, names=["示例县人力资源和社会保障局"]) is holds


def test_one_hundred_percent_of_a_shorter_number_is_not_a_little_off() -> None:
    assert value("1 / 3 * 3") == 1
    assert value("0.1 + 0.2") == Fraction(3, 10)


# --- items -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("sum(project.initial)", wan("113.68")),
        ("sum(project.initial where project.name == '就业服务')", wan("100")),
        ("sum(allotment.amount)", wan("113.68")),
        ("sum(allotment.amount where project.name == '就业服务')", wan("100")),
        ("count(project)", Fraction(2)),
        ("count(allotment)", Fraction(3)),
        ("count(project.level)", Fraction(1)),
        ("count(project where blank(project.level))", Fraction(1)),
        ("average(project.initial)", wan("56.84")),
        ("min(project.initial)", wan("13.68")),
        ("max(allotment.amount)", wan("60")),
        ("any(project.initial > 50万元)", True),
        ("all(project.initial > 50万元)", False),
        ("join(project.name)", "就业服务、监察执法"),
        ("join(project.name, '；')", "就业服务；监察执法"),
        ("sum(if(project.initial > 50万元, project.initial, 0))", wan("100")),
        ("max(sum(line.amount), sum(project.initial))", wan("113.68")),
        ("any(goal.text == '监察执法' where known(goal.text))", True),
        ("sum(line.amount where in_group(line.code, 'goods'))", wan("7")),
    ],
)
def test_a_function_goes_over_the_items_its_names_belong_to(formula: str, expected: object) -> None:
    assert value(formula) == expected


def test_inside_an_item_its_own_concepts_and_those_around_it_are_known() -> None:
    first = REPORT.records["project"][0]

    assert value("project.initial / total@initial", first, each="project") == Fraction(10000, 93667)
    assert value("sum(allotment.amount) == project.initial", first, each="project") is True


def test_inside_an_item_a_sum_over_its_own_kind_takes_all_of_them() -> None:
    first = REPORT.records["project"][0]

    assert value("project.initial / sum(project.initial)", first, each="project") == Fraction(10000, 11368)


def test_inside_an_item_items_of_another_kind_can_be_compared_with_it() -> None:
    shares = [
        value("any(goal.text == project.name)", one, each="project") for one in REPORT.records["project"]
    ]

    assert shares == [False, True]


def test_inside_a_nested_item_both_levels_are_known() -> None:
    allotment = REPORT.records["project"][0].records["allotment"][1]

    assert value("allotment.amount / project.initial", allotment, each="allotment") == Fraction(2, 5)
    assert value("sum(allotment.amount)", allotment, each="allotment") == wan("100")


def test_over_no_items_a_sum_is_zero_and_a_largest_is_not_known() -> None:
    nothing = Record({}, {"project": []})

    assert value("sum(project.initial)", nothing) == 0
    assert value("count(project)", nothing) == 0
    assert value("all(project.initial > 0)", nothing) is True
    assert value("max(project.initial)", nothing) == Unknown(
        (Missing("max(project.initial)", "", "no_items"),)
    )
    assert value("average(project.initial)", nothing) == Unknown(
        (Missing("average(project.initial)", "", "no_items"),)
    )


# --- what is missing -------------------------------------------------------------------------------------------------

GAPS = Record(
    {
        "total@initial": "",
        "total@executed": "不适用",
        "staff.posts": "0",
        "staff.serving": "3",
        "area": "0",
        "unit.name": "",
    },
    {
        "project": [
            Record({"project.initial": "5"}),
            Record({"project.initial": ""}),
            Record({"project.initial": "无"}),
        ]
    },
)
INITIAL, EXECUTED = Missing("total", "initial", "blank"), Missing("total", "executed", "not_applicable")


def test_everything_missing_is_listed_once() -> None:
    assert value("total@initial + total@executed - total@initial", GAPS) == Unknown((INITIAL, EXECUTED))


def test_which_item_lacks_a_figure_is_said() -> None:
    assert value("sum(project.initial)", GAPS) == Unknown(
        (
            Missing("project.initial", "actual", "blank", "#2"),
            Missing("project.initial", "actual", "none_stated", "#3"),
        )
    )


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("total@initial > 0 and staff.serving > 5", False),
        ("staff.serving > 5 and total@initial > 0", False),
        ("total@initial > 0 or staff.serving == 3", True),
        ("any(project.initial == 5万元)", True),
        ("all(project.initial > 6万元)", False),
    ],
)
def test_what_decides_anyway_makes_the_unknown_irrelevant(condition: str, holds: bool) -> None:
    assert value(condition, GAPS) is holds


@pytest.mark.parametrize(
    "condition",
    [
        "total@initial > 0 and staff.serving == 3",
        "total@initial > 0 or staff.serving > 5",
        "not (total@initial > 0)",
    ],
)
def test_what_is_not_decided_stays_unknown(condition: str) -> None:
    assert value(condition, GAPS) == Unknown((INITIAL,))


def test_blank_zero_dash_none_and_not_applicable_are_told_apart() -> None:
    asked = ["blank", "stated_none", "not_applicable", "known"]

    def answers(written: str) -> list[object]:
        return [value(f"{one}(area)", Record({"area": written})) for one in asked]

    assert answers("") == [True, False, False, False]
    assert answers("——") == [False, True, False, False]
    assert answers("无") == [False, True, False, False]
    assert answers("不适用") == [False, False, True, False]
    assert answers("0") == [False, False, False, True]


def test_division_by_zero_is_unknown_and_says_which_kind() -> None:
    found = value("staff.serving / staff.posts", GAPS)
    nothing = value("area / (area - area)", GAPS)

    assert found == Unknown((Missing("staff.posts", "", "zero_base"),))
    assert nothing == Unknown((Missing("(area - area)", "", "zero_of_zero"),))
    assert isinstance(found, Unknown)
    assert found.zero_base
    assert not Unknown((INITIAL, found.missing[0])).zero_base


def test_a_branch_not_taken_is_not_missed() -> None:
    assert value("if(staff.posts == 0, 0, staff.serving / staff.posts)", GAPS) == 0
    assert value("first_known(total@initial, total@executed, 0)", GAPS) == 0
    assert value("first_known(total@initial, total@executed)", GAPS) == Unknown((INITIAL, EXECUTED))


def test_a_day_that_does_not_exist_is_unknown() -> None:
    assert value("date('2025', 2, 29)") == Unknown((Missing("date(2025, 2, 29)", "", "no_such_day"),))


# --- workings and intervals ------------------------------------------------------------------------------------------


def test_the_working_shows_every_part_down_to_the_figures() -> None:
    working = explain(bind("(total@executed - total@initial) / total@initial", VOCABULARY), REPORT)

    assert working.text == "(total@executed - total@initial) / total@initial"
    assert working.value == Fraction(24002, 93667)
    difference, initial = working.parts
    assert (difference.text, difference.value) == ("(total@executed - total@initial)", wan("240.02"))
    assert [part.text for part in difference.parts] == ["total@executed", "total@initial"]
    assert isinstance(initial.operand, Operand)
    assert str(initial.operand.source) == "936.67"


def test_the_working_of_a_sum_shows_each_item() -> None:
    working = explain(bind("sum(project.initial)", VOCABULARY), REPORT)

    assert [
        (part.value, part.operand.item) for part in working.parts if isinstance(part.operand, Operand)
    ] == [
        (wan("100"), "#1"),
        (wan("13.68"), "#2"),
    ]


def test_the_working_shows_what_is_missing() -> None:
    (missing,) = explain(bind("-total@initial", VOCABULARY), GAPS).parts

    assert missing.operand == INITIAL
    assert missing.value == Unknown((INITIAL,))


def test_evaluating_can_note_the_operands_it_read() -> None:
    found, operands = evaluate_noting(
        bind("if(unit.sealed, total@executed, total@initial)", VOCABULARY), REPORT
    )

    assert found == wan("1176.69")
    assert [(one.concept, one.stage) for one in operands] == [
        ("unit.sealed", "actual"),
        ("total", "executed"),
    ]


def interval(text: str, report: Record = REPORT, mode: str = "round") -> Interval | Unknown:
    assert mode in ("round", "truncate")
    return evaluate_interval(bind(text, VOCABULARY), report, "round" if mode == "round" else "truncate")


def test_rounded_figures_stand_for_half_a_digit_either_side() -> None:
    assert interval("total@executed") == Interval(wan("1176.685"), wan("1176.695"))
    assert interval("total@executed - total@initial") == Interval(wan("240.01"), wan("240.03"))
    assert interval("staff.posts + 1") == Interval.at(44)


def test_truncated_figures_stand_for_a_digit_above() -> None:
    assert interval("total@executed", mode="truncate") == Interval(
        wan("1176.69"), wan("1176.70"), True, False
    )


def test_interval_functions_hold_every_value_there_may_be() -> None:
    report = Record({"total@initial": "1.0", "total@executed": "1.2"})

    assert interval("max(total@initial, total@executed)", report) == Interval(wan("1.15"), wan("1.25"))
    assert interval("min(total@initial, total@executed, 1.01万元)", report) == Interval(
        wan("0.95"), wan("1.01")
    )
    assert interval("abs(total@initial - total@executed)", report) == Interval(wan("0.1"), wan("0.3"))
    assert interval("abs(total@initial - 1万元)", report) == Interval(Fraction(0), wan("0.05"))
    assert interval("round(total@initial, 1万元)", report) == Interval.at(wan("1"))
    assert interval("if(total@executed > total@initial, total@initial, 0)", report) == Interval(
        wan("0.95"), wan("1.05")
    )
    assert interval("month(date('2024', 5, 1))", report) == Interval.at(5)


def test_intervals_go_over_items() -> None:
    report = Record({}, {"project": [Record({"project.initial": "1.0"}), Record({"project.initial": "2.0"})]})

    assert interval("sum(project.initial)", report) == Interval(wan("2.9"), wan("3.1"))
    assert interval("average(project.initial)", report) == Interval(wan("1.45"), wan("1.55"))
    assert interval("max(project.initial)", report) == Interval(wan("1.95"), wan("2.05"))
    assert interval("count(project)", report) == Interval.at(2)


def test_an_interval_around_zero_cannot_be_divided_by() -> None:
    report = Record({"total@initial": "0.00", "total@executed": "1.00"})

    assert interval("total@executed / total@initial", report) == Unknown(
        (Missing("total@initial", "", "zero_base"),)
    )


def test_only_numbers_have_intervals() -> None:
    with pytest.raises(TypeError):
        interval("unit.name")


amounts = st.integers(-(10**9), 10**9).map(
    lambda cents: f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"
)
formulas = st.recursive(
    st.sampled_from(["total@initial", "total@executed", "operating@initial", "5万元"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(inner, st.sampled_from(["2", "0.5", "90%"])).map(lambda parts: f"{parts[0]} * {parts[1]}"),
        inner.map(lambda one: f"-{one}"),
        st.tuples(inner, inner).map(lambda parts: f"max({parts[0]}, {parts[1]})"),
        inner.map(lambda one: f"abs({one})"),
        inner.map(lambda one: f"round({one}, 0.1万元)"),
    ),
    max_leaves=8,
)


@given(formulas, st.tuples(amounts, amounts, amounts), st.sampled_from(["round", "truncate"]))
def test_the_interval_holds_the_exact_value(text: str, written: tuple[str, str, str], mode: str) -> None:
    initial, executed, operating = written
    report = Record({"total@initial": initial, "total@executed": executed, "operating@initial": operating})

    exactly, around = value(text, report), interval(text, report, mode)

    assert isinstance(exactly, Fraction)
    assert isinstance(around, Interval)
    assert around.contains(exactly)


@given(formulas)
def test_asking_for_the_working_changes_no_value(text: str) -> None:
    formula = bind(text, VOCABULARY)

    assert explain(formula, REPORT).value == evaluate(formula, REPORT)
    assert evaluate_noting(formula, REPORT)[0] == evaluate(formula, REPORT)


def test_ten_thousand_items_are_each_looked_at_once() -> None:
    projects = [Record({"project.initial": "1.5", "project.name": "a"}) for _ in range(10_000)]
    report = Record({}, {"project": projects})

    assert value("sum(project.initial where project.name == 'a')", report) == wan("15000")
    assert {project.asked for project in projects} == {2}
