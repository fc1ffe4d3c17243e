"""Who may type into what: the clerk everywhere, a business section in its own lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.report import Address
from ziping.workbench.filling.linework import move_line, restore_line
from ziping.workbench.filling.models import Change, EntryLine
from ziping.workbench.filling.store import Edit, LockedError, delete_line, entries, save
from ziping.workbench.organisation.models import Holding, Section

OURS, THEIRS = "projects-1", "projects-2"


@pytest.fixture
def divided(cast: Cast) -> Cast:
    """Two projects of two sections, and somebody who fills for the first."""
    section = Section.objects.create(unit=cast.subordinate, name="就业股")
    Holding.objects.filter(person=cast.person("section")).update(section=section)
    cells = {
        ("projects", OURS): {"name": "就业补助", "section": "就业股"},
        ("projects", THEIRS): {"name": "社保监管", "section": "社保股"},
        ("allotments", "a1"): {"key": OURS},
        ("allotments", "a2"): {"key": THEIRS},
    }
    edits = [
        Edit(Address(topic, line, column), "", text)
        for (topic, line), found in cells.items()
        for column, text in found.items()
    ]
    save(cast.packages["subordinate"], edits, cast.person("clerk"))
    return cast


def post(client: Client, cast: Cast, topic: str, line: str, column: str, after: str, before: str = "") -> Any:
    url = reverse("report-cells", args=[cast.packages["subordinate"].pk])
    edit = {"topic": topic, "line": line, "column": column, "before": before, "after": after}
    return client.post(
        url, json.dumps({"page": "projects", "edits": [edit]}), content_type="application/json"
    )


@pytest.mark.parametrize(
    ("topic", "line", "column", "after", "status"),
    [
        ("projects", OURS, "executed", "12.5", 200),
        ("projects", THEIRS, "executed", "12.5", 404),
        ("projects", OURS, "section", "社保股", 404),  # nobody gives a line away
        ("projects", "projects-new", "name", "另一项", 404),
        ("allotments", "a1", "amount", "3", 200),
        ("allotments", "a2", "amount", "3", 404),
        ("allotments", "a3", "key", OURS, 200),
        ("allotments", "a3", "key", THEIRS, 404),
        ("budget", "basic", "executed", "1", 404),
    ],
)
def test_a_section_fills_its_own_lines(
    divided: Cast,
    as_: Callable[[str], Client],
    topic: str,
    line: str,
    column: str,
    after: str,
    status: int,
) -> None:
    before = "就业股" if column == "section" else ""
    assert post(as_("section"), divided, topic, line, column, after, before).status_code == status


def test_one_cell_that_is_not_theirs_refuses_the_whole_batch(
    divided: Cast, as_: Callable[[str], Client]
) -> None:
    url = reverse("report-cells", args=[divided.packages["subordinate"].pk])
    edits = [
        {"topic": "projects", "line": line, "column": "executed", "before": "", "after": "1"}
        for line in (OURS, THEIRS)
    ]
    answer = as_("section").post(url, json.dumps({"edits": edits}), content_type="application/json")
    assert answer.status_code == 404
    assert not Change.objects.filter(column="executed").exists()


def test_the_page_of_a_section_has_boxes_in_its_own_lines_only(
    divided: Cast, as_: Callable[[str], Client]
) -> None:
    url = reverse("report-page", args=[divided.packages["subordinate"].pk, "projects"])
    page = as_("section").get(url).content.decode()
    assert '<input class="cell' in page.split(f'data-line="{OURS}"')[1].split("</tr>")[0]
    assert "<input" not in page.split(f'<tr data-line="{THEIRS}"')[1].split("</tr>")[0]
    assert "<input" not in as_("head").get(url).content.decode().split("<tbody>")[1].split("</tbody>")[0]


def test_nobody_s_typing_is_saved_in_the_name_of_who_logged_in_since(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    url = reverse("report-cells", args=[cast.packages["subordinate"].pk])
    edit = {"topic": "budget", "line": "basic", "column": "executed", "before": "", "after": "1"}
    body = json.dumps({"person": str(cast.person("head").pk), "edits": [edit]})
    assert as_("clerk").post(url, body, content_type="application/json").status_code == 401
    assert not EntryLine.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"edits": 1}', '{"edits": [{}]}', '{"edits": [{"way": "x"}]}', "\x00"]
)
def test_a_body_no_page_of_ours_sends_is_no_address(
    cast: Cast, as_: Callable[[str], Client], body: str
) -> None:
    url = reverse("report-cells", args=[cast.packages["subordinate"].pk])
    assert as_("clerk").post(url, body, content_type="application/json").status_code == 404


def keys(cast: Cast) -> list[str]:
    return [line.key for line in entries(cast.packages["subordinate"]).get("projects", ())]


def test_a_line_moves_among_the_others_and_stays_within_them(divided: Cast) -> None:
    package, clerk = divided.packages["subordinate"], divided.person("clerk")
    assert keys(divided) == [OURS, THEIRS]
    assert move_line(package, "projects", OURS, 1, clerk)
    assert keys(divided) == [THEIRS, OURS]
    assert not move_line(package, "projects", OURS, 1, clerk)
    assert move_line(package, "projects", OURS, -9, clerk)
    assert keys(divided) == [OURS, THEIRS]
    assert not move_line(package, "projects", "nobody", 1, clerk)


def test_a_line_taken_away_comes_back_with_its_cells(divided: Cast) -> None:
    package, clerk = divided.packages["subordinate"], divided.person("clerk")
    assert delete_line(package, "projects", OURS, 1, clerk)
    assert keys(divided) == [THEIRS]
    assert restore_line(package, "projects", OURS, clerk)
    assert keys(divided) == [OURS, THEIRS]
    assert entries(package)["projects"][0].cells["name"] == "就业补助"
    assert not restore_line(package, "projects", OURS, clerk)


def test_lines_of_what_is_on_its_way_stay_where_they_are(divided: Cast) -> None:
    package, clerk = divided.packages["subordinate"], divided.person("clerk")
    package.state = "line_review"
    package.save()
    with pytest.raises(LockedError):
        move_line(package, "projects", OURS, 1, clerk)
    with pytest.raises(LockedError):
        restore_line(package, "projects", OURS, clerk)


def test_a_section_neither_moves_nor_removes_lines(divided: Cast, as_: Callable[[str], Client]) -> None:
    url = reverse("report-lines", args=[divided.packages["subordinate"].pk])
    for act in ("up", "down", "remove", "restore"):
        data = {"topic": "projects", "line": OURS, "version": "1", "act": act}
        assert as_("section").post(url, data).status_code == 404
    assert as_("clerk").post(url, {"topic": "projects", "line": OURS, "act": "down"}).status_code == 302
    assert keys(divided) == [THEIRS, OURS]
