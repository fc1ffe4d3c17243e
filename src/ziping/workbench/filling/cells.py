"""What a page of the form is made of, as plain data: columns, cells, rows, topics, and what was said of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ziping.checking import Finding
from ziping.report import Address
from ziping.wording import Message, Name
from ziping.workbench.campaigns.frozen import Frozen
from ziping.workbench.filling.assemble import Assembled

_NUMBERS = frozenset(("money", "number", "integer", "percent"))
MONEY = "万元"
_SEVERITIES = ("error", "warning", "notice")
_BREADTHS = (("s", 12), ("m", 18), ("l", 28))  # characters


def cell_id(address: Address) -> str:
    """The cell's id on a page."""
    return f"c-{address.topic}-{address.line}-{address.column}".replace(".", "_").replace("@", "_at_")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or the one cell of a label: what it asks for and how it is typed."""

    name: str
    label: Name
    kind: str
    unit: str = ""
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    free: bool = True
    width: int = 14

    @property
    def money(self) -> bool:
        """Whether its figures are amounts in the form's unit, which a page may show in 元."""
        return self.unit == MONEY and self.numeric

    @property
    def summed(self) -> bool:
        """Whether a list adds the column up."""
        return self.kind == "money"

    @property
    def picked(self) -> bool:
        """Whether it takes nothing but what is offered."""
        return self.kind == "yes_no" or (bool(self.choices) and not self.free)

    @property
    def breadth(self) -> str:
        """How wide a column is drawn: a step of the style sheet."""
        return next((name for name, most in _BREADTHS if self.width <= most), "xl")

    @property
    def numeric(self) -> bool:
        return self.kind in _NUMBERS

    @property
    def long(self) -> bool:
        return self.kind == "long_text"


@dataclass(frozen=True, slots=True)
class Cell:
    """``closed`` cells are not filled, ``open`` ones this person may type into.

    ``trouble`` says what is wrong with what was typed, ``severity`` what the check says.
    """

    address: Address
    column: Column
    text: str = ""
    closed: bool = False
    missing: bool = False
    trouble: Message | None = None
    severity: str = ""
    open: bool = True

    @property
    def id(self) -> str:
        return cell_id(self.address)


@dataclass(frozen=True, slots=True)
class MarkShown:
    """The marks a line earns, computed; ``points`` is blank while it cannot be said."""

    points: str
    full: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a topic. ``mark`` stands beside it where it earns marks."""

    key: str
    label: Name | None
    cells: tuple[Cell, ...]
    indent: int = 0
    heading: bool = False
    total: bool = False
    version: int = 0
    help: str = ""
    parts: tuple[str, ...] = ()
    mark: MarkShown | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One table of a page. ``kind`` as in the pack: fields, grid, list, own, rest; ``frozen`` where it stands as approved."""

    id: str
    kind: str
    title: Name
    intro: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    adds: bool = False
    orders: bool = False
    marked: bool = False
    frozen: Frozen | None = None

    @property
    def sums(self) -> bool:
        """Whether a list has columns that are added up."""
        return any(column.summed for column in self.columns)

    @property
    def blank(self) -> tuple[Cell, ...]:
        """The cells of a line that is not there yet."""
        return tuple(Cell(Address(self.id, "NEW", column.name), column) for column in self.columns)

    @property
    def money(self) -> bool:
        units = {column.unit for column in self.columns} | {
            cell.column.unit for row in self.rows for cell in row.cells
        }
        return MONEY in units


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page in the outline: how much of what must be filled is filled, and what was found on it."""

    id: str
    title: Name
    required: int
    filled: int
    worst: str
    findings: int

    @property
    def complete(self) -> bool:
        return self.filled == self.required and not self.findings


@dataclass(frozen=True, slots=True)
class Said:
    """What the check says, by cell, and what has no cell."""

    by_cell: Mapping[Address, tuple[Finding, ...]]
    elsewhere: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, assembled: Assembled) -> Said:
        by_cell: dict[Address, list[Finding]] = {}
        elsewhere = []
        places = assembled.entered.places
        for finding in assembled.checked.findings:
            found = {places[spot.key] for spot in finding.spots if spot.key in places}
            for address in found:
                by_cell.setdefault(address, []).append(finding)
            if not found:
                elsewhere.append(finding)
        return cls({address: tuple(findings) for address, findings in by_cell.items()}, tuple(elsewhere))

    def severity(self, address: Address) -> str:
        """The worst that was said of a cell."""
        return worst(finding.severity for finding in self.by_cell.get(address, ()))


def worst(severities: Iterable[str]) -> str:
    found = set(severities)
    return next((severity for severity in _SEVERITIES if severity in found), "")
