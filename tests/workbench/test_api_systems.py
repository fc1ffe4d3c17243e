"""The security administrator's page of connected systems, and the reference for those who program them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import Cast
from workbench.connected import ROOT, connect
from ziping.wording import InputError
from ziping.workbench.api.connecting import ROLES, connect_system
from ziping.workbench.api.events import Event
from ziping.workbench.api.fiscal import fiscal
from ziping.workbench.api.models import System, Token
from ziping.workbench.api.reference import description, reference
from ziping.workbench.api.schema import operations
from ziping.workbench.api.scopes import Scope
from ziping.workbench.api.systems import systems_page
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Place, Section, Unit
from ziping.workbench.organisation.roles import ADMINISTRATORS, Role

As = Callable[[str], Client]


def typed(cast: Cast, **other: Any) -> dict[str, Any]:
    return {
        "name": "预算管理一体化",
        "username": "yth",
        "contact": "信息中心",
        "role": "performance",
        "unit": cast.bureau.pk,
        "section": "",
        "until": "",
        **other,
    }


def wanted(**other: Any) -> dict[str, Any]:
    until = timezone.localdate() + dt.timedelta(days=90)
    return {"label": "取数", "scopes": ["units:read"], "until": until.isoformat(), **other}


def test_a_system_is_connected_given_a_token_and_asks_with_it(cast: Cast, as_: As) -> None:
    admin = as_("security_admin")
    assert admin.post(reverse("systems-add"), typed(cast)).status_code == 302
    system = System.objects.get()
    page = admin.post(reverse("systems-token", args=[system.pk]), wanted())
    (token,) = re.findall(r"zp_[\w-]{43}", page.content.decode())
    assert page["Cache-Control"].startswith("max-age=0")
    units = Client().get(f"{ROOT}/units", headers={"Authorization": f"Bearer {token}"})
    assert len(units.json()["items"]) == 4
    assert token not in admin.get(reverse("systems")).content.decode()
    assert list(Entry.objects.order_by("number").values_list("action", flat=True)) == [
        "system.connect",
        "token.make",
    ]


def test_nobody_logs_in_as_a_system(cast: Cast) -> None:
    person = connect(cast, "clerk").system.person
    assert not person.has_usable_password()
    assert not Client().login(username=person.username, password="")


def test_a_token_ended_or_a_system_off_shows_so_and_opens_nothing(cast: Cast, as_: As) -> None:
    admin, system = as_("security_admin"), connect(cast, "clerk")
    number = system.system.pk
    admin.post(reverse("systems-switch", args=[number]))
    assert system.get("/me").status_code == 401
    admin.post(reverse("systems-switch", args=[number]), {"on": "yes"})
    assert system.get("/me").status_code == 200
    admin.post(reverse("token-end", args=[Token.objects.get().pk]))
    assert system.get("/me").status_code == 401
    assert "已停用" in admin.get(reverse("systems")).content.decode()


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_lasts_a_year_at_most_and_does_not_end_before_it_begins(
    days: int, cast: Cast, as_: As
) -> None:
    system = connect(cast, "clerk").system
    until = timezone.localdate() + dt.timedelta(days=days)
    as_("security_admin").post(reverse("systems-token", args=[system.pk]), wanted(until=until.isoformat()))
    assert Token.objects.count() == 1


@pytest.mark.parametrize("other", [{"label": ""}, {"scopes": []}, {"scopes": ["all"]}, {"until": "morgen"}])
def test_a_token_without_purpose_scope_or_day_is_not_made(other: dict[str, Any], cast: Cast, as_: As) -> None:
    system = connect(cast, "clerk").system
    answer = as_("security_admin").post(
        reverse("systems-token", args=[system.pk]), wanted(**other), follow=True
    )
    assert "令牌没有发出" in answer.content.decode()
    assert Token.objects.count() == 1


@pytest.mark.parametrize("who", ["clerk", "performance", "system_admin", "audit_admin", "outsider"])
def test_others_find_no_such_pages(who: str, cast: Cast, as_: As) -> None:
    number = connect(cast, "clerk").system.pk
    client = as_(who)
    answers = [
        client.get(reverse("systems")),
        client.post(reverse("systems-add"), typed(cast)),
        client.post(reverse("systems-token", args=[number]), wanted()),
        client.post(reverse("systems-switch", args=[number])),
        client.post(reverse("token-end", args=[Token.objects.get().pk])),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert (System.objects.count(), Token.objects.count()) == (1, 1)


def test_systems_of_another_place_are_not_there(cast: Cast, as_: As) -> None:
    place = Place.objects.create(code="430001000", name="别县")
    unit = Unit.objects.create(place=place, code="1", name="别县财政局", is_bureau=True)
    other = connect(cast, "performance", unit=unit).system
    admin = as_("security_admin")
    assert other.person.username not in admin.get(reverse("systems")).content.decode()
    assert admin.post(reverse("systems-token", args=[other.pk]), wanted()).status_code == 404
    assert admin.post(reverse("systems-add"), typed(cast, unit=unit.pk)).status_code == 200
    assert System.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"username": "YTH"},
        {"username": "a"},
        {"username": "clerk"},
        {"role": "system_admin"},
        {"role": "line"},
        {"until": "2020-01-01"},
        {"name": ""},
    ],
)
def test_a_system_that_cannot_be_is_not_connected(other: dict[str, Any], cast: Cast, as_: As) -> None:
    assert as_("security_admin").post(reverse("systems-add"), typed(cast, **other)).status_code == 200
    assert not System.objects.exists()


def test_no_system_is_an_administrator(cast: Cast) -> None:
    assert not ADMINISTRATORS & set(ROLES)
    for role in ADMINISTRATORS:
        with pytest.raises(InputError):
            connect_system(
                name="甲",
                username="abc",
                contact="",
                role=role,
                unit=cast.bureau,
                section=None,
                until=None,
                by=cast.person("security_admin"),
            )


def test_a_line_section_s_system_belongs_to_a_section_of_that_unit(cast: Cast) -> None:
    elsewhere = Section.objects.create(unit=cast.department, name="办公室")
    with pytest.raises(InputError):
        connect(cast, "line", section=elsewhere)
    assert connect(cast, "line").system.person.holdings.get().role == Role.LINE


def test_the_page_costs_as_many_queries_for_thirty_systems_as_for_three(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        connect(cast, "clerk")
    standing = standing_of(cast.person("security_admin"))
    with django_assert_num_queries(6):
        systems_page(standing)
    for _ in range(27):
        connect(cast, "clerk")
    with django_assert_num_queries(6):
        assert len(systems_page(standing).lines) == 30


# --- the reference ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_operation_field_scope_and_event_is_described(lang: Any) -> None:
    made = description(lang)
    for operation in operations(made):
        words = [operation["summary"], operation["description"]]
        words += [one["description"] for one in (*operation["parameters"], *operation["responses"].values())]
        assert all(words)
    client = Client()
    client.cookies["ziping_lang"] = lang
    page = client.get(reverse("api-docs")).content.decode()
    shown = [one.name for one in reference(lang)] + [*Scope] + [*Event]
    shown += [field for table in fiscal().tables.values() for field in table.fields]
    assert all(name in page for name in shown)


@pytest.mark.django_db
def test_the_reference_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own() -> None:
    page = Client().get(reverse("api-docs")).content.decode()
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page)
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page)


@pytest.mark.django_db
def test_the_description_is_openapi_3_1_in_both_languages() -> None:
    chinese = Client().get(f"{ROOT}/openapi.json").json()
    english = Client().get(f"{ROOT}/openapi.json?lang=en").json()
    assert chinese["openapi"] == english["openapi"] == "3.1.0"
    assert chinese["components"] != english["components"]
    assert set(chinese["paths"]) == set(english["paths"])
