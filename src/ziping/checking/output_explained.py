"""Explanations as JSON: the part of the output that says which figure may be wrong."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from ziping.checking.findings import Cause, CauseKind, Explanation, Finding
from ziping.checking.place_words import place_said
from ziping.figures import format_number
from ziping.standards import Standard
from ziping.wording import Lang, say

_PLACES = 6


class Out(msgspec.Struct, frozen=True, kw_only=True):
    """A record of the output."""


class CauseOut(Out, frozen=True, kw_only=True):
    """One thing that may have gone wrong.

    ``kind``: a figure or a ratio is wrong, a figure stands under another's label, a ratio was cut short, or a relation
    does not apply. ``value`` lies between ``low`` and ``high`` (``null``: without end), in the figure's own unit;
    ``candidates`` are numbers one slip of the hand away. ``certain``: part of every explanation.
    """

    kind: CauseKind
    key: str
    place: str
    written: str
    value: str | None
    low: str | None
    high: str | None
    candidates: list[str]
    certain: bool


class ExplanationOut(Out, frozen=True, kw_only=True):
    """What would make every claim around a fault hold at once, in words (``text``) and as data.

    ``key`` and ``value`` are the chief of the ``causes``. A lower ``score`` is likelier; ``undecided``: another one is nearly
    as likely and names other figures, so that the report alone does not decide.
    """

    key: str
    place: str
    written: str
    value: str
    repairs: list[str]
    text: str
    cost: str
    score: str
    causes: list[CauseOut]
    speaking_for: list[str]
    against: list[str]
    undecided: bool
    whole: bool


def number(value: Fraction) -> str:
    """A number as text, six decimals at most, no zeros after the last."""
    text = format_number(value, _PLACES)
    return text.rstrip("0").rstrip(".")


def explanation_out(
    explanation: Explanation, text: str, finding: Finding, standard: Standard, lang: Lang
) -> ExplanationOut:
    """``explanation`` of ``finding`` for the output; ``text`` says it in words."""
    figure = explanation.figure
    return ExplanationOut(
        key=figure.spot.key,
        place=place_said(figure.spot.place, standard, lang),
        written=figure.figure.written,
        value=number(explanation.value),
        repairs=[rule for rule, *_ in explanation.repairs],
        text=text,
        cost=number(explanation.cost),
        score=number(explanation.score),
        causes=[_cause(cause, standard, lang) for cause in explanation.causes],
        speaking_for=[say(each, lang) for each in explanation.speaking_for],
        against=[say(each, lang) for each in explanation.against],
        undecided=finding.undecided,
        whole=explanation.whole,
    )


def _cause(cause: Cause, standard: Standard, lang: Lang) -> CauseOut:
    low, high = (None, None) if cause.interval is None else (cause.interval.lo, cause.interval.hi)
    return CauseOut(
        kind=cause.kind,
        key=cause.figure.spot.key,
        place=place_said(cause.figure.spot.place, standard, lang),
        written=cause.figure.figure.written,
        value=None if cause.value is None else number(cause.value),
        low=None if low is None else number(low),
        high=None if high is None else number(high),
        candidates=list(cause.candidates),
        certain=cause.certain,
    )
