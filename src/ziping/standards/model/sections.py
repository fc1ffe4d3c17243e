"""The report's chapters and its sentences: ``sections.yaml``."""

from __future__ import annotations

from typing import Literal

from ziping.standards.model.common import Record, Words


class Column(Record, frozen=True, kw_only=True):
    heading: str
    value: str
    width: int
    format: str = ""
    align: Literal["left", "center", "right"] = "center"


class Passage(Record, frozen=True, kw_only=True):
    """A piece of a section. Exactly one of ``text`` (a template), ``own`` (the clerk's own paragraphs under that
    key), ``table``, ``chart``.

    ``when`` leaves it out; ``each`` repeats it over an item; ``join`` puts the repetitions into one paragraph,
    separated by it; ``otherwise`` is said when ``when`` is false or ``each`` finds nothing. ``run_on`` continues the
    paragraph before.
    """

    text: str = ""
    own: str = ""
    chart: str = ""
    table: tuple[Column, ...] = ()
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
    """A chapter or a section of one; ``heading`` carries no number, numbering is by position and level."""

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    run_in: bool = False  # the heading opens the first paragraph instead of standing alone
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
    contents: bool = False
    sections: tuple[Section, ...]
    charts: dict[str, Chart] = {}
    signature: tuple[str, ...] = ()
    phrases: dict[str, Words] = {}
