"""Every address of the site × everybody × their own unit and another's: one table says what each is answered.

A new address gets its line in ``ROWS``; one that is missing fails ``test_every_address_is_in_the_table``. ``here`` are
those who are answered for the thing of 示例县就业中心 (``subordinate``), ``there`` for the thing of 示例县图书馆
(``stranger``); everybody else is refused. Who is not logged in is sent to the login, unless the line is ``public``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from workbench.cast import Cast
from workbench.connected import connect
from ziping.workbench.filling.models import EvidenceFile, Inquiry, Package
from ziping.workbench.journal.chain import sm3
from ziping.workbench.organisation.models import Holding
from ziping.workbench.review.models import Item, Remark

ALL = (
    "clerk section head department line other_line performance expert auditor npc "
    "system_admin security_admin audit_admin outsider"
)
SEES = "clerk section head department line performance auditor"
SEES_STRANGER = "other_line performance auditor outsider"
BUREAU = "line other_line performance"
CAMPAIGN = "department line other_line performance auditor npc"
REVIEWS = "department line other_line performance expert"
REMARKS = ("department line performance", "other_line performance")

Arguments = Callable[[Cast, str], list[Any]]


def nothing(_cast: Cast, _unit: str) -> list[Any]:
    return []


def package(*more: Any) -> Arguments:
    return lambda cast, unit: [cast.packages[unit].pk, *more]


def reviewed() -> Arguments:
    """A package that waits for the performance section."""

    def made(cast: Cast, unit: str) -> list[Any]:
        Package.objects.filter(pk=cast.packages[unit].pk).update(state="performance_review")
        return [cast.packages[unit].pk]

    return made


def remarked() -> Arguments:
    def made(cast: Cast, unit: str) -> list[Any]:
        package = cast.packages[unit]
        return [package.pk, Remark.objects.create(package=package, round=1, person=cast.person("line")).pk]

    return made


def itemed() -> Arguments:
    """Something to be put right."""

    def made(cast: Cast, unit: str) -> list[Any]:
        person, day = cast.person("performance"), dt.date(2099, 1, 1)
        item = Item.objects.create(package=cast.packages[unit], due_on=day, person=person)
        return [item.package_id, item.pk]

    return made


def proven(*more: Any) -> Arguments:
    """A picture that proves something."""

    def made(cast: Cast, unit: str) -> list[Any]:
        data = b"\x89PNG\r\n\x1a\n"
        held = ContentFile(data, name="m.bin")
        kept = EvidenceFile.objects.create(
            package=cast.packages[unit], name="现场.png", kind="image", size=8, digest=sm3(data), file=held,
            person=cast.person("clerk"),
        )  # fmt: skip
        return [kept.package_id, kept.pk, *more]

    return made


def survey_of(cast: Cast, unit: str) -> Inquiry:
    return Inquiry.objects.get_or_create(
        package=cast.packages[unit], token=f"matrix-{unit}",
        defaults={"title": "问卷", "question": "满意吗？", "state": "open", "person": cast.person("clerk")},
    )[0]  # fmt: skip


def asked() -> Arguments:
    """A survey that is running."""
    return lambda cast, unit: [cast.packages[unit].pk, survey_of(cast, unit).pk]


def asked_token(cast: Cast, unit: str) -> str:
    return survey_of(cast, unit).token


def campaign(*more: Any) -> Arguments:
    return lambda cast, _unit: [cast.campaign.pk, *more]


def campaign_package(cast: Cast, unit: str) -> list[Any]:
    return [cast.campaign.pk, cast.packages[unit].pk]


def campaign_unit(cast: Cast, unit: str) -> list[Any]:
    """A unit in the scope of the campaign."""
    cast.campaign.scope.add(getattr(cast, unit))
    return [cast.campaign.pk, getattr(cast, unit).pk]


def unit(*more: Any) -> Arguments:
    return lambda cast, name: [getattr(cast, name).pk, *more]


def person(name: str, *more: Any) -> Arguments:
    return lambda cast, _unit: [cast.person(name).pk, *more]


def holding(name: str) -> Arguments:
    """The person and the one role that person has."""
    return lambda cast, _unit: [cast.person(name).pk, Holding.objects.get(person=cast.person(name)).pk]


def published(*more: Any) -> Arguments:
    """The page of what was not published."""
    return lambda _cast, _unit: ["2024-201001", *more]


def forms(form: str) -> Arguments:
    """A list as a file."""
    return lambda _cast, _unit: [form]


def visit(*more: Any) -> Arguments:
    """A visit to 体检 that nobody made."""
    return lambda _cast, _unit: ["A" * 32, *more]


def numbers(count: int) -> Arguments:
    return lambda _cast, _unit: [1] * count


def connected(cast: Cast, _unit: str) -> list[Any]:
    """A system connected to the bureau's place."""
    return [connect(cast, "clerk").system.pk]


