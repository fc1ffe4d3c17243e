"""Annex tables cell by cell: ``forms/*.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words


class FormCell(Record, frozen=True, kw_only=True):
    """A cell: fixed ``text`` (a template with ``{…}``) or ``value``, a formula with its ``format``.

    ``label`` names the cell for places where row and column headings do not say it.
    ``when`` leaves its content out. ``if_blank`` is printed for a blank value; a stated empty (——, 不适用, 无) is printed as stated; ``if_undefined``
    for a ratio whose base is 0.

    ``vertical_text`` sets one character below the other. ``rows`` and ``columns`` are its span. ``until`` instead spans down to the end of the row (or repeated rows) with
    that id; in a repeated row, ``group`` names texts, and neighbouring rows that agree in them share one cell.

    ``live`` is the spreadsheet formula; ``{A:<cell id>}`` in it is the address of the cell with that id: of the same
    row where it has one, else of all such cells from first to last. It is used only while ``live_if`` holds, so that
    a sheet never recomputes what was stated otherwise.
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
    when: str = ""
    if_blank: str = ""
    bold: bool = False
    vertical_text: bool = False
    until: str = ""
    group: tuple[str, ...] = ()
    if_undefined: str = ""
    small: bool = False
    field: str = ""  # of the record, in a row with ``records``
    live: str = ""
    live_if: str = ""
    id: str = ""


class FormRow(Record, frozen=True, kw_only=True):
    """A row, or with ``each`` one row for every item, of those for which ``when`` holds.

    ``header`` rows repeat on every page; standing further down they begin a table of their own right below.
    In a form for each of some items ``match`` names the text by which an item of a row says which of them it belongs
    to (``indicator.project``); where there is only one of them, what says nothing belongs to it.
    ``records`` gives one row for every record of that kind that is no part of a report: the pack's control
    indicators with their marks, or their total. ``label`` is the row's name in places.
    """

    cells: tuple[FormCell, ...]
    id: str = ""
    label: str = ""
    each: str = ""
    match: str = ""
    records: Literal["", "control", "control_total"] = ""
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
