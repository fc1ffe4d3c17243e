"""A workbook as a document: each sheet a part, its tables as grids, lines above and below them as paragraphs.

A cell shows its exact decimal; how a program would format it (thousands, percent) is not kept in what is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from ziping.documents.gathering import Gathered
from ziping.documents.source import GridCell, Source
from ziping.documents.xlsx.guard import MAX_CELLS
from ziping.documents.xlsx.model import Area
from ziping.documents.xlsx.reader import ReadValue, SheetRead, sheets_in
from ziping.wording import Message

MAX_SHOWN = 400_000  # cells of all tables together; a self-evaluation has some thousands
_APART = 2  # blank rows that end a table whatever follows
_PAIR = 2  # "填报单位：…      单位：万元" above a table
_LABEL = 20  # characters; a label is hardly ever longer
_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with something in it: the columns that hold a value of their own."""

    row: int
    columns: tuple[int, ...]


def workbook_source(data: bytes, name: str, path: Path) -> Source:
    """Read a workbook (.xlsx, .xls, .et, .ods); ``path`` is what messages call it.

    Raises :class:`InputError` as :func:`~ziping.documents.xlsx.reader.read_xlsx` does.
    """
    return sheets_source(sheets_in(data, path), name)


def sheets_source(sheets: tuple[SheetRead, ...], name: str) -> Source:
    """Return the sheets that were read, in their order, as one document."""
    gathered = Gathered()
    notices: list[Message] = []
    room = MAX_SHOWN
    for sheet in sheets:
        gathered.part = sheet.name
        if sheet.hidden:
            notices.append(Message("documents.sheet.hidden", {"sheet": sheet.name}))
        layout = _Layout(sheet)
        for block in layout.blocks():
            wide = max(line.columns[-1] + 1 for line in block)
            first, last = block[0].row, block[-1].row
            if (last - first + 1) * wide > room:
                last = first + room // wide - 1
                notices.append(Message("documents.sheet.cut", {"sheet": sheet.name, "row": last + 2}))
            room -= max(0, last - first + 1) * wide
            layout.gather([line for line in block if line.row <= last], gathered)
    return Source(
        name, "xlsx", tuple(gathered.blocks), tuple(notices), parts=tuple(one.name for one in sheets)
    )


class _Layout:
    """A sheet with its merged areas, by their upper left corner and by row."""

    def __init__(self, sheet: SheetRead) -> None:
        self.sheet = sheet
        self.anchors = {(area.first_row, area.first_column): area for area in sheet.merges}
        self.merged = _merged(sheet)
        self.reached = {
            row for row, areas in self.merged.items() if any(area.first_row < row for area in areas)
        }

    def lines(self) -> Iterator[_Line]:
        for row, values in enumerate(self.sheet.rows):
            columns = tuple(
                column
                for column, value in enumerate(values)
                if value is not None and not self.sheet.hides(row, column) and shown(value).strip()
            )
            if columns:
                yield _Line(row, columns)

    def blocks(self) -> Iterator[list[_Line]]:
        """Rows that belong together: parted by two blank rows, or by one before a line that stands alone."""
        block: list[_Line] = []
        for line in self.lines():
            if block:
                blank = line.row - block[-1].row - 1
                alone = len(line.columns) == 1 and line.row not in self.reached
                if blank >= _APART or (blank and alone):
                    yield block
                    block = []
            block.append(line)
        if block:
            yield block

    def is_title(self, line: _Line, most: int) -> bool:
        """A line alone, or two words with their colon such as “填报单位：…” and “单位：万元”, above wider rows."""
        if len(line.columns) == 1:
            area = self.anchors.get((line.row, line.columns[0]))
            return area is None or area.first_row == area.last_row
        if len(line.columns) > _PAIR or most <= _PAIR:
            return False
        values = [self.sheet.value(line.row, column) for column in line.columns]
        return all(isinstance(value, str) and any(colon in value for colon in _COLONS) for value in values)

    def is_note(self, line: _Line, width: int) -> bool:
        """A line below a table that is none of its rows: merged across it, or too long for a label."""
        if len(line.columns) > 1:
            return False
        area = self.anchors.get((line.row, line.columns[0]))
        if area is not None:
            wide = (area.last_column - area.first_column + 1) * 2 > width
            return wide and area.first_row == area.last_row
        return len(shown(self.sheet.value(line.row, line.columns[0]))) > _LABEL

    def gather(self, block: list[_Line], gathered: Gathered) -> None:
        """Lines above the table, the table, lines below it."""
        most = max((len(line.columns) for line in block), default=0)
        width = max((line.columns[-1] + 1 for line in block), default=0)
        begin, end = 0, len(block)
        while begin < end and self.is_title(block[begin], most):
            begin += 1
        while end > begin and self.is_note(block[end - 1], width):
            end -= 1
        self._passages(block[:begin], gathered)
        if begin < end:
            self._grid(block[begin:end], gathered)
        self._passages(block[end:], gathered)

    def _passages(self, lines: list[_Line], gathered: Gathered) -> None:
        for line in lines:
            for column in line.columns:
                gathered.passage(shown(self.sheet.value(line.row, column)), at=(line.row, column))

    def _grid(self, block: list[_Line], gathered: Gathered) -> None:
        top, bottom = block[0].row, block[-1].row
        left = min(line.columns[0] for line in block)
        right = max(line.columns[-1] for line in block)
        for row in range(top, bottom + 1):
            for area in self.merged.get(row, ()):
                if area.first_column >= left:
                    right = max(right, min(area.last_column, self.sheet.width - 1))
        cells: list[GridCell] = []
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if self.sheet.hides(row, column):
                    continue
                merged = self.anchors.get((row, column))
                down, across = (merged.last_row, merged.last_column) if merged else (row, column)
                cells.append(
                    GridCell(
                        row - top,
                        column - left,
                        shown(self.sheet.value(row, column)),
                        min(down, bottom) - row + 1,
                        min(across, right) - column + 1,
                    )
                )
        gathered.grid(cells, origin=(top, left))


def _merged(sheet: SheetRead) -> Mapping[int, Sequence[Area]]:
    """The merged areas that reach into each row of the sheet."""
    found: dict[int, list[Area]] = defaultdict(list)
    room = MAX_CELLS  # in a damaged file thousands may lie upon each other
    for area in sheet.merges:
        rows = range(area.first_row, min(area.last_row + 1, len(sheet.rows)))
        room -= len(rows)
        if room < 0:
            break
        for row in rows:
            found[row].append(area)
    return found


def shown(value: ReadValue) -> str:
    """A cell's value as text: exact, plain decimals; dates as year-month-day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
