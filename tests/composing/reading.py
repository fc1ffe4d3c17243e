"""A composed document read back as plain lines, for tests."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.composing import compose
from ziping.documents import Cell, Chart, Contents, Document, Heading, Paragraph, Run, Table, TableGrid, Title
from ziping.documents.model import runs
from ziping.report import Report
from ziping.scoring import score
from ziping.standards import Standard


def composed(report: Report, standard: Standard) -> Document:
    return compose(report, standard, score(report, standard))


def lines(document: Document) -> list[str]:
    """One line a block, cells between bars, spans after what spans."""
    return [line for block in document.blocks for line in _lines(block)]


def _lines(block: object) -> Iterator[str]:
    match block:
        case Title():
            yield f"= {block.text}"
        case Heading():
            yield f"{'#' * block.level} {block.text}"
        case Paragraph():
            yield block.text if block.role == "body" else f"[{block.role}] {block.text}"
        case Table():
            yield from (f"| {' | '.join(_cell(cell) for cell in row.cells)} |" for row in block.grid.rows)
        case Chart():
            yield f"[chart {block.kind}] {block.alt}"
        case Contents():
            yield "[contents]"


def _cell(cell: Cell) -> str:
    span = "".join(
        (f"↓{cell.row_span}" if cell.row_span > 1 else "", f"→{cell.col_span}" if cell.col_span > 1 else "")
    )
    return cell.text.replace("\n", "⏎") + span


def section(document: Document, heading: str) -> list[str]:
    """The paragraphs and tables under a heading, as lines, down to the next heading of any level."""
    found = lines(document)
    start = next(
        number for number, line in enumerate(found) if line.startswith("#") and line.endswith(heading)
    )
    rest = found[start + 1 :]
    end = next((number for number, line in enumerate(rest) if line.startswith(("#", "["))), len(rest))
    return rest[:end]


def grids(document: Document, mark: str) -> list[TableGrid]:
    """The tables of an annex."""
    found: list[TableGrid] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role == "attachment_mark":
            inside = block.text == mark
        elif isinstance(block, Table) and inside:
            found.append(block.grid)
    return found


def rows(document: Document, mark: str) -> list[list[str]]:
    """The texts of an annex row by row; what a span covers is left out."""
    return [[cell.text for cell in row.cells] for grid in grids(document, mark) for row in grid.rows]


def row(document: Document, mark: str, name: str) -> list[str]:
    """The row whose first cell, blanks aside, is ``name``."""
    return next(found for found in rows(document, mark) if found[0].strip() == name)


def all_runs(document: Document) -> Iterator[Run]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from runs(block.content)
        elif isinstance(block, Table):
            for line in block.grid.rows:
                for cell in line.cells:
                    yield from runs(cell.content)
