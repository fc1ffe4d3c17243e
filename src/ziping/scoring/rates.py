"""A rate from a pack's formula: its value, how it came about in words, and what a zero or a blank below it means.

Numerator 0 over 0: there was nothing to control (不适用). Something over 0: it had no base at all. Blank is neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ziping.figures import known_unit
from ziping.scoring.exact import shown, shown_share
from ziping.scoring.outcome import step
from ziping.standards import Standard, Words
from ziping.standards.formulas import Formula, Missing, Scope, Unknown, bind, evaluate
from ziping.standards.formulas.tree import Aggregate, Arithmetic, Name, Node, walk
from ziping.wording import Message

Base = Literal["known", "nothing", "no_base", "missing"]
_SYMBOLS = {"+": "+", "-": "−", "*": "×", "/": "÷"}  # noqa: RUF001 - the signs readers know
_STATED_NONE = frozenset(("none_stated", "not_applicable", "zero_of_zero"))


@dataclass(frozen=True, slots=True)
class Rate:
    """``value`` is there when ``base`` is ``known``; ``said`` shows the reckoning or what is missing."""

    base: Base
    value: Fraction | None
    said: Message


def rate_of(text: str, scope: Scope, standard: Standard) -> Rate:
    """The rate that formula ``text`` gives for ``scope``."""
    formula = bind(text, standard.vocabulary)
    value = evaluate(formula, scope)
    if isinstance(value, Fraction):
        said = step("rate.known", words=_Words(formula, scope, standard).of(formula.root), rate=shown_share(value))
        return Rate("known", value, said)
    if not isinstance(value, Unknown):
        raise TypeError(f"{text!r} gives no number")
    words = _Words(formula, scope, standard)
    reasons = {missing.reason for missing in value.missing}
    if "zero_base" in reasons and value.zero_base:
        return Rate("no_base", None, step("rate.no_base", words=words.of(formula.root)))
    if reasons == {"zero_of_zero"}:
        return Rate("nothing", None, step("rate.nothing", words=words.of(formula.root)))
    if reasons <= _STATED_NONE and _names(formula) == {missing.concept for missing in value.missing}:
        return Rate("nothing", None, step("rate.none_stated", names=missing_names(value.missing, standard)))
    return Rate("missing", None, step("rate.missing", names=missing_names(value.missing, standard)))


def missing_names(missing: tuple[Missing, ...], standard: Standard) -> tuple[Message, ...]:
    """What is missing, each by its label and column."""
    named = [_missing_name(one, standard) for one in missing]
    return tuple(dict.fromkeys(named)) if all(_hashable(one) for one in named) else tuple(named)


def named_in(text: str, standard: Standard) -> tuple[Message, ...]:
    """Everything a condition looks at, by label."""
    formula = bind(text, standard.vocabulary)
    return tuple(label(standard, concept, "") for concept in dict.fromkeys(name for name, _ in formula.names))


def label(standard: Standard, concept: str, stage: str) -> Message:
    """A concept by its label, with the column where it has several."""
    definition = standard.concepts[concept]
    if len(definition.stages) > 1 and stage in standard.stages:
        return step("rate.name", name=_said(definition.label), stage=_said(standard.stages[stage].label))
    return _said(definition.label)


def _said(words: Words) -> Message:
    return step("words", zh=words.zh, en=words["en"])
