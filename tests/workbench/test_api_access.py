"""Who may ask what: tokens, scopes, roles, and what each sees of others."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from workbench.cast import Cast
from workbench.connected import ROOT, connect
from ziping.workbench.api.models import Token
from ziping.workbench.api.reference import api, description
from ziping.workbench.api.schema import operations
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.tokens import end
from ziping.workbench.filling.models import Package
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.models import Unit

SEES = {
    "clerk": {"subordinate"},
    "head": {"subordinate"},
    "department": {"department", "subordinate"},
    "line": {"department", "subordinate"},
    "other_line": {"stranger"},
    "performance": {"department", "subordinate", "stranger"},
    "auditor": {"department", "subordinate", "stranger"},
    "npc": set(),
    "outsider": {"stranger"},
}


@pytest.mark.parametrize("role", SEES)
def test_a_system_sees_the_reports_its_role_sees_in_lists_and_singly(role: str, cast: Cast) -> None:
    system = connect(cast, role)
    names = {package.pk: name for name, package in cast.packages.items()}
    listed = {names[one["id"]] for one in system.get("/packages").json()["items"]}
    single = {name for number, name in names.items() if system.get(f"/packages/{number}").status_code == 200}
    assert listed == single == SEES[role]


@pytest.mark.parametrize("part", ["", "/report", "/fiscal", "/findings", "/scores", "/steps"])
def test_a_report_of_others_is_not_there_at_any_address(part: str, cast: Cast) -> None:
    system = connect(cast, "outsider")
    assert system.get(f"/packages/{cast.packages['stranger'].pk}{part}").status_code == 200
    assert system.get(f"/packages/{cast.packages['subordinate'].pk}{part}").status_code == 404


@pytest.mark.parametrize("role", ["head", "department", "line", "performance", "auditor"])
def test_only_who_fills_a_report_writes_its_data(role: str, cast: Cast) -> None:
    number = cast.packages["subordinate"].pk
    answer = connect(cast, role).put(f"/packages/{number}/fiscal", {}, If_Match=f'"{number}.0"')
    assert answer.status_code == 404
    assert (
        connect(cast, "clerk").put(f"/packages/{number}/fiscal", {}, If_Match=f'"{number}.0"').status_code
        == 200
    )


NEEDS = {
    Scope.UNITS: "/units",
    Scope.CAMPAIGNS: "/campaigns",
    Scope.PACKAGES: "/packages",
    Scope.DATA_READ: "/packages/{package}/report",
    Scope.CHECKS: "/packages/{package}/findings",
    Scope.WEBHOOKS: "/webhooks",
}


@pytest.mark.parametrize("scope", NEEDS)
def test_a_token_does_what_its_scopes_say_and_no_more(scope: Scope, cast: Cast) -> None:
    path = NEEDS[scope].format(package=cast.packages["subordinate"].pk)
    assert connect(cast, "clerk", scopes=[scope]).get(path).status_code == 200
    answer = connect(cast, "clerk", scopes=set(Scope) - {scope}).get(path)
    assert answer.status_code == 403
    assert scope.value in answer.json()["said"]["en"]


def test_every_operation_but_me_asks_for_a_scope() -> None:
    assert {name for name, scope in api.scopes.items() if not scope} == {"me"}
    assert set(api.scopes) == {one["operationId"] for one in operations(description("zh"))}


def test_a_token_is_kept_as_its_digest_only(cast: Cast) -> None:
    system = connect(cast, "clerk")
    row = Token.objects.get()
    assert system.token not in (row.digest, row.label)
    assert len(row.digest) == 64
    assert not Entry.objects.filter(details__icontains=system.token).exists()


def test_a_token_opens_nothing_after_its_last_day_its_end_or_its_system_s(cast: Cast) -> None:
    system = connect(cast, "clerk")
    token = Token.objects.get()
    today = timezone.localdate()
    statuses = {}
    for name, day in (("yesterday", today - dt.timedelta(days=1)), ("today", today)):
        Token.objects.update(until=day)
        statuses[name] = system.get("/me").status_code
    system.system.person.is_active = False
    system.system.person.save()
    statuses["off"] = system.get("/me").status_code
    system.system.person.is_active = True
    system.system.person.save()
    end(token, cast.person("security_admin"))
    statuses["ended"] = system.get("/me").status_code
    assert statuses == {"yesterday": 401, "today": 200, "off": 401, "ended": 401}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer zp_wrong", "Basic abc", "zp_wrong"])
def test_without_a_token_of_ours_the_answer_is_401_and_says_how(header: str, cast: Cast) -> None:  # noqa: ARG001 - opens the database
    answer = Client().get(f"{ROOT}/units", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"


def test_a_login_in_the_browser_is_no_token(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("performance"))
    assert client.get(f"{ROOT}/units").status_code == 401


def test_problems_are_told_in_both_languages_and_in_the_one_preferred(cast: Cast) -> None:
    system = connect(cast, "clerk")
    chinese, english = (
        system.get("/packages/999", Accept_Language=said).json() for said in ("zh-CN,en;q=0.5", "en-GB")
    )
    assert chinese["said"] == english["said"]
    assert chinese["detail"] == chinese["said"]["zh"] != english["detail"]
    assert english["detail"] == english["said"]["en"]


def test_a_minute_s_requests_used_up_are_told_with_the_time_to_wait(cast: Cast, settings: object) -> None:
    settings.API_RATE = 2  # type: ignore[attr-defined]  # pytest-django's fixture
    system = connect(cast, "clerk")
    answers = [system.get("/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    Token.objects.update(window=0)
    assert system.get("/me").status_code == 200


def test_pages_of_a_list_follow_each_other_whatever_is_added_meanwhile(cast: Cast) -> None:
    system = connect(cast, "performance")
    first = system.get("/units?limit=2").json()
    Unit.objects.create(place=cast.place, code="000", name="示例县新单位")
    second = system.get(f"/units?limit=2&cursor={first['next']}").json()
    third = system.get(f"/units?limit=2&cursor={second['next']}").json()
    codes = [one["agency_code"] for part in (first, second, third) for one in part["items"]]
    assert codes == ["100", "201", "201001", "301", "000"]
    assert third["next"] is None


@pytest.mark.parametrize(
    "cursor", ["x", "YWZ0ZXI6MQ%3D%3D", "YWZ0ZXI6LTE", "中", "YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5OTk5OTk5"]
)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str, cast: Cast) -> None:
    assert connect(cast, "performance").get(f"/units?cursor={cursor}").status_code == 422


def test_units_carry_the_codes_of_the_platform(cast: Cast) -> None:
    (unit,) = connect(cast, "clerk").get("/units?agency_code=201001").json()["items"]
    assert (unit["mof_div_code"], unit["agency_name"], unit["supervisor_code"]) == (
        "430000000",
        "示例县就业中心",
        "201",
    )


@pytest.mark.parametrize("path", ["/units", "/packages", "/campaigns"])
def test_a_list_costs_as_many_queries_for_thirty_as_for_three(
    path: str, cast: Cast, django_assert_max_num_queries: object
) -> None:
    system = connect(cast, "performance")
    for number in range(30):
        unit = Unit.objects.create(
            place=cast.place, code=f"4{number:02}", name=f"单位{number}", supervisor=cast.department
        )
        Package.objects.create(campaign=cast.campaign, unit=unit)
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        assert system.get(f"{path}?limit=100").status_code == 200


def test_campaigns_are_those_overseen_and_those_one_reports_to(cast: Cast) -> None:
    for role in ("clerk", "performance", "npc"):
        (campaign,) = connect(cast, role).get("/campaigns?fiscal_year=2024").json()["items"]
        assert campaign["deadlines"] == [{"step": "finance", "due_on": "2099-05-31"}]
    assert connect(cast, "clerk").get("/campaigns?fiscal_year=2023").json()["items"] == []
