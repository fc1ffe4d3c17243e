"""Sentences with figures in them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards.scopes import VOCABULARY, Record
from ziping.figures import Figure
from ziping.standards.formats import FORMATS, fits, written
from ziping.standards.formulas import FormulaError, Missing, Unknown, bind, evaluate
from ziping.standards.numerals import chinese_number, financial_amount
from ziping.standards.templates import check_template, holes_of, parse_template, render, text_of

REPORT = Record(
    {
        "unit.name": "示例县人社局",
        "unit.filled_on": dt.date(2025, 4, 10),
        "unit.sealed": False,
        "staff.posts": "43",
        "total@initial": "936.67",
        "total@executed": "1176.694",
        "operating@initial": "无",
        "operating@executed": "",
        "rate": "55.934%",
        "score": "96.50",
        "unit_cost": "350",
        "area": "2亩",
    },
    {"project": [Record({"project.name": "就业服务", "project.initial": "100"})]},
)


def said(template: str, blank: str | None = None, **parameters: str) -> str:
    segments = render(parse_template(template, VOCABULARY, parameters=parameters), REPORT, blank=blank)
    assert not isinstance(segments, Unknown)
    return text_of(segments)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("没有数字。", "没有数字。"),
        ("", ""),
        ("{unit.name}支出{total@executed}万元。", "示例县人社局支出1176.69万元。"),
        ("{total@executed | yuan}元", "11766940.00元"),
        ("{total@executed - total@initial}", "240.02"),
        ("{total@executed | money_unit}", "1176.69万元"),
        ("执行率{rate}", "执行率55.93%"),
        ("{rate | percent1}，{rate | percent0}", "55.9%，56%"),
        ("{total@executed / total@initial | percent}", "125.63%"),
        ("编制{staff.posts}人", "编制43人"),
        ("{score}分", "96.5分"),
        ("{area}㎡", "1333.33㎡"),
        ("{unit_cost}元/人", "350元/人"),
        ("{count(project)}个：{join(project.name)}", "1个：就业服务"),
        (
            "{unit.filled_on}，{unit.filled_on | month}，{unit.filled_on | iso}",
            "2025年4月10日，2025年4月，2025-04-10",
        ),
        ("{unit.sealed}", "否"),
        ("{if(staff.posts > 40人, '较多|{甲}', '较少')}", "较多|{甲}"),
        ("{{{staff.posts}}} {{}}", "{43} {}"),
        ("{count(project) | chinese}是", "一是"),
        ("超过{param.limit}", "超过5万元"),
        ("{param.place}{param.limit | yuan}", "示例县50000.00"),
    ],
)
def test_a_template_prints_its_figures(template: str, sentence: str) -> None:
    assert said(template, limit="5万元") == sentence


def test_each_segment_knows_which_figures_it_was_made_of() -> None:
    segments = render(
        parse_template("比{total@initial}增长{total@executed / total@initial - 1 | percent}。", VOCABULARY),
        REPORT,
    )

    assert not isinstance(segments, Unknown)
    assert [
        (one.text, [(operand.concept, operand.stage) for operand in one.operands]) for one in segments
    ] == [
        ("比", []),
        ("936.67", [("total", "initial")]),
        ("增长", []),
        ("25.63%", [("total", "executed"), ("total", "initial")]),
        ("。", []),
    ]


def test_without_a_figure_there_is_no_sentence_but_a_list_of_what_is_missing() -> None:
    found = render(
        parse_template("{operating@initial}，{total@initial}，{operating@executed}", VOCABULARY), REPORT
    )

    assert found == Unknown(
        (Missing("operating", "initial", "none_stated"), Missing("operating", "executed", "blank"))
    )


def test_what_was_stated_empty_is_printed_as_stated_and_a_blank_as_asked() -> None:
    segments = render(
        parse_template("{operating@initial}；{operating@executed}", VOCABULARY), REPORT, blank="【待填】"
    )

    assert not isinstance(segments, Unknown)
    assert text_of(segments) == "无；【待填】"
    assert [one.missing for one in segments if one.formula] == [
        (Missing("operating", "initial", "none_stated"),),
        (Missing("operating", "executed", "blank"),),
    ]


def test_a_calculation_with_a_stated_empty_is_blank_not_that_word() -> None:
    assert said("{operating@initial + total@initial}", blank="【待填】") == "【待填】"


@pytest.mark.parametrize(
    ("template", "wrong"),
    [
        ("多一个}", "template.stray_brace"),
        ("少一个{area", "template.open_brace"),
        ("少一个{area {area}", "template.open_brace"),
        ("{}", "formula.ends_early"),
        ("{aera}", "formula.unknown_concept"),
        ("{area | hectares}", "template.unknown_format"),
        ("{area | money}", "template.format_misfit"),
        ("{unit.name | number}", "template.format_misfit"),
        ("{total@initial / total@executed}", "template.format_needed"),
        ("{project.name}", "formula.outside_item"),
    ],
)
def test_a_template_that_cannot_be_printed_is_refused(template: str, wrong: str) -> None:
    _, (problem,) = check_template(template, VOCABULARY)

    assert problem.message.key == f"standards.{wrong}"
    with pytest.raises(FormulaError):
        parse_template(template, VOCABULARY)


def test_a_problem_is_placed_within_the_whole_template() -> None:
    template = "公用经费{total@initial}，面积{aera}。"
    _, (problem,) = check_template(template, VOCABULARY)

    assert template[problem.start : problem.end] == "aera"


def test_a_template_is_taken_apart_once() -> None:
    assert parse_template("{area}㎡", VOCABULARY) is parse_template("{area}㎡", VOCABULARY)


def test_the_formulas_of_a_template_can_be_listed_unchecked() -> None:
    assert holes_of("{param.item}的{ x / y | percent}，'{'") == []
    assert holes_of("{param.item}的{ x / y | percent}") == ["param.item", "x / y"]


@given(st.text(max_size=30))
def test_any_text_is_printed_as_it_is_once_its_braces_are_doubled(text: str) -> None:
    assert said(text.replace("{", "{{").replace("}", "}}")) == text


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_prints_its_example(name: str) -> None:
    formula, printed = FORMATS[name].example
    bound = bind(formula, VOCABULARY)

    assert fits(name, bound.measure)
    assert written(evaluate(bound, Record()), name) == printed


@given(st.integers(-(10**15), 10**15))
def test_chinese_numbers_read_back(number: int) -> None:
    said_number = chinese_number(Fraction(abs(number)))

    assert Figure.parse(said_number).base == abs(number)


@pytest.mark.parametrize(
    ("number", "characters"),
    [
        (0, "零"),
        (10, "十"),
        (21, "二十一"),
        (105, "一百零五"),
        (110, "一百一十"),
        (10_010, "一万零一十"),
        (100_000_005, "一亿零五"),
        (-3, "负三"),
    ],
)
def test_whole_numbers_in_characters(number: int, characters: str) -> None:
    assert chinese_number(Fraction(number)) == characters


@pytest.mark.parametrize(
    ("yuan", "characters"),
    [
        ("0", "零元整"),
        ("1", "壹元整"),
        ("10.5", "壹拾元伍角整"),
        ("11776.05", "壹万壹仟柒佰柒拾陆元零伍分"),
        ("0.3", "叁角整"),
        ("0.03", "叁分"),
        ("100000007", "壹亿零柒元整"),
        ("-2", "负贰元整"),
    ],
)
def test_amounts_in_financial_characters(yuan: str, characters: str) -> None:
    assert financial_amount(Fraction(yuan)) == characters
