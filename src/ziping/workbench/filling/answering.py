"""What the unit says to a warning it lets stand."""

from __future__ import annotations

from django.db import transaction

from ziping.wording import InputError, Message
from ziping.workbench.filling.assemble import assemble
from ziping.workbench.filling.models import FindingNote, Package
from ziping.workbench.filling.moving import mark_of
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.models import Person

LONGEST = 500


def answer_finding(package: Package, mark: str, text: str, person: Person) -> None:
    """Keep ``text`` as the unit's answer to the warning ``mark`` (see ``moving.mark_of``); a blank one takes it back.

    Raises ``InputError`` where the package is on its way or the warning is no longer there.
    """
    if package.state not in OPEN:
        state = Message(f"filling.state.{package.state}")
        raise InputError(Message("filling.locked", {"state": state}))
    finding = next(
        (one for one in assemble(package).checked.findings if one.counted and mark_of(one) == mark), None
    )
    if finding is None:
        raise InputError(Message("filling_sheet.finding_gone"))
    with transaction.atomic():
        if not text.strip():
            FindingNote.objects.filter(package=package, mark=mark).delete()
            return
        FindingNote.objects.update_or_create(
            package=package,
            mark=mark,
            defaults={"rule": finding.rule, "note": text.strip()[:LONGEST], "person": person},
        )
