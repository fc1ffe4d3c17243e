"""Every address of the site × everybody × their own unit and another's: one table says what each is answered.

A new address gets its line in ``ROWS``; one that is missing fails ``test_every_address_is_in_the_table``. ``here`` are
those who are answered for the thing of 示例县就业中心 (``subordinate``), ``there`` for the thing of 示例县图书馆
(``stranger``); everybody else is refused. Who is not logged in is sent to the login, unless the line is ``public``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from workbench.cast import Cast

ALL = (
    "clerk section head department line other_line performance expert auditor npc "
    "system_admin security_admin audit_admin outsider"
)
SEES = "clerk section head department line performance auditor"
SEES_STRANGER = "other_line performance auditor outsider"
BUREAU = "line other_line performance"

Arguments = Callable[[Cast, str], list[Any]]


def nothing(_cast: Cast, _unit: str) -> list[Any]:
    return []


def package(*more: Any) -> Arguments:
    return lambda cast, unit: [cast.packages[unit].pk, *more]


def campaign(*more: Any) -> Arguments:
    return lambda cast, _unit: [cast.campaign.pk, *more]


def unit(*more: Any) -> Arguments:
    return lambda cast, name: [getattr(cast, name).pk, *more]


def person(name: str, *more: Any) -> Arguments:
    return lambda cast, _unit: [cast.person(name).pk, *more]


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


ROWS: tuple[Row, ...] = (
    # accounts
    Row("login", here=ALL, answer=302, public=True, anonymous=200, only=False),
    Row("logout", method="post", answer=302, public=True),
    Row("language", method="post", answer=302, public=True),
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
    # campaigns
    Row("campaigns", "department line other_line performance auditor npc"),
    Row("board", "department line other_line performance auditor npc", of=campaign()),
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
