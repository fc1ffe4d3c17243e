"""A composed document as plain parts a page can lay out: the report as it will be printed, before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ziping.documents import Block, Cell, Chart, Document, Heading, Paragraph, Table, Title
from ziping.documents.model import Number, plain, runs

_GAP = "【待填"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text. ``gap``: nobody has filled it in yet."""

    text: str
    bold: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table."""

    text: str
    rows: int
    columns: int
    right: bool
    strong: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A block: ``kind`` is title, heading, text or table; ``role`` a paragraph's, ``level`` a heading's."""

    kind: str
    text: str = ""
    level: int = 0
    role: str = ""
    pieces: tuple[Piece, ...] = ()
    head: tuple[tuple[Box, ...], ...] = ()
    rows: tuple[tuple[Box, ...], ...] = ()


def parts_of(document: Document) -> tuple[Part, ...]:
    """The document block by block. A chart is the table of what it shows; page breaks and contents are left out."""
    return tuple(part for block in document.blocks for part in _parts(block))


def _parts(block: Block) -> Iterator[Part]:
    match block:
        case Title(text):
            yield Part("title", text)
        case Heading(level, text):
            yield Part("heading", text, level)
        case Paragraph():
            pieces = tuple(Piece(run.text, run.bold, _GAP in run.text) for run in runs(block.content))
            yield Part("text", role=block.role, pieces=pieces)
        case Table(grid):
            rows = [tuple(_box(cell) for cell in row.cells) for row in grid.rows]
            yield Part("table", head=tuple(rows[: grid.header_rows]), rows=tuple(rows[grid.header_rows :]))
        case Chart():
            yield from _chart(block)
        case _:
            return


def _box(cell: Cell) -> Box:
    text = plain(cell.content)
    right = cell.align == "right" or (cell.value is not None and cell.align is None)
    return Box(text, cell.row_span, cell.col_span, right, cell.bold, _GAP in text)


def _chart(chart: Chart) -> Iterator[Part]:
    yield Part("text", role="caption", pieces=(Piece(chart.title or chart.alt, bold=False, gap=False),))
    heads = (_plain_box(""), *(_plain_box(one.name, strong=True) for one in chart.series))
    rows = tuple(
        (_plain_box(name), *(_plain_box(_number(one.values[at]), right=True) for one in chart.series))
        for at, name in enumerate(chart.categories)
    )
    yield Part("table", head=(heads,), rows=rows)


def _plain_box(text: str, *, right: bool = False, strong: bool = False) -> Box:
    return Box(text, 1, 1, right, strong, gap=False)


def _number(value: Number | None) -> str:
    return "" if value is None else f"{value:,}"
