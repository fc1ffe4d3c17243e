"""What was typed, cell by cell, before anybody read it: the form in which a report is filled on a page.

A report is filled topic by topic (the pack's ``workbook.yaml``), line by line, cell by cell; each keeps the text that
was typed, wrong ones too. ``reading`` makes a ``Report`` of it, ``composing`` the lines of a report: mirror images.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A line of a topic. ``key`` tells it from the others for good; ``cells`` are column → text as typed.

    ``fields``: key is the field, the column is ``value``. ``grid``: key is the concept, the columns are its stages,
    ``reason`` and ``document``. ``list``: any key, the columns are the fields, and ``key`` for the line it belongs to.
    ``own``: key is the paragraph's, the column is ``value``. ``rest``: any key; ``part``, ``item``, ``column``,
    ``content`` and ``document``.
    """

    key: str
    cells: Mapping[str, str]


class Address(NamedTuple):
    """A cell on a page: topic, line, column."""

    topic: str
    line: str
    column: str


Entries = Mapping[str, Sequence[Line]]
