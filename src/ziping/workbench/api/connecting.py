"""Connected systems: made, switched off, told apart from people."""

from __future__ import annotations

import datetime as dt
import re

from django.db import transaction
from django.utils import timezone

from ziping.wording import InputError, Message
from ziping.workbench.api.models import System
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Holding, Person, Section, Unit
from ziping.workbench.organisation.roles import ADMINISTRATORS, Role

ROLES = tuple(role for role in Role if role not in ADMINISTRATORS and role is not Role.EXPERT)
_NAME = re.compile(r"[a-z][a-z0-9-]{2,39}")


def connect_system(
    *,
    name: str,
    username: str,
    contact: str,
    role: Role,
    unit: Unit,
    section: Section | None,
    until: dt.date | None,
    by: Person,
) -> System:
    """A system with what it is to ``unit``. Nobody can log in as it: it has no password.

    Raises ``InputError``: a name that is taken or no name, an administrator's role, a section elsewhere, a day gone by.
    """
    today = timezone.localdate()
    if not _NAME.fullmatch(username):
        raise InputError(Message("api.system.bad_username", {"read": username}))
    if Person.objects.filter(username=username).exists():
        raise InputError(Message("api.system.taken", {"read": username}))
    if role not in ROLES:
        raise InputError(Message("api.system.no_such_role", {"role": role.called}))
    if (role is Role.LINE) != (section is not None) or (section is not None and section.unit_id != unit.pk):
        raise InputError(Message("api.system.section", {"role": Role.LINE.called}))
    if until is not None and until < today:
        raise InputError(Message("api.system.gone_by", {"day": until.isoformat()}))
    with transaction.atomic():
        person = Person(username=username, name=name, must_change_password=False)
        person.set_unusable_password()
        person.save()
        Holding.objects.create(
            person=person, role=role, unit=unit, section=section, since=today, until=until, granted_by=by
        )
        system = System.objects.create(person=person, contact=contact, made_by=by)
        record("system.connect", username, person=by.username, role=str(role), unit=str(unit))
    return system


def switch_off(system: System, by: Person, *, on: bool) -> None:
    """All its tokens open nothing while it is off."""
    with transaction.atomic():
        changed = Person.objects.filter(pk=system.person_id).exclude(is_active=on).update(is_active=on)
        if changed:
            record("system.switch", system.person.username, person=by.username, on=on)
