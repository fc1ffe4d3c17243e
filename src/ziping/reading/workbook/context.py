"""What every topic is read with, and what has been read so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ziping.documents import CellRead, SheetRead
from ziping.figures import Unit
from ziping.reading.workbook.cells import Question, read_cell
from ziping.reading.workbook.finding import Located
from ziping.reading.workbook.labels import unit_in
from ziping.reading.workbook.trouble import Spot, Trouble
from ziping.standards import Standard
from ziping.standards.model.workbook import Field, SheetWords

Book = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Reading:
    """The report as far as it has been read.

    ``values`` are single fields by their way (``unit.name``), ``lists`` the repeating parts as records not yet made,
    ``origins`` the cell of each value, and of what is blank but has a place; ``spots`` those
    cells themselves. ``typed``: on a page of ours, where nothing stands among the lines but lines.
    """

    standard: Standard
    words: SheetWords
    file: str
    sheets: tuple[SheetRead, ...]
    typed: bool = False
    trouble: Trouble = field(init=False)
    values: dict[str, Any] = field(default_factory=dict)
    figures: Book = field(default_factory=dict)
    archive: Book = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    narrative: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    twins: set[str] = field(default_factory=set)  # names already refused for standing twice

    def __post_init__(self) -> None:
        self.trouble = Trouble(self.standard)

    def sheet(self, located: Located) -> SheetRead:
        return self.sheets[located.at]

    def spot(self, located: Located, cell: CellRead, label: str) -> Spot:
        line = (cell.row if located.sheet.kind in ("list", "rest") else 0) if self.typed else None
        return Spot(self.sheet(located).name, cell, label, line)

    def read(self, spot: Spot, asked: Question, key: str) -> Any:
        """The cell's value; its origin is kept under ``key``, of a blank cell too: a finding says where to type."""
        value = read_cell(spot, asked, self.trouble)
        if value is not None or key not in self.origins:
            self.came_from(key, spot)
        return value

    def came_from(self, key: str, spot: Spot) -> None:
        self.spots[key] = spot
        self.origins[key] = f"{self.file} {spot.origin}" if self.file else spot.origin

    def book(self, part: str) -> Book:
        return self.archive if part == "archive" else self.figures


def heading_unit(sheet: SheetRead, row: int, column: int, expected: Unit | None) -> Unit | None:
    """The unit a column's heading states, where the clerk made it another of the same kind (元 for 万元)."""
    heading = sheet.value(row, column)
    stated = unit_in(heading) if isinstance(heading, str) else None
    if stated is None or expected is None or stated == expected or not stated.comparable(expected):
        return None
    return stated


LONG_TEXT = Field(field="", label="", kind="long_text")
