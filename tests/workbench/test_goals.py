"""Approved goals: frozen, changed only by a later version on a paper, put into the report and locked there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.composing.workbook import workbook_of
from ziping.documents import xlsx_bytes
from ziping.report import Address, ApprovedIndicator, Quantity, Report
from ziping.standards import load_standard
from ziping.wording import InputError
from ziping.workbench.campaigns.approved import digest_of, put_approved, record_goals
from ziping.workbench.campaigns.models import ApprovedGoals
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.linework import move_line
from ziping.workbench.filling.models import Change, Package
from ziping.workbench.filling.store import Edit, delete_line, entries, save
from ziping.workbench.journal.models import Entry

As = Callable[[str], Client]
TRAINED = {"level1": "产出指标", "name": "技能培训人数", "target": "≥500", "unit": "人", "marks": "10"}
CONTENT = {"level1": "满意度指标", "name": "服务对象满意度", "target": "≥90", "unit": "%", "marks": "10"}
TOPIC = "approved_indicators"


@pytest.fixture(autouse=True)
def in_scope(cast: Cast) -> None:
    cast.campaign.scope.set([cast.department, cast.subordinate, cast.stranger])


def recorded(cast: Cast, document: str, *rows: dict[str, str]) -> ApprovedGoals:
    return record_goals(cast.campaign, cast.subordinate, document, rows, cast.person("performance"))


def listed(cast: Cast) -> list[dict[str, str]]:
    found = entries(cast.packages["subordinate"]).get(TOPIC, [])
    return [dict(line.cells) for line in found]


def test_what_is_recorded_stands_in_the_report_at_once(cast: Cast) -> None:
    goals = recorded(cast, "示财预〔2024〕3号", TRAINED, CONTENT)
    assert listed(cast) == [
        {**TRAINED, "document": "示财预〔2024〕3号"},
        {**CONTENT, "document": "示财预〔2024〕3号"},
    ]
    assert goals.digest == digest_of("示财预〔2024〕3号", [TRAINED, CONTENT])
    assert Entry.objects.get(action="goals.record").details["digest"] == goals.digest
    package = Package.objects.get(pk=cast.packages["subordinate"].pk)
    assert [one.name for one in assemble(package).entered.report.approved_indicators] == [
        "技能培训人数",
        "服务对象满意度",
    ]


def test_what_is_recorded_is_neither_changed_nor_taken_away(cast: Cast) -> None:
    goals = recorded(cast, "1号", TRAINED)
    goals.document = "2号"
    with pytest.raises(TypeError):
        goals.save()
    with pytest.raises(TypeError):
        goals.delete()


def test_the_clerk_cannot_type_over_it_paste_over_it_or_remove_it(cast: Cast) -> None:
    recorded(cast, "示财预〔2024〕3号", TRAINED)
    package, clerk = cast.packages["subordinate"], cast.person("clerk")
    cell = Address(TOPIC, f"{TOPIC}-1", "target")
    other = Address("budget", "basic", "executed")
    saved = save(package, [Edit(cell, "≥500", "≥50"), Edit(other, "", "1")], clerk)
    assert [(one.theirs, one.by) for one in saved.conflicts] == [("≥500", "示财预〔2024〕3号")]
    assert not delete_line(package, TOPIC, f"{TOPIC}-1", 1, clerk)
    assert not move_line(package, TOPIC, f"{TOPIC}-1", 1, clerk)
    assert save(package, [Edit(Address(TOPIC, "new", "name"), "", "x")], clerk).conflicts
    assert listed(cast)[0]["target"] == "≥500"
    assert entries(package)["budget"][0].cells == {"executed": "1"}


def test_the_workspace_shows_it_locked_and_by_which_version(cast: Cast, as_: As) -> None:
    recorded(cast, "示财预〔2024〕3号", TRAINED)
    package = cast.packages["subordinate"]
    page = as_("clerk").get(reverse("report-page", args=[package.pk, TOPIC])).content.decode()
    assert "照 示财预〔2024〕3号 登记的批复目标第 1 版" in page
    assert reverse("goals-unit", args=[cast.campaign.pk, cast.subordinate.pk]) in page
    assert f'id="new-{TOPIC}"' not in page
    assert f'<input id="c-{TOPIC}' not in page


def test_where_nothing_was_recorded_the_unit_types_it_itself(cast: Cast) -> None:
    saved = save(
        cast.packages["subordinate"], [Edit(Address(TOPIC, "a", "name"), "", "x")], cast.person("clerk")
    )
    assert not saved.conflicts


def test_an_adjustment_names_its_paper_beside_what_it_changed_dropped_and_added(cast: Cast) -> None:
    recorded(cast, "1号", TRAINED, CONTENT)
    added = {**TRAINED, "name": "新增就业人数"}
    recorded(cast, "2号", {**TRAINED, "target": "≥400"}, added)
    assert listed(cast) == [
        {**TRAINED, "document": "1号", "changed_by": "2号"},
        {**CONTENT, "document": "1号", "changed_by": "2号"},
        {**added, "document": "2号"},
    ]


def test_an_indicator_nothing_happened_to_names_no_later_paper(cast: Cast) -> None:
    recorded(cast, "1号", TRAINED, CONTENT)
    recorded(cast, "2号", TRAINED)
    assert "changed_by" not in listed(cast)[0]


def test_what_the_unit_had_typed_gives_way_and_stays_in_the_history(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    save(package, [Edit(Address(TOPIC, "mine", "name"), "", "别的指标")], cast.person("clerk"))
    recorded(cast, "1号", TRAINED)
    assert [row["name"] for row in listed(cast)] == ["技能培训人数"]
    assert Change.objects.filter(package=package, key="mine").count() == 2
    assert not put_approved(package, cast.person("performance"))


@pytest.mark.parametrize(
    ("document", "rows", "said"),
    [
        ("", [TRAINED], "文号"),
        ("1号", [], "没有指标"),
        ("1号", [{"name": " "}], "没有指标"),
        ("1号", [{"name": "技能培训人数"}], "没有填批复一级指标、批复年度指标值、批复分值"),
        ("1号", [{**TRAINED, "marks": "十分多"}], "第 1 个指标的批复分值"),
    ],
)
def test_what_cannot_be_recorded_says_why(
    document: str, rows: list[dict[str, str]], said: str, cast: Cast
) -> None:
    with pytest.raises(InputError, match=said):
        recorded(cast, document, *rows)
    assert not ApprovedGoals.objects.exists()


def test_the_same_goals_make_no_second_version(cast: Cast) -> None:
    recorded(cast, "1号", TRAINED)
    with pytest.raises(InputError, match="第 1 版完全相同"):
        recorded(cast, "2号", TRAINED)


def test_the_goals_of_a_report_on_its_way_do_not_change(cast: Cast) -> None:
    recorded(cast, "1号", TRAINED)
    Package.objects.update(state="line_review")
    with pytest.raises(InputError, match="请先退回"):
        recorded(cast, "2号", CONTENT)


def typed(*rows: dict[str, str]) -> dict[str, str]:
    return {f"{name}-{number}": cell for number, row in enumerate(rows) for name, cell in row.items()}


def test_goals_are_typed_on_a_page_and_shown_to_the_unit(cast: Cast, as_: As) -> None:
    url = reverse("goals-unit", args=[cast.campaign.pk, cast.subordinate.pk])
    body = {"document": "示财预〔2024〕3号", **typed(TRAINED, {"name": ""}, CONTENT)}
    assert as_("performance").post(url, body).status_code == 302
    assert ApprovedGoals.objects.get().content[TOPIC] == [TRAINED, CONTENT]
    page = as_("clerk").get(url).content.decode()
    assert "第 1 版 · 示财预〔2024〕3号" in page
    assert ApprovedGoals.objects.get().digest in page
    assert 'name="document"' not in page


def test_what_was_typed_comes_back_with_what_is_wrong(cast: Cast, as_: As) -> None:
    url = reverse("goals-unit", args=[cast.campaign.pk, cast.subordinate.pk])
    answer = as_("performance").post(url, {"document": "", **typed(TRAINED)})
    assert answer.status_code == 422
    assert 'value="技能培训人数"' in answer.content.decode()


def test_the_workbook_of_the_year_fills_the_form_and_records_nothing(cast: Cast, as_: As) -> None:
    standard = load_standard(cast.campaign.standard)
    approved = ApprovedIndicator(
        level1="产出指标", name="技能培训人数", target="≥500", unit="人", marks=Quantity("10"), document="3号"
    )
    report = Report(standard=standard.manifest.id, year=2024, approved_indicators=(approved,))
    file = SimpleUploadedFile("年度数据.xlsx", xlsx_bytes(workbook_of(report, standard)))
    url = reverse("goals-import", args=[cast.campaign.pk, cast.subordinate.pk])
    page = as_("performance").post(url, {"file": file}).content.decode()
    assert "读出 1 个指标" in page
    assert 'value="技能培训人数"' in page
    assert 'value="3号"' in page
    assert not ApprovedGoals.objects.exists()


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"hello"])
def test_what_is_no_workbook_is_told(content: bytes, cast: Cast, as_: As) -> None:
    url = reverse("goals-import", args=[cast.campaign.pk, cast.subordinate.pk])
    answer = as_("performance").post(url, {"file": SimpleUploadedFile("年度数据.xlsx", content)})
    assert answer.status_code == 422
    assert as_("performance").post(url).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("head", 200), ("department", 200), ("line", 200), ("auditor", 200)]
    + [(who, 404) for who in ("other_line", "npc", "expert", "system_admin", "outsider")],
)
def test_approved_goals_are_seen_by_who_sees_the_report(who: str, status: int, cast: Cast, as_: As) -> None:
    url = reverse("goals-unit", args=[cast.campaign.pk, cast.subordinate.pk])
    assert as_(who).get(url).status_code == status


def test_a_package_opened_later_begins_with_what_was_approved(cast: Cast, as_: As, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    cast.packages["subordinate"].delete()
    cast.campaign.scope.set([cast.subordinate])
    cast.campaign.state = "prepared"
    cast.campaign.save()
    recorded(cast, "1号", TRAINED)
    as_("performance").post(reverse("campaign-state", args=[cast.campaign.pk]), {"action": "open"})
    package = Package.objects.get(unit=cast.subordinate)
    assert entries(package)[TOPIC][0].cells["name"] == "技能培训人数"


def test_the_list_says_which_version_each_unit_has(cast: Cast, as_: As) -> None:
    cast.campaign.scope.set([cast.department, cast.subordinate])
    recorded(cast, "1号", TRAINED)
    text = as_("performance").get(reverse("goals", args=[cast.campaign.pk]) + "?export=csv").content
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("201,示例县人社局,,")
    assert lines[2].startswith("201001,示例县就业中心,1,1号,1,")
