"""What a way of scoring is given and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ziping.scoring import exact
from ziping.scoring.measure import Measure
from ziping.standards.model.scoring import Sign
from ziping.wording import Message

Status = Literal[
    "scored",
    "not_applicable",  # nothing to judge, so nothing to lose: full marks
    "missing_marks",  # the indicator carries no full marks
    "missing_target",
    "missing_actual",
    "insufficient",  # a figure, document or answer the rule needs is blank
    "unreadable",  # target or actual is neither figure nor date, or they cannot be compared
    "unsuited",  # this way of scoring has no answer for such a target
    "needs_band",
    "needs_score",  # a score inside the band has to be typed
    "out_of_band",
    "out_of_range",  # a typed score below 0 or above the marks
    "needs_reason",  # typed by hand, without saying why
]
GIVEN: frozenset[Status] = frozenset(("scored", "not_applicable"))
Rounding = Literal["floor", "ceil", "linear"]
Band = tuple[str, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Reply:
    """A question of a checklist with what was answered; ``count`` is how often it happened."""

    question: str
    yes: bool | None = None
    count: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a way of scoring may look at. ``full`` are the marks to be had, ``decimals`` those of a mark."""

    full: Fraction
    sign: Sign = "≥"
    target: Measure | None = None
    actual: Measure | None = None
    band: str = ""
    entered: Fraction | None = None
    replies: Sequence[Reply] = ()
    bands: Sequence[Band] = ()
    rounding: Rounding = "floor"
    decimals: int = 2

    def rounded(self, points: Fraction) -> Fraction:
        """``points`` kept between 0 and the full marks and rounded once."""
        return exact.rounded(points, self.full, self.decimals)

    def say(self, points: Fraction) -> str:
        """``points`` as a working shows them."""
        return exact.shown(points, self.decimals)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Points with the steps that led to them, or a status that says why there are none.

    ``share`` is actual ÷ target where that means something, ``met`` whether the target was reached, ``notes`` what the
    reader should be told beside the score.
    """

    status: Status
    points: Fraction | None = None
    steps: tuple[Message, ...] = ()
    share: Fraction | None = None
    met: bool | None = None
    notes: tuple[Message, ...] = field(default=())

    def __post_init__(self) -> None:
        assert (self.points is not None) is (self.status in GIVEN), (
            "points go with a score, and only with one"
        )


def no_score(status: Status, key: str, **args: object) -> Outcome:
    """No points, and why: the sentence ``scoring.status.<key>``."""
    return Outcome(status, steps=(step(f"status.{key}", **args),))


def step(key: str, /, **args: object) -> Message:
    """Return the sentence ``scoring.<key>``."""
    return Message(f"scoring.{key}", args)
