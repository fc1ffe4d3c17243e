"""People who log in: made, changed, switched off, given a new password; never by themselves."""

from __future__ import annotations

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from ziping.wording import InputError, Message
from ziping.workbench.accounts.entering import end_all
from ziping.workbench.accounts.factors import forget_factors
from ziping.workbench.accounts.passwords import give_initial_password, initial_password
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Person, Place, Unit
from ziping.workbench.organisation.roles import Right

_PHONE_DIGITS = 11


def people_for(standing: Standing, right: Right) -> QuerySet[Person]:
    """The people of the places over which ``right`` is held: with a role there, or made by somebody of there and without one."""
    units = Unit.objects.filter(standing.units(right))
    here = Q(holdings__unit__in=units) | (Q(holdings=None) & Q(home__in=units.values("place")))
    return Person.objects.filter(here).distinct()


def create_person(by: Person, place: Place, username: str, name: str, phone: str = "") -> tuple[Person, str]:
    """A new person and the initial password, told this once. Raises ``InputError`` with everything that does not fit."""
    problems = odd_person(username, name, phone)
    if problems:
        raise InputError(*problems)
    password = initial_password()
    with transaction.atomic():
        person = Person.objects.create_user(username, password=password, name=name, phone=phone, home=place)
        record("person.create", username, person=by.username, name=name)
    return person, password


def odd_person(username: str, name: str, phone: str) -> list[Message]:
    problems = []
    try:
        UnicodeUsernameValidator()(username)
        fits = 0 < len(username) <= 150  # noqa: PLR2004 - the length of Django's column
    except ValidationError:
        fits = False
    if not fits:
        problems.append(Message("organisation.odd_username", {"name": username}))
    elif Person.objects.filter(username__iexact=username).exists():
        problems.append(Message("organisation.username_taken", {"name": username}))
    if not name.strip():
        problems.append(Message("organisation.need_name"))
    if phone and not (len(phone) == _PHONE_DIGITS and phone.isascii() and phone.isdigit()):
        problems.append(Message("organisation.odd_phone", {"read": phone}))
    return problems


def reset_password(by: Person, person: Person) -> str:
    """A new initial password, told this once; every login of the person ends. Raises ``InputError`` for oneself."""
    _not_oneself(by, person)
    with transaction.atomic():
        password = give_initial_password(person)
        end_all(person)
        record("password.reset", person.username, person=by.username)
    return password


def reset_factors(by: Person, person: Person) -> None:
    """Raises ``InputError`` for oneself."""
    _not_oneself(by, person)
    with transaction.atomic():
        forget_factors(person)
        end_all(person)
        record("factor.reset", person.username, person=by.username)


def switch(by: Person, person: Person, *, on: bool) -> None:
    """Switched off, a person logs in no more and has no right left. Raises ``InputError`` for oneself."""
    _not_oneself(by, person)
    with transaction.atomic():
        person.is_active = on
        person.save(update_fields=["is_active"])
        if not on:
            end_all(person)
        record("person.on" if on else "person.off", person.username, person=by.username)


def _not_oneself(by: Person, person: Person) -> None:
    if by.pk == person.pk:
        raise InputError(Message("organisation.not_oneself"))
