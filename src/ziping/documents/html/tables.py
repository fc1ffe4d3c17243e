"""Tables with their spans; and tables that only lay out a page, which are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_CELLS = 200_000  # places in the rectangle of one table
_MOST_ACROSS = 1000  # as browsers have it
_LONG = 400  # characters: a cell with so much is a page laid out, not a cell
_FEWEST = 4  # filled cells of a table that holds others


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and where it stands."""

    element: HtmlElement
    row: int
    column: int
    row_span: int
    col_span: int


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    """Its own rows, not those of tables inside it, the head first and the foot last."""
    groups: dict[str, list[HtmlElement]] = {"thead": [], "": [], "tfoot": []}
    for child in table:
        if child.tag == "tr":
            groups[""].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            kind = child.tag if child.tag in groups else ""
            groups[kind].extend(row for row in child if row.tag == "tr")
    for rows in groups.values():
        yield from rows


def placed(table: HtmlElement) -> tuple[list[Placed], bool]:
    """Return the cells where a browser puts them, and whether all could be placed within bounds.

    A span that runs into a cell already there ends before it, as spans of a grid must not overlap.
    """
    rows = list(rows_of(table))
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    whole = True
    for number, row in enumerate(rows):
        column = 0
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            down = _span(element.get("rowspan"), len(rows) - number) or len(rows) - number
            across = _span(element.get("colspan"), _MOST_ACROSS) or 1
            free = 1
            while free < across and (number, column + free) not in taken:
                free += 1
            if len(taken) + down * free > MAX_CELLS:
                down, free, whole = 1, 1, False
            if len(taken) >= MAX_CELLS:
                return cells, False
            taken.update((number + below, column + beside) for below in range(down) for beside in range(free))
            cells.append(Placed(element, number, column, down, free))
            column += free
    return cells, whole


def _span(written: str | None, most: int) -> int:
    digits = (written or "1").strip()
    if not digits.isascii() or not digits.isdigit():
        return 1
    return min(int(digits[:6]), most)


def lays_out(table: HtmlElement) -> bool:
    """Whether the table only lays out the page: one cell, a cell with a whole text in it, or little beside a table inside."""
    if table.get("role") == "presentation":
        return True
    cells = [cell for row in rows_of(table) for cell in row if cell.tag in ("td", "th")]
    if len(cells) <= 1:
        return True
    inner = next(table.iterdescendants("table"), None) is not None
    if inner:
        filled = [cell for cell in cells if cell.find(".//table") is None and cell.text_content().strip()]
        return len(filled) < _FEWEST or _spread(table)
    return _spread(table) and len(cells) < 2 * _FEWEST


def _spread(table: HtmlElement) -> bool:
    """Whether a cell holds paragraphs enough for a page."""
    for row in rows_of(table):
        for cell in row:
            paragraphs = sum(1 for part in cell.iter("p", "div", "br", "h1", "h2", "h3") if part is not cell)
            if paragraphs > 2 and len(cell.text_content()) > _LONG:  # noqa: PLR2004 -- a cell may well have two
                return True
    return False
