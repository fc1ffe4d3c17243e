"""The first people of a place: the bureau and its three administrators. There is no default password anywhere."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.accounts.passwords import initial_password
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Holding, Person, Place, Unit
from ziping.workbench.organisation.roles import Role

FIRST = (
    ("xitong", Role.SYSTEM_ADMIN),
    ("anquan", Role.SECURITY_ADMIN),
    ("shenji", Role.AUDIT_ADMIN),
)


def begin(code: str, name: str, bureau: str) -> list[tuple[Person, str]]:
    """Make the place with ``code`` (区划代码), its bureau, and three administrators with their initial passwords.

    The user names are those of ``FIRST``, with the code of the place behind where they are taken. Raises ``InputError``
    when the place is there already.
    """
    if Place.objects.filter(code=code).exists():
        raise InputError(Message("accounts.place_begun", {"code": code}))
    made = []
    with transaction.atomic():
        place = Place.objects.create(code=code, name=name)
        unit = Unit.objects.create(place=place, code="001", name=bureau, is_bureau=True)
        for username, role in FIRST:
            free = not Person.objects.filter(username=username).exists()
            password = initial_password()
            person = Person.objects.create_user(
                username if free else f"{username}{code}",
                password=password,
                name=str(role.called),
                home=place,
            )
            Holding.objects.create(person=person, role=role, unit=unit, since=timezone.localdate())
            made.append((person, password))
        record("place.begin", name, bureau=bureau, people=[person.username for person, _ in made])
    return made
