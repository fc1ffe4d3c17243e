"""``ziping extract``: a finished report back into data."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import EXAMPLES, Program

RECEIVED = EXAMPLES / "received" / "自评报告.docx"


def test_the_annexes_of_a_report_received_come_back_figure_by_figure(ziping: Program, tmp_path: Path) -> None:
    out = tmp_path / "自评报告.json"
    assert ziping("extract", RECEIVED, "-o", out).code == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    figures = data["figures"]
    assert figures["expenditure"] == {"initial": "936.67", "adjusted": "1177.69", "executed": "1177.69"}
    assert figures["source.general"] == {"adjusted": "1177.69"}
    assert figures["basic"]["adjusted"] == "1006.91"
    assert figures["project_total"]["adjusted"] == "170.78"
    assert figures["operating"] == {"prior_executed": "311.03", "initial": "67.2", "executed": "518.46"}
    assert figures["operating.meeting_training"] == {
        "prior_executed": "0",
        "initial": "0",
        "executed": "1.21",
    }
    assert (figures["staff.posts"], figures["staff.serving"]) == ({"actual": "43"}, {"actual": "44"})
    marks = [(one["marks"], one["stated_score"]) for one in data["indicators"]]
    assert marks == [("10", "7.5"), ("5", "5"), ("5", "5"), ("10", "10"), ("10", "10"), ("15", "15"), ("15", "15"), ("10", "10"), ("10", "8.5")]  # fmt: skip
    assert {one["date"] for project in data["projects"] for one in project["allotments"]} == {"2024-12"}
    assert data["unit"]["level"] == "一级预算单位"
    assert not any("200万元" in text or "658.22" in text for text in data["narrative"].values())


def test_a_report_extracted_is_composed_again(ziping: Program, tmp_path: Path) -> None:
    out = tmp_path / "自评报告.json"
    ziping("extract", RECEIVED, "-o", out)
    done = ziping("report", out, "-o", tmp_path / "新", "--format", "json")
    assert done.code in (0, 1)
    assert "内部错误" not in done.err


def test_a_disclosure_says_why_hardly_anything_came_out(ziping: Program, tmp_path: Path) -> None:
    file = tmp_path / "2024年度部门决算.txt"
    file.write_text(
        "示例县统计局2024年度部门决算公开\n一、收入支出情况\n本年收入合计100万元，支出合计90万元。",
        encoding="utf-8",
    )
    done = ziping("extract", file, "-o", tmp_path / "x.json")
    assert done.code == 0
    assert "没有自评表样和提纲" in done.err + done.out
