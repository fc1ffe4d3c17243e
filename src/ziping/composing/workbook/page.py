"""A sheet while it is being laid out, from the top down."""

from __future__ import annotations

from dataclasses import dataclass, field

from ziping.documents import Area, Highlight, PrintSetup, Sheet, SheetCell, Style, Validation
from ziping.documents.measure import lines_needed
from ziping.documents.xlsx.model import CellValue, Fill, column_name

LINE = 15  # points a line of text takes
ROW = 21  # points of a row that holds one line comfortably
TALLEST = 400  # Excel stops at 409
_UPRIGHT = 105  # characters across an upright A4 page
_READABLE = 278  # characters on landscape A4 squeezed to about half; beyond, a sheet takes several pages
_ROOM = 510  # thousandths of a full-width character that one unit of column width holds


@dataclass(slots=True)
class Page:
    """Collects the parts of one sheet; ``row`` is the next free row, counted from 0."""

    name: str
    widths: list[int]
    row: int = 0
    cells: list[SheetCell] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    freeze: tuple[int, int] | None = None
    repeat: tuple[int, int] | None = None
    named: int = 2  # columns that say what a row is about

    @property
    def last_column(self) -> int:
        return len(self.widths) - 1

    @property
    def pages_wide(self) -> int:
        """How many printed pages the columns need side by side, the row's name repeated on each."""
        repeated = sum(self.widths[: self.named])
        rest = max(0, sum(self.widths) - _READABLE)
        return 1 + -(-rest // max(1, _READABLE - repeated))

    @property
    def text_to(self) -> int:
        """The last column for sentences above a table: none runs over the edge of the first printed page."""
        if self.pages_wide == 1:
            return self.last_column
        room, column = sum(self.widths) // self.pages_wide, 0
        while column < self.last_column and sum(self.widths[: column + 2]) <= room:
            column += 1
        return column

    def put(
        self,
        column: int,
        value: CellValue,
        style: Style,
        *,
        row: int | None = None,
        to_column: int | None = None,
        formula: str | None = None,
        note: str | None = None,
    ) -> None:
        """A cell in ``row`` (the current one by default), merged up to ``to_column`` when that is given."""
        at = self.row if row is None else row
        self.cells.append(SheetCell(at, column, value, formula=formula, style=style, note=note or None))
        if to_column is not None and to_column > column:
            self.merges.append(Area(at, column, at, to_column))

    def height_for(self, text: str, column: int, to_column: int | None = None, *, least: int = ROW) -> int:
        """Points that ``text`` needs in the width of its columns."""
        width = sum(self.widths[column : (column if to_column is None else to_column) + 1])
        return min(TALLEST, max(least, 6 + LINE * lines_needed(text, width * _ROOM)))

    def stretch(self, row: int, height: int) -> None:
        """At least ``height`` points for ``row``."""
        self.heights[row] = max(height, self.heights.get(row, 0))

    def range_name(self, column: int, first: int, last: int) -> str:
        """``'预算执行'!$C$5:$C$24``"""
        name = column_name(column)
        return f"{quoted(self.name)}!${name}${first + 1}:${name}${last + 1}"

    def cell_name(self, row: int, column: int) -> str:
        """``'单位信息'!$C$5``"""
        return f"{quoted(self.name)}!${column_name(column)}${row + 1}"

    def finish(self, *, protected: bool, tab: Fill, hidden: bool = False) -> Sheet:
        """The sheet as it goes to the file, landscape where it is wide."""
        wide = sum(self.widths) > _UPRIGHT
        return Sheet(
            self.name,
            tuple(self.cells),
            tuple(self.widths),
            tuple(sorted(self.heights.items())),
            tuple(self.merges),
            self.freeze,
            PrintSetup(
                "landscape" if wide else "portrait",
                pages_wide=self.pages_wide,
                repeat_rows=self.repeat,
                repeat_columns=(0, self.named - 1) if self.pages_wide > 1 else None,
            ),
            tuple(self.validations),
            tuple(self.highlights),
            protected,
            hidden,
            tab,
        )


def quoted(name: str) -> str:
    """A sheet's name as formulas write it."""
    doubled = name.replace("'", "''")
    return f"'{doubled}'"
