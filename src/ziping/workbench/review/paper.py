"""The report as composed, block by block, ready to be laid out as a page: each figure leads to the cell it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ziping.composing import compose
from ziping.documents import Chart, Heading, Paragraph, Table, Title
from ziping.documents.model import Block, Content, TableGrid, runs
from ziping.report import Address
from ziping.workbench.filling.assemble import Assembled
from ziping.workbench.filling.cells import Said
from ziping.workbench.review.models import Remark


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one go. ``cell`` is the cell its figure was typed in, ``severity`` the worst that was found there."""

    text: str
    cell: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    pieces: tuple[Piece, ...]
    row_span: int
    col_span: int
    head: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A block. ``kind``: title, heading, text, note, table, chart. ``remarks`` are the numbers of those that quote it."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    rows: tuple[tuple[Square, ...], ...] = ()
    remarks: tuple[int, ...] = ()


def address_text(address: Address) -> str:
    return "/".join(address)


def paper_of(assembled: Assembled, said: Said, remarks: Sequence[Remark]) -> tuple[Shown, ...]:
    """The internal edition of the report; nothing where the standard has no marks to compose it with."""
    card = assembled.scorecard
    if card is None:
        return ()
    document = compose(assembled.entered.report, assembled.standard, card)
    setter = _Setter(assembled.entered.places, said, remarks)
    return tuple(setter.shown(document.blocks))


def text_of(paper: Sequence[Shown]) -> str:
    """The whole text, a line a block: what a quoted sentence must stand in."""
    lines = []
    for block in paper:
        lines.append("".join(piece.text for piece in block.pieces))
        lines += ["".join(piece.text for piece in square.pieces) for row in block.rows for square in row]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Setter:
    places: Mapping[str, Address]
    said: Said
    remarks: Sequence[Remark]

    def shown(self, blocks: Sequence[Block]) -> Iterator[Shown]:
        for block in blocks:
            match block:
                case Title():
                    yield Shown("title", (Piece(block.text),))
                case Heading():
                    yield Shown("heading", (Piece(block.text),), block.level)
                case Paragraph():
                    kind = "text" if block.role == "body" else "note"
                    pieces = self._pieces(block.content)
                    yield Shown(kind, pieces, remarks=tuple(self._quoting(block.text)))
                case Table():
                    yield Shown("table", rows=tuple(self._rows(block.grid)))
                case Chart():
                    yield Shown("chart", (Piece(block.alt),))
                case _:
                    continue

    def _quoting(self, text: str) -> Iterator[int]:
        return (number for number, one in enumerate(self.remarks, 1) if one.quote and one.quote in text)

    def _pieces(self, content: Content) -> tuple[Piece, ...]:
        found = []
        for run in runs(content):
            address = self.places.get(run.trace) if run.trace else None
            if address is None:
                found.append(Piece(run.text))
            else:
                found.append(Piece(run.text, address_text(address), self.said.severity(address)))
        return tuple(found)

    def _rows(self, grid: TableGrid) -> Iterator[tuple[Square, ...]]:
        for at, row in enumerate(grid.rows):
            yield tuple(
                Square(
                    self._pieces(cell.content),
                    cell.row_span,
                    cell.col_span,
                    at < grid.header_rows,
                    cell.align == "right" or (cell.value is not None and cell.align is None),
                )
                for cell in row.cells
            )
