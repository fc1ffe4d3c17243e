"""Any figure can be asked where it comes from, in the words a person has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from ziping.composing import compose
from ziping.documents import Paragraph, Table
from ziping.documents.model import runs
from ziping.explaining import Line, explain
from ziping.report import Quantity, Report, load_report, statement_of
from ziping.scoring import facts, score, texts
from ziping.standards import load_standard
from ziping.wording import InputError, Message, say

STANDARD = load_standard("hunan/department/2024")
TIDY = load_report(Path(__file__).resolve().parents[2] / "examples" / "tidy" / "report.json")


def asked(figure: str, report: Report = TIDY) -> tuple[Line, ...]:
    card = score(report, STANDARD)
    return explain(figure, statement_of(report, STANDARD).with_facts(facts(card), texts(card)), card)


def value(line: Line) -> str:
    return say(line.value, "zh") if isinstance(line.value, Message) else line.value


def everything(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from everything(line.parts)


@pytest.mark.parametrize(
    ("figure", "what", "shown"),
    [
        ("operating@executed", "附件1-1 公用经费 / 2024年决算数", "518.46 万元"),
        ("公用经费 / 2024年决算数", "附件1-1 公用经费 / 2024年决算数", "518.46 万元"),
        ("附件1-1 公用经费 / 2024年决算数", "附件1-1 公用经费 / 2024年决算数", "518.46 万元"),
        ("在职人员控制率", "在职人员控制率", "4 分"),
        ("staff.control_rate", "在职人员控制率", "102.33%"),
        ("总分", "自评总分", "94.86 分"),
        ("支出增长率", "支出增长率", "6.67%"),
    ],
)
def test_a_figure_is_found_by_id_by_place_by_label_and_by_indicator(
    figure: str, what: str, shown: str
) -> None:
    first = asked(figure)[0]
    assert (first.what, value(first)) == (what, shown)


def test_a_value_is_found_wherever_it_stands() -> None:
    places = {line.what for line in asked("518.46")}
    assert "附件1-1 公用经费 / 2024年决算数" in places


def test_a_rate_leads_down_to_the_figures_that_were_typed() -> None:
    line = asked("staff.control_rate")[0]
    assert [(part.what, value(part)) for part in line.parts] == [
        ("附件1-1 财政供养人员情况 / 实际在职人数", "44 人"),
        ("附件1-1 财政供养人员情况 / 编制数", "43 人"),
    ]
    assert "44 人 ÷ 43 人 ＝ 102.33%" in say(line.how[1], "zh")


def test_a_derived_figure_of_derived_figures_is_followed_to_the_bottom() -> None:
    bottom = [line for line in everything(asked("支出增长率")) if not line.parts]
    assert {value(line) for line in bottom} == {"1177.69 万元", "1104.03 万元"}


def test_every_project_answers_for_a_concept_that_repeats() -> None:
    lines = asked("project.allotted")
    assert [value(line) for line in lines] == [
        "0.00 万元",
        "25.00 万元",
        "13.68 万元",
        "76.60 万元",
        "55.50 万元",
    ]


def test_the_total_is_the_sum_of_all_marks() -> None:
    total = asked("总分")[0]
    assert len(total.parts) == 1 + len(TIDY.indicators)


def test_a_figure_read_from_a_workbook_names_its_cell() -> None:
    report = Report(
        standard="hunan/department/2024",
        year=2024,
        figures={"operating": {"executed": Quantity("518.46")}},
        origins={"figures.operating.executed": "年度数据.xlsx 预算执行!E9"},
    )
    (line,) = asked("operating@executed", report)
    assert "年度数据.xlsx 预算执行!E9" in say(line.how[0], "zh")


def test_what_cannot_be_computed_says_what_is_missing() -> None:
    report = Report(
        standard="hunan/department/2024", year=2024, figures={"staff.serving": {"actual": Quantity("44")}}
    )
    line = asked("staff.control_rate", report)[0]
    assert "算不出来" in value(line)
    assert "编制数" in say(line.how[-1], "zh")


def test_what_nobody_knows_is_refused_with_what_comes_nearest() -> None:
    with pytest.raises(InputError, match="公用经费"):
        asked("公用经非控制")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_concept_that_has_a_value_can_be_explained_in_both_languages(lang: str) -> None:
    for concept in STANDARD.concepts:
        for line in everything(asked(concept) if STANDARD.concepts[concept].unit != "text" else ()):
            for how in line.how:
                assert say(how, "zh" if lang == "zh" else "en")


@pytest.mark.parametrize(
    ("figure", "leads_to"),
    [
        ("6.67%", "支出增减额"),  # a derived concept
        ("771.52%", "附件1-1 公用经费 / 2024年决算数"),  # a ratio only a sentence computes
        ("41.26%", "行政运行 / 功能分类决算"),  # one of a line of a classification
        ("84.86", "公开招聘人均考务成本"),  # a sum of marks
        ("25.73%", "本年追加预算"),
    ],
)
def test_a_number_only_a_sentence_or_a_form_computes_is_explained_by_its_value(
    figure: str, leads_to: str
) -> None:
    assert leads_to in {line.what for line in everything(asked(figure))}


def test_every_number_the_composed_report_prints_can_be_explained() -> None:
    document = compose(TIDY, STANDARD, score(TIDY, STANDARD))
    contents = [block.content for block in document.blocks if isinstance(block, Paragraph)]
    contents += [
        cell.content
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.grid.rows
        for cell in row.cells
    ]
    printed = (run.text.strip() for content in contents for run in runs(content) if run.trace)
    numbers = {text for text in printed if re.fullmatch(r"[\d.]+%?", text)}
    assert len(numbers) > 100
    assert [number for number in sorted(numbers) if not asked(number)] == []


def test_marks_given_by_rule_lead_to_what_they_judge_and_not_to_a_cell() -> None:
    line = asked("3.33")[-1]  # the first is what the unit typed as its own score
    assert line.what == "欠薪纠纷引发群体性上访起数"
    assert {part.what.rpartition(" / ")[2] for part in line.parts} >= {"年度指标值", "实际完成值"}


def test_a_blank_is_led_to_the_cell_where_it_belongs() -> None:
    origins = {"figures.procurement.initial": "年度数据.xlsx 政府采购与其他!C4"}
    figures = {**TIDY.figures, "procurement": {"initial": Quantity("")}}
    blank = asked("政府采购金额", replace(TIDY, figures=figures, origins=origins))[0]
    assert say(blank.how[0], "zh") == "应填在 年度数据.xlsx 政府采购与其他!C4"
    filled = asked("政府采购金额", replace(TIDY, origins=origins))[0]
    assert say(filled.how[0], "zh") == "填在 年度数据.xlsx 政府采购与其他!C4"
