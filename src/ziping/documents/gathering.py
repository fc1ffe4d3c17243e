"""Blocks as a reader gathers them, each numbered as it comes; and blocks of several readings put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ziping.documents.source import Doubt, Grid, GridCell, Passage, PassageRole, SourceBlock
from ziping.figures import Place


@dataclass(slots=True)
class Gathered:
    """The blocks so far. ``part`` and ``page`` are where the next ones stand."""

    part: str | None = None
    page: int | None = None
    blocks: list[SourceBlock] = field(default_factory=list)
    _tables: int = 0

    def passage(
        self,
        text: str,
        role: PassageRole = "body",
        level: int = 0,
        generated: int = 0,
        doubts: tuple[Doubt, ...] = (),
        at: tuple[int, int] | None = None,
    ) -> None:
        """Add a paragraph; one without a visible character is left out. ``at``: row and column in its sheet."""
        if text.strip():
            row, column = at or (None, None)
            place = Place(part=self.part, block=len(self.blocks), page=self.page, row=row, column=column)
            self.blocks.append(Passage(text, place, role, level, generated, doubts))

    def grid(
        self,
        cells: Iterable[GridCell],
        *,
        guessed: bool = False,
        inside: tuple[int, int, int] | None = None,
        origin: tuple[int, int] = (0, 0),
    ) -> int:
        """Add a table as large as its cells reach; the number of its block."""
        kept = tuple(cells)
        rows = max((cell.row + cell.row_span for cell in kept), default=0)
        columns = max((cell.column + cell.col_span for cell in kept), default=0)
        number = len(self.blocks)
        place = Place(part=self.part, table=self._tables, block=number, page=self.page)
        self._tables += 1
        self.blocks.append(Grid(rows, columns, kept, place, inside, guessed, origin))
        return number


def moved(block: SourceBlock, *, blocks: int, tables: int, part: str | None) -> SourceBlock:
    """Return ``block`` as it stands after ``blocks`` others with ``tables`` tables, in ``part`` of the whole."""
    old = block.place
    place = Place(
        *old.steps,
        part=old.part if part is None else part if old.part is None else f"{part} / {old.part}",
        table=None if old.table is None else old.table + tables,
        row=old.row,
        column=old.column,
        start=old.start,
        end=old.end,
        block=None if old.block is None else old.block + blocks,
        page=old.page,
    )
    if isinstance(block, Grid) and block.inside is not None:
        outer, row, column = block.inside
        return replace(block, place=place, inside=(outer + blocks, row, column))
    return replace(block, place=place)