def token(cast: Cast, _unit: str) -> list[Any]:
    return [connect(cast, "clerk").system.tokens.get().pk]


@dataclass(frozen=True)
class Row:
    """``answer`` to those who may, ``refused`` to those who may not; ``data`` is posted; ``body`` is posted as JSON."""

    name: str
    here: str = ALL
    there: str | None = None  # as ``here``
    of: Arguments = nothing
    method: str = "get"
    answer: int = 200
    refused: int = 404
    data: dict[str, str] = field(default_factory=dict)
    body: str = ""
    public: bool = False
    anonymous: int = 302
    only: bool = True  # the other method is answered 405
    json: bool = False  # called by a script: who is not logged in is answered 401

    def ask(self, client: Client, cast: Cast, unit: str) -> Any:
        url = reverse(self.name, args=self.of(cast, unit))
        if self.method == "get":
            return client.get(url, self.data)
        if self.body:
            return client.post(url, self.body, content_type="application/json")
        return client.post(url, self.data)


ASKED_ALONE = "me list_units list_campaigns list_packages list_webhooks post_webhook"
ASKED_OF_ONE = """get_unit get_campaign get_package list_steps get_report put_report get_fiscal put_fiscal
    get_findings get_scores get_export get_export_file get_webhook delete_webhook list_deliveries"""
