"""Where every cell of a filled form stands and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ziping.composing.forms.expanding import FilledRow
from ziping.standards.model.forms import FormCell


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with its upper left corner (from 0) and the rows it covers."""

    row: int
    column: int
    rows: int
    cell: FormCell
    filled: FilledRow


def spots(rows: Sequence[FilledRow]) -> list[Spot]:
    """Every cell in reading order. Neighbours that agree in a group share the first one's cell.

    A span never reaches below the last row, whatever the form says.
    """
    found: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for position, cell in enumerate(row.cells):
            if cell.group and _continues(rows, number, position):
                continue  # covered from above, like any span
            while (number, column) in taken:
                column += 1
            reach = min(_reach(rows, number, position), len(rows) - number)
            taken.update(
                (number + down, column + right) for down in range(1, reach) for right in range(cell.columns)
            )
            found.append(Spot(number, column, reach, cell, row))
            column += cell.columns
    return found


def _continues(rows: Sequence[FilledRow], number: int, position: int) -> bool:
    """Whether the cell in that position belongs to the one above."""
    return number > 0 and _same_group(rows[number - 1], rows[number], position)


def _same_group(above: FilledRow, below: FilledRow, position: int) -> bool:
    return (
        above.form_row is below.form_row
        and above.cells is below.cells
        and above.groups[position] == below.groups[position]
    )


def _reach(rows: Sequence[FilledRow], number: int, position: int) -> int:
    cell = rows[number].cells[position]
    if cell.group:
        last = number
        while last + 1 < len(rows) and _same_group(rows[last], rows[last + 1], position):
            last += 1
        return last - number + 1
    if cell.until:
        ends = [at for at, row in enumerate(rows) if row.form_row.id == cell.until]
        return max(ends, default=number) - number + 1
    return cell.rows
