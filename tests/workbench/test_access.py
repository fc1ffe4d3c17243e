"""Who sees which report: every role against its own unit and another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Holding
from ziping.workbench.organisation.roles import RIGHTS, Right, Role

SEES = {
    "clerk": {"subordinate"},
    "section": {"subordinate"},
    "head": {"subordinate"},
    "department": {"department", "subordinate"},
    "line": {"department", "subordinate"},
    "other_line": {"stranger"},
    "performance": {"department", "subordinate", "stranger"},
    "expert": set(),
    "auditor": {"department", "subordinate", "stranger"},
    "npc": set(),
    "system_admin": set(),
    "security_admin": set(),
    "audit_admin": set(),
    "outsider": {"stranger"},
}


@pytest.mark.parametrize("who", SEES)
def test_a_report_is_there_for_those_it_concerns_and_for_nobody_else(
    who: str, cast: Cast, as_: Callable[[str], Client]
) -> None:
    client = as_(who)
    seen = {
        name
        for name, package in cast.packages.items()
        if client.get(reverse("report", args=[package.pk])).status_code == 200
    }
    assert seen == SEES[who]


@pytest.mark.parametrize("who", SEES)
def test_the_list_and_the_pages_behind_it_agree(who: str, cast: Cast, as_: Callable[[str], Client]) -> None:
    page = as_(who).get(reverse("home")).content.decode()
    listed = {
        name for name, package in cast.packages.items() if reverse("report", args=[package.pk]) + '"' in page
    }
    assert listed == SEES[who]


def test_nobody_is_let_in_without_login(cast: Cast) -> None:
    answer = Client().get(reverse("report", args=[cast.packages["subordinate"].pk]))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))


def test_a_holding_counts_from_its_first_day_to_its_last(cast: Cast) -> None:
    clerk = cast.person("clerk")
    Holding.objects.filter(person=clerk).update(since=dt.date(2024, 1, 1), until=dt.date(2024, 12, 31))
    days = {
        dt.date(2023, 12, 31): False,
        dt.date(2024, 1, 1): True,
        dt.date(2024, 12, 31): True,
        dt.date(2025, 1, 1): False,
    }
    assert {day: Role.CLERK in standing_of(clerk, day).roles for day in days} == days


def test_who_is_switched_off_may_nothing(cast: Cast) -> None:
    clerk = cast.person("clerk")
    clerk.is_active = False
    assert not standing_of(clerk).roles


def test_the_three_administrators_have_no_right_over_reports() -> None:
    rights = {right: {role for role, _ in held} for right, held in RIGHTS.items()}
    administrators = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
    assert not {right for right in Right if right.startswith("report") and rights[right] & administrators}
    assert all(len(rights[right] & administrators) <= 1 for right in Right)
