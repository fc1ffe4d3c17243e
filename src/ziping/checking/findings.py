"""What a check has to say, as data: findings, relations, what was passed, what could not be checked.

Nothing here holds a sentence: text is rendered when somebody reads it (:mod:`ziping.checking.text`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from msgspec import Struct, field

from ziping.figures import Figure, Interval, Place
from ziping.report import Fact
from ziping.standards.model.rules import Severity
from ziping.wording import Message

_NEARLY_TIED: Final = Fraction(1, 2)
_LEAD: Final = Fraction(3, 10)
_TOO_MANY_WRONG: Final = 3
PERCENT: Final = "%"
MARKS: Final = "分"
Verdict = Literal["exact", "rounding", "truncation", "inconsistent", "unbound"]
Kind = Literal[
    "sum", "partial_sum", "difference", "share", "rate", "growth", "change", "limit", "equal", "average", "multiple",
    "product", "count",
]  # fmt: skip
CauseKind = Literal["figure", "ratio", "relation", "label", "truncation"]
Why = Literal[
    "blank", "not_stated", "not_needed", "nothing", "undefined", "not_in_force", "unbound", "vague", "month_only",
    "no_text",
]  # fmt: skip


class Exactly(Struct, frozen=True):
    """A computed value: a share is a plain number with unit ``%``, an amount is in its own ``unit``."""

    value: Fraction
    unit: str = ""


class Label(Struct, frozen=True):
    """What the pack calls a concept, a stage, or a concept at a stage (“公用经费 决算数”)."""

    concept: str = ""
    stage: str = ""


Value: TypeAlias = (
    str | int | Fraction | dt.date | Figure | Exactly | Label | Place | Message | tuple["Value", ...] | None
)


class Spot(Struct, frozen=True):
    """Where something stands: for a reader (``place``), in the report (``key``), and the cell it was typed in.

    Of what is ``blank`` the origin is the cell it is to be typed in.
    """

    place: Place
    key: str = ""
    origin: str = ""
    blank: bool = False


class Operand(Struct, frozen=True):
    """A figure a relation rests on; ``stage`` is the pack's column."""

    concept: str
    stage: str
    spot: Spot
    figure: Figure
    item: str = ""


class Cause(Struct, frozen=True):
    """One thing that may have gone wrong: part of an explanation.

    ``kind``: a ``figure`` or a ``ratio`` is wrong, a figure belongs under another ``label`` (``meant``), a ``relation`` does
    not apply, a ratio is the result of ``truncation``. ``value`` (in the figure's own unit) is the likeliest true one,
    ``None`` where any would do; ``interval`` is what it may be, ``candidates`` are numbers one slip of the hand away that
    lie in it. ``times``: how often the same figure stands there. ``certain``: part of every explanation.
    """

    kind: CauseKind
    figure: Operand
    value: Fraction | None = None
    interval: Interval | None = None
    candidates: tuple[str, ...] = ()
    meant: Label = Label()
    times: int = 1
    slip: bool = False
    certain: bool = False


class Explanation(Struct, frozen=True):
    """What makes every claim around a fault hold at once: ``causes``, ``cost`` of them, ``score`` with slips weighed in.

    ``figure`` given ``value`` (in its own unit) is the chief of the causes. ``repairs`` are the broken claims mended, as
    (rule, item, stage, at); ``slip`` whether every wrong figure is one mistyped, dropped, doubled or swapped digit away.
    ``speaking_for`` and ``against`` say which figures bear it out and which do not.
    """

    figure: Operand
    value: Fraction
    repairs: tuple[tuple[str, str, str, str], ...]
    slip: bool
    cost: Fraction = Fraction(1)
    score: Fraction = Fraction(1)
    causes: tuple[Cause, ...] = ()
    speaking_for: tuple[Message, ...] = ()
    against: tuple[Message, ...] = ()
    whole: bool = True  # no likelier one was left unlooked for
    contested: bool = False  # the chief figure is stated differently elsewhere: ``value`` is what then stands

    @property
    def likely(self) -> bool:
        """Whether it is a slip of the hand, no likelier one left unlooked for.

        A stated 0 never is: nobody is told to make up an amount.
        """
        return self.whole and self.slip and self.figure.figure.value != 0

    def disagrees(self, other: Explanation) -> bool:
        """Whether ``other`` takes other figures for wrong, or gives them other values."""
        return self._said != other._said

    @property
    def _said(self) -> frozenset[tuple[str, Fraction | None]]:
        return frozenset((cause.figure.spot.key, cause.value) for cause in self.causes)


