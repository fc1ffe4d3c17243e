"""The security administrator sees to people, never to himself; the three administrators stay three people."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from workbench.cast import PASSWORD, Cast
from ziping.documents import Metadata, Sheet, SheetCell, Workbook, xlsx_bytes
from ziping.wording import InputError
from ziping.workbench.accounts.holdings import Grant, end_holding, grant
from ziping.workbench.accounts.models import Factor
from ziping.workbench.accounts.people import create_person, reset_password, switch
from ziping.workbench.accounts.sealing import seal
from ziping.workbench.journal.models import Entry
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Holding, Person, Place, Unit
from ziping.workbench.organisation.roles import Role

DAY = dt.date(2026, 1, 1)
ADMINS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def refused(act: Callable[[], object]) -> list[str]:
    """The keys of what was said against it."""
    with pytest.raises(InputError) as raised:
        act()
    return [message.key.removeprefix("organisation.") for message in raised.value.messages]


@pytest.mark.parametrize("first", ADMINS)
@pytest.mark.parametrize("second", ADMINS)
def test_nobody_holds_two_of_the_three(first: Role, second: Role, cast: Cast) -> None:
    by, person = cast.person("security_admin"), cast.person("clerk")
    grant(by, person, Grant(first, cast.bureau, None, DAY, dt.date(2026, 6, 30)))

    def again(since: dt.date) -> Holding:
        return grant(by, person, Grant(second, cast.bureau, None, since))

    expected = "held_already" if first is second else "one_administrator"
    assert refused(lambda: again(dt.date(2026, 6, 30))) == [expected]
    assert again(dt.date(2026, 7, 1)).role == second  # one after the other is no two at a time


@pytest.mark.parametrize("role", [Role.CLERK, Role.SYSTEM_ADMIN, Role.PERFORMANCE])
def test_nobody_grants_himself_anything(role: Role, cast: Cast) -> None:
    by = cast.person("security_admin")
    assert "not_oneself" in refused(lambda: grant(by, by, Grant(role, cast.bureau, None, DAY)))


def test_nobody_ends_resets_or_switches_off_himself(cast: Cast) -> None:
    by = cast.person("security_admin")
    own = by.holdings.get()
    for act in (
        lambda: end_holding(by, own, "离任"),
        lambda: reset_password(by, by),
        lambda: switch(by, by, on=False),
    ):
        assert refused(act) == ["not_oneself"]


@pytest.mark.parametrize(
    ("role", "where", "section", "until", "said"),
    [
        (Role.PERFORMANCE, "subordinate", None, None, ["bureau_only"]),
        (Role.DEPARTMENT, "bureau", None, None, ["not_bureau"]),
        (Role.LINE, "bureau", None, None, ["line_section"]),
        (Role.SECTION, "subordinate", "social", None, ["section_elsewhere"]),
        (Role.EXPERT, "bureau", None, None, ["expert_end"]),
        (Role.CLERK, "subordinate", None, dt.date(2025, 12, 31), ["days_turned"]),
        (Role.LINE, "subordinate", None, None, ["bureau_only", "line_section"]),
    ],
)
def test_a_role_fits_its_place(
    role: Role, where: str, section: str | None, until: dt.date | None, said: list[str], cast: Cast
) -> None:
    wanted = Grant(role, getattr(cast, where), getattr(cast, section) if section else None, DAY, until)
    assert refused(lambda: grant(cast.person("security_admin"), cast.person("npc"), wanted)) == said


def test_a_role_that_ends_is_over_at_once_and_what_was_lent_of_it(cast: Cast) -> None:
    clerk, head = cast.person("clerk"), cast.person("head")
    held = clerk.holdings.get()
    today = timezone.localdate()
    Holding.objects.create(
        person=head, role=held.role, unit=held.unit, since=today, until=today, lent_by=held
    )
    assert Role.CLERK in standing_of(head).roles
    end_holding(cast.person("security_admin"), held, "调离")
    assert not standing_of(clerk).roles
    assert standing_of(head).roles == {Role.HEAD}
    assert Entry.objects.filter(action="holding.end", person="security_admin").exists()


def test_a_new_person_gets_a_random_password_told_once(as_: Callable[[str], Client]) -> None:
    admin = as_("security_admin")
    typed = {"username": "wangmou", "person_name": "王某", "phone": "13800138000"}
    shown = admin.post(reverse("person-add"), typed)
    ((person, password),) = shown.context["made"]
    assert password in shown.content.decode()
    assert password not in admin.get(reverse("person", args=[person.pk])).content.decode()
    assert Person.objects.get(username="wangmou").check_password(password)
    assert person.must_change_password
    assert password not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_person_without_a_role_is_found_by_the_place_that_made_them(
    cast: Cast, as_: Callable[[str], Client]
) -> None:
    made, _ = create_person(cast.person("security_admin"), cast.place, "neu", "新某")
    elsewhere = Place.objects.create(code="430000001", name="另一县")
    stranger, _ = create_person(cast.person("security_admin"), elsewhere, "fremd", "外某")
    admin = as_("security_admin")
    assert admin.get(reverse("person", args=[made.pk])).status_code == 200
    assert admin.get(reverse("person", args=[stranger.pk])).status_code == 404
    assert "fremd" not in admin.get(reverse("people")).content.decode()


def test_who_is_switched_off_or_reset_is_out_at_once(cast: Cast, as_: Callable[[str], Client]) -> None:
    client = Client()
    client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    clerk = cast.person("clerk")
    Factor.objects.create(person=clerk, kind="codes", name="验证器", sealed=seal(b"x" * 20))
    admin = as_("security_admin")
    admin.post(reverse("person-factors", args=[clerk.pk]))
    assert not Factor.objects.exists()
    assert client.get(reverse("home")).status_code == 302
    shown = admin.post(reverse("person-password", args=[clerk.pk]))
    ((_, password),) = shown.context["made"]
    client.post(reverse("login"), {"username": "clerk", "password": password})
    assert client.get(reverse("home"))["Location"] == reverse("password")
    admin.post(reverse("person-switch", args=[clerk.pk]), {"on": "no"})
    client.post(reverse("login"), {"username": "clerk", "password": password})
    assert client.get(reverse("home"))["Location"].startswith(reverse("login"))


def sheet(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    cells = [
        SheetCell(row, column, value)  # type: ignore[arg-type]  # texts and numbers
        for row, line in enumerate(rows)
        for column, value in enumerate(line)
    ]
    book = Workbook(
        (Sheet("名单", tuple(cells)),), Metadata("名单", "示例县", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    )
    return SimpleUploadedFile("名单.xlsx", xlsx_bytes(book))


HEAD = ("用户名", "姓名", "手机", "角色", "单位编码", "股室", "起始日期", "截止日期")


def test_people_come_from_a_sheet_with_their_roles(as_: Callable[[str], Client]) -> None:
    rows = (
        ("zhao", "赵某", "", "经办人", "301", "", "2026-01-01", ""),
        ("zhao", "赵某", "", "单位负责人", "301", "", "", ""),
        ("qian", "钱某", "13800138000", "财政业务股室", "100", "科教文股", "", "2099-12-31"),
    )
    shown = as_("security_admin").post(reverse("people-import"), {"file": sheet(HEAD, *rows)})
    assert [person.username for person, _ in shown.context["made"]] == ["zhao", "qian"]
    zhao = Person.objects.get(username="zhao")
    assert standing_of(zhao).roles == {Role.CLERK, Role.HEAD}
    assert zhao.holdings.filter(unit__code="301").count() == 2


def test_a_sheet_with_bad_cells_brings_nobody_and_tells_them_all(as_: Callable[[str], Client]) -> None:
    before = Person.objects.count()
    rows = (
        ("gut", "好某", "", "经办人", "301", "", "", ""),
        ("zwei", "", "123", "院长", "999", "", "2026-13-01", ""),
        ("drei", "叁某", "", "评审专家", "100", "", "", ""),
    )
    page = as_("security_admin").post(reverse("people-import"), {"file": sheet(HEAD, *rows)})
    said = [str(problem) for problem in page.context["problems"]]
    assert [text[:3] for text in said] == ["第3行"] * 5 + ["第4行"]
    for read in ("院长", "999", "2026-13-01", "123", "姓名"):
        assert any(read in text for text in said), read
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "没有收到文件"),
        (SimpleUploadedFile("x.xlsx", b"no workbook"), ""),
        (sheet(("姓名", "角色")), "用户名"),
    ],
)
def test_what_is_no_list_of_people_is_told(
    file: SimpleUploadedFile | None, said: str, as_: Callable[[str], Client]
) -> None:
    if file is not None:
        file.seek(0)
    page = as_("security_admin").post(reverse("people-import"), {"file": file} if file else {})
    (problem,) = page.context["problems"]
    assert said in str(problem)


@pytest.mark.parametrize(("more", "name"), [(0, "people"), (0, "units")])
def test_a_list_asks_no_more_of_the_database_as_it_grows(
    more: int, name: str, cast: Cast, as_: Callable[[str], Client], django_assert_num_queries: Any
) -> None:
    admin = as_("security_admin" if name == "people" else "system_admin")
    admin.get(reverse(name))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        admin.get(reverse(name))
    for number in range(30):
        unit = Unit.objects.create(
            place=cast.place, code=f"9{number}", name=f"示例县某局{number}", line=cast.social
        )
        cast.add(f"more{number}", Role.CLERK, unit)
    with django_assert_num_queries(len(few) + more):
        admin.get(reverse(name))


@pytest.mark.django_db
def test_a_place_begins_with_three_administrators_and_no_default_password() -> None:
    out = io.StringIO()
    call_command("begin", "430000009", "示例县", "示例县财政局", stdout=out)
    told = [line.split("\t") for line in out.getvalue().splitlines()[:3]]
    assert [standing_of(Person.objects.get(username=name)).roles for name, _, _ in told] == [
        {role} for role in ADMINS
    ]
    assert len({password for _, _, password in told}) == 3
    assert all(Person.objects.get(username=name).check_password(password) for name, _, password in told)
    with pytest.raises(CommandError):
        call_command("begin", "430000009", "示例县", "示例县财政局")
