"""The report's chapters and its sentences: ``sections.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record


class Column(Record, frozen=True, kw_only=True):
    """A column of a table in the text; ``value`` is a template, evaluated for each item. Widths are ratios."""

    heading: str
    value: str = ""
    width: int
    align: Literal["left", "center", "right"] = "center"


class Passage(Record, frozen=True, kw_only=True):
    """A piece of a section. Exactly one of

    ``text``   a template: words with formulas in braces
    ``parts``  pieces that make up one paragraph
    ``texts``  a list of texts of the item's record, by its field (``indicators`` of a problem)
    ``own``    the clerk's own paragraphs under that key
    ``note``   the reason and document the clerk gave for a figure, under the first of these keys that has any
    ``table``  a table: a row an item, or with ``lines`` these rows (a template a column), and a ``total`` row
    ``chart``  a chart of the outline

    ``when`` leaves it out, with ``each`` item by item (a condition nobody can tell is not met); ``each`` repeats it
    over an item, each time in a paragraph of its own or, with ``join``, in one, separated by it; without ``each``,
    ``join`` separates the parts. ``lead`` stands before, ``end`` after what is so joined. ``otherwise`` (a template)
    is said when nothing else is. ``run_on`` continues the paragraph before; ``numbered`` counts the paragraphs.
    """

    text: str = ""
    parts: tuple[Passage, ...] = ()
    texts: str = ""
    own: str = ""
    note: tuple[str, ...] = ()
    chart: str = ""
    table: tuple[Column, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    total: tuple[str, ...] = ()
    caption: str = ""
    when: str = ""
    each: str = ""
    join: str = ""
    lead: str = ""
    end: str = ""
    otherwise: str = ""
    numbered: bool = False
    run_on: bool = False
    editions: tuple[Literal["internal", "public"], ...] = ("internal", "public")


class Section(Record, frozen=True, kw_only=True):
    """A chapter or a section of one; ``heading`` carries no number, numbering is by position and level.

    ``run_in`` lets the heading open the first paragraph instead of standing alone.
    """

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    run_in: bool = False
    passages: tuple[Passage, ...] = ()
    sections: tuple[Section, ...] = ()


class Chart(Record, frozen=True, kw_only=True):
    kind: Literal["bar", "column", "stacked_bar", "doughnut"]
    title: str
    each: str = ""
    categories: tuple[str, ...] = ()  # templates; one with ``each``
    series: dict[str, tuple[str, ...]]  # name → formulas, one with ``each``
    format: str = ""
    unit: str = ""
    when: str = ""


class Outline(Record, frozen=True, kw_only=True):
    """The report as a document: title lines, chapters, what is attached."""

    basis: str
    title: tuple[str, ...]
    attachments: tuple[str, ...]  # form ids in order
    working_papers: tuple[
        str, ...
    ] = ()  # forms that go into the annex workbook only, for the unit and its reviewers
    contents: bool = False
    sections: tuple[Section, ...]
    charts: dict[str, Chart] = {}
    signature: tuple[str, ...] = ()