class Finding(Struct, frozen=True):
    """Something that does not hold.

    ``args`` are the values its message quotes, by the name in the message's braces. ``severity`` follows the
    explanation: what rounding explains is a notice, what only truncation explains a warning, whatever the rule says.
    ``depends_on`` names the rules whose findings are at its root: it is shown, but not counted again. ``root`` is the very
    finding (its ``id``), where that is known.
    """

    rule: str
    severity: Severity
    basis: str
    spots: tuple[Spot, ...] = ()
    args: Mapping[str, Value] = field(default_factory=dict)
    item: str = ""
    stage: str = ""
    at: str = ""
    quote: str = ""
    stated: Value = None
    computed: Value = None
    verdict: Verdict | None = None
    remarks: tuple[Message, ...] = ()
    depends_on: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    root: str = ""
    rests: tuple[str, ...] = ()  # keys of the figures it rests on besides those it shows

    @property
    def id(self) -> str:
        """What tells it from the other findings of a check."""
        return f"{self.rule}|{self.item}|{self.stage}|{self.at}"

    @property
    def rival(self) -> Explanation | None:
        """The likeliest explanation that takes other figures for wrong than the first does, if the report leaves it open.

        Left open is what is nearly tied. Where much must have gone wrong in any case a small lead decides nothing, so it
        must grow with the score; and whoever would have to take three things for wrong at once is not believed at all.
        """
        if not self.explanations:
            return None
        first, *others = self.explanations
        if first.contested:
            others = [each for each in others if each.contested and each.value != first.value]
        second = next((each for each in others if first.disagrees(each)), None)
        if second is None:
            return None
        lead = max(_NEARLY_TIED, first.score * _LEAD)
        wrong = sum(cause.kind != "truncation" for cause in first.causes)
        unbelieved = first.contested and wrong >= _TOO_MANY_WRONG
        return second if unbelieved or second.score - first.score < lead else None

    @property
    def undecided(self) -> bool:
        """Whether the report alone does not decide which figure is wrong."""
        return self.rival is not None

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(spot.place for spot in self.spots)

    @property
    def counted(self) -> bool:
        """Whether it counts: what only depends on another finding does not."""
        return not self.depends_on


class Relation(Struct, frozen=True):
    """A claim recomputed: ``claim`` should follow from ``operands`` as ``formula`` says.

    A claim of a document has the words it was made with (``quoted``), for sums the ``weights`` of its operands, and
    ``at``, which tells the claims of one document apart.
    """

    rule: str
    kind: Kind
    formula: str
    claim: Operand
    operands: tuple[Operand, ...]
    verdict: Verdict
    computed: Exactly | None = None
    gap: Exactly | None = None
    missing: tuple[Operand, ...] = ()
    item: str = ""
    stage: str = ""
    at: str = ""
    quoted: str = ""
    weights: tuple[int, ...] = ()

    @property
    def place(self) -> Place:
        return self.claim.spot.place

    @property
    def quote(self) -> str:
        """The claim as it was written."""
        return self.quoted or self.claim.figure.written


class Passed(Struct, frozen=True):
    """A rule that was applied and holds; ``keys`` are the facts it looked at."""

    rule: str
    item: str = ""
    stage: str = ""
    keys: frozenset[str] = frozenset()


class NotChecked(Struct, frozen=True):
    """A rule that could not be applied, and why: what was blank, or that there was nothing to apply it to."""

    rule: str
    why: Why
    missing: tuple[Spot, ...] = ()
    item: str = ""
    stage: str = ""


class Summary(Struct, frozen=True):
    """Counts. ``dependent`` findings are not among errors, warnings and notices."""

    errors: int
    warnings: int
    notices: int
    dependent: int
    passed: int
    not_checked: int
    relations: Mapping[Verdict, int]
    facts: int
    unchecked: int

    @property
    def unchecked_share(self) -> Fraction:
        """The share of stated figures no rule looked at, between 0 and 1."""
        return Fraction(self.unchecked, self.facts) if self.facts else Fraction(0)


class Checked(Struct, frozen=True):
    """All a check found, in the order of the pack's rules; what it could not check stands beside it."""

    findings: tuple[Finding, ...]
    relations: tuple[Relation, ...]
    passed: tuple[Passed, ...]
    not_checked: tuple[NotChecked, ...]
    facts: tuple[Fact, ...]
    unchecked: tuple[Fact, ...]
    summary: Summary
