"""The workbook a clerk fills: ``workbook.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words

Kind = Literal[
    "text", "long_text", "integer", "number", "money", "percent", "date", "choice", "yes_no", "figure"
]


class Field(Record, frozen=True, kw_only=True):
    """A cell (kind of sheet ``fields``) or a column (kind ``list``) that is filled.

    ``field`` is where the ``Report`` keeps it (relative to the list in a ``list`` sheet), or a concept id with
    ``@stage`` for the book of figures. ``choices`` are offered; ``choices_from`` names a sheet's column to offer.
    """

    field: str
    label: str
    kind: Kind = "text"
    unit: str = ""
    required: bool = False
    note: str = ""
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    free: bool = True  # a choice list that also takes other text
    width: int = 14
    aliases: tuple[str, ...] = ()


class GridRow(Record, frozen=True, kw_only=True):
    """A row of a ``grid`` sheet: a concept (its label and unit come from it) or a sub-heading."""

    concept: str = ""
    label: str = ""
    heading: str = ""
    indent: int = 0
    required: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()  # stages not to be filled here, printed ——
    total_of: tuple[str, ...] = ()  # rows a live total beside it adds up, for orientation only
    note: str = ""


class WorkSheet(Record, frozen=True, kw_only=True):
    """One topic, one sheet. ``fields``: a label and a cell a row; ``grid``: concepts × stages; ``list``: a row an item."""

    id: str
    title: str
    kind: Literal["fields", "grid", "list"]
    intro: str = ""
    fields: tuple[Field, ...] = ()
    stages: tuple[str, ...] = ()
    rows: tuple[GridRow, ...] = ()
    of: str = ""  # the Report's list a ``list`` sheet holds: ``projects``, ``projects.allotments``
    key: str = ""  # column that says which parent item a nested row belongs to
    roll_over: Literal["keep", "clear", "shift"] = "keep"
    blank_rows: int = 20


class Workbook(Record, frozen=True, kw_only=True):
    title: Words
    sheets: tuple[WorkSheet, ...]
