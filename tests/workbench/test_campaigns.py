"""The bureau sets up the year's self-evaluation: what it asks, of whom, by when; what follows for the units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from workbench.cast import STANDARD, Cast
from ziping.report import Address
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.store import Edit, entries, save
from ziping.workbench.journal.models import Entry
from ziping.workbench.notices.models import Notice
from ziping.workbench.organisation.models import Unit

As = Callable[[str], Client]


@pytest.fixture(autouse=True)
def at_once(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def form(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "year": "2025",
        "standard": STANDARD,
        "title": "2025年度绩效自评",
        "notice": "示财绩〔2026〕1号",
        "noticed_on": "2026-03-01",
        "opens_on": "2026-03-02",
        "coverage_percent": "100",
        "attachments": "部门决算公开表\n\n专项资金文件",
        "remind_days": "7，3, 1",
        "due_sign": "2026-04-20",
        "due_finance": "2026-04-30",
        "units": [cast.department.pk, cast.subordinate.pk],
    } | changes


def prepared(cast: Cast, as_: As, **changes: object) -> Campaign:
    answer = as_("performance").post(reverse("campaign-new"), form(cast, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return Campaign.objects.latest("pk")


def act(as_: As, campaign: Campaign, action: str) -> None:
    as_("performance").post(reverse("campaign-state", args=[campaign.pk]), {"action": action})
    campaign.refresh_from_db()


def test_what_the_form_says_is_what_the_campaign_is(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    assert (made.year, made.state, made.coverage_percent) == (2025, "prepared", 100)
    assert (made.attachments, made.remind_days) == (["部门决算公开表", "专项资金文件"], [7, 3, 1])
    assert {one.step: one.due_on.isoformat() for one in made.deadlines.all()} == {
        "sign": "2026-04-20",
        "finance": "2026-04-30",
    }
    assert Entry.objects.get(action="campaign.prepare").person == "performance"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "“名称”没有填"),
        ({"due_finance": ""}, "“报财政”没有填"),
        ({"due_finance": "四月底"}, "“四月底”不是日期"),
        ({"due_finance": "2026-04-10"}, "2026-04-10 早于“单位审签”2026-04-20"),
        ({"coverage_percent": "101"}, "1 到 100 的整数"),
        ({"remind_days": "三天"}, "“三天”不对"),
        ({"units": []}, "没有选自评单位"),
        ({"units": ["999999"]}, "没有选自评单位"),
        ({"standard": "national"}, "没有选自评标准"),
        ({"standard": "../../etc"}, "没有选自评标准"),
        ({"year": "2018"}, "不能用于 2018 年度"),
        ({"attachments": "表" * 61}, "每项 60 个字以内"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    changes: dict[str, object], said: str, cast: Cast, as_: As
) -> None:
    answer = as_("performance").post(reverse("campaign-new"), form(cast, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "示财绩〔2026〕1号" in page
    assert Campaign.objects.count() == 1


def test_all_that_is_wrong_is_told_at_once(cast: Cast, as_: As) -> None:
    answer = as_("performance").post(
        reverse("campaign-new"), form(cast, title="", units=[], coverage_percent="x")
    )
    assert answer.content.decode().count('role="alert"') == 3


def test_a_year_is_set_up_once_by_a_standard(cast: Cast, as_: As) -> None:
    prepared(cast, as_)
    answer = as_("performance").post(reverse("campaign-new"), form(cast))
    assert "已按这个标准布置过" in answer.content.decode()


def test_units_closed_and_merged_are_told_and_cannot_be_chosen(cast: Cast, as_: As) -> None:
    old = Unit.objects.create(
        place=cast.place, code="302", name="示例县文化馆", until=dt.date(2024, 6, 30), successor=cast.stranger
    )
    page = as_("performance").get(reverse("campaign-new")).content.decode()
    assert "2024-06-30 并入示例县图书馆" in page
    assert f'value="{old.pk}"' not in page
    made = prepared(cast, as_, units=[old.pk, cast.stranger.pk])
    assert set(made.scope.all()) == {cast.stranger}


def test_the_bureau_itself_is_offered_but_not_chosen(cast: Cast, as_: As) -> None:
    page = as_("performance").get(reverse("campaign-new")).content.decode()
    assert f'value="{cast.bureau.pk}"> ' in page
    assert f'value="{cast.stranger.pk}" checked' in page


def test_opening_gives_every_unit_its_package_and_tells_its_people_once(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    assert not made.packages.exists()
    act(as_, made, "open")
    act(as_, made, "open")
    assert {package.unit for package in made.packages.all()} == {cast.department, cast.subordinate}
    told = Notice.objects.filter(key="campaigns.told.opened")
    assert {notice.person.username for notice in told} == {"clerk", "head"}
    assert told.count() == 2
    assert Entry.objects.filter(action="campaign.open").count() == 1


def test_until_it_is_sent_out_only_the_bureau_s_performance_section_knows_of_it(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    url = reverse("board", args=[made.pk])
    statuses = {
        who: as_(who).get(url).status_code for who in ("performance", "line", "auditor", "npc", "clerk")
    }
    assert statuses == {"performance": 200, "line": 404, "auditor": 404, "npc": 404, "clerk": 404}
    act(as_, made, "open")
    statuses = {who: as_(who).get(url).status_code for who in statuses}
    assert statuses == {"performance": 200, "line": 200, "auditor": 200, "npc": 200, "clerk": 404}


def test_a_change_while_it_runs_is_kept_in_the_journal(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    act(as_, made, "open")
    changes = {"due_finance": "2026-05-15", "units": [cast.department.pk, cast.stranger.pk]}
    as_("performance").post(reverse("campaign-plan", args=[made.pk]), form(cast, **changes))
    assert {package.unit for package in made.packages.all()} == {cast.department, cast.stranger}
    details = Entry.objects.get(action="campaign.change").details
    assert details == {
        "changed": {"due_finance": ["2026-04-30", "2026-05-15"]},
        "came": ["示例县图书馆"],
        "went": ["示例县就业中心"],
    }


def test_a_unit_that_has_begun_does_not_leave(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    act(as_, made, "open")
    package = made.packages.get(unit=cast.subordinate)
    save(package, [Edit(Address("budget", "basic", "executed"), "", "1")], cast.person("clerk"))
    answer = as_("performance").post(
        reverse("campaign-plan", args=[made.pk]), form(cast, title="新名称", units=[cast.department.pk])
    )
    assert "示例县就业中心已经开始填报" in answer.content.decode()
    made.refresh_from_db()
    assert (made.title, made.packages.count()) == ("2025年度绩效自评", 2)


def test_the_year_and_the_standard_do_not_change_any_more(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    as_("performance").post(
        reverse("campaign-plan", args=[made.pk]), form(cast, year="2024", standard="national/project/2020")
    )
    made.refresh_from_db()
    assert (made.year, made.standard) == (2025, STANDARD)


def test_a_package_begins_with_last_year_s_accepted_report(cast: Cast, as_: As) -> None:
    last, clerk = cast.packages["subordinate"], cast.person("clerk")
    typed = [Edit(Address("budget", "basic", "executed"), "", "1,006.910万元")]
    save(last, typed, clerk)
    Package.objects.filter(pk=last.pk).update(state="accepted")
    made = prepared(cast, as_)
    act(as_, made, "open")
    begun = made.packages.get(unit=cast.subordinate)
    found = {line.key: line.cells for lines in entries(begun).values() for line in lines}
    assert "1006.91" in str(found)
    assert (begun.state, begun.revision) == ("not_started", 1)
    assert not entries(made.packages.get(unit=cast.department))


def test_last_year_s_report_that_was_not_accepted_begins_nothing(cast: Cast, as_: As) -> None:
    save(
        cast.packages["subordinate"],
        [Edit(Address("budget", "basic", "executed"), "", "1")],
        cast.person("clerk"),
    )
    made = prepared(cast, as_)
    act(as_, made, "open")
    assert not entries(made.packages.get(unit=cast.subordinate))


def test_closed_it_is_changed_no_more_and_can_be_reopened(cast: Cast, as_: As) -> None:
    made = prepared(cast, as_)
    act(as_, made, "open")
    act(as_, made, "close")
    answer = as_("performance").post(reverse("campaign-plan", args=[made.pk]), form(cast, title="x"))
    assert "自评已结束" in answer.content.decode()
    act(as_, made, "open")
    assert made.state == "open"
    assert made.packages.count() == 2


@pytest.mark.parametrize(
    "who",
    ["clerk", "head", "department", "line", "auditor", "npc", "expert", "system_admin", "outsider"],
)
def test_only_the_performance_section_runs_a_campaign(who: str, cast: Cast, as_: As) -> None:
    client, pk = as_(who), cast.campaign.pk
    package = cast.packages["subordinate"].pk
    unit = cast.subordinate.pk
    statuses = {
        client.get(reverse("campaign-new")).status_code,
        client.post(reverse("campaign-new"), form(cast)).status_code,
        client.get(reverse("campaign-plan", args=[pk])).status_code,
        client.post(reverse("campaign-plan", args=[pk]), form(cast)).status_code,
        client.post(reverse("campaign-state", args=[pk]), {"action": "close"}).status_code,
        client.post(reverse("campaign-urge", args=[pk]), {"all": "1"}).status_code,
        client.get(reverse("campaign-extend", args=[pk, package])).status_code,
        client.post(reverse("campaign-extend", args=[pk, package]), {}).status_code,
        client.get(reverse("goals", args=[pk])).status_code,
        client.post(reverse("goals-unit", args=[pk, unit]), {"document": "1"}).status_code,
        client.post(reverse("goals-import", args=[pk, unit])).status_code,
    }
    assert statuses == {404}
    cast.campaign.refresh_from_db()
    assert cast.campaign.state == "open"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["campaigns", "campaign-new", "board", "campaign-plan", "board-units", "goals"]
)
def test_every_page_is_there_in_both_languages(name: str, lang: str, cast: Cast, as_: As) -> None:
    client = as_("performance")
    client.cookies["ziping_lang"] = lang
    args = [] if name in {"campaigns", "campaign-new"} else [cast.campaign.pk]
    assert client.get(reverse(name, args=args)).status_code == 200
