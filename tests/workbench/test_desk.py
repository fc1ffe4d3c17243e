"""The first page says to each role what waits for it, soonest due first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from ziping.workbench.campaigns.models import Deadline
from ziping.workbench.desk.todos import _ACTS, desk_of, todos_of
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import State
from ziping.workbench.filling.waiting import WAITS_FOR
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Unit
from ziping.workbench.review.models import Assignment

WAITING = {
    "not_started": {"clerk", "section"},
    "draft": {"clerk", "section"},
    "internal_review": {"head"},
    "submitted_to_department": {"department"},
    "department_review": {"department"},
    "submitted_to_finance": {"line"},
    "line_review": {"line"},
    "performance_review": {"performance"},
    "accepted": set(),
    "spot_check": {"performance"},
    "check_result": {"performance"},
    "unit_comment": {"clerk", "head"},
    "final_result": set(),
    "rectifying": {"clerk", "head"},
    "rectified": {"performance"},
    "rectification_accepted": set(),
    "published": set(),
    "archived": set(),
}


def todos(cast: Cast, who: str) -> list[tuple[str, str]]:
    found = todos_of(standing_of(cast.person(who)))
    return [(todo.called.key.rpartition(".")[2], todo.package.unit.name) for todo in found]


@pytest.mark.parametrize("state", list(State))
def test_a_report_waits_for_those_whose_move_it_is_and_for_nobody_else(state: State, cast: Cast) -> None:
    Package.objects.exclude(pk=cast.packages["subordinate"].pk).update(state="archived")
    Package.objects.filter(pk=cast.packages["subordinate"].pk).update(state=state)
    assert {who for who in cast.people if todos(cast, who)} == WAITING[state]


@pytest.mark.parametrize("state", sorted(WAITS_FOR))
def test_every_thing_to_do_leads_to_a_page_that_is_there(
    state: State, cast: Cast, as_: Callable[[str], Client]
) -> None:
    Package.objects.filter(pk=cast.packages["subordinate"].pk).update(state=state)
    for who in WAITING[state]:
        for todo in todos_of(standing_of(cast.person(who))):
            assert as_(who).get(todo.page).status_code == 200, (who, todo.page)


def test_every_state_that_waits_has_a_word_for_what_is_to_do() -> None:
    assert set(_ACTS) == set(WAITS_FOR)


def test_what_came_back_is_to_be_mended(cast: Cast) -> None:
    Package.objects.filter(pk=cast.packages["subordinate"].pk).update(state="draft", round=1)
    assert todos(cast, "clerk") == [("mend", "示例县就业中心")]


def test_the_soonest_due_comes_first_and_what_has_no_day_last(cast: Cast) -> None:
    today = timezone.localdate()
    Deadline.objects.create(campaign=cast.campaign, step="rectify", due_on=today)
    Package.objects.filter(pk=cast.packages["department"].pk).update(state="check_result")
    Package.objects.filter(pk=cast.packages["subordinate"].pk).update(state="performance_review")
    Package.objects.filter(pk=cast.packages["stranger"].pk).update(state="rectified")
    found = todos_of(standing_of(cast.person("performance")))
    assert [(todo.act, todo.left) for todo in found] == [
        ("accept_rectified", 0),
        ("check", None),
        ("review", None),
    ]


def test_an_expert_is_told_of_what_was_given_until_it_is_handed_in(cast: Cast) -> None:
    expert, today = cast.person("expert"), timezone.localdate()
    given = Assignment.objects.create(
        package=cast.packages["stranger"],
        person=expert,
        until=today + dt.timedelta(5),
        given_by=cast.person("performance"),
    )
    assert todos(cast, "expert") == [("score", "示例县图书馆")]
    Assignment.objects.filter(pk=given.pk).update(handed_in_at=timezone.now())
    assert todos(cast, "expert") == []
    Assignment.objects.filter(pk=given.pk).update(handed_in_at=None, until=today - dt.timedelta(1))
    assert todos(cast, "expert") == []


def test_overdue_is_counted(cast: Cast) -> None:
    Deadline.objects.update(due_on=timezone.localdate() - dt.timedelta(2))
    desk = desk_of(standing_of(cast.person("clerk")))
    assert (desk.overdue, [count for _, count in desk.tally]) == (1, [1])


@pytest.mark.parametrize("who", ["clerk", "performance", "auditor", "npc", "audit_admin"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_has_a_first_page_in_both_languages(who: str, lang: str, cast: Cast, as_: Any) -> None:
    assert cast.packages
    client: Client = as_(who)
    client.cookies["ziping_lang"] = lang
    page = client.get(reverse("home"))
    assert page.status_code == 200
    assert ("To do" if lang == "en" else "待办") in page.content.decode()


def test_the_first_page_asks_no_more_of_the_database_for_thirty_reports(
    cast: Cast,
    as_: Callable[[str], Client],
    django_assert_max_num_queries: Any,
    django_assert_num_queries: Any,
) -> None:
    Package.objects.update(state="performance_review")
    client, url = as_("performance"), reverse("home")
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    units = Unit.objects.bulk_create(
        Unit(place=cast.place, code=f"6{n:03}", name=f"示例县第{n}单位") for n in range(30)
    )
    Package.objects.bulk_create(
        Package(campaign=cast.campaign, unit=unit, state="performance_review") for unit in units
    )
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(url)
