"""Where a figure stands, in words for a reader and in numbers for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ziping.figures.errors import figure_error


class _Making(type(Struct)):  # type: ignore[misc]  # its stub gives no class of classes
    """Makes places of any number of steps: ``Place("附件1", "人员经费", row=3)``."""

    def __call__(
        cls,
        *steps: str,
        part: str | None = None,
        table: int | None = None,
        row: int | None = None,
        column: int | None = None,
        start: int | None = None,
        end: int | None = None,
        block: int | None = None,
        page: int | None = None,
    ) -> Any:
        if start is not None or end is not None:
            _refuse_bad_span(start, end)
        return super().__call__(steps, part, table, row, column, start, end, block, page)


class Place(Struct, frozen=True, metaclass=_Making):
    """Labelled steps from the whole to the part, and optional exact anchors in the file.

    ``steps`` are what a person reads ("附件1-1 公用经费", "2024年决算数"). ``part`` names the part of the file (a sheet, a page,
    a story), ``table``, ``row`` and ``column`` count from 0 within it, ``start`` and ``end`` are character offsets in
    the text of the paragraph or cell (end exclusive, like a slice). In a document that was read, ``block`` counts its
    blocks from 0 and ``page`` its pages from 1. A file format fills in what it knows.

    Raises :class:`FigureError` when only one end of the span is given or the span runs backwards.
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

    if TYPE_CHECKING:

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
        ) -> None: ...

    def __reduce__(self) -> tuple[Any, ...]:
        return _made_again, (self.steps, {name: getattr(self, name) for name in self.__struct_fields__[1:]})

    def __str__(self) -> str:
        return " / ".join(self.steps)

    def within(self, *steps: str) -> Place:
        """Return a place further in: the same anchors, more steps."""
        return replace(self, steps=self.steps + steps)

    def named(self, *steps: str) -> Place:
        """Return the same anchors under other words."""
        return replace(self, steps=steps)

    def spanning(self, start: int, end: int) -> Place:
        """Return the same place, narrowed to the characters ``start`` to ``end`` (exclusive)."""
        _refuse_bad_span(start, end)
        return replace(self, start=start, end=end)

    def in_cell(self, row: int, column: int) -> Place:
        """Return the place of a cell of the table that stands here."""
        return replace(self, row=row, column=column)

    def on_page(self, page: int) -> Place:
        """Return the same place, known to be on ``page``."""
        return replace(self, page=page)


def _made_again(steps: tuple[str, ...], anchors: dict[str, Any]) -> Place:
    """A place that was pickled."""
    return Place(*steps, **anchors)


def _refuse_bad_span(start: int | None, end: int | None) -> None:
    if start is None and end is None:
        return
    if start is None or end is None or not 0 <= start <= end:
        raise figure_error("bad_span", start=start, end=end)
