"""A whole report put in place of what was typed: only over the revision its sender saw, and only if nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from django.db import transaction

from ziping.composing.workbook import entries_of
from ziping.reading import read_entered
from ziping.report import Address, Entries, Line, Report
from ziping.standards import Standard
from ziping.wording import Message, Name
from ziping.workbench.api.problems import ProblemError
from ziping.workbench.filling.assemble import assemble, standard_named
from ziping.workbench.filling.matching import Proposed, aligned
from ziping.workbench.filling.models import Change, EntryLine, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import Edit, LockedError, delete_line, entries, save
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Person

Lines = dict[str, dict[str, dict[str, str]]]
_LONGEST = 32_767


def tag_of(package: Package) -> str:
    """The ETag of a package's data."""
    return f'"{package.pk}.{package.revision}"'


def replace(
    package: Package, make: Callable[[Package], Report], person: Person, if_match: str | None
) -> tuple[Package, int]:
    """Put the report ``make`` gives in place of what stands; gives the package as it is now and the cells changed.

    Raises :class:`ProblemError`: 428 without ``If-Match``, 412 for a revision that is no longer, 422 for what the form
    cannot hold or would read otherwise, 409 for what was frozen; :class:`LockedError` where nobody may type.
    """
    if if_match is None:
        raise ProblemError(428, "no_match")
    with transaction.atomic():
        held = (
            Package.objects.select_for_update(of=("self",))
            .select_related("campaign", "unit__place")
            .get(pk=package.pk)
        )
        if tag_of(held) not in (one.strip() for one in if_match.split(",")) and if_match.strip() != "*":
            raise ProblemError(412, "stale", expected=tag_of(held)).with_header("ETag", tag_of(held))
        if held.state not in OPEN:
            raise LockedError(held.state)
        report = make(held)
        wanted = _wanted(report, held)
        changed = _write(held, wanted, person)
        held.refresh_from_db(fields=["revision", "state", "changed_at"])
        if changed:
            record(
                "package.data_in",
                str(held),
                person=person.username,
                revision=held.revision,
                cells=changed,
            )
    return held, changed


def _wanted(report: Report, package: Package) -> Lines:
    """The lines as they shall be, at the keys of those they are."""
    standard = standard_named(package.campaign.standard)
    _refuse_other(report, package, standard)
    lines: Lines = {}
    for address, text in _placed(report, package, standard):
        if len(text) > _LONGEST:
            raise ProblemError(422, "too_long", where="/".join(address), longest=_LONGEST)
        lines.setdefault(address.topic, {}).setdefault(address.line, {})[address.column] = text
    _refuse_lossy(report, lines, package, standard)
    return lines


def _placed(report: Report, package: Package, standard: Standard) -> Iterator[Proposed]:
    assert standard.workbook is not None, "a campaign takes only standards that have one"
    return aligned(entries_of(report, standard), entries(package), standard.workbook, whole=True)


def _refuse_other(report: Report, package: Package, standard: Standard) -> None:
    campaign = package.campaign
    stands = {"year": str(campaign.year), "standard": standard.manifest.id}
    said = {"year": str(report.year), "standard": report.standard}
    errors = [
        (name, Message("api.invalid.other_unit", {"expected": stands[name], "read": said[name]}))
        for name in stands
        if stands[name] != said[name]
    ]
    if errors:
        raise ProblemError(422, "not_valid", *errors, count=len(errors))


def _refuse_lossy(report: Report, lines: Lines, package: Package, standard: Standard) -> None:
    """What is read back must be what was sent, to the letter."""
    typed: Entries = {
        topic: tuple(Line(key, cells) for key, cells in found.items()) for topic, found in lines.items()
    }
    read = read_entered(typed, standard, package.campaign.year)
    if read.troubles:
        errors = [("/".join(address), told) for address, told in read.troubles.items()]
        raise ProblemError(422, "not_valid", *errors, count=len(errors))
    differing = [
        name
        for name in report.__struct_fields__
        if name != "origins" and getattr(report, name) != getattr(read.report, name)
    ]
    if differing:
        raise ProblemError(422, "not_held", parts=tuple(Name(name, name) for name in differing))


def _write(held: Package, wanted: Lines, person: Person) -> int:
    standing = {(line.topic, line.key): line for line in held.lines.filter(deleted=False)}
    edits = list(_edits(wanted, standing))
    gone = [name for name in standing if name[1] not in wanted.get(name[0], {})]
    if edits:
        saved = save(held, edits, person, Change.Way.IMPORTED)
        if saved.conflicts:
            raise ProblemError(409, "frozen", document=saved.conflicts[0].by)
    for topic, key in gone:
        if not delete_line(held, topic, key, standing[topic, key].version, person):
            raise ProblemError(409, "frozen", document=topic)
    _reorder(held, wanted)
    return len(edits) + sum(len(standing[name].cells) for name in gone)


def _edits(wanted: Lines, standing: dict[tuple[str, str], EntryLine]) -> Iterator[Edit]:
    for topic, lines in wanted.items():
        for key, cells in lines.items():
            there = standing[topic, key].cells if (topic, key) in standing else {}
            for column in {**there, **cells}:
                before, after = there.get(column, ""), cells.get(column, "")
                if before != after:
                    yield Edit(Address(topic, key, column), before, after)


def _reorder(held: Package, wanted: Lines) -> None:
    """Lines stand in the order they were sent in."""
    moved = []
    for line in held.lines.filter(deleted=False):
        position = list(wanted[line.topic]).index(line.key)
        if line.position != position:
            line.position = position
            moved.append(line)
    EntryLine.objects.bulk_update(moved, ["position"], batch_size=500)


def report_in(package: Package) -> Report:
    """The report as it stands, without the names of the cells it was typed in."""
    return msgspec.structs.replace(assemble(package).entered.report, origins={})
