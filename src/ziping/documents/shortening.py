"""A document far longer than any report, cut to what can be read and checked within a minute or two."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ziping.documents.source import Grid, GridCell, Passage, Source, SourceBlock
from ziping.wording import Message

_Holder = TypeVar("_Holder", Passage, GridCell)

MOST = 1_500_000  # characters; the longest report has a few hundred thousand


def shortened(source: Source, most: int = MOST) -> Source:
    """``source`` itself, or its first ``most`` characters with a notice of what was not read.

    The characters of a table are those of its cells, each counted as one more, so that blank cells count as well.
    """
    sizes = [_size(block) for block in source.blocks]
    whole = sum(sizes)
    if whole <= most:
        return source
    kept: list[SourceBlock] = []
    left = most
    for block, size in zip(source.blocks, sizes, strict=True):
        if size > left:
            kept.append(_cut(block, left))
            break
        kept.append(block)
        left -= size
    notice = Message("documents.open.cut", {"count": whole, "limit": most, "block": len(kept)})
    return replace(source, blocks=tuple(kept), notices=(*source.notices, notice))


def _size(block: SourceBlock) -> int:
    if isinstance(block, Passage):
        return len(block.text)
    return sum(len(cell.text) + 1 for cell in block.cells)


def _cut(block: SourceBlock, left: int) -> SourceBlock:
    """The head of a block, up to ``left`` characters; of a table its first whole rows, or the first cells of its first."""
    return _cut_text(block, left) if isinstance(block, Passage) else _first_rows(block, left)


def _cut_text(holder: _Holder, left: int) -> _Holder:
    doubts = tuple(doubt for doubt in holder.doubts if doubt.end <= left)
    return replace(holder, text=holder.text[:left], generated=min(holder.generated, left), doubts=doubts)


def _first_rows(grid: Grid, left: int) -> Grid:
    rows, columns, kept = grid.rows, grid.columns, list[GridCell]()
    for cell in grid.cells:
        if len(cell.text) < left:
            kept.append(cell)
            left -= len(cell.text) + 1
            continue
        rows = cell.row
        if not rows:  # even the first row is too long: its first cells
            kept.append(_cut_text(cell, left))
            rows, columns = 1, cell.column + cell.col_span
        break
    cells = tuple(replace(cell, row_span=min(cell.row_span, rows - cell.row)) for cell in kept)
    return replace(grid, rows=rows, columns=columns, cells=cells)
