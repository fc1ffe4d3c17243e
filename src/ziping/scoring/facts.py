"""Marks as facts, so that rules, sentences and forms read them like any other figure."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ziping.figures import Figure, Place
from ziping.report import Fact, TextFact
from ziping.scoring.exact import as_decimal
from ziping.scoring.mark import Mark
from ziping.scoring.scorecard import Scorecard
from ziping.wording import Message, say

_STAGE = "actual"
_UNIT = "分"


def facts(scorecard: Scorecard) -> tuple[Fact, ...]:
    """``score.execution``, ``score.total`` and an ``indicator.score`` for every indicator; blank where not scored.

    Places name the annex and the indicator: 附件1-2 群众满意度 / 得分.
    """
    return tuple(_facts(scorecard))


def texts(scorecard: Scorecard) -> tuple[TextFact, ...]:
    """``score.grade`` and an ``indicator.working`` for every indicator, in Chinese as the report prints them."""
    grade = TextFact("score.grade", scorecard.grade, _place(scorecard, "grade"), key="score.grade")
    workings = (
        TextFact(
            "indicator.working",
            mark.working.say("zh"),
            _of_mark(scorecard, mark, "working"),
            mark.indicator,
            f"{mark.key}.working",
        )
        for mark in scorecard.indicators
    )
    return (grade, *workings)


def _facts(card: Scorecard) -> Iterator[Fact]:
    execution = card.execution
    yield _fact(
        card, "score.execution", execution.points, _of_mark(card, execution, "points"), "", "score.execution"
    )
    yield _fact(card, "score.total", card.total, _place(card, "total"), "", "score.total")
    for mark in card.indicators:
        place = _of_mark(card, mark, "points")
        yield _fact(card, "indicator.score", mark.points, place, mark.indicator, f"{mark.key}.score")


def _fact(card: Scorecard, concept: str, points: Fraction | None, place: Place, item: str, key: str) -> Fact:
    figure = Figure.parse("") if points is None else Figure.of(as_decimal(points, card.decimals), _UNIT)
    return Fact(concept, card.year, _STAGE, figure, place, item, key, _STAGE)


def _of_mark(card: Scorecard, mark: Mark, column: str) -> Place:
    return Place(f"{card.form} {mark.indicator}".strip(), _label(column))


def _place(card: Scorecard, row: str) -> Place:
    return Place(f"{card.form} {_label(row)}".strip(), _label("points"))


def _label(name: str) -> str:
    """Places stand in the report's own language."""
    return say(Message(f"scoring.label.{name}"), "zh")
