"""What running text speaks of, one thing after another, each with the figures said of it.

A :class:`Topic` is opened by a figure with a subject of its own (“地方收入80.18亿元”) and gathers what follows about it:
what it was planned to be, what it was last year, by how much it changed, in percent, as a share.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct, field

from ziping.figures import Dimension, Figure, comparable
from ziping.reading.sentences.layout import Gap

Role = Literal["level", "base", "prior", "change", "growth", "share", "rate", "average", "multiple", "aside"]
Column = Literal["", "plan", "actual", "prior"]


class Term(Struct, eq=False):
    """A figure in its words. ``value`` and ``step`` are in the base of its dimension.

    ``against`` says what a change or rate is compared with: ``prior``, ``plan``, a year (``2019``) or nothing said. ``sign`` is the
    direction its words give, 0 for none; ``run`` counts the enumerations (“分别为a、b和c”), 0 outside of one.
    """

    index: int
    figure: Figure
    start: int
    end: int
    gap: Gap
    value: Fraction
    step: Fraction
    role: Role = "aside"
    column: Column = ""
    subject: str = ""
    against: str = ""
    sign: int = 1
    run: int = 0
    of: str = ""  # what a share is a share of, in the words of the text
    vague: bool = False
    verb: str = ""
    whole: Term | None = None  # the figure it is a share of, where that stands right before it
    period: str = ""  # the year its own words name

    def meets(self, other: Term) -> bool:
        """Whether both measure the same thing."""
        one, two = self.figure.unit, other.figure.unit
        if one is not None and two is not None and Dimension.COUNT is one.dimension is two.dimension:
            return one.stem == two.stem or "个" in (one.stem, two.stem)
        return comparable(one, two)


class Topic(Struct, eq=False):
    """One thing spoken of. ``opener`` are the words that make it the first of a list, ``head`` whose list that is.

    ``within`` is the bracket it stands in (0 for none), ``breaks`` the strongest mark since the topic before.
    """

    index: int
    subject: str
    opener: str = ""
    head: Topic | None = None
    gap: Gap | None = None
    within: int = 0
    breaks: int = 0
    period: str = ""
    elided: bool = False
    flat: bool = False
    levels: list[Term] = field(default_factory=list)
    base: Term | None = None
    prior: Term | None = None
    changes: list[Term] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    # What the lists make of it:
    parent: Topic | None = None
    parts: list[Topic] = field(default_factory=list)
    run: int = 0

    @property
    def level(self) -> Term | None:
        """What it came to: the outcome before the plan."""
        for column in ("actual", "", "prior", "plan"):
            for term in self.levels:
                if term.column == column:
                    return term
        return None

    def in_column(self, column: str) -> Term | None:
        """Return its figure of a column."""
        return next((term for term in self.levels if term.column == column), None)

    @property
    def planned(self) -> Term | None:
        """What it was planned to be, as far as its own words tell."""
        return self.in_column("plan") or (self.base if self.base and self.base.column == "plan" else None)

    def change(self, against: str = "") -> Term | None:
        """Return its change against something, or its first."""
        return next((term for term in self.changes if not against or term.against in ("", against)), None)
