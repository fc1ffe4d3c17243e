"""Units over the years, sections, leave and delegation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from workbench.test_people import refused, sheet
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.absence import go_on_leave, lend, take_back
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Person, Unit
from ziping.workbench.organisation.roles import Right, Role
from ziping.workbench.organisation.units import UnitData, change_unit, close_unit, create_unit, remove_section

DAY = dt.timedelta(days=1)


def data(unit: Unit, **other: object) -> UnitData:
    said = {name: getattr(unit, name) for name in ("code", "name", "level", "kind", "supervisor", "line")}
    return UnitData(**{**said, **other})


def test_a_renamed_unit_keeps_its_earlier_name(cast: Cast, as_: Callable[[str], Client]) -> None:
    change_unit(cast.person("system_admin"), cast.stranger, data(cast.stranger, name="示例县文化馆"))
    page = as_("system_admin").get(reverse("unit", args=[cast.stranger.pk])).content.decode()
    assert "示例县文化馆" in page
    assert "示例县图书馆" in page
    entry = Entry.objects.get(action="unit.change")
    assert entry.details == {"name": ["示例县图书馆", "示例县文化馆"]}


def test_a_merged_unit_names_its_successor_and_takes_part_no_more(cast: Cast) -> None:
    today = timezone.localdate()
    close_unit(cast.person("system_admin"), cast.stranger, today, cast.subordinate, "机构改革")
    cast.stranger.refresh_from_db()
    assert (cast.stranger.until, cast.stranger.successor) == (today, cast.subordinate)
    assert list(cast.subordinate.predecessors.all()) == [cast.stranger]


def test_a_unit_is_not_closed_over_others_or_without_reason(cast: Cast) -> None:
    admin, today = cast.person("system_admin"), timezone.localdate()
    assert refused(lambda: close_unit(admin, cast.department, today, None, "")) == [
        "close_needs_reason",
        "still_below",
    ]
    assert refused(lambda: close_unit(admin, cast.bureau, today, None, "x")) == ["cannot_close"]
    assert refused(lambda: close_unit(admin, cast.stranger, today, cast.stranger, "x")) == ["odd_successor"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"code": "201"}, ["code_taken"]),
        ({"code": ""}, ["code_and_name"]),
        ({"level": "县级"}, ["odd_level"]),
        ({"supervisor": "subordinate"}, ["odd_supervisor"]),
    ],
)
def test_what_does_not_fit_a_unit_is_told(other: dict[str, str], said: list[str], cast: Cast) -> None:
    wanted = {key: getattr(cast, value) if key == "supervisor" else value for key, value in other.items()}
    unit = cast.department if "supervisor" in other else cast.stranger
    assert refused(lambda: change_unit(cast.person("system_admin"), unit, data(unit, **wanted))) == said


def test_a_section_in_use_stays(cast: Cast) -> None:
    assert refused(lambda: remove_section(cast.person("system_admin"), cast.social)) == ["section_used"]


def test_units_come_from_a_sheet_in_any_order(cast: Cast, as_: Callable[[str], Client]) -> None:
    head = ("单位编码", "单位名称", "级次", "单位类别", "主管部门编码", "财政业务股室")
    rows = (
        (401001, "示例县中学", "二级预算单位", "事业单位", "401", "科教文股"),
        ("401", "示例县教育局", "", "", "", "科教文股"),
        ("301", "示例县图书馆", "一级预算单位", "事业单位", "", ""),
    )
    answer = as_("system_admin").post(reverse("units-import"), {"file": sheet(head, *rows)})
    assert answer.status_code == 302
    school = Unit.objects.get(code="401001")
    assert (str(school.supervisor), school.line) == ("示例县教育局", cast.culture)
    assert Unit.objects.get(code="301").kind == "事业单位"


def test_bad_cells_of_a_sheet_are_all_told_and_nothing_comes_in(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    head = ("单位编码", "单位名称", "级次", "单位类别", "主管部门编码", "财政业务股室")
    rows = (
        ("401", "", "", "", "", ""),
        ("402", "示例县某局", "特级", "", "", "没有的股"),
        ("403", "示例县又局", "", "", "", ""),
    )
    page = as_("system_admin").post(reverse("units-import"), {"file": sheet(head, *rows)})
    assert [str(one)[:3] for one in page.context["problems"]] == ["第2行", "第3行", "第3行"]
    assert not Unit.objects.filter(code="403").exists()
    assert cast.bureau.code == "100"


def lend_clerk(cast: Cast, to: str, since: dt.date, until: dt.date) -> Person:
    clerk = cast.person("clerk")
    lend(clerk, clerk.holdings.get(), cast.person(to), since, until, "出差")
    return cast.person(to)


def test_a_role_is_lent_for_its_days_and_comes_back(cast: Cast) -> None:
    today = timezone.localdate()
    head = lend_clerk(cast, "head", today, today + DAY)
    package = cast.packages["subordinate"].unit
    days = {today - DAY: False, today: True, today + DAY: True, today + 2 * DAY: False}
    assert {day: standing_of(head, day).over(Right.REPORT_FILL, package) for day in days} == days
    take_back(cast.person("clerk"), head.holdings.get(role=Role.CLERK))
    assert standing_of(head).roles == {Role.HEAD}


def test_what_was_lent_is_not_lent_on(cast: Cast) -> None:
    today = timezone.localdate()
    head = lend_clerk(cast, "head", today, today + DAY)
    borrowed = head.holdings.get(role=Role.CLERK)
    assert refused(lambda: lend(head, borrowed, cast.person("section"), today, today, "x")) == [
        "not_lendable"
    ]


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin", "expert"])
def test_administrators_and_experts_lend_nothing(who: str, cast: Cast) -> None:
    person, today = cast.person(who), timezone.localdate()
    assert "not_lendable" in refused(
        lambda: lend(person, person.holdings.get(), cast.person("performance"), today, today, "x")
    )


def test_a_role_is_lent_within_the_unit_and_not_for_ever(cast: Cast) -> None:
    today = timezone.localdate()
    assert refused(lambda: lend_clerk(cast, "outsider", today, today)) == ["no_colleague"]
    assert refused(lambda: lend_clerk(cast, "head", today, today + 90 * DAY)) == ["lent_too_long"]
    assert refused(lambda: lend_clerk(cast, "head", today - 2 * DAY, today - DAY)) == ["days_past"]


def test_leave_is_entered_once_for_the_same_days(cast: Cast, as_: Callable[[str], Client]) -> None:
    today = timezone.localdate()
    client = as_("clerk")
    for _ in range(2):
        client.post(reverse("leave-add"), {"since": today, "until": today + DAY, "reason": "休假"})
    clerk = cast.person("clerk")
    leave = clerk.leaves.get()
    assert as_("head").post(reverse("leave-remove", args=[leave.pk])).status_code == 404
    client.post(reverse("leave-remove", args=[leave.pk]))
    assert not clerk.leaves.exists()
    assert refused(lambda: go_on_leave(clerk, today, today - DAY, "")) == ["days_turned"]


def test_somebody_else_s_delegation_is_not_there(cast: Cast, as_: Callable[[str], Client]) -> None:
    today = timezone.localdate()
    lent = lend_clerk(cast, "head", today, today).holdings.get(role=Role.CLERK)
    assert as_("head").post(reverse("lend-end", args=[lent.pk])).status_code == 404
    assert as_("clerk").post(reverse("lend-end", args=[lent.pk])).status_code == 302


def test_the_pages_work_in_english(cast: Cast, as_: Callable[[str], Client]) -> None:
    pages = {
        "system_admin": ["units", "unit-add", "units-import"],
        "security_admin": ["people", "person-add", "people-import"],
        "audit_admin": ["journal", "account", "absence", "password", "factors"],
    }
    create_unit(cast.person("system_admin"), cast.place, UnitData("777", "示例县某局"))
    for who, names in pages.items():
        client = as_(who)
        client.cookies["ziping_lang"] = "en"
        for name in names:
            answer = client.get(reverse(name))
            assert answer.status_code == 200
            assert 'lang="en"' in answer.content.decode()