ROWS: tuple[Row, ...] = (
    # operating and demo: asked for by machines; nobody of the demo comes in outside it
    Row("healthz", public=True, anonymous=200),
    Row("readyz", public=True, answer=503, anonymous=503),
    Row("metrics", public=True, anonymous=200),
    Row("demo-enter", "", method="post", public=True, anonymous=404),
    # accounts
    Row("login", here=ALL, answer=302, public=True, anonymous=200, only=False),
    Row("logout", method="post", answer=302, public=True),
    Row("language", method="post", answer=302, public=True),
    Row("second", answer=302, public=True, only=False),
    Row("oidc", here="", public=True, anonymous=404),
    Row("oidc-back", here="", public=True, anonymous=404),
    Row("session-back"),
    Row("account"),
    Row("password", only=False),
    Row("end-others", method="post", answer=302),
    Row("factors"),
    Row("codes-add", only=False),
    Row("passkey-add", only=False),
    Row("recovery", here="", method="post"),
    Row("factor-remove", here="", of=lambda _cast, _unit: [1], method="post"),
    Row("people", "security_admin"),
    Row("person-add", "security_admin", only=False),
    Row("people-import", "security_admin", only=False),
    Row("person", "security_admin", of=person("clerk")),
    Row("holding-grant", "security_admin", of=person("clerk"), method="post"),
    Row("holding-end", "security_admin", of=holding("clerk"), method="post", answer=302, data={"reason": "调离"}),
    Row("person-password", "security_admin", of=person("clerk"), method="post"),
    Row("person-factors", "security_admin", of=person("clerk"), method="post", answer=302),
    Row("person-switch", "security_admin", of=person("clerk"), method="post", answer=302, data={"on": "yes"}),
    # journal
    Row("journal", "audit_admin"),
    Row("journal-verify", "audit_admin", method="post", answer=302),
    Row("journal-export", "audit_admin", of=lambda _cast, _unit: ["csv"]),
    # organisation
    Row("units", "system_admin"),
    Row("unit-add", "system_admin", only=False),
    Row("units-import", "system_admin", only=False),
    Row("unit", "system_admin", of=unit(), only=False),
    Row("unit-close", "system_admin", of=unit(), method="post", answer=302),
    Row("section-add", "system_admin", of=unit(), method="post", answer=302, data={"name": "办公室"}),
    Row("section-remove", here="", of=unit(1), method="post"),
    Row("place-rename", "system_admin", method="post", answer=302, data={"name": "示例县"}),
    Row("absence"),
    Row("leave-add", method="post", answer=302),
    Row("leave-remove", here="", of=lambda _cast, _unit: [1], method="post"),
    Row("lend", method="post", answer=302),
    Row("lend-end", here="", of=lambda _cast, _unit: [1], method="post"),
    # filling
    Row("home"),
    Row("report", SEES, SEES_STRANGER, of=package()),
    Row("report-page", SEES, SEES_STRANGER, of=package("budget")),
    Row(
        "report-cells", "clerk", "outsider", of=package(), method="post", body='{"edits": []}', json=True
    ),
    Row(
        "report-lines", "clerk", "outsider", of=package(), method="post", answer=302,
        data={"topic": "projects", "line": "p1", "version": "1"},
    ),
    Row("report-move", "clerk", "outsider", of=package(), method="post", answer=302, data={"action": "ask_signature"}),
    Row(
        "report-here", SEES, SEES_STRANGER, of=package(), method="post", json=True,
        body='{"page": "budget", "revision": 0}',
    ),
    Row("report-answer", "clerk", "outsider", of=package(), method="post", answer=302, data={"mark": "0"}),
    Row(
        "report-why", SEES, SEES_STRANGER, of=package(),
        data={"topic": "budget", "line": "basic", "column": "executed"},
    ),
    Row("report-history", SEES, SEES_STRANGER, of=package()),
    Row("report-restore", here="", there="", of=package(), method="post", data={"change": "1"}),
    Row("report-rounds", SEES, SEES_STRANGER, of=package()),
    Row("report-choose", "clerk", "outsider", of=package(), only=False),
    Row("report-imports", "clerk", "outsider", of=package(), only=False),
    Row("report-import", "", of=package(1)),
    Row("report-import-again", "", of=package(1), method="post"),
    Row("report-files", SEES, SEES_STRANGER, of=package(), only=False),
    Row("report-file", "", of=package(1)),
    Row("report-preview", SEES, SEES_STRANGER, of=package()),
    Row("report-evidence", SEES, SEES_STRANGER, of=package(), only=False),
    Row("report-evidence-look", SEES, SEES_STRANGER, of=proven()),
    Row("report-evidence-file", SEES, SEES_STRANGER, of=proven()),
    Row("report-evidence-page", SEES, SEES_STRANGER, of=proven(1)),
    Row("report-evidence-remove", "clerk section", "outsider", of=proven(), method="post", answer=302),
    Row("report-inquiries", SEES, SEES_STRANGER, of=package(), only=False),
    Row("report-inquiry", SEES, SEES_STRANGER, of=asked(), only=False),
    Row("survey", of=lambda cast, unit: [asked_token(cast, unit)], public=True, anonymous=200, only=False),
    Row("report-ready", "clerk head", "outsider", of=package()),
    Row("report-ready-note", "clerk", "outsider", of=package(), method="post", answer=302),
    Row(
        "report-ready-hand", "clerk", "outsider", of=package(), method="post", answer=302,
        data={"action": "ask_signature"},
    ),
    Row("report-receipt", "", of=package(1)),
    # campaigns
    Row("campaigns", "department line other_line performance auditor npc"),
    Row("board", "department line other_line performance auditor npc", of=campaign()),
    Row("board-units", "department line other_line performance auditor", of=campaign()),
    Row("campaign-new", "performance", only=False),
    Row("campaign-plan", "performance", of=campaign(), only=False),
    Row("campaign-state", "performance", of=campaign(), method="post", answer=302, data={"action": "close"}),
    Row("campaign-urge", "performance", of=campaign(), method="post", answer=302),
    Row("campaign-extend", "performance", of=campaign_package, only=False),
    Row("goals", "performance", of=campaign()),
    Row("goals-unit", SEES, SEES_STRANGER, of=campaign_unit, only=False),
    Row("goals-import", "performance", of=campaign_unit, method="post", answer=422),
    # notices
    Row("notices"),
    Row("notices-read", method="post", answer=302),
    Row("notices-wish", method="post", answer=302, data={"often": "daily"}),
    Row("notice-follow", here="", of=lambda _cast, _unit: [1], method="post"),
    # review
    Row("review", REVIEWS),
    Row("review-queue-file", REVIEWS, of=lambda _cast, _unit: ["csv"]),
    Row("review-weigh", "performance", of=campaign(), method="post", answer=302),
    Row("review-desk", SEES, SEES_STRANGER, of=package()),
    Row("review-desk-tab", SEES, SEES_STRANGER, of=package("data")),
    Row("review-remark", *REMARKS, of=reviewed(), method="post", answer=302, data={"text": "请补充"}),
    Row(
        "review-reply", f"clerk head {REMARKS[0]}", f"outsider {REMARKS[1]}", of=remarked(), method="post",
        answer=302, data={"text": "已补充"},
    ),
    Row("review-settle", *REMARKS, of=remarked(), method="post", answer=302),
    Row(
        "review-move", "performance", "performance", of=reviewed(), method="post", answer=302,
        data={"action": "accept"},
    ),
    Row("review-findings-file", *REMARKS, of=package()),
    Row("review-annotated-file", *REMARKS, of=package()),
    Row("review-returned-file", "", of=package("listing")),
    Row("review-spot", CAMPAIGN, of=campaign()),
    Row("review-spot-file", CAMPAIGN, of=campaign("csv")),
    Row("review-draw", "performance", of=campaign(), method="post", answer=302),
    Row("review-assign", "", of=package(), method="post"),
    Row("review-unassign", "", of=package(1), method="post"),
    Row("review-sheet", "performance", "performance", of=package()),
    Row("review-give-points", "performance", "performance", of=package(), method="post", answer=302),
    Row("review-result", SEES, SEES_STRANGER, of=package()),
    Row(
        "review-advance", "performance", "performance", of=package(), method="post", answer=302,
        data={"action": "ask_opinion"},
    ),
    Row("review-opinion", "clerk head performance", "outsider performance", of=package(), method="post", answer=302),
    Row("review-use", "performance", "performance", of=package(), method="post", answer=302),
    Row("review-rectification", SEES, SEES_STRANGER, of=package()),
    Row("review-item", "performance", "performance", of=package(), method="post", answer=302),
    Row(
        "review-rectification-step", "performance", "performance", of=package(), method="post", answer=302,
        data={"action": "conclude"},
    ),
    Row("review-item-answer", "clerk head", "outsider", of=itemed(), method="post", answer=302),
    Row("review-item-judge", "performance", "performance", of=itemed(), method="post", answer=302),
    Row("review-item-proof", "", of=itemed()),
    Row("review-uses", CAMPAIGN, of=campaign()),
    Row("review-uses-file", CAMPAIGN, of=campaign("csv")),
    Row("review-analysis", CAMPAIGN, of=campaign()),
    Row("review-analysis-file", CAMPAIGN, of=campaign("years", "csv")),
    # disclosure
    Row("robots", public=True, anonymous=200),
    Row("public", public=True, anonymous=200),
    Row("public-sitemap", public=True, anonymous=200),
    Row("public-list", of=forms("csv"), public=True, anonymous=200),
    Row("public-report", "", of=published(), public=True, anonymous=404),
    Row("public-edition", "", of=published(1), public=True, anonymous=404),
    Row("public-file", "", of=published(1, "docx"), public=True, anonymous=404),
    Row("publishing", "clerk head performance outsider"),
    Row("publishing-list", "clerk head performance outsider", of=forms("csv")),
    Row("publishing-approval", "performance", method="post", answer=302),
    Row("publishing-terms", "", method="post"),
    Row("publishing-report", "clerk head performance", "outsider performance", of=package()),
    Row(
        "publishing-particulars", "clerk performance", "outsider performance", of=package(), method="post", answer=302
    ),
    Row("publishing-sign", "head", "", of=package(), method="post", answer=302),
    Row("publishing-publish", "performance", "performance", of=package(), method="post", answer=302),
    Row("publishing-withdraw", "performance", "performance", of=package(), method="post", answer=302),
    Row("checkup", public=True, anonymous=200, only=False),
    Row("checkup-result", "", of=visit(), public=True, anonymous=404),
    Row("checkup-page", "", of=visit(), public=True, anonymous=404),
    Row("checkup-file", "", of=visit("html"), public=True, anonymous=404),
    Row("checkup-remove", "", of=visit(), method="post", public=True, anonymous=404),
    Row("checkup-keep", "", of=visit(), method="post", public=True, anonymous=404),
    # api (its pages)
    Row("api-docs", public=True, anonymous=200),
    Row("api-openapi", public=True, anonymous=200),
    Row("systems", "security_admin"),
    Row("systems-add", "security_admin", method="post"),
    Row("systems-token", "security_admin", of=connected, method="post", answer=302),
    Row("systems-switch", "security_admin", of=connected, method="post", answer=302),
    Row("token-end", "security_admin", of=token, method="post", answer=302),
    # api: a login in the browser is no token, whoever it is (test_api_access.py has who sees what with one)
    Row("v1:api-root", "", refused=404, public=True, anonymous=404, only=False),
    *(Row(f"v1:{name}", "", refused=401, json=True, only=False) for name in ASKED_ALONE.split()),
    *(Row(f"v1:{name}", "", of=numbers(1), refused=401, json=True, only=False) for name in ASKED_OF_ONE.split()),
    Row("v1:post_export", "", of=numbers(1), method="post", refused=401, json=True, only=False),
    Row("v1:retry_delivery", "", of=numbers(2), method="post", refused=401, json=True, only=False),
)  # fmt: skip
BY_NAME = {row.name: row for row in ROWS}


