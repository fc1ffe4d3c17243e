"""Data in and out: by the platform's field names and as our report, over what was seen and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.cast import Cast
from workbench.connected import Connected, connect
from ziping.documents import read_xlsx
from ziping.reading import read_workbook
from ziping.report import Address, dump_report
from ziping.workbench.api.fiscal import fiscal
from ziping.workbench.api.writing import report_in
from ziping.workbench.filling import assemble as assemble_module
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.store import Edit, save
from ziping.workbench.journal.models import Entry

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tidy" / "年度数据.xlsx"


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(dump_report(read_workbook(read_xlsx(EXAMPLE))))
    data.pop("origins", None)
    return data


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's database is undone, what was assembled from it is not."""
    monkeypatch.setattr(assemble_module, "_KEPT", 0)


@pytest.fixture
def clerk(cast: Cast) -> Connected:
    return connect(cast, "clerk")


def at(cast: Cast, part: str) -> str:
    return f"/packages/{cast.packages['subordinate'].pk}/{part}"


def tag(cast: Cast) -> str:
    package = Package.objects.get(pk=cast.packages["subordinate"].pk)
    return f'"{package.pk}.{package.revision}"'


def test_a_report_sent_is_the_report_read_to_the_letter(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    written = clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    assert written.status_code == 200, written.content.decode()
    read = clerk.get(at(cast, "report"))
    assert read.json() == example
    assert read["ETag"] == written["ETag"]
    assert Entry.objects.get(action="package.data_in").details["cells"] == written.json()["changed"]


def test_the_same_report_sent_again_changes_nothing(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    changes, before = Change.objects.count(), tag(cast)
    again = clerk.put(at(cast, "report"), example, If_Match=before)
    assert (again.json()["changed"], tag(cast), Change.objects.count()) == (0, before, changes)


def test_what_is_taken_out_is_gone_and_what_is_moved_stands_where_it_was_sent(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    other = {**example, "projects": example["projects"][:0:-1]}
    keys = dict(EntryLine.objects.filter(topic="projects").values_list("cells__name", "key"))
    answer = clerk.put(at(cast, "report"), other, If_Match=tag(cast))
    assert answer.status_code == 200, answer.content.decode()
    assert [one["name"] for one in clerk.get(at(cast, "report")).json()["projects"]] == [
        one["name"] for one in other["projects"]
    ]
    standing = EntryLine.objects.filter(topic="projects", deleted=False)
    assert all(keys[line.cells["name"]] == line.key for line in standing)


def test_data_somebody_changed_meanwhile_are_not_overwritten(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    seen = tag(cast)
    save(
        cast.packages["subordinate"],
        [Edit(Address("budget", "basic", "executed"), "", "1")],
        cast.person("clerk"),
    )
    stale = clerk.put(at(cast, "report"), example, If_Match=seen)
    assert (stale.status_code, stale["ETag"]) == (412, tag(cast))
    assert EntryLine.objects.count() == 1


def test_without_if_match_nothing_is_written(clerk: Connected, cast: Cast, example: dict[str, Any]) -> None:
    assert clerk.put(at(cast, "report"), example).status_code == 428
    assert not EntryLine.objects.exists()


def test_what_was_read_already_is_not_sent_again(clerk: Connected, cast: Cast) -> None:
    first = clerk.get(at(cast, "report"))
    again = clerk.get(at(cast, "report"), If_None_Match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_report_on_its_way_takes_no_data(clerk: Connected, cast: Cast, example: dict[str, Any]) -> None:
    Package.objects.update(state="line_review")
    answer = clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    assert answer.status_code == 409
    assert "业务股室" in answer.json()["said"]["zh"]


def test_a_report_of_another_year_or_standard_is_refused_with_both_named(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    answer = clerk.put(
        at(cast, "report"), {**example, "year": 2023, "standard": "national/project/2020"}, If_Match=tag(cast)
    )
    assert answer.status_code == 422
    assert {one["where"] for one in answer.json()["errors"]} == {"year", "standard"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"\xff\xfe", 400),
        (b"[]", 422),
        (b'{"standard": "hunan/department/2024"}', 422),
        (b'{"standard": "hunan/department/2024", "year": 2024, "secret": 1}', 422),
        (b'{"standard": "hunan/department/2024", "year": 2024, "year": 2024}', 422),
        (b'{"standard": "hunan/department/2024", "year": NaN}', 422),
        (b"[" * 100_000, 422),
    ],
)
def test_what_is_no_report_is_told_and_not_written(
    body: bytes, status: int, clerk: Connected, cast: Cast
) -> None:
    answer = clerk.put(at(cast, "report"), body, If_Match=tag(cast))
    assert answer.status_code == status
    assert answer.json()["said"]["zh"]
    assert not EntryLine.objects.exists()


def test_a_figure_the_form_has_no_word_for_is_refused_rather_than_lost(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    odd = {**example, "unit": {**example["unit"], "name": " \n空白"}}
    answer = clerk.put(at(cast, "report"), odd, If_Match=tag(cast))
    assert answer.status_code == 422
    assert not EntryLine.objects.exists()


# --- by the names of the platform -------------------------------------------------------------------------------------


def test_indicators_come_and_go_by_the_platform_s_names(clerk: Connected, cast: Cast) -> None:
    row = {
        "findex": "产出指标",
        "sindex": "数量指标",
        "tindex": "城镇新增就业人数",
        "computesign": "≥",
        "indexval": "4300",
        "meterunit": "人",
        "actualweight": "10.00",
        "actualvalue": "4512",
        "score": None,
        "kpi_remark": "",
    }
    answer = clerk.put(at(cast, "fiscal"), {"perf_t_selfperfindex": [row]}, If_Match=tag(cast))
    assert answer.status_code == 200, answer.content.decode()
    (read,) = clerk.get(at(cast, "fiscal")).json()["perf_t_selfperfindex"]
    assert read == {**row, "score": "", "pro_name": ""}


def test_numbers_are_kept_to_the_letter_bare_or_not(clerk: Connected, cast: Cast) -> None:
    body = '{"pm_project_info": [{"pro_name": "就业补助", "initial_amt": 67.20, "executed_amt": "1,177.69"}]}'
    assert clerk.put(at(cast, "fiscal"), body, If_Match=tag(cast)).status_code == 200
    (project,) = clerk.get(at(cast, "fiscal")).json()["pm_project_info"]
    assert (project["initial_amt"], project["executed_amt"]) == ("67.20", "1,177.69")


def test_what_the_platform_has_no_field_for_stays(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    rows = clerk.get(at(cast, "fiscal")).json()["pm_project_info"]
    rows[0]["executed_amt"] = "12.34"
    assert clerk.put(at(cast, "fiscal"), {"pm_project_info": rows}, If_Match=tag(cast)).status_code == 200
    read = clerk.get(at(cast, "report")).json()
    changed = [{**example["projects"][0], "executed": "12.34"}, *example["projects"][1:]]
    assert read == {**example, "projects": changed}


def test_what_goes_out_comes_in_again_unchanged(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    whole = clerk.get(at(cast, "fiscal")).json()
    assert set(fiscal().tables) < set(whole)
    assert clerk.put(at(cast, "fiscal"), whole, If_Match=tag(cast)).json()["changed"] == 0


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"agency_code": "999"}, "agency_code"),
        ({"fiscal_year": 2023}, "fiscal_year"),
        ({"nothing": []}, "nothing"),
        ({"pm_project_info": {}}, "pm_project_info"),
        ({"pm_project_info": [1]}, "pm_project_info.0"),
        ({"pm_project_info": [{"pro_name": "甲", "x": "1"}]}, "pm_project_info.0.x"),
        ({"pm_project_info": [{"pro_name": ["甲"]}]}, "pm_project_info.0.pro_name"),
        ({"pm_project_info": [{"pro_code": "1"}]}, "pm_project_info.0.pro_name"),
        ({"pm_project_info": [{"pro_name": "甲", "initial_amt": True}]}, "pm_project_info.0.initial_amt"),
    ],
)
def test_wrong_data_are_told_by_their_place(
    data: dict[str, Any], where: str, clerk: Connected, cast: Cast
) -> None:
    answer = clerk.put(at(cast, "fiscal"), data, If_Match=tag(cast))
    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["errors"]] == [where]


def test_findings_and_scores_are_those_of_the_page(
    clerk: Connected, cast: Cast, example: dict[str, Any]
) -> None:
    clerk.put(at(cast, "report"), example, If_Match=tag(cast))
    found = clerk.get(at(cast, "findings")).json()
    errors = clerk.get(at(cast, "findings?severity=error")).json()["findings"]
    assert [one for one in found["findings"] if one["severity"] == "error"] == errors
    scores = clerk.get(at(cast, "scores")).json()
    assert scores["full"] == "100"
    assert len(scores["marks"]) == len(example["indicators"]) + 1
    english = clerk.get(at(cast, "scores"), Accept_Language="en").json()
    assert english["marks"][0]["working"] != scores["marks"][0]["working"]


def test_the_report_has_no_trace_of_where_it_was_typed(cast: Cast) -> None:
    assert report_in(cast.packages["subordinate"]).origins == {}
