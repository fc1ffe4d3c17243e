"""A grid as rows of cells, with what covers them from above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from ziping.documents.source import Grid, GridCell
from ziping.figures import Place

_BEFORE: Final = " \t\n\r\u3000\u00a0≥≤><=＞＜＝"
_MOST_COVERED: Final = 200_000  # places; a table of more has spans that no reader needs


class Rows(Struct, frozen=True):
    """``own`` are the cells that begin in a row; ``over`` says which cell covers a place begun further up."""

    grid: Grid
    own: Sequence[Sequence[GridCell]]
    over: Mapping[tuple[int, int], GridCell]

    def covering(self, row: int, column: int) -> GridCell | None:
        """The cell of an upper row that spans down over this place."""
        return self.over.get((row, column))


def value_at(grid: Grid, cell: GridCell) -> Place:
    """Where the value in ``cell`` stands: its characters without the blanks around them and a sign (≥) before them."""
    place = grid.at(cell)
    text = cell.text
    start = len(text) - len(text.lstrip(_BEFORE))
    return place.spanning(start, max(start, len(text.rstrip()))) if text.strip() else place


def rows_of(grid: Grid) -> Rows:
    """``grid`` row by row; rows without a cell of their own are empty."""
    own: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    over: dict[tuple[int, int], GridCell] = {}
    for cell in grid.cells:
        if cell.row < grid.rows:
            own[cell.row].append(cell)
        if cell.row_span > 1 and len(over) + (cell.row_span - 1) * cell.col_span <= _MOST_COVERED:
            for row in range(cell.row + 1, min(cell.row + cell.row_span, grid.rows)):
                for column in range(cell.column, cell.column + cell.col_span):
                    over[row, column] = cell
    for row_cells in own:
        row_cells.sort(key=lambda cell: cell.column)
    return Rows(grid, own, over)
