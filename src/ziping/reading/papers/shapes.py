"""What understanding a paper gives: its outline, what it is about, its tables of figures, the report in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from ziping.figures import Place
from ziping.reading.papers.numbering import Numbered
from ziping.report import Report
from ziping.wording import Message

Role = Literal[
    "title", "contents", "heading", "body", "note", "signature", "date", "attachment_list", "annex_mark",
    "annex_title", "annex", "margin",
]  # fmt: skip
PaperKind = Literal[
    "department_self_evaluation", "project_self_evaluation", "department_budget", "department_account", "other"
]  # fmt: skip


class Heading(Struct, frozen=True):
    """A heading, or (``item``) the number of a list's item.

    ``words`` is it without its number; ``start`` to ``end`` are its characters in the block, number included. A
    heading that opens a paragraph of text is ``run_in``: from ``end`` on stands the text. ``number`` is as written,
    ``level`` as meant: 8、 after 七、 is of level 1. ``section`` is the pack's section it stands for, with
    ``confidence`` in percent; empty where none is like it. ``above`` is the index of the heading it belongs to.
    """

    block: int
    level: int
    words: str
    kind: Literal["heading", "run_in", "item"]
    start: int
    end: int
    place: Place
    number: Numbered | None = None
    section: str = ""
    confidence: int = 0
    above: int | None = None


class Annex(Struct, frozen=True):
    """A table of the package: blocks ``first`` to ``last`` (exclusive); ``form`` is the pack's form it is."""

    mark: str
    title: str
    form: str
    confidence: int
    first: int
    last: int


def _first(annex: Annex) -> int:
    return annex.first


class Outline(Struct, frozen=True):
    """How a document is built. ``roles`` and ``owners`` (index of the heading a block stands under) go by block.

    ``annexes`` stand in the order of the document and do not overlap.
    """

    headings: tuple[Heading, ...]
    annexes: tuple[Annex, ...]
    roles: tuple[Role, ...]
    owners: tuple[int | None, ...]
    titles: tuple[int, ...] = ()

    def path(self, block: int) -> tuple[Heading, ...]:
        """The headings a block stands under, outermost first."""
        found: list[Heading] = []
        at = self.owners[block] if 0 <= block < len(self.owners) else None
        while at is not None:
            found.append(self.headings[at])
            at = self.headings[at].above
        return tuple(reversed(found))

    def section(self, block: int) -> str:
        """The pack's section a block stands in, the innermost that is known; empty for none."""
        return next((one.section for one in reversed(self.path(block)) if one.section), "")

    def annex(self, block: int) -> Annex | None:
        """The annex a block belongs to."""
        at = bisect_right(self.annexes, block, key=_first) - 1
        return self.annexes[at] if at >= 0 and block < self.annexes[at].last else None


class Told(Struct, frozen=True):
    """Something a document says of itself: read where, with how much confidence (percent)."""

    value: str
    confidence: int
    place: Place | None = None


class About(Struct, frozen=True):
    """What a document is. ``standard`` is the installed pack that fits it best; values are empty where nothing says."""

    unit: Told
    place: Told
    year: Told
    kind: Told
    standard: Told

    @property
    def of_year(self) -> int | None:
        """The year it reports on."""
        return int(self.year.value) if self.year.value else None


class Placed(Struct, frozen=True):
    """A text that was put somewhere: ``key`` in the report (``figures.basic.executed``), where it stands, how surely."""

    key: str
    written: str
    place: Place
    confidence: int = 100
    concept: str = ""
    stage: str = ""
    item: str = ""


class Unread(Struct, frozen=True):
    """What stood there and could not be placed: the words beside it, itself, where."""

    words: str
    written: str
    place: Place


class Extracted(Struct, frozen=True):
    """The report in a document.

    ``places`` say for each key (as in ``Report.origins``) where it was read; for what is blank, where it would stand: its
    cell, the record it is missing from, the heading of the section that tells it (also of a list as a whole, ``problems``).
    ``blanks`` are the cells of figures in which nothing stands, by key, also where the text has that figure.
    ``told_apart`` are the fields of projects and indicators for which two places give different figures.
    """

    report: Report
    places: Mapping[str, Place]
    placed: tuple[Placed, ...] = ()
    notices: tuple[Message, ...] = ()
    unread: tuple[Unread, ...] = ()
    outline: Outline | None = None
    about: About | None = field(default=None)
    told_apart: tuple[tuple[Placed, Placed], ...] = ()
    blanks: Mapping[str, Place] = field(default_factory=dict)
