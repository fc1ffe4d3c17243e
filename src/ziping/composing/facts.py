"""The statement a report is composed from: what it says, the marks it was given, and the year before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from ziping.composing.plain_figures import plain_figure, plain_sign
from ziping.figures import Figure, Place, format_number
from ziping.report import Fact, Report, Statement, TextFact, statement_of
from ziping.scoring import Scorecard, facts, texts
from ziping.standards import Standard

_STAGE: Final = "actual"
_FIGURES: Final = frozenset(("indicator.target", "indicator.actual", "indicator.approved_target"))
_SIGN: Final = "indicator.sign"


def marked(report: Report, standard: Standard, scorecard: Scorecard) -> Statement:
    """The report's statement with its marks; concepts the standard does not speak of are left out.

    Figures of indicators are typed as text; here they stand as a form prints them.
    """
    statement = statement_of(report, standard)
    given = [*facts(scorecard), *_full_marks(scorecard)]
    said = [*texts(scorecard), TextFact("prior_year", str(report.year - 1), Place("prior_year"), key="year")]
    known = [fact for fact in given if fact.concept in standard.concepts]
    known_texts = [text for text in said if text.concept in standard.concepts]
    names = {fact.concept for fact in known} | {text.concept for text in known_texts}
    return replace(
        statement,
        facts=(*(fact for fact in statement.facts if fact.concept not in names), *known),
        texts=(*(_plain(text) for text in statement.texts if text.concept not in names), *known_texts),
    )


def _plain(text: TextFact) -> TextFact:
    if not isinstance(text.value, str):
        return text
    if text.concept in _FIGURES:
        return msgspec.structs.replace(text, value=plain_figure(text.value))
    return msgspec.structs.replace(text, value=plain_sign(text.value)) if text.concept == _SIGN else text


def _full_marks(scorecard: Scorecard) -> Iterator[Fact]:
    """The marks the form gives to budget execution and to each indicator's block."""
    yield _fact(scorecard, "score.execution_full", scorecard.execution.full, "", "score.execution_full")
    blocks = {subtotal.level1: subtotal.form_full for subtotal in scorecard.subtotals}
    for mark in scorecard.indicators:
        full = blocks.get(mark.level1.strip())
        if full is not None:
            yield _fact(scorecard, "indicator.block_marks", full, mark.indicator, f"{mark.key}.block_marks")


def _fact(card: Scorecard, concept: str, value: Fraction | None, item: str, key: str) -> Fact:
    figure = (
        Figure.parse("") if value is None else Figure.of(Decimal(format_number(value, card.decimals)), "分")
    )
    return Fact(concept, card.year, _STAGE, figure, Place(f"{card.form} {item}".strip()), item, key, _STAGE)
