"""Blanks: each required cell once, a topic nobody began once, and the cell it stands in."""

from __future__ import annotations

import msgspec
import pytest

from checking.support import checked, of, pack, tidy
from ziping.checking import describe
from ziping.report import Report, Unit


def test_a_sheet_nobody_filled_is_one_finding_with_the_number_of_its_cells() -> None:
    report = tidy()
    figures = {name: book for name, book in report.figures.items() if not name.startswith("three_public")}
    found = checked(msgspec.structs.replace(report, figures=figures))
    topic = of(found, "Q-02.topic")
    assert [finding.item for finding in topic] == ["三公经费"]
    assert "必填 19 格" in describe(topic[0], pack(), "zh").message
    assert of(found, "Q-02.required") == []


def test_a_report_of_only_a_name_lists_its_topics_and_what_is_missing_beside_the_name() -> None:
    unit = Unit(name="示例县农业农村局")
    found = checked(Report(standard="hunan/department/2024", year=2024, unit=unit))
    assert {"预算执行", "三公经费", "三公实物量"} <= {finding.item for finding in of(found, "Q-02.topic")}
    missing = {finding.item for finding in of(found, "Q-02.required")}
    assert {"预算编码", "预算级次", "单位性质"} <= missing
    assert all(finding.depends_on == ("Q-02.topic",) for finding in of(found, "Q-02.funds"))


def test_a_blank_another_rule_speaks_of_is_not_listed_again() -> None:
    found = checked(tidy(**{"部门整体支出.全年预算数": ""}))
    assert len(of(found, "Q-02.funds")) == 1
    assert of(found, "Q-02.required") == []


def test_a_blank_is_shown_with_its_cell_where_the_reader_knows_it() -> None:
    report = tidy(**{"一般公共预算.决算数": ""})
    origins = {"figures.source.general.executed": "数据.xlsx 预算执行!G16"}
    found = checked(msgspec.structs.replace(report, origins=origins))
    place = describe(of(found, "Q-02.required")[0], pack(), "zh").places[0]
    assert place.endswith("（应填在 数据.xlsx 预算执行!G16）")
    assert "to be entered in" in describe(of(found, "Q-02.required")[0], pack(), "en").places[0]


def test_a_filled_cell_is_where_the_figure_was_typed() -> None:
    origins = {"figures.staff.serving.actual": "数据.xlsx 机构人员!C5"}
    report = msgspec.structs.replace(tidy(实际在职人数="44 人"), origins=origins)
    places = describe(of(checked(report), "Q-24.over-staffed")[0], pack(), "zh").places
    assert any(place.endswith("（填在 数据.xlsx 机构人员!C5）") for place in places)


def test_a_dash_for_the_sign_is_a_required_cell_not_filled() -> None:
    found = checked(tidy(**{"绩效指标[公开招聘场次].指标性质": "——"}))
    assert [finding.item for finding in of(found, "Q-02.required")] == ["公开招聘场次／指标性质"]


def test_a_dash_in_a_required_cell_is_called_a_dash() -> None:
    found = checked(tidy(**{"一般公共预算.决算数": "——"}))
    assert "（读到：——）" in describe(of(found, "Q-02.required")[0], pack(), "zh").message


def test_a_vague_amount_is_refused_and_no_rounding_excuses_it() -> None:
    found = checked(tidy(**{"办公费.决算数": "12-13"}))
    assert [finding.severity for finding in of(found, "Q-02.exact")] == ["error"]
    assert [
        relation.verdict for relation in found.relations if relation.rule == "Q-14.operating-parts"
    ].count("unbound") == 1
    assert {answer.why for answer in found.not_checked if answer.rule == "Q-13.detail"} <= {"vague"}
    assert [finding for finding in found.findings if finding.verdict == "rounding"] == []


def test_a_score_by_the_rule_is_never_called_inflated() -> None:
    changes = {
        f"绩效指标[{name}].{field}": value
        for name, actual in (("公开招聘场次", "3"), ("补贴内养人员人数", "37"))
        for field, value in (("实际完成值", actual), ("自填得分", ""))
    }
    report = tidy(**changes, 自填总分="", 自填等级="", 综合评价结论="")
    found = checked(report, only=("Q-41", "Q-42.missing"))
    assert found.findings == ()


@pytest.mark.parametrize(("total", "found"), [("94.99", 0), ("95", 1), ("95.00", 1)])
def test_a_total_of_exactly_95_is_high_enough_to_ask_how_it_came_about(total: str, found: int) -> None:
    """Three unmet indicators whose marks were typed: the limit itself counts, what is just below it does not."""
    changes = {
        f"绩效指标[{name}].{field}": value
        for name, actual in (
            ("公开招聘场次", "2"),
            ("补贴内养人员人数", "30"),
            ("受理劳动投诉举报件数", "100"),
        )
        for field, value in (("实际完成值", actual), ("自填得分", "4.50"))
    }
    report = tidy(**changes, 自填总分=total, 自填等级="优", 综合评价结论="")
    assert len(of(checked(report), "Q-41.inflated")) == found


def test_over_staffing_points_at_the_cells_for_its_reason_and_its_paper() -> None:
    note = {"reason": "安置军转干部1人"}
    changes = {"实际在职人数": "44 人", "notes.staff.serving": note}
    origins = {
        "notes.staff.serving.reason": "数据.xlsx 机构人员!C8",
        "notes.staff.serving.document": "数据.xlsx 机构人员!C9",
    }
    found = checked(msgspec.structs.replace(tidy(**changes), origins=origins))
    places = describe(of(found, "Q-24.over-staffed")[0], pack(), "zh").places
    assert "机构人员 / 超编批准文号（应填在 数据.xlsx 机构人员!C9）" in places
    assert not any("C8" in place for place in places)
