"""A file brought in: read by the queue, shown as changes cell by cell, written only where somebody chose so."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from ziping.report import Address, Entries, Report
from ziping.standards import Standard
from ziping.wording import InputError, Message
from ziping.workbench.filling.assemble import standard_named
from ziping.workbench.filling.matching import aligned, fresh_key
from ziping.workbench.filling.models import Brought, Change, Package
from ziping.workbench.filling.store import Edit, Saved, entries, save
from ziping.workbench.filling.uploads import Accepted, sentences
from ziping.workbench.journal.chain import record
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file holds: ``what`` it is (``workbook``, ``report``, ``last_year``, ``accounts``), lines to fill from it."""

    what: str
    year: int
    entries: Entries
    notices: tuple[Message, ...] = field(default=())
    unit: str = ""


def bring(package: Package, accepted: Accepted, person: Person) -> Brought:
    """Keep the file and have it read by the queue."""
    with transaction.atomic():
        brought = Brought.objects.create(
            package=package,
            name=accepted.name,
            size=len(accepted.data),
            digest=accepted.digest,
            file=ContentFile(accepted.data, name=f"{fresh_key()}.bin"),
            person=person,
        )
        record(
            "package.brought",
            str(package),
            person=person.username,
            digest=accepted.digest,
            file=accepted.name,
        )
        read_brought.enqueue(brought.pk)
    return brought


@task()
def read_brought(number: int) -> None:
    """Read a file that was brought in. Done once: a file that was read already is left alone."""
    brought = (
        Brought.objects.select_related("package__campaign", "package__unit", "person")
        .filter(pk=number)
        .first()
    )
    if brought is None or brought.state != Brought.State.WAITING:
        return
    package = brought.package
    standard = standard_named(package.campaign.standard)
    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        path = Path(folder) / brought.name
        with brought.file.open() as stored:
            path.write_bytes(stored.read())
        try:
            understood = understand(path, standard, package.campaign.year)
        except InputError as error:
            brought.state, brought.problem = Brought.State.FAILED, sentences(error.messages, f"{folder}/")
        else:
            _propose(brought, understood, standard, f"{folder}/")
    with transaction.atomic():
        brought.save(update_fields=["state", "problem", "notices", "what", "year", "proposal"])
        if brought.state == Brought.State.READY:
            told = Message("filling_data.read_ready", {"unit": package.unit.name, "name": brought.name})
            link = reverse("report-import", args=[package.pk, brought.pk])
            tell([brought.person], told, link, f"brought:{brought.pk}")


def _propose(brought: Brought, understood: Understood, standard: Standard, folder: str) -> None:
    assert standard.workbook is not None, "a campaign takes only standards that have one"
    cells = aligned(understood.entries, entries(brought.package), standard.workbook)
    brought.proposal = [[*address, text] for address, text in cells]
    brought.what, brought.year = understood.what, understood.year
    brought.notices = sentences(understood.notices, folder)
    unit = brought.package.unit.name
    if understood.unit and understood.unit != unit:
        told = Message("filling_data.other_unit", {"read": understood.unit, "unit": unit})
        brought.problem = sentences((told,))
    brought.state = Brought.State.READY


def understand(path: Path, standard: Standard, year: int) -> Understood:
    """What the file at ``path`` would fill into the report of ``year``.

    A filled workbook and a report of the year as they are; last year's report as far as a new year begins with it;
    published final accounts by their labels. Raises ``InputError`` for what cannot be read, speaks of another year, or
    holds nothing of the form.
    """
    from ziping.audit.opening import data_in, document_in  # noqa: PLC0415 - readers are loaded when a file is there
    from ziping.reading import read_paper  # noqa: PLC0415
    from ziping.workbench.filling.accounts import accounts_in  # noqa: PLC0415

    data = data_in(path, standard.manifest.id)
    if data is not None:
        return _of_year(data[0], standard, year, "workbook", ())
    source = document_in(path)
    accounts = accounts_in(source, standard)
    if accounts.tables:
        if accounts.year not in (0, year):
            raise _other_year(accounts.year, year)
        told = Message("filling_data.accounts_found", {"tables": accounts.tables})
        return Understood("accounts", accounts.year or year, accounts.entries, (told, *source.notices))
    paper = read_paper(source, standard.manifest.id)
    return _of_year(paper.to_edit, standard, year, "report", paper.notices)


def _of_year(
    report: Report, standard: Standard, year: int, what: str, notices: tuple[Message, ...]
) -> Understood:
    from ziping.composing.workbook import entries_of  # noqa: PLC0415
    from ziping.composing.workbook.rolling import rolled_over  # noqa: PLC0415

    assert standard.workbook is not None, "a campaign takes only standards that have one"
    spoken_of, unit = report.year, report.unit.name
    if spoken_of == year - 1:
        report, what = rolled_over(report, standard.workbook, standard, year), "last_year"
    elif spoken_of != year:
        raise _other_year(spoken_of, year)
    found = entries_of(report, standard)
    if not any(line.cells for lines in found.values() for line in lines):
        raise InputError(Message("filling_data.nothing_found"))
    return Understood(what, spoken_of, found, notices, unit)


def _other_year(read: int, year: int) -> InputError:
    return InputError(Message("filling_data.other_year", {"read": read, "year": year, "last": year - 1}))


def _with_parents(proposal: list[list[str]], chosen: Iterable[int], package: Package) -> list[int]:
    """The numbers chosen, and where one belongs to a line that is new itself, that line: a part needs its whole."""
    taken = dict.fromkeys(number for number in chosen if 0 <= number < len(proposal))
    wanted = {proposal[number][3] for number in taken if proposal[number][2] == "key"}
    there = {line.key for lines in entries(package).values() for line in lines} if wanted else set()
    wanted -= there
    parents = [number for number, (_, line, _, _) in enumerate(proposal) if line in wanted]
    return list(dict.fromkeys((*parents, *taken)))


def take(brought: Brought, chosen: Iterable[int], seen: Mapping[str, str], person: Person) -> Saved:
    """Write the cells of the proposal whose numbers were ``chosen``, each over what was ``seen`` there.

    A cell that somebody changed meanwhile is not touched and comes back as a conflict. Raises ``LockedError`` where the
    unit may not type.
    """
    proposal = brought.proposal
    edits = [
        Edit(Address(*proposal[number][:3]), seen.get(str(number), ""), proposal[number][3])
        for number in _with_parents(proposal, chosen, brought.package)
    ]
    with transaction.atomic():
        saved = save(brought.package, edits, person, Change.Way.IMPORTED)
        brought.taken += len(edits) - len(saved.conflicts)
        if not saved.conflicts:
            brought.state = Brought.State.DONE
        brought.save(update_fields=["taken", "state"])
        record(
            "package.imported",
            str(brought.package),
            person=person.username,
            digest=brought.digest,
            cells=brought.taken,
        )
    return saved
