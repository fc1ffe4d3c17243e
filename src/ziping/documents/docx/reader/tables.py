"""Tables: rows and cells with true spans, however Word wrote the merging down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from ziping.documents.docx.reader import names
from ziping.documents.docx.reader.lines import Tally
from ziping.documents.docx.reader.names import TC, TCPR, TR, TRPR, VAL, chosen, first, number, w

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

_SPAN, _VERTICAL, _HORIZONTAL = w("gridSpan"), w("vMerge"), w("hMerge")
_BEFORE = w("gridBefore")
_WIDEST = 1000  # columns; Word itself stops at 63


class Spot(Struct):
    """A cell of the grid: the ``w:tc`` whose text it shows, and its span."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    col_span: int = 1


def spots(table: Element, tally: Tally) -> tuple[list[Spot], int, int]:
    """Return the cells of a table in reading order, the number of its rows and of its columns."""
    found: list[Spot] = []
    open_spans: dict[int, Spot] = {}  # by column, the cell that a row below may continue
    height, width = 0, 0
    for row in _rows(table, tally):
        column = _before(row)
        below: dict[int, Spot] = {}
        for cell, span, vertical in _joined(row, tally):
            above = open_spans.get(column) if vertical == "continue" else None
            if above is not None and above.col_span == span:
                above.row_span += 1
                tally.hidden += sum(len(text.text or "") for text in cell.iter(names.T))
                below[column] = above
            else:
                here = Spot(cell, height, column, 1, span)
                found.append(here)
                if vertical:
                    below[column] = here
            column += span
        width = max(width, column)
        open_spans = below
        height += 1
    return found, height, width


def _joined(row: Element, tally: Tally) -> list[tuple[Element, int, str]]:
    """The cells of a row, those that go on to the left joined: element, columns, ``w:vMerge``."""
    joined: list[tuple[Element, int, str]] = []
    for cell in _cells(row, tally):
        span, vertical, goes_on = _merging(cell)
        if goes_on and joined:
            first, before, merging = joined[-1]
            joined[-1] = (first, before + span, merging)
        else:
            joined.append((cell, span, vertical))
    return joined


def _rows(parent: Element, tally: Tally) -> Iterator[Element]:
    for child in parent:
        if child.tag == TR:
            properties = first(child, TRPR)
            if properties is not None:
                tally.inserted += first(properties, names.INS) is not None
                if first(properties, names.DEL) is not None:
                    tally.deleted += 1
                    continue
            yield child
        else:
            inner = _inside(child)
            if inner is not None:
                yield from _rows(inner, tally)


def _cells(parent: Element, tally: Tally) -> Iterator[Element]:
    for child in parent:
        if child.tag == TC:
            yield child
        else:
            inner = _inside(child)
            if inner is not None:
                yield from _cells(inner, tally)


def _inside(child: Element) -> Element | None:
    """Return what a wrapper holds: a content control, custom XML, an insertion."""
    if child.tag == names.SDT:
        return child.find(names.SDT_CONTENT)
    if child.tag == names.ALTERNATIVE:
        return chosen(child)
    return child if child.tag in names.WRAPPERS or child.tag in names.INSERTED else None


def _before(row: Element) -> int:
    properties = first(row, TRPR)
    skipped = None if properties is None else first(properties, _BEFORE)
    return 0 if skipped is None else number(skipped.get(VAL), 0, most=_WIDEST)


def _merging(cell: Element) -> tuple[int, str, bool]:
    """How many columns a cell takes, its ``w:vMerge`` (restart, continue or nothing), whether it goes on to the left."""
    properties = first(cell, TCPR)
    if properties is None:
        return 1, "", False
    columns, vertical, goes_on = 1, "", False
    for child in properties:
        if child.tag == _SPAN:
            columns = number(child.get(VAL), 1, 1, _WIDEST)
        elif child.tag == _VERTICAL:
            vertical = child.get(VAL, "continue")
        elif child.tag == _HORIZONTAL:
            goes_on = child.get(VAL, "continue") == "continue"
    return columns, vertical, goes_on
