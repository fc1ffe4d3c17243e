"""A document between meaning and file: blocks with a role, nothing about what the words mean.

``composing`` builds a :class:`Document`; the folders ``docx``, ``xlsx`` and ``pdf`` turn it into files. Everything is
frozen, so the same document always gives the same bytes. Lengths are whole millimetres or bare ratios; numbers that a
sheet or a chart needs are ``int`` or ``Decimal``, never ``float``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

Number: TypeAlias = int | Decimal
Align = Literal["left", "center", "right", "justify"]
VerticalAlign = Literal["top", "center", "bottom"]
Orientation = Literal["portrait", "landscape"]
Shade = Literal["none", "light", "medium"]
ChartKind = Literal["bar", "stacked_bar", "column", "pie", "doughnut"]
Role = Literal[
    "body",  # running text, first line indented by two characters
    "addressee",  # 主送机关: flush left, one blank line below the title
    "note",  # small print around a table: 单位：万元, 说明, 填表人; a tab sends the rest to the right margin
    "caption",  # name of a table or chart, kept with it
    "signature",  # 发文机关署名
    "date",  # 成文日期, set by the length of the signature above it
    "attachment_list",  # 附件说明: "附件：1. 名称", then "2. 名称"
    "attachment_mark",  # "附件1-1": flush left at the top of a new page
]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look. ``trace`` names the fact a figure stands for; a writer may ignore it."""

    text: str
    bold: bool = False
    trace: str | None = None


Content: TypeAlias = str | tuple[Run, ...]
r"""Text, plain or in runs. ``\n`` breaks the line (in a cell: starts a new paragraph), ``\t`` is a tab."""


def runs(content: Content) -> tuple[Run, ...]:
    """Return the runs of ``content``; plain text is one run."""
    return (Run(content),) if isinstance(content, str) else content


def plain(content: Content) -> str:
    """Return the bare text of ``content``."""
    return content if isinstance(content, str) else "".join(run.text for run in content)


@dataclass(frozen=True, slots=True)
class Title:
    r"""Title of the document, or, after an attachment mark, of that attachment. ``\n`` sets its lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number already in the text: 一、 / （一） / 1. / （1）. ``level`` is 1 to 4."""

    level: Literal[1, 2, 3, 4]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text with a role. ``align`` and ``indent`` (first line by two characters) override what the role says."""

    content: Content
    role: Role = "body"
    align: Align | None = None
    indent: bool | None = None

    @property
    def text(self) -> str:
        return plain(self.content)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, at the upper left corner of its span.

    ``content`` is what paper shows. ``value`` (with ``number_format``, as Excel writes formats) or ``formula`` is what a
    sheet holds instead; a formula names cells of its own grid as ``R3C2`` (row 3, column 2, counted from 1) and
    ``value`` is then its result. Numbers are set right unless ``align`` says otherwise.
    """

    content: Content = ""
    row_span: int = 1
    col_span: int = 1
    align: Align | None = None
    valign: VerticalAlign = "center"
    bold: bool = False
    shade: Shade = "none"
    small: bool = False
    value: Number | date | None = None
    number_format: str | None = None
    formula: str | None = None

    @property
    def text(self) -> str:
        return plain(self.content)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row, left to right; what a span covers is left out. ``min_height`` in mm."""

    cells: tuple[Cell, ...]
    min_height: int | None = None


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table: column widths as ratios of the text width, header rows repeated on every page, cells with spans."""

    widths: tuple[int | Fraction, ...]
    rows: tuple[Row, ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    grid: TableGrid


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars, or the slices of a pie. Values are exact; ``None`` leaves a gap."""

    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart. ``value_format`` is an Excel number format for the labels; ``alt`` says in words what it shows.

    ``height`` in mm; without it the writer picks one. A pie or doughnut shows its first series only.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    title: str | None = None
    value_format: str = "0.00"
    height: int | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Section:
    """What follows stands on a new page of this orientation. As first block it only sets the orientation."""

    orientation: Orientation


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents over headings down to ``levels`` and the titles of attachments."""

    title: str
    levels: Literal[1, 2, 3] = 2


Block: TypeAlias = Title | Heading | Paragraph | Table | Chart | PageBreak | Section | Contents


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself. ``created`` is given, never the clock, so that output can be reproduced."""

    title: str
    author: str
    created: datetime
    subject: str = ""
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...]
    metadata: Metadata
