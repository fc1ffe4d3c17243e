"""What is typed on a page reads like a workbook: nothing lost, every trouble at its cell."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reading.neutral import hunan, q
from reading.reports import reports
from ziping.composing.workbook import entries_of
from ziping.reading import read_entered
from ziping.report import Address, Line, Report
from ziping.standards import load_standard
from ziping.wording import say

YEAR = 2024


def entered(**topics: list[Line]) -> Report:
    return read_entered(topics, hunan(), YEAR).report


@settings(
    deadline=None,
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data(), st.sampled_from(["hunan/department/2024", "national/project/2020"]))
def test_any_report_comes_back_from_its_lines(data: st.DataObject, name: str) -> None:
    standard = load_standard(name)
    one = data.draw(reports(standard, most=2))
    found = read_entered(entries_of(one, standard), standard, one.year)
    assert not found.troubles
    assert msgspec.structs.replace(found.report, origins={}) == one


def test_a_figure_is_kept_to_the_letter() -> None:
    report = entered(budget=[Line("basic", {"executed": "1,006.910", "initial": "——"})])
    assert report.figures["basic"] == {"executed": q("1,006.910"), "initial": q("——")}


def test_a_wrong_cell_is_told_at_its_place_and_the_rest_is_read() -> None:
    found = read_entered(
        {"budget": [Line("basic", {"executed": "一千多", "initial": "695.99"})]}, hunan(), YEAR
    )
    assert found.report.figures == {"basic": {"initial": q("695.99")}}
    ((place, message),) = found.troubles.items()
    assert place == Address("budget", "basic", "executed")
    assert say(message, "zh").startswith("“基本支出 决算数”")


def test_rows_are_counted_where_names_stand_twice() -> None:
    lines = [Line("a", {"name": "示例项目"}), Line("b", {"name": "示例项目"})]
    found = read_entered({"projects": lines}, hunan(), YEAR)
    ((place, message),) = found.troubles.items()
    assert place == Address("projects", "b", "name")
    assert "第1行" in say(message, "zh")


def test_a_nested_line_belongs_to_its_parent_s_line_whatever_that_is_called() -> None:
    for name in ("就业补助", "就业补助资金"):
        report = entered(
            projects=[Line("p1", {"name": "其他"}), Line("p2", {"name": name})],
            allotments=[Line("x", {"key": "p2", "amount": "3.5"})],
        )
        assert [len(one.allotments) for one in report.projects] == [0, 1]


def test_a_blank_line_is_no_item_and_does_not_shift_the_parents() -> None:
    report = entered(
        projects=[Line("p0", {"name": " "}), Line("p1", {"name": "就业补助"})],
        allotments=[Line("x", {"key": "p1", "amount": "3.5"})],
    )
    assert [(one.name, len(one.allotments)) for one in report.projects] == [("就业补助", 1)]


def test_a_line_that_begins_like_a_remark_is_a_line() -> None:
    report = entered(goals=[Line("g", {"expected": "注：另有一项目标"})])
    assert report.goals[0].expected == "注：另有一项目标"


def test_places_lead_from_the_report_back_to_the_cell() -> None:
    found = read_entered({"projects": [Line("p9", {"name": "甲", "executed": "1"})]}, hunan(), YEAR)
    assert found.places["projects[0].executed"] == Address("projects", "p9", "executed")
    assert found.report.origins["projects[0].executed"] == "专项资金 第1行 决算数"
