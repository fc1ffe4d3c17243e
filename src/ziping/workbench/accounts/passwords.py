"""Passwords as GB/T 22239-2019 asks for: of several kinds of characters, not one used lately, changed in time."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from ziping.wording import Lang, Message, say
from ziping.workbench.accounts.models import PastPassword
from ziping.workbench.organisation.models import Person

_CLASSES = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"), re.compile("[^a-zA-Z0-9]"))
_NEEDED = 3
_LAST = 5  # passwords, the present one among them, that are not taken again
# Without what is easily mistaken for something else on paper (0 O, 1 l I).
_LETTERS = ("abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-+=#%")
_INITIAL_LENGTH = 14


def _here(key: str, **args: object) -> str:
    lang: Lang = "en" if translation.get_language() == "en" else "zh"
    return say(Message(key, args), lang)


class ThreeClassesValidator:
    """At least three of: small letters, capitals, digits, other characters."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's signature
        """Raises ``ValidationError``."""
        if sum(bool(kind.search(password)) for kind in _CLASSES) < _NEEDED:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        return _here("accounts.password_classes")


class NotRecentValidator:
    """None of the last five. Django tells it of each new password (``password_changed``), whichever way it came."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ``ValidationError``."""
        if user is None or user.pk is None:
            return
        past = PastPassword.objects.filter(person=user).values_list("encoded", flat=True)[:_LAST]
        if any(check_password(password, encoded) for encoded in past):
            raise ValidationError(self.get_help_text(), code="password_recent")

    def password_changed(self, _password: str, user: Person) -> None:
        PastPassword.objects.create(person=user, encoded=user.password)
        kept = PastPassword.objects.filter(person=user).values("id")[:_LAST]
        PastPassword.objects.filter(person=user).exclude(
            id__in=list(kept.values_list("id", flat=True))
        ).delete()
        Person.objects.filter(pk=user.pk).update(password_changed_at=timezone.now())

    def get_help_text(self) -> str:
        return _here("accounts.password_recent", count=_LAST)


def initial_password() -> str:
    """A random password to be told once and changed at the first login."""
    letters = [secrets.choice(kind) for kind in _LETTERS]
    letters += [secrets.choice("".join(_LETTERS[:3])) for _ in range(_INITIAL_LENGTH - len(letters))]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)


def give_initial_password(person: Person) -> str:
    """A new initial password for ``person``, whose sessions all end by it. It is told once and kept nowhere."""
    password = initial_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    return password


def password_due(person: Person) -> Message | None:
    """Why ``person`` has to choose a new password before going on. In the demo nobody has to: all share one."""
    if settings.DEMO or not person.has_usable_password():
        return None
    if person.must_change_password:
        return Message("accounts.password_is_initial")
    age = timezone.now() - (person.password_changed_at or person.date_joined)
    if age > dt.timedelta(days=settings.PASSWORD_DAYS):
        return Message("accounts.password_is_old", {"days": settings.PASSWORD_DAYS})
    return None
