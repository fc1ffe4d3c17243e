"""Where a figure stands, in words for a reader and in numbers for a program."""

from __future__ import annotations

from dataclasses import dataclass

from ziping.figures.errors import figure_error


@dataclass(frozen=True, slots=True, init=False)
class Place:
    """Labelled steps from the whole to the part, and optional exact anchors in the file.

    ``steps`` are what a person reads ("附件1-1 公用经费", "2024年决算数"). ``part`` names the part of the file (a sheet, a page,
    a story), ``table``, ``row`` and ``column`` count from 0 within it, ``start`` and ``end`` are character offsets in
    the text of the paragraph or cell (end exclusive, like a slice). In a document that was read, ``block`` counts its
    blocks from 0 and ``page`` its pages from 1. A file format fills in what it knows.
    """

    steps: tuple[str, ...]
    part: str | None
    table: int | None
    row: int | None
    column: int | None
    start: int | None
    end: int | None
    block: int | None
    page: int | None

    def __init__(
        self,
        *steps: str,
        part: str | None = None,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
        start: int | None = None,
        end: int | None = None,
        block: int | None = None,
        page: int | None = None,
    ) -> None:
        """Raise :class:`FigureError` when only one end of the span is given or the span runs backwards."""
        _refuse_bad_span(start, end)
        put = object.__setattr__
        put(self, "steps", steps)
        put(self, "part", part)
        put(self, "table", table)
        put(self, "row", row)
        put(self, "column", column)
        put(self, "start", start)
        put(self, "end", end)
        put(self, "block", block)
        put(self, "page", page)

    def __str__(self) -> str:
        return " / ".join(self.steps)

    def within(self, *steps: str) -> Place:
        """Return a place further in: the same anchors, more steps."""
        return self._changed(steps=self.steps + steps)

    def named(self, *steps: str) -> Place:
        """Return the same anchors under other words."""
        return self._changed(steps=steps)

    def spanning(self, start: int, end: int) -> Place:
        """Return the same place, narrowed to the characters ``start`` to ``end`` (exclusive)."""
        _refuse_bad_span(start, end)
        return self._changed(start=start, end=end)

    def in_cell(self, row: int, column: int) -> Place:
        """Return the place of a cell of the table that stands here."""
        return self._changed(row=row, column=column)

    def on_page(self, page: int) -> Place:
        """Return the same place, known to be on ``page``."""
        return self._changed(page=page)

    def _changed(
        self,
        *,
        steps: tuple[str, ...] | None = None,
        row: int | None = None,
        column: int | None = None,
        start: int | None = None,
        end: int | None = None,
        page: int | None = None,
    ) -> Place:
        changed = object.__new__(Place)
        put = object.__setattr__
        put(changed, "steps", self.steps if steps is None else steps)
        put(changed, "part", self.part)
        put(changed, "table", self.table)
        put(changed, "row", self.row if row is None else row)
        put(changed, "column", self.column if column is None else column)
        put(changed, "start", self.start if start is None else start)
        put(changed, "end", self.end if end is None else end)
        put(changed, "block", self.block)
        put(changed, "page", self.page if page is None else page)
        return changed


def _refuse_bad_span(start: int | None, end: int | None) -> None:
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start <= end:
        raise figure_error("bad_span", start=start, end=end)
