"""Annex tables cell by cell: ``forms/*.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words


class FormCell(Record, frozen=True, kw_only=True):
    """A cell: fixed ``text`` (a template with ``{…}``) or ``value``, a formula with its ``format``.

    ``label`` names the cell for places where row and column headings do not say it.
    ``if_blank`` is printed for a blank value; a stated empty (——, 不适用, 无) is printed as stated.
    """

    text: str = ""
    value: str = ""
    format: str = ""
    rows: int = 1
    columns: int = 1
    align: Literal["left", "center", "right", ""] = ""
    head: bool = False
    indent: int = 0
    label: str = ""
    if_blank: str = ""
    bold: bool = False
    vertical_text: bool = False
    live: str = ""  # the spreadsheet formula, with {A:<cell id>} naming other cells by id
    id: str = ""


class FormRow(Record, frozen=True, kw_only=True):
    """A row, or with ``each`` one row for every item (grouped cells span their group: ``group`` names a field).

    ``header`` rows repeat on every page. ``label`` is the row's name in places.
    """

    cells: tuple[FormCell, ...]
    label: str = ""
    each: str = ""
    when: str = ""
    header: bool = False
    min_height_mm: int = 0
    empty: tuple[FormCell, ...] = ()  # printed once when ``each`` finds nothing


class Form(Record, frozen=True, kw_only=True):
    """A table of the official package."""

    mark: str  # 附件1-1
    title: Words
    basis: str
    orientation: Literal["portrait", "landscape"] = "portrait"
    above: tuple[str, ...] = ()  # lines above the table
    below: tuple[str, ...] = ()  # lines below it
    columns: tuple[int, ...]  # widths in mm
    column_labels: tuple[str, ...] = ()  # names of columns in places
    each: str = ""  # one such form for every item (project forms)
    when: str = ""
    rows: tuple[FormRow, ...]
