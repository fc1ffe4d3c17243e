"""Before handing in: everything that stands in the way, what still wants a word, and the receipt afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ziping.checking import Finding, describe
from ziping.figures import format_score
from ziping.report import Address
from ziping.standards.english import cell_name
from ziping.standards.workbook_terms import topics
from ziping.wording import Lang, Name, say
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.evidence import Ledger, ledger_of
from ziping.workbench.filling.models import FindingNote, Handed, Package
from ziping.workbench.filling.moving import due_on, mark_of
from ziping.workbench.filling.road import Way, ways_from
from ziping.workbench.organisation.access import Standing


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words; ``mark`` is what a note to it hangs on, ``note`` what the unit said, ``pages`` where it stands."""

    mark: str
    rule: str
    title: str
    message: str
    mend: str
    basis: str
    pages: tuple[tuple[str, Name], ...]
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind: what they have in common is said once."""

    title: str
    basis: str
    findings: tuple[Said, ...]

    @property
    def mend(self) -> str:
        """What to do, where it is the same for all."""
        said = {one.mend for one in self.findings}
        return said.pop() if len(said) == 1 else ""

    @property
    def open(self) -> tuple[Said, ...]:
        """Those nobody has said anything to."""
        return tuple(one for one in self.findings if not one.note)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose text could not be read."""

    message: str
    page: str
    title: Name


@dataclass(frozen=True, slots=True)
class Readiness:
    unreadable: tuple[Unreadable, ...]
    errors: tuple[Said, ...]
    warnings: tuple[Said, ...]
    notices: int
    ledger: Ledger
    ways: tuple[Way, ...]
    due: dt.date | None
    passed: int

    @property
    def error_groups(self) -> tuple[Group, ...]:
        return _grouped(self.errors)

    @property
    def warning_groups(self) -> tuple[Group, ...]:
        return _grouped(self.warnings)

    @property
    def answered(self) -> int:
        return sum(bool(one.note) for one in self.warnings)

    @property
    def unanswered(self) -> int:
        return len(self.warnings) - self.answered

    @property
    def blocked(self) -> int:
        return len(self.unreadable) + len(self.errors)

    @property
    def ready(self) -> bool:
        return not (self.blocked or self.unanswered or self.ledger.missing)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What proves that a package was handed in."""

    number: str
    handed: Handed

    @property
    def score(self) -> str:
        written = self.handed.self_score
        return format_score(Fraction(written)) if written else "—"


def readiness_of(package: Package, standing: Standing, lang: Lang) -> Readiness:
    """What the page before handing in shows. The check is the one the pages show: made once a revision."""
    assembled = assemble(package)
    pages = _Pages(assembled)
    notes = {one.mark: one for one in FindingNote.objects.filter(package=package).select_related("person")}
    counted = [finding for finding in assembled.checked.findings if finding.counted]
    said = [
        (one.severity, _said(one, assembled, pages, notes, lang))
        for one in counted
        if one.severity in ("error", "warning")
    ]
    ways = (way for way in ways_from(package.state) if way.hands_in)
    return Readiness(
        tuple(
            Unreadable(say(message, lang), *pages.of(address))
            for address, message in assembled.entered.troubles.items()
        ),
        tuple(one for severity, one in said if severity == "error"),
        tuple(one for severity, one in said if severity == "warning"),
        sum(one.severity == "notice" for one in counted),
        ledger_of(package),
        tuple(way for way in ways if standing.over(way.right, package.unit)),
        due_on(package, "finance"),
        len(assembled.checked.passed),
    )


def _grouped(findings: tuple[Said, ...]) -> tuple[Group, ...]:
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in findings:
        groups.setdefault((one.title, one.basis), []).append(one)
    return tuple(Group(title, basis, tuple(found)) for (title, basis), found in groups.items())


class _Pages:
    """On which page of the form a cell stands."""

    def __init__(self, assembled: Assembled) -> None:
        standard = assembled.standard
        assert standard.workbook is not None, "a campaign takes only standards that have one"
        self.places = assembled.entered.places
        self.page_of = {
            sheet.id: (group[0].id, cell_name(group[0].title, standard))
            for group in topics(standard.workbook)
            for sheet in group
        }

    def of(self, address: Address) -> tuple[str, Name]:
        return self.page_of[address.topic]

    def of_finding(self, finding: Finding) -> Iterator[tuple[str, Name]]:
        found = (self.places[spot.key] for spot in finding.spots if spot.key in self.places)
        yield from dict(self.of(address) for address in found).items()


def _said(
    finding: Finding, assembled: Assembled, pages: _Pages, notes: dict[str, FindingNote], lang: Lang
) -> Said:
    text, mark = describe(finding, assembled.standard, lang), mark_of(finding)
    note = notes.get(mark)
    return Said(
        mark,
        finding.rule,
        text.title,
        text.message,
        text.mend,
        text.basis,
        tuple(pages.of_finding(finding)),
        note.note if note else "",
        str(note.person) if note else "",
    )


def receipts_of(package: Package) -> tuple[Receipt, ...]:
    """The receipts of every round, the last first."""
    handed = Handed.objects.filter(package=package).select_related("step__person").order_by("-round")
    return tuple(Receipt(receipt_number(package, one.round), one) for one in handed)


def receipt_number(package: Package, round_: int) -> str:
    """Year, unit code and round: ``2024-101-1``."""
    return f"{package.campaign.year}-{package.unit.code}-{round_}"
