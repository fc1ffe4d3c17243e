"""Different figures want different words: more or less, none or unknown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from composing.reading import composed, lines, section
from ziping.composing import gaps
from ziping.report import Adjustment, Note, Problem, Quantity, Report
from ziping.standards import Standard

OVERALL = "（一）预算执行、使用、管理总体情况"
FUND = "三、政府性基金预算支出情况"


def with_figure(report: Report, concept: str, stage: str, written: str) -> Report:
    stages = {**report.figures.get(concept, {}), stage: Quantity(written)}
    return replace(report, figures={**report.figures, concept: stages})


@pytest.mark.parametrize(
    ("prior", "said"),
    [
        ("1104.03", "与2023年相比，支出增加73.66万元，增长6.67%。"),
        ("1200", "与2023年相比，支出减少22.31万元，下降1.86%。"),
        ("1177.69", "与2023年决算数1177.69万元持平。"),
        ("0", "2023年支出决算为0.00万元，不作增减比较。"),
    ],
)
def test_the_direction_follows_the_sign(rich: Report, standard: Standard, prior: str, said: str) -> None:
    report = with_figure(rich, "expenditure", "prior_executed", prior)
    assert said in "\n".join(section(composed(report, standard), OVERALL))


def test_without_last_years_figure_nothing_is_compared(rich: Report, standard: Standard) -> None:
    report = with_figure(rich, "expenditure", "prior_executed", "")
    assert "2023年" not in "\n".join(section(composed(report, standard), OVERALL))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "本年度无政府性基金预算支出。"),
        ("无", "本年度无政府性基金预算支出。"),
        ("不适用", "本年度无政府性基金预算支出。"),
        ("", "2024年政府性基金预算支出全年执行数：【待填：政府性基金决算数】。"),
        ("12.5", "2024年政府性基金预算支出年初预算0.00万元，全年预算0.00万元，全年执行12.50万元。"),
    ],
)
def test_none_is_said_and_unknown_is_not_taken_for_none(
    rich: Report, standard: Standard, written: str, said: str
) -> None:
    report = with_figure(rich, "source.fund", "executed", written)
    assert section(composed(report, standard), FUND) == [said]


def test_a_blank_is_a_visible_gap_and_is_listed(rich: Report, standard: Standard) -> None:
    document = composed(with_figure(rich, "personnel", "executed", ""), standard)
    assert "人员经费【待填：人员经费决算数】万元" in "\n".join(section(document, "1.基本支出情况"))
    assert gaps(document) == ("【待填】", "【待填：人员经费决算数】", "【待填：人员经费占基本支出比重】")


def test_shares_are_what_the_division_gives_even_when_they_do_not_add_up(
    rich: Report, standard: Standard
) -> None:
    report = with_figure(with_figure(rich, "basic", "executed", "3"), "personnel", "executed", "1")
    report = with_figure(report, "operating", "executed", "2")
    text = "\n".join(section(composed(report, standard), "1.基本支出情况"))
    assert "人员经费1.00万元，占基本支出的33.33%；公用经费2.00万元，占基本支出的66.67%" in text


def test_a_report_without_projects_says_so_only_when_it_is_stated(rich: Report, standard: Standard) -> None:
    heading = "（1）专项资金安排落实、总投入等情况"
    none = replace(with_figure(rich, "project_total", "executed", "0"), projects=())
    assert section(composed(none, standard), heading) == ["本年度无项目支出。"]
    forgotten = replace(rich, projects=())
    assert section(composed(forgotten, standard), heading) == ["【待填：项目支出明细】"]


def test_an_adjustment_without_a_paper_shows_what_is_missing(rich: Report, standard: Standard) -> None:
    report = replace(rich, adjustments=(Adjustment(amount=Quantity("5"), nature="公用经费"),))
    text = "\n".join(section(composed(report, standard), OVERALL))
    assert "依据【待填：" in text
    assert "追加公用经费5.00万元" in text


def test_no_note_no_reason(rich: Report, standard: Standard) -> None:
    report = replace(rich, notes={"staff.serving": Note()})
    assert section(composed(report, standard), "（二）人员编制")[0].endswith("在职人数超出编制数。")


def test_a_problem_without_a_cause_is_not_given_one(rich: Report, standard: Standard) -> None:
    report = replace(rich, problems=(Problem(text="下达偏晚。"),))
    (said,) = section(composed(report, standard), "七、存在的问题及原因分析")
    assert said.startswith("1.问题：下达偏晚。原因：【待填：")
    assert said.endswith("原因】。")


def test_an_empty_report_composes_and_shows_its_gaps(standard: Standard) -> None:
    document = composed(Report(standard=standard.manifest.id, year=2024), standard)
    assert "【待填：单位名称】" in gaps(document)
    assert "本年度无项目支出。" not in lines(document)
    assert len(gaps(document)) > 30
