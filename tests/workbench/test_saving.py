"""Typing is saved cell by cell; nobody overwrites what they have not seen; nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from workbench.cast import Cast
from ziping.report import Address
from ziping.workbench.filling.models import Change, EntryLine
from ziping.workbench.filling.store import Edit, LockedError, delete_line, entries, save

BASIC = Address("budget", "basic", "executed")


def edit(after: str, before: str = "", address: Address = BASIC) -> Edit:
    return Edit(address, before, after)


def test_a_cell_typed_is_kept_with_who_typed_it(cast: Cast) -> None:
    package, clerk = cast.packages["subordinate"], cast.person("clerk")
    save(package, [edit("1,006.910")], clerk)
    assert entries(package)["budget"][0].cells == {"executed": "1,006.910"}
    change = Change.objects.get()
    assert (change.before, change.after, change.person) == ("", "1,006.910", clerk)


def test_the_second_of_two_typists_is_shown_both_sides(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    save(package, [edit("1")], cast.person("clerk"))
    saved = save(package, [edit("2")], cast.person("section"))
    (conflict,) = saved.conflicts
    assert (conflict.mine, conflict.theirs, conflict.by) == ("2", "1", "clerk")
    assert entries(package)["budget"][0].cells == {"executed": "1"}


def test_two_people_on_two_cells_of_one_line_do_not_disturb_each_other(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    save(package, [edit("1")], cast.person("clerk"))
    saved = save(package, [edit("2", address=Address("budget", "basic", "initial"))], cast.person("section"))
    assert not saved.conflicts
    assert entries(package)["budget"][0].cells == {"executed": "1", "initial": "2"}


def test_the_same_edit_sent_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    first = save(package, [edit("1")], cast.person("clerk"))
    second = save(package, [edit("1")], cast.person("clerk"))
    assert not second.conflicts
    assert (second.revision, Change.objects.count()) == (first.revision, 1)


def test_a_cell_made_blank_is_blank_and_its_past_is_kept(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    save(package, [edit("1")], cast.person("clerk"))
    save(package, [edit("", before="1")], cast.person("clerk"))
    assert entries(package)["budget"][0].cells == {}
    assert [change.after for change in Change.objects.order_by("id")] == ["1", ""]


def test_what_is_on_its_way_takes_no_typing(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    package.state = "submitted_to_finance"
    package.save()
    with pytest.raises(LockedError):
        save(package, [edit("1")], cast.person("clerk"))
    assert not EntryLine.objects.exists()


def test_a_line_changed_meanwhile_is_not_removed(cast: Cast) -> None:
    package, clerk = cast.packages["subordinate"], cast.person("clerk")
    name = Address("projects", "p1", "name")
    save(package, [edit("就业补助", address=name)], clerk)
    save(package, [edit("就业补助资金", before="就业补助", address=name)], clerk)
    assert not delete_line(package, "projects", "p1", 1, clerk)
    assert delete_line(package, "projects", "p1", 2, clerk)
    assert "projects" not in entries(package)
    assert Change.objects.filter(key="p1").count() == 3


def post(client: Client, cast: Cast, *edits: dict[str, str]) -> Any:
    url = reverse("report-cells", args=[cast.packages["subordinate"].pk])
    return client.post(url, json.dumps({"page": "budget", "edits": edits}), content_type="application/json")


def typed(after: str) -> dict[str, str]:
    return {"topic": "budget", "line": "basic", "column": "executed", "before": "", "after": after}


def test_saving_answers_with_what_follows_from_it(cast: Cast, as_: Callable[[str], Client]) -> None:
    answer = post(as_("clerk"), cast, typed("一千多")).json()
    assert "一千多" in answer["troubles"]["c-budget-basic-executed"]
    answer = post(as_("clerk"), cast, {**typed("100"), "before": "一千多"}).json()
    assert "c-budget-basic-executed" not in answer["troubles"]
    assert answer["conflicts"] == []


@pytest.mark.parametrize(
    "who", ["section", "head", "department", "line", "performance", "auditor", "outsider"]
)
def test_only_the_clerk_types(who: str, cast: Cast, as_: Callable[[str], Client]) -> None:
    assert post(as_(who), cast, typed("1")).status_code == 404
    assert not EntryLine.objects.exists()


def test_a_character_no_database_keeps_is_left_out(cast: Cast) -> None:
    package = cast.packages["subordinate"]
    saved = save(package, [edit("1\0006")], cast.person("clerk"))
    assert not saved.conflicts
    assert entries(package)["budget"][0].cells == {"executed": "16"}
