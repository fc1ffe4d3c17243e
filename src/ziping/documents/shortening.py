"""A document far longer than any report, cut to what can be read and checked within a minute or two."""

from __future__ import annotations

from dataclasses import replace

from ziping.documents.source import Grid, Passage, Source, SourceBlock
from ziping.wording import Message

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
    """The head of a block, up to ``left`` characters; of a table its first whole rows, at least one."""
    if isinstance(block, Passage):
        doubts = tuple(doubt for doubt in block.doubts if doubt.end <= left)
        return replace(block, text=block.text[:left], doubts=doubts)
    return _first_rows(block, left)


def _first_rows(grid: Grid, left: int) -> Grid:
    rows = grid.rows
    for cell in grid.cells:
        left -= len(cell.text) + 1
        if left < 0:
            rows = max(1, cell.row)
            break
    cells = tuple(
        replace(cell, row_span=min(cell.row_span, rows - cell.row)) for cell in grid.cells if cell.row < rows
    )
    return replace(grid, rows=rows, cells=cells)
