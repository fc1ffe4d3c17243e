"""Cells saved: each one only over what its typist saw, every change kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from ziping.report import Address, Entries, Line
from ziping.workbench.campaigns.frozen import frozen_topics
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.states import OPEN, State
from ziping.workbench.organisation.models import Person

_LONGEST = 32_767


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell typed: what its typist saw there before, and what stands there now."""

    address: Address
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the cell meanwhile: nothing was written, both sides are shown.

    ``by`` is that person; or the number of the document by which the cell was approved and frozen.
    """

    address: Address
    mine: str
    theirs: str
    by: str


@dataclass(frozen=True, slots=True)
class Saved:
    """``versions`` are those of the lines written, by topic and line."""

    revision: int
    versions: Mapping[tuple[str, str], int]
    conflicts: tuple[Conflict, ...]


class LockedError(Exception):
    """The package is on its way and takes no typing; ``state`` says where it is."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def entries(package: Package) -> Entries:
    """All lines as typed, topic by topic in their order: one query."""
    found: dict[str, list[Line]] = {}
    for topic, key, cells in package.lines.filter(deleted=False).values_list("topic", "key", "cells"):
        found.setdefault(topic, []).append(Line(key, cells))
    return found


def save(
    package: Package, edits: Sequence[Edit], person: Person, way: Change.Way = Change.Way.TYPED
) -> Saved:
    """Write ``edits`` in one transaction. A cell that no longer holds what its typist saw is not touched.

    A line that is not there yet is begun at the end of its topic. Raises :class:`LockedError` where the unit may not type.
    """
    with transaction.atomic():
        held = Package.objects.select_for_update().get(pk=package.pk)
        if held.state not in OPEN:
            raise LockedError(held.state)
        lines = _lines(held, edits)
        conflicts = tuple(_conflicts(held, edits, lines))
        refused = {conflict.address for conflict in conflicts}
        touched = _write(held, [edit for edit in edits if edit.address not in refused], lines, person, way)
        if touched:
            held.revision += 1
            held.state = State.DRAFT
            held.save(update_fields=["revision", "state", "changed_at"])
    versions = {name: line.version for name, line in touched.items()}
    return Saved(held.revision, versions, conflicts)


def _lines(package: Package, edits: Iterable[Edit]) -> dict[tuple[str, str], EntryLine]:
    keys = {(edit.address.topic, edit.address.line) for edit in edits}
    found = EntryLine.objects.filter(package=package, topic__in={topic for topic, _ in keys})
    return {(line.topic, line.key): line for line in found if (line.topic, line.key) in keys}


def _conflicts(
    package: Package, edits: Iterable[Edit], lines: Mapping[tuple[str, str], EntryLine]
) -> Iterable[Conflict]:
    frozen = frozen_topics(package.campaign_id, package.unit_id)
    for edit in edits:
        line = lines.get((edit.address.topic, edit.address.line))
        theirs = line.cells.get(edit.address.column, "") if line else ""
        if (approved := frozen.get(edit.address.topic)) and theirs != edit.after:
            yield Conflict(edit.address, edit.after, theirs, approved.document)
        elif theirs not in (edit.before, edit.after):
            yield Conflict(edit.address, edit.after, theirs, _last_writer(package, edit.address))


def _last_writer(package: Package, address: Address) -> str:
    change = (
        Change.objects.filter(package=package, topic=address.topic, key=address.line, column=address.column)
        .select_related("person")
        .first()
    )
    return str(change.person) if change else ""


def _write(
    package: Package,
    edits: Sequence[Edit],
    lines: dict[tuple[str, str], EntryLine],
    person: Person,
    way: Change.Way,
) -> dict[tuple[str, str], EntryLine]:
    touched: dict[tuple[str, str], EntryLine] = {}
    changes = []
    positions = _last_positions(package, {edit.address.topic for edit in edits})
    for edit in edits:
        topic, key, column = edit.address
        line = lines.get((topic, key))
        if line is None:
            positions[topic] += 1
            line = EntryLine(package=package, topic=topic, key=key, position=positions[topic], version=0)
            lines[topic, key] = line
        before, after = (
            line.cells.get(column, ""),
            edit.after.replace("\0", "")[:_LONGEST],
        )  # PostgreSQL keeps no NUL
        if before == after:
            continue
        line.cells = {**line.cells, column: after} if after else _without(line.cells, column)
        line.deleted = False
        if (topic, key) not in touched:
            line.version += 1
        touched[topic, key] = line
        changes.append(
            Change(
                package=package,
                topic=topic,
                key=key,
                column=column,
                before=before,
                after=after,
                version=line.version,
                way=way,
                person=person,
            )
        )
    held = [line for line in touched.values() if line.pk is not None]
    EntryLine.objects.bulk_create([line for line in touched.values() if line.pk is None])
    EntryLine.objects.bulk_update(held, ["cells", "version", "deleted"])
    Change.objects.bulk_create(changes)
    return touched


def _without(cells: Mapping[str, str], column: str) -> dict[str, str]:
    return {name: text for name, text in cells.items() if name != column}


def _last_positions(package: Package, topics: set[str]) -> dict[str, int]:
    """Where each topic ends so far; -1 for one without lines."""
    found = EntryLine.objects.filter(package=package, topic__in=topics).order_by().values_list("topic")
    return {**dict.fromkeys(topics, -1), **dict(found.annotate(Max("position")))}


def delete_line(package: Package, topic: str, key: str, version: int, person: Person) -> bool:
    """Take a line away; ``False`` where somebody changed it meanwhile. Its cells stay in the history."""
    with transaction.atomic():
        held = Package.objects.select_for_update().get(pk=package.pk)
        if held.state not in OPEN:
            raise LockedError(held.state)
        if topic in frozen_topics(held.campaign_id, held.unit_id):
            return False
        gone = EntryLine.objects.filter(package=held, topic=topic, key=key, version=version, deleted=False)
        if not gone.update(deleted=True, version=F("version") + 1):
            return False
        Change.objects.create(
            package=held,
            topic=topic,
            key=key,
            column="",
            before="",
            after="",
            version=version + 1,
            person=person,
        )
        Package.objects.filter(pk=held.pk).update(revision=F("revision") + 1, changed_at=timezone.now())
    return True


def fill(package: Package, typed: Entries, person: Person, way: Change.Way = Change.Way.IMPORTED) -> int:
    """Put whole entries there, as an import does; cells that hold something else are overwritten and kept as history.

    Gives the number of cells changed.
    """
    current = {(topic, line.key): line.cells for topic, lines in entries(package).items() for line in lines}
    edits = [
        Edit(Address(topic, line.key, column), current.get((topic, line.key), {}).get(column, ""), text)
        for topic, lines in typed.items()
        for line in lines
        for column, text in line.cells.items()
    ]
    save(package, edits, person, way)
    return len(edits)
