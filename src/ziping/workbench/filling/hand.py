"""Who may type into what: the clerk everywhere, a business section in the lines that are its own."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.report import Address, Entries
from ziping.standards import Standard
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import RIGHTS, Right

_SECTION = "section"  # the column of a list that says whose line it is
_PARENT = "key"  # the column of a nested list that says which line it belongs to


@dataclass(frozen=True, slots=True)
class Hand:
    """What one person may type. ``lines`` are the lines of their section, ``nested`` the lists whose lines belong to such.

    ``parents`` are for each nested list the lines it may be attached to.
    """

    whole: bool = False
    lines: frozenset[tuple[str, str]] = frozenset()
    parents: dict[str, frozenset[str]] | None = None
    known: frozenset[tuple[str, str]] = frozenset()

    @property
    def anything(self) -> bool:
        return self.whole or bool(self.lines)

    def cell(self, address: Address, text: str = "") -> bool:
        """Whether the cell may be typed into. ``text`` is what would stand there: a line is attached only to one's own."""
        if self.whole:
            return True
        line = (address.topic, address.line)
        if line in self.lines:
            return address.column not in (_SECTION, _PARENT)
        own = (self.parents or {}).get(address.topic)
        if own is None or line in self.known:
            return False
        return address.column != _PARENT or not text or text in own

    def adds(self, topic: str) -> bool:
        """Whether lines may be added to the topic."""
        return self.whole or bool(self.lines and topic in (self.parents or {}))

    def orders(self) -> bool:
        """Whether lines may be moved and taken away."""
        return self.whole


def hand_of(standing: Standing, package: Package, typed: Entries, standard: Standard) -> Hand:
    """What this person may type into ``package`` as it stands; nothing while it is on its way."""
    if package.state not in OPEN:
        return Hand()
    if standing.over(Right.REPORT_FILL, package.unit):
        return Hand(whole=True)
    sections = _sections(standing, package)
    if not sections or standard.workbook is None:
        return Hand()
    lists = [sheet for sheet in standard.workbook.sheets if sheet.kind == "list"]
    own: dict[str, frozenset[str]] = {}  # the Report's list → the lines of theirs
    lines: set[tuple[str, str]] = set()
    for sheet in lists:
        if any(one.field == _SECTION for one in sheet.fields):
            own[sheet.of] = frozenset(
                line.key
                for line in typed.get(sheet.id, ())
                if line.cells.get(_SECTION, "").strip() in sections
            )
            lines |= {(sheet.id, key) for key in own[sheet.of]}
    parents = {}
    for sheet in lists:
        above = own.get(sheet.of.rpartition(".")[0])
        if sheet.key and above is not None:
            parents[sheet.id] = above
            lines |= {
                (sheet.id, line.key)
                for line in typed.get(sheet.id, ())
                if line.cells.get(_PARENT, "") in above
            }
    known = {
        (topic, line.key)
        for topic in parents
        for line in typed.get(topic, ())
        if line.cells.get(_PARENT, "").strip()
    }
    return Hand(lines=frozenset(lines), parents=parents, known=frozenset(known))


def _sections(standing: Standing, package: Package) -> frozenset[str]:
    """The sections of this unit the person fills for."""
    held = (
        holding
        for role, _ in RIGHTS[Right.REPORT_FILL_SECTION]
        for holding in standing.held.get(role, ())
        if holding.unit_id == package.unit_id
    )
    return frozenset(holding.section.name for holding in held if holding.section is not None)
