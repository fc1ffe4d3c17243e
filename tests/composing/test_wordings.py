"""Different figures want different words: more or less, none or unknown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from composing.reading import composed, lines, section
from ziping.composing import gaps
from ziping.report import Adjustment, Allotment, ClassifiedAmount, DayOrMonth, Note, Problem, Quantity, Report
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


THREE_PUBLIC = "（三）“三公”经费使用和管理情况"
ABROAD = "three_public.travel_abroad"


@pytest.mark.parametrize("written", ["0", "无", "——", "不适用"])
def test_what_was_not_spent_is_said_in_words(rich: Report, standard: Standard, written: str) -> None:
    report = with_figure(rich, ABROAD, "executed", written)
    for concept in ("abroad.groups", "abroad.people", "three_public.vehicle_purchase", "vehicles.purchased"):
        stage = "executed" if concept.startswith("three") else "actual"
        report = with_figure(report, concept, stage, written)
    said = section(composed(report, standard), THREE_PUBLIC)[1]
    assert said.startswith("其中：未发生因公出国（境）费用；未发生公务用车购置及运行维护费，年末无公务用车；")


def test_money_spent_abroad_and_on_cars_is_told_in_full(rich: Report, standard: Standard) -> None:
    spent = {
        (ABROAD, "executed"): "3", ("abroad.groups", "actual"): "1", ("abroad.people", "actual"): "2",
        ("three_public.vehicles", "executed"): "30", ("three_public.vehicle_purchase", "executed"): "——",
        ("three_public.vehicle_operation", "executed"): "30", ("vehicles.kept", "actual"): "2",
    }  # fmt: skip
    report = rich
    for (concept, stage), written in spent.items():
        report = with_figure(report, concept, stage, written)
    assert (
        "因公出国（境）费3.00万元，全年安排因公出国（境）团组1个，累计2人次；"
        "公务用车购置及运行维护费30.00万元，其中运行维护费30.00万元，全年未购置公务用车，年末公务用车保有量2辆；"
    ) in section(composed(report, standard), THREE_PUBLIC)[1]


def test_a_blank_among_the_three_is_a_gap(rich: Report, standard: Standard) -> None:
    said = section(composed(with_figure(rich, ABROAD, "executed", ""), standard), THREE_PUBLIC)[1]
    assert said.startswith("其中：因公出国（境）费【待填：出国经费决算数】万元，全年安排")


def test_people_of_whom_there_are_none_are_not_counted(rich: Report, standard: Standard) -> None:
    report = with_figure(with_figure(rich, "staff.retired", "actual", "无"), "staff.others", "actual", "——")
    said = section(composed(report, standard), "（二）人员编制")[0]
    assert "实有干部职工44人，其中：在职44人，无退休人员，无其他人员。" in said


@pytest.mark.parametrize(
    ("carried_in", "adjusted", "said"),
    [
        ("10", "86.6", "全年预算86.60万元（含上年结转10.00万元）；下达"),
        ("12.5", "305", "全年预算305.00万元；上年结转12.50万元；下达"),
        ("12.5", "", "；上年结转12.50万元；下达"),
        ("0", "76.6", "全年预算76.60万元；下达"),
        ("", "76.6", "全年预算76.60万元；下达"),
    ],
)
def test_carried_over_money_is_counted_in_only_where_it_adds_up(
    rich: Report, standard: Standard, carried_in: str, adjusted: str, said: str
) -> None:
    hiring = replace(rich.projects[3], carried_in=Quantity(carried_in), adjusted=Quantity(adjusted))
    document = composed(replace(rich, projects=(hiring,)), standard)
    assert said in section(document, "（1）专项资金安排落实、总投入等情况")[1]


@pytest.mark.parametrize(
    ("target", "actual", "said"),
    [
        ("健全", "18处工程均落实", "年度指标值为“健全”，实际完成值为“18处工程均落实”，"),
        ("95%", "未开展", "年度指标值95%，实际完成值为“未开展”，"),
        ("健全", "——", "年度指标值为“健全”，实际完成值——，"),
        ("２，４００次", "1,900次", "年度指标值2400次，实际完成值1900次，"),
    ],
)
def test_words_for_a_target_stand_in_quotation_marks(
    rich: Report, standard: Standard, target: str, actual: str, said: str
) -> None:
    marked = replace(
        rich.indicators[0], sign="", unit="", target=target, actual=actual, stated_score=Quantity("1"),
        manual_reason="按完成情况"
    )  # fmt: skip
    document = composed(replace(rich, indicators=(marked,)), standard)
    assert said in "\n".join(section(document, "2.成本指标"))


@pytest.mark.parametrize("count", [3, 4])
def test_many_adjustments_are_a_table(rich: Report, standard: Standard, count: int) -> None:
    change = Adjustment(
        amount=Quantity("-5"), nature="公用经费", document="示财预〔2024〕36号", reason="压减"
    )
    document = composed(replace(rich, adjustments=(change,) * count), standard)
    text = "\n".join(section(document, OVERALL))
    table = "| 调整时间 | 文号 | 类别 | 金额 | 事由 |"
    assert ("调减公用经费5.00万元，事由为压减；" in text) == (count == 3)
    sentence = "年中预算调整4次，其中追加0.00万元、调减20.00万元，净减少20.00万元，逐次情况见下表。"
    assert (sentence in text) == (table in lines(document)) == (count == 4)


def test_long_classifications_are_tables_with_totals(rich: Report, standard: Standard) -> None:
    line = rich_line(rich)
    many = tuple(replace(line, code=f"20801{n:02}", name=f"科目{n}") for n in range(6))
    found = lines(composed(replace(rich, functional=many), standard))
    assert "整体支出按支出功能分类列支，明细见下表。" in found
    start = found.index("| 科目编码 | 科目名称 | 支出性质 | 决算数 | 占整体支出 |")
    assert found[start + 1].startswith("| 2080100 | 科目0 | 基本支出 | 10.00 | ")
    assert found[start + 7].startswith("| 合计 |  |  | 60.00 | ")


def rich_line(rich: Report) -> ClassifiedAmount:
    return replace(rich.functional[0], executed=Quantity("10"))


def test_a_release_of_which_only_the_month_is_known_is_dated_by_its_month(
    rich: Report, standard: Standard
) -> None:
    releases = (
        Allotment(date=DayOrMonth("2024-03"), amount=Quantity("40")),
        Allotment(amount=Quantity("36.6")),
    )
    project = replace(rich.projects[0], allotments=releases)
    said = "\n".join(lines(composed(replace(rich, projects=(project, *rich.projects[1:])), standard)))
    assert "下达情况为2024年3月下达40.00万元、【待填：" in said
