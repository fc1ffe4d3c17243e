"""Where the cells of a :class:`TableGrid` stand, and how ratios become exact whole widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ziping.documents.model import Cell, TableGrid
from ziping.wording import InternalFault, Message


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its upper left corner, counted from 0."""

    row: int
    column: int
    cell: Cell


def place(grid: TableGrid) -> tuple[Placed, ...]:
    """Every cell with its position, in reading order.

    Raises :class:`InternalFault` when spans overlap, leave a hole or reach outside: whoever built the grid is at fault,
    and a crooked official form must never be written.
    """
    width = len(grid.widths)
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for row_number, row in enumerate(grid.rows):
        column = 0
        for cell in row.cells:
            while (row_number, column) in taken:
                column += 1
            covered = [
                (row_number + down, column + right)
                for down in range(cell.row_span)
                for right in range(cell.col_span)
            ]
            inside = column + cell.col_span <= width and row_number + cell.row_span <= len(grid.rows)
            if not covered or not inside or any(spot in taken for spot in covered):
                raise _crooked(row_number, column, cell.text)
            taken.update(covered)
            placed.append(Placed(row_number, column, cell))
            column += cell.col_span
        for column in range(width):
            if (row_number, column) not in taken:
                raise _crooked(row_number, column, "")
    return tuple(placed)


def _crooked(row: int, column: int, text: str) -> InternalFault:
    args = {"row": row + 1, "column": column + 1, "text": text}
    return InternalFault(Message("documents.table.crooked", args))


def share_out(total: int, ratios: Sequence[int | Fraction]) -> tuple[int, ...]:
    """``total`` split into whole parts in the given ratios, adding up exactly (largest remainder).

    >>> share_out(10, (1, 1, 1))
    (4, 3, 3)
    """
    whole = sum(ratios, Fraction(0))
    exact = [Fraction(total) * ratio / whole for ratio in ratios]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return tuple(parts)