def names(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            space = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from names(one.url_patterns, space)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}" if one.name else f"{prefix}?{one.pattern}"


@pytest.mark.parametrize("name", sorted(set(names())))
def test_every_address_is_in_the_table(name: str) -> None:
    assert name in BY_NAME


def test_the_table_names_no_address_twice_and_none_that_is_gone() -> None:
    assert len(BY_NAME) == len(ROWS)
    assert set(BY_NAME) <= set(names())


def answered(row: Row, cast: Cast, who: str, unit: str) -> int:
    """The status, with whatever was changed undone."""
    client = Client()
    with transaction.atomic():
        client.force_login(cast.person(who))
        status: int = row.ask(client, cast, unit).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_everybody_is_answered_what_the_table_says(name: str, cast: Cast) -> None:
    row = BY_NAME[name]
    units = ["subordinate"] if row.of is nothing else ["subordinate", "stranger"]
    for unit_name in units:
        may = (row.here if unit_name == "subordinate" or row.there is None else row.there).split()
        expected = {who: row.answer if who in may else row.refused for who in ALL.split()}
        assert {who: answered(row, cast, who, unit_name) for who in ALL.split()} == expected, unit_name


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_nobody_gets_in_without_login_unless_the_table_says_public(name: str, cast: Cast) -> None:
    row = BY_NAME[name]
    answer = row.ask(Client(), cast, "subordinate")
    assert answer.status_code == (401 if row.json else row.anonymous)
    if not row.public and not row.json:
        assert answer["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("name", sorted(name for name, row in BY_NAME.items() if row.only and row.here))
def test_an_address_answers_its_own_method_only(name: str, cast: Cast) -> None:
    row = BY_NAME[name]
    client = Client()
    client.force_login(cast.person(row.here.split()[0]))
    url = reverse(row.name, args=row.of(cast, "subordinate"))
    answer = client.post(url) if row.method == "get" else client.get(url)
    assert answer.status_code == 405
