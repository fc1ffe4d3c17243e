"""The bureau's board: every unit counts once, who is late is seen, reminded and given time."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from workbench.cast import Cast
from ziping.workbench.campaigns.boards import GROUPS, board_of, group_of
from ziping.workbench.campaigns.models import Deadline, Extension
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.journal.models import Entry
from ziping.workbench.notices.models import Notice
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Unit
from ziping.workbench.pages.exporting import exported_cell

As = Callable[[str], Client]


def put(cast: Cast, **states: str) -> None:
    for name, state in states.items():
        Package.objects.filter(pk=cast.packages[name].pk).update(state=state)


def due(cast: Cast, days: int) -> dt.date:
    day = timezone.localdate() + dt.timedelta(days)
    Deadline.objects.filter(campaign=cast.campaign, step="finance").update(due_on=day)
    return day


def board(cast: Cast, who: str = "performance") -> Any:
    return board_of(cast.campaign, standing_of(cast.person(who)))


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("rounds", [0, 1])
def test_every_state_has_its_place_on_the_board(state: State, rounds: int) -> None:
    assert group_of(state, rounds) in GROUPS


def test_the_bar_says_where_the_units_are(cast: Cast) -> None:
    put(cast, department="accepted", subordinate="line_review")
    found = board(cast)
    assert (found.handed_in, found.total, found.coverage, found.wanted) == (2, 3, "66.6%", 1)
    assert [(piece.group, piece.count) for piece in found.pieces] == [
        ("accepted", 1),
        ("review", 1),
        ("not_yet", 1),
    ]
    assert sum(piece.length for piece in found.pieces) == 1000


def test_what_came_back_is_not_handed_in(cast: Cast) -> None:
    Package.objects.filter(pk=cast.packages["stranger"].pk).update(state="draft", round=1)
    assert board(cast).counts["returned"] == 1
    assert board(cast).handed_in == 0


def test_late_is_who_has_not_handed_in_after_the_day_extensions_counted(cast: Cast) -> None:
    due(cast, -3)
    put(cast, department="submitted_to_finance")
    Extension.objects.create(
        campaign=cast.campaign,
        unit=cast.stranger,
        step="finance",
        due_on=timezone.localdate(),
        reason="机构改革",
        granted_by=cast.person("performance"),
    )
    assert [(line.package.unit, line.overdue) for line in board(cast).late] == [(cast.subordinate, 3)]


def test_on_the_last_day_nobody_is_late(cast: Cast) -> None:
    due(cast, 0)
    assert board(cast).late == ()


@pytest.mark.parametrize(
    ("who", "total", "looks_in"),
    [
        ("performance", 3, True),
        ("line", 2, True),
        ("other_line", 1, True),
        ("department", 1, True),
        ("auditor", 3, True),
        ("npc", 3, False),
    ],
)
def test_the_board_counts_what_its_reader_may_see(who: str, total: int, looks_in: bool, cast: Cast) -> None:
    found = board(cast, who)
    assert (found.total, found.looks_in) == (total, looks_in)


def test_the_congress_reads_sums_and_no_unit(cast: Cast, as_: As) -> None:
    due(cast, -3)
    client = as_("npc")
    page = client.get(reverse("board", args=[cast.campaign.pk])).content.decode()
    assert "报送率" in page
    assert "示例县图书馆" not in page
    assert client.get(reverse("board-units", args=[cast.campaign.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"), [("", 3), ("?group=accepted", 1), ("?late=1", 2), ("?text=301", 1)]
)
def test_every_number_opens_its_list(query: str, found: int, cast: Cast, as_: As) -> None:
    due(cast, -1)
    put(cast, department="accepted")
    url = reverse("board-units", args=[cast.campaign.pk])
    page = as_("performance").get(url + query).content.decode()
    assert page.count('name="package"') == found


def test_a_department_s_number_opens_itself_and_those_below_it(cast: Cast, as_: As) -> None:
    url = reverse("board-units", args=[cast.campaign.pk])
    page = as_("performance").get(f"{url}?department={cast.department.pk}").content.decode()
    assert page.count('name="package"') == 2


def more_units(cast: Cast, count: int) -> None:
    units = Unit.objects.bulk_create(
        Unit(place=cast.place, code=f"5{n:03}", name=f"示例县第{n}单位", line=cast.culture)
        for n in range(count)
    )
    Package.objects.bulk_create(Package(campaign=cast.campaign, unit=unit) for unit in units)


@pytest.mark.parametrize("name", ["board", "board-units", "goals"])
def test_the_pages_ask_no_more_of_the_database_for_forty_units(
    name: str, cast: Cast, as_: As, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    due(cast, -1)
    client, url = as_("performance"), reverse(name, args=[cast.campaign.pk])
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    more_units(cast, 40)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(url)


def test_the_late_are_reminded_once_a_day_with_one_click(cast: Cast, as_: As) -> None:
    due(cast, -2)
    url = reverse("campaign-urge", args=[cast.campaign.pk])
    for _ in range(2):
        as_("performance").post(url, {"all": "1"})
    told = Notice.objects.filter(key="campaigns.told.late")
    assert sorted(notice.person.username for notice in told) == [
        "clerk",
        "head",
        "outsider",
    ]
    assert Entry.objects.filter(action="campaign.urge").count() == 1


def test_one_unit_is_reminded_alone_before_it_is_late(cast: Cast, as_: As) -> None:
    due(cast, 5)
    url = reverse("campaign-urge", args=[cast.campaign.pk])
    as_("performance").post(url, {"package": cast.packages["stranger"].pk})
    assert [(one.person.username, one.key) for one in Notice.objects.all()] == [
        ("outsider", "campaigns.told.due")
    ]


def test_an_extension_needs_a_later_day_and_a_reason(cast: Cast, as_: As) -> None:
    day, package = due(cast, 3), cast.packages["stranger"]
    url = reverse("campaign-extend", args=[cast.campaign.pk, package.pk])
    later = (day + dt.timedelta(10)).isoformat()
    client = as_("performance")
    for typed in (
        {"step": "finance", "day": later, "reason": ""},
        {"step": "finance", "day": day.isoformat(), "reason": "改革"},
        {"step": "finance", "day": "很快", "reason": "改革"},
        {"step": "publish", "day": later, "reason": "改革"},
        {"step": "x", "day": later, "reason": "改革"},
    ):
        assert client.post(url, typed).status_code == 422
    assert not Extension.objects.exists()
    assert client.post(url, {"step": "finance", "day": later, "reason": "机构改革"}).status_code == 302
    assert Entry.objects.get(action="campaign.extend").details["reason"] == "机构改革"
    assert Notice.objects.get().person == cast.person("outsider")


def test_a_list_is_taken_away_as_excel_and_as_csv(cast: Cast, as_: As) -> None:
    Unit.objects.filter(pk=cast.stranger.pk).update(name="=HYPERLINK(1)")
    url = reverse("board-units", args=[cast.campaign.pk])
    answer = as_("performance").get(url + "?export=xlsx&text=301")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["301", "'=HYPERLINK(1)", "'=HYPERLINK(1)"]
    assert sheet["B2"].data_type == "s"
    text = as_("performance").get(url + "?export=csv").content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("单位编码,单位,主管部门")
    assert "301,'=HYPERLINK(1)" in text
    assert as_("performance").get(url + "?export=exe").status_code == 404


@given(st.text(max_size=12))
def test_no_exported_text_is_run_as_a_formula(text: str) -> None:
    cell = str(exported_cell(text))
    number = cell.strip("+-").replace(",", "").replace(".", "").rstrip("%").isdigit()
    assert number or not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert text in cell
