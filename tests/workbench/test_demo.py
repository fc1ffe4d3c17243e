"""示例县: everything a visitor wants to try is there, all of it invented, and nobody of it can come in elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from ziping.workbench.demo.data import logins
from ziping.workbench.demo.entering import people
from ziping.workbench.demo.loading import load
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import Handed, Package, Step
from ziping.workbench.filling.road import ROAD, target_of
from ziping.workbench.filling.states import State
from ziping.workbench.journal.chain import verify
from ziping.workbench.organisation.access import standing_of
from ziping.workbench.organisation.models import Holding, Person, Unit
from ziping.workbench.organisation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - the database
    """Loaded once for all tests here: inventing forty reports is the longest part."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atom = transaction.atomic()
        atom.__enter__()
        load(40, 1)
        yield
        transaction.set_rollback(True)
        atom.__exit__(None, None, None)


@pytest.fixture
def demo(_loaded: None, settings: Settings) -> None:
    settings.DEMO = True


@pytest.mark.usefixtures("demo")
def test_every_state_of_the_road_can_be_seen() -> None:
    assert set(Package.objects.values_list("state", flat=True)) == {state.value for state in State}


@pytest.mark.usefixtures("demo")
def test_every_role_is_held_by_somebody_the_login_page_names() -> None:
    holders = Holding.objects.filter(person__username__in=logins())
    assert set(holders.values_list("role", flat=True)) == {role.value for role in Role}
    assert [guest.login for guest in people()] == list(logins())


@pytest.mark.usefixtures("demo")
def test_units_of_all_kinds_are_there() -> None:
    assert Unit.objects.filter(is_bureau=False, until=None).count() == 40
    assert Unit.objects.filter(supervisor__isnull=False).count() >= 10
    assert Unit.objects.get(until__isnull=False).successor is not None
    assert Unit.objects.filter(earlier_names__isnull=False).exists()


@pytest.mark.usefixtures("demo")
def test_every_step_was_one_the_road_has_and_its_taker_may_take() -> None:
    ways = {way.action: way for way in ROAD}
    for step in Step.objects.select_related("package__unit", "person"):
        way = ways[step.action]
        department = step.package.unit.supervisor_id is not None
        assert step.before in way.sources
        assert step.after == target_of(way, has_department=department)
        assert standing_of(step.person).over(way.right, step.package.unit)


@pytest.mark.usefixtures("demo")
def test_what_was_handed_in_has_no_errors_and_some_drafts_have() -> None:
    assert not Handed.objects.exclude(errors=0).exists()
    drafts = Package.objects.filter(state=State.DRAFT).select_related("campaign")
    found = [assemble(package) for package in drafts]
    faulty = [one for one in found if one.checked.summary.errors or one.entered.troubles]
    assert 3 <= len(faulty) < len(found)


@pytest.mark.usefixtures("demo")
def test_the_journal_of_the_demo_holds() -> None:
    assert list(verify()) == []


@pytest.mark.usefixtures("demo")
def test_nobody_of_the_demo_has_a_password() -> None:
    assert not [person.username for person in Person.objects.all() if person.has_usable_password()]


@pytest.mark.usefixtures("demo")
def test_loading_again_changes_nothing() -> None:
    again = load(40, 1)
    assert (again.fresh, again.units) == (False, 40)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("login", logins())
def test_each_person_named_comes_in_with_one_click(login: str, client: Client) -> None:
    answer = client.post(reverse("demo-enter"), {"username": login})
    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.usefixtures("demo")
def test_outside_demo_mode_nobody_comes_in_and_nobody_is_named(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.post(reverse("demo-enter"), {"username": "clerk"}).status_code == 404
    assert people() == ()
    assert "demo-enter" not in client.get(reverse("login")).content.decode()


@pytest.mark.usefixtures("demo")
def test_only_those_named_come_in_and_never_to_another_site(client: Client) -> None:
    someone = Person.objects.exclude(username__in=logins()).first()
    assert someone is not None
    assert client.post(reverse("demo-enter"), {"username": someone.username}).status_code == 404
    answer = client.post(reverse("demo-enter"), {"username": "clerk", "next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("home")
