"""Whole lines: brought back, moved among the others."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ziping.workbench.campaigns.frozen import frozen_topics
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import LockedError
from ziping.workbench.organisation.models import Person

REMOVED = ""  # the column of a change that took its line away
RESTORED = "@restored"
MOVED = "@moved"


def _open(package: Package, topic: str) -> Package | None:
    """The package, held; ``None`` where the topic stands as approved."""
    held = Package.objects.select_for_update().get(pk=package.pk)
    if held.state not in OPEN:
        raise LockedError(held.state)
    return None if topic in frozen_topics(held.campaign_id, held.unit_id) else held


def restore_line(package: Package, topic: str, key: str, person: Person) -> bool:
    """Bring a line back that was taken away, with its cells; ``False`` where there is none to bring back."""
    with transaction.atomic():
        held = _open(package, topic)
        if held is None:
            return False
        line = EntryLine.objects.filter(package=held, topic=topic, key=key, deleted=True).first()
        if line is None:
            return False
        line.deleted, line.version = False, line.version + 1
        line.save(update_fields=["deleted", "version"])
        _told(held, line, RESTORED, "", "", person)
    return True


def move_line(package: Package, topic: str, key: str, by: int, person: Person) -> bool:
    """Move a line ``by`` places down (up where negative), as far as there are lines; ``False`` where it stays."""
    with transaction.atomic():
        held = _open(package, topic)
        if held is None:
            return False
        lines = list(EntryLine.objects.filter(package=held, topic=topic, deleted=False))
        at = next((number for number, line in enumerate(lines) if line.key == key), None)
        if at is None:
            return False
        to = min(max(at + by, 0), len(lines) - 1)
        if to == at:
            return False
        moved = lines.pop(at)
        lines.insert(to, moved)
        changed = []
        for position, line in enumerate(lines):
            if line.position != position:
                line.position = position
                changed.append(line)
        EntryLine.objects.bulk_update(changed, ["position"])
        _told(held, moved, MOVED, str(at + 1), str(to + 1), person)
    return True


def _told(package: Package, line: EntryLine, column: str, before: str, after: str, person: Person) -> None:
    Change.objects.create(
        package=package,
        topic=line.topic,
        key=line.key,
        column=column,
        before=before,
        after=after,
        version=line.version,
        person=person,
    )
    Package.objects.filter(pk=package.pk).update(revision=F("revision") + 1, changed_at=timezone.now())
