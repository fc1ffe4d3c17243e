"""Composed documents as a reader would give them, and small documents typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ziping.documents import Document, Heading, Paragraph, Table, TableGrid, Title
from ziping.documents.source import Grid, GridCell, Passage, Source, SourceBlock
from ziping.figures import Place


def source_of(document: Document) -> Source:
    """``document`` as it reads once it was written and opened again."""
    blocks: list[SourceBlock] = []
    for block in document.blocks:
        place = Place(block=len(blocks))
        match block:
            case Title():
                blocks.extend(
                    Passage(line, Place(block=len(blocks) + number), "title")
                    for number, line in enumerate(block.text.split("\n"))
                )
            case Heading():
                blocks.append(Passage(block.text, place, "heading", block.level))
            case Paragraph():
                blocks.append(Passage(block.text, place, "caption" if block.role == "caption" else "body"))
            case Table():
                blocks.append(_grid(block.grid, place))
    return Source("报告.docx", "docx", tuple(blocks))


def _grid(grid: TableGrid, place: Place) -> Grid:
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(grid.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            cells.append(GridCell(number, column, cell.text, cell.row_span, cell.col_span))
            taken.update(
                (number + down, column + right)
                for down in range(cell.row_span)
                for right in range(cell.col_span)
            )
            column += cell.col_span
    return Grid(len(grid.rows), len(grid.widths), tuple(cells), place)


def paper(*blocks: str | Sequence[Sequence[str]], name: str = "报告.txt", guessed: bool = False) -> Source:
    """A document of paragraphs and plain tables (rows of texts)."""
    made: list[SourceBlock] = []
    for block in blocks:
        place = Place(block=len(made))
        made.append(Passage(block, place) if isinstance(block, str) else table(block, place, guessed=guessed))
    return Source(name, "text", tuple(made))


def table(rows: Iterable[Sequence[str]], place: Place, *, guessed: bool = False) -> Grid:
    """A grid without spans."""
    lines = list(rows)
    cells = tuple(GridCell(r, c, text) for r, line in enumerate(lines) for c, text in enumerate(line))
    return Grid(len(lines), max(map(len, lines), default=0), cells, place, guessed=guessed)
