"""A document as it was read from a file of any format: what a reader sees, block by block, and where each stands.

Every reader (``docx/``, ``pdf/``, ``text/`` …) gives a :class:`Source`. Its places lead back into the file: ``block``
counts the blocks, ``row`` and ``column`` the cell, ``start`` and ``end`` the characters, ``page`` the page where the
format has pages, ``part`` the file of a package, the sheet of a workbook or the story (a footnote, a text box).
Nothing here says what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ziping.figures import Place
from ziping.wording import Message

Format = Literal["docx", "doc", "rtf", "pdf", "image", "ofd", "xlsx", "html", "text", "package"]
PassageRole = Literal[
    "title",
    "heading",
    "body",
    "caption",
    "header",
    "footer",
    "footnote",
    "text_box",
    "comment",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters ``start`` to ``end`` (exclusive) were recognised in a picture, with ``confidence`` in percent."""

    start: int
    end: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Passage:
    r"""A paragraph as a reader sees it; a line broken by hand is ``\n``.

    ``level`` is the heading level the file itself gives it (a style, an outline level, <h2>), 0 where it gives none.
    ``generated`` counts the characters at its head that the file computes (automatic numbers): shown, but not in the
    file's own text.
    """

    text: str
    place: Place
    role: PassageRole = "body"
    level: int = 0
    generated: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    r"""A cell at the upper left corner of its span, counted from 0; its paragraphs are joined by ``\n``.

    ``page`` stands where a table goes on over pages; ``generated`` as in :class:`Passage`.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    col_span: int = 1
    generated: int = 0
    page: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of ``rows`` × ``columns``; its cells do not overlap and stand in reading order.

    ``inside`` is the block, row and column of the cell it is nested in. ``guessed``: the file has no table here, only
    text that was laid out like one; rows or columns may be wrong. ``origin`` is the row and column of the sheet, counted
    from 0, in which the upper left cell of a workbook's table stands.
    """

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    place: Place
    inside: tuple[int, int, int] | None = None
    guessed: bool = False
    origin: tuple[int, int] = (0, 0)

    def at(self, cell: GridCell) -> Place:
        """Where ``cell`` stands."""
        place = self.place.in_cell(cell.row, cell.column)
        return place if cell.page is None else place.on_page(cell.page)


SourceBlock: TypeAlias = Passage | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``name`` is the file's name, ``pages`` counts pages where the format has them.

    ``notices`` say what a reader must know of the reading itself: tracked changes taken as accepted, pages without
    text, a part that could not be read. ``parts`` names the files of a package or the sheets of a workbook.
    ``recognised``: some text was read from pictures.
    """

    name: str
    format: Format
    blocks: tuple[SourceBlock, ...]
    notices: tuple[Message, ...] = ()
    pages: int | None = None
    parts: tuple[str, ...] = ()
    recognised: bool = False

    @property
    def passages(self) -> Iterator[Passage]:
        """The paragraphs, tables left out."""
        return (block for block in self.blocks if isinstance(block, Passage))

    @property
    def grids(self) -> Iterator[Grid]:
        """The tables."""
        return (block for block in self.blocks if isinstance(block, Grid))
