"""Project money that came late: every batch is named, and how much of the money it was."""

from __future__ import annotations

from pathlib import Path

import msgspec

from checking.support import checked, of, pack, tidy
from ziping.audit import Options, examine
from ziping.checking import Checked, Finding, check, describe, reason_said, special_fund_warnings
from ziping.report import Report
from ziping.scoring import score

PROJECT = "项目[事业单位公开招聘]"


def test_each_late_batch_is_named_with_its_day_paper_and_amount() -> None:
    report = tidy(
        **{
            f"{PROJECT}.指标下达": [
                {"下达日期": "2024-05-20", "指标文号": "示财行〔2024〕25号", "下达金额": "30.00"},
                {"下达日期": "2024-12-03", "指标文号": "示财行〔2024〕71号", "下达金额": "40.00"},
                {"下达日期": "2024-12-30", "指标文号": "", "下达金额": "30万元"},
            ]
        }
    )
    [finding] = of(checked(report), "Q-25.late")
    text = describe(finding, pack(), "zh").message
    assert "2024年12月起下达的有 2 笔" in text
    assert "（2024-12-03 40.00万元，示财行〔2024〕71号、2024-12-30 30万元，无文号）" in text
    assert "占全部下达数 100.00万元 的 70.00%" in text
    assert [spot.key for spot in finding.spots] == [
        "projects[3].allotments[1].date",
        "projects[3].allotments[2].date",
    ]
    assert special_fund_warnings(report, pack())[3].level == "late"


def test_exactly_half_in_december_is_late_and_less_is_not() -> None:
    for amounts, expected in ((("50", "50"), 1), (("50.01", "49.99"), 0)):
        rows = [
            {"下达日期": day, "下达金额": amount}
            for day, amount in zip(("2024-03-01", "2024-12-01"), amounts, strict=True)
        ]
        assert len(of(checked(tidy(**{f"{PROJECT}.指标下达": rows})), "Q-25.late")) == expected, amounts


def test_without_the_amounts_a_part_in_december_cannot_be_judged() -> None:
    report = tidy(**{f"{PROJECT}.指标下达[2].下达日期": "2024-12-01", f"{PROJECT}.指标下达[2].下达金额": ""})
    found = checked(report)
    assert of(found, "Q-25.late") == []
    assert [one.item for one in found.not_checked if one.rule == "Q-25.late"] == ["事业单位公开招聘"]


def test_money_of_the_year_before_came_in_time() -> None:
    report = tidy(**{"项目[社保基金监管].指标下达[1].下达日期": "2023-12-29"})
    assert of(checked(report), "Q-25.late") == []


def test_a_batch_of_which_only_the_month_is_known_is_late_when_all_of_that_month_is() -> None:
    for month, late in (("2024-11", 0), ("2024-12", 1), ("2025-01", 1)):
        found = of(checked(tidy(**{"项目[社保基金监管].指标下达[1].下达日期": month})), "Q-25.late")
        assert [one.severity for one in found] == (["warning"] if late else ["notice"]), month
    assert "（2024-12 " in describe(_late("2024-12"), pack(), "zh").message


def _late(date: str) -> Finding:
    [finding] = of(checked(tidy(**{"项目[社保基金监管].指标下达[1].下达日期": date})), "Q-25.late")
    return finding


def _since_the_middle_of_december(report: Report) -> Checked:
    late = pack().rules["Q-25.late"]
    changed = msgspec.structs.replace(late, params={**late.params, "day": 15})
    standard = msgspec.structs.replace(pack(), rules={**pack().rules, "Q-25.late": changed})
    return check(report, standard, score(report, standard))


def test_a_month_in_which_the_limit_lies_cannot_be_decided() -> None:
    report = tidy(**{"项目[社保基金监管].指标下达[1].下达日期": "2024-12"})
    found = _since_the_middle_of_december(report)
    assert of(found, "Q-25.late") == []
    [answer] = [one for one in found.not_checked if one.rule == "Q-25.late"]
    assert answer.why == "month_only"
    assert "只写到月份" in reason_said(answer, pack(), "zh")
    for day, late in (("2024-12-14", []), ("2024-12-15", ["warning"])):
        dated = tidy(**{"项目[社保基金监管].指标下达[1].下达日期": day})
        told = of(_since_the_middle_of_december(dated), "Q-25.late")
        assert [one.severity for one in told if one.severity == "warning"] == late, day


def test_an_undecided_batch_too_small_to_matter_is_no_question() -> None:
    rows = [{"下达日期": "2024-03-01", "下达金额": "80"}, {"下达日期": "2024-12", "下达金额": "20"}]
    found = _since_the_middle_of_december(tidy(**{f"{PROJECT}.指标下达": rows}))
    assert of(found, "Q-25.late") == []
    assert [one for one in found.not_checked if one.rule == "Q-25.late"] == []


def test_days_left_are_not_counted_from_a_month() -> None:
    row = special_fund_warnings(tidy(**{f"{PROJECT}.指标下达[2].下达日期": "2024-12"}), pack())[3]
    assert (str(row.last_allotment), row.days_left) == ("2024-12", None)


def _read(tmp_path: Path, said: str) -> Checked:
    file = tmp_path / "报告.txt"
    lines = (
        "示例县统计局",
        "2024年度部门整体支出绩效自评报告",
        "二、部门整体支出管理及使用情况",
        "（二）部门预算执行情况",
        "2.项目支出情况",
        said,
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    return examine(file, Options(standard=pack().manifest.id)).checked


def test_a_document_that_says_itself_that_money_came_late_is_told_so_once(tmp_path: Path) -> None:
    found = _read(tmp_path, "抽样调查专项年初预算50万元，12月份下达25万元，实际支出25万元。")
    assert [one.depends_on for one in of(found, "Q-25.late")] == [("Q-25.late-said",)]
    assert [one.counted for one in of(found, "Q-25.late-said")] == [True]


def test_a_late_release_that_a_document_only_dates_is_told_by_its_day(tmp_path: Path) -> None:
    said = "抽样调查专项年初预算50万元，2024年12月5日以示财行〔2024〕71号下达25万元，实际支出25万元。"
    [finding] = of(_read(tmp_path, said), "Q-25.late")
    assert finding.counted
    assert "2024-12-05" in describe(finding, pack(), "zh").message


def test_a_month_within_a_span_of_months_dates_no_release(tmp_path: Path) -> None:
    for said in ("1-12月下达25万元", "截至12月共下达25万元", "10月至12月下达25万元"):
        found = _read(tmp_path, f"抽样调查专项年初预算50万元，{said}，实际支出25万元。")
        assert of(found, "Q-25.late") == [], said


def test_a_release_dated_by_a_month_of_another_year_is_told_by_that_month() -> None:
    [finding] = of(checked(tidy(**{"项目[社保基金监管].指标下达[1].下达日期": "2023-12"})), "Q-05.dates")
    assert "2023年12月，" in describe(finding, pack(), "zh").message
    assert "2023-12," in describe(finding, pack(), "en").message


def test_of_no_money_at_all_none_came_late() -> None:
    report = tidy(
        **{
            f"{PROJECT}.指标下达": [
                {"下达日期": "2024-12-20", "指标文号": "示财行〔2024〕71号", "下达金额": "0"}
            ]
        }
    )
    assert not of(checked(report), "Q-25.late")
