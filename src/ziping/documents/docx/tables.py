"""Tables with true merged cells, exact widths, repeated headers and rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from ziping.documents.docx.xml import paragraph, runs_xml
from ziping.documents.layout import Placed, place, share_out
from ziping.documents.model import Align, Cell, Content, Run, TableGrid, runs

_FILLS = {"light": "F2F2F2", "medium": "D9D9D9"}
_MARGIN_SIDE, _MARGIN_EDGE = 57, 28  # 1 mm and 0.5 mm
# Annexes and long tables are set tight, so that an ordinary form stays on one page: lines of 11.5 pt, small ones of 10.2 pt.
# Of an exact line the free part lies below the letters, so the cell has its edge above them.
TIGHT_LINE, TIGHT_SMALL_LINE, TIGHT_EDGE = 230, 204, 30
_ROOMY_ROWS = 12
_KEPT_ROWS = 2  # that never leave the lines below the table alone on a page
# Beyond this many rows a merged cell may well cross a page: its text then stands at the top, where both Word and
# LibreOffice keep it on the first of the pages.
_TALL = 16
_TWIPS_PER_MM = 1440 / 25.4


def is_tight(grid: TableGrid, *, attached: bool) -> bool:
    """Whether a table of an annex, or one in the text, is set tight."""
    return attached or len(grid.rows) > _ROOMY_ROWS


def table(grid: TableGrid, width: int, *, tight: bool = False, kept: bool = False) -> str:
    """Return the ``w:tbl`` of ``grid`` in ``width`` twips. Raises :class:`InternalFault` when its spans do not fit.

    ``kept`` keeps its last rows on one page with the paragraph below. One that is not tight stays whole anyhow.
    """
    widths = share_out(width, grid.widths)
    edges = (0, *accumulate(widths))
    starts: dict[tuple[int, int], Placed] = {}
    below: dict[tuple[int, int], Cell] = {}
    for placed in place(grid):
        starts[placed.row, placed.column] = placed
        for down in range(1, placed.cell.row_span):
            below[placed.row + down, placed.column] = placed.cell
    staying = _staying(len(grid.rows), tight=tight, kept=kept)
    rows = "".join(
        _row(grid, number, edges, starts, below, _Lines(tight, number in staying))
        for number in range(len(grid.rows))
    )
    above, below_text = (TIGHT_EDGE, 0) if tight else (_MARGIN_EDGE, _MARGIN_EDGE)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{above}" w:type="dxa"/><w:left w:w="{_MARGIN_SIDE}" w:type="dxa"/>'
        f'<w:bottom w:w="{below_text}" w:type="dxa"/><w:right w:w="{_MARGIN_SIDE}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _staying(count: int, *, tight: bool, kept: bool) -> range:
    """The rows that stay on one page with what follows them."""
    if tight:
        return range(count - _KEPT_ROWS, count) if kept else range(0)
    return range(count if kept else count - 1)


@dataclass(frozen=True, slots=True)
class _Lines:
    """How the lines of a row are set."""

    tight: bool
    kept: bool  # on one page with what follows

    def properties(self, *, small: bool) -> str:
        keep = "<w:keepNext/>" if self.kept else ""
        if not self.tight:
            return keep
        line = TIGHT_SMALL_LINE if small else TIGHT_LINE
        return f'{keep}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'


def _row(
    grid: TableGrid,
    number: int,
    edges: tuple[int, ...],
    starts: dict[tuple[int, int], Placed],
    below: dict[tuple[int, int], Cell],
    look: _Lines,
) -> str:
    header = number < grid.header_rows
    height = grid.rows[number].min_height
    properties = "<w:cantSplit/>"
    if height is not None:
        properties += f'<w:trHeight w:val="{round(height * _TWIPS_PER_MM)}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    cells: list[str] = []
    column = 0
    while column < len(grid.widths):
        spot = (number, column)
        cell = below.get(spot) or starts[spot].cell
        width = edges[column + cell.col_span] - edges[column]
        cells.append(_cell(cell, width, look, header=header, covered=spot in below))
        column += cell.col_span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, look: _Lines, *, header: bool, covered: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.col_span > 1:
        properties += f'<w:gridSpan w:val="{cell.col_span}"/>'
    if cell.row_span > 1:
        properties += "<w:vMerge/>" if covered else '<w:vMerge w:val="restart"/>'
    if cell.shade != "none":
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{_FILLS[cell.shade]}"/>'
    valign = "top" if cell.row_span > _TALL else cell.valign
    properties += f'<w:vAlign w:val="{valign}"/>'
    style = ("TableHead" if header or cell.bold else "TableText") + ("Small" if cell.small else "")
    layout = f'{look.properties(small=cell.small)}<w:jc w:val="{_alignment(cell, header=header)}"/>'
    lines = [()] if covered else paragraphs_of(cell.content)
    inner = "".join(paragraph(style, runs_xml(line), layout) for line in lines)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _alignment(cell: Cell, *, header: bool) -> str:
    align: Align | None = cell.align
    if align is None:
        align = "center" if header else "left" if cell.value is None else "right"
    return "both" if align == "justify" else align


def paragraphs_of(content: Content) -> list[tuple[Run, ...]]:
    r"""Return the runs of a cell by paragraph: ``\n`` ends one, also inside a run."""
    lines: list[list[Run]] = [[]]
    for part in runs(content):
        first, *rest = part.text.split("\n")
        lines[-1].append(Run(first, part.bold, part.trace))
        lines.extend([Run(text, part.bold, part.trace)] for text in rest)
    return [tuple(line) for line in lines]
