"""A rate from a pack's formula: its value, how it came about in words, and what a zero or a blank below it means.

Numerator 0 over 0: there was nothing to control (不适用). Something over 0: it had no base at all. Blank is neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ziping.figures import known_unit
from ziping.scoring.exact import shown, shown_share
from ziping.scoring.outcome import Outcome, step
from ziping.standards import Standard
from ziping.standards.formulas import Formula, Missing, Scope, Unknown, bind, evaluate
from ziping.standards.formulas.tree import Aggregate, Arithmetic, Constant, Name, Node, walk
from ziping.standards.model.common import Words
from ziping.wording import Message

Base = Literal["known", "nothing", "no_base", "missing"]
_STATED_NONE = frozenset(("none_stated", "not_applicable", "zero_of_zero"))


@dataclass(frozen=True, slots=True)
class Rate:
    """``value`` is there when ``base`` is ``known``; ``said`` shows the reckoning or what is missing."""

    base: Base
    value: Fraction | None
    said: Message


def rate_of(text: str, scope: Scope, standard: Standard) -> Rate:
    """Return the rate that formula ``text`` gives for ``scope``."""
    formula = bind(text, standard.vocabulary)
    value = evaluate(formula, scope)
    if isinstance(value, Fraction):
        said = step(
            "rate.known", words=_Words(formula, scope, standard).of(formula.root), rate=shown_share(value)
        )
        return Rate("known", value, said)
    if not isinstance(value, Unknown):
        raise TypeError(f"{text!r} gives no number")
    words = _Words(formula, scope, standard)
    reasons = {missing.reason for missing in value.missing}
    if "zero_base" in reasons and value.zero_base:
        return Rate("no_base", None, step("rate.no_base", words=words.of(formula.root)))
    if reasons == {"zero_of_zero"}:
        return Rate("nothing", None, step("rate.nothing", words=words.of(formula.root)))
    if reasons <= _STATED_NONE and {name for name, _ in formula.names} == {
        missing.concept for missing in value.missing
    }:
        return Rate("nothing", None, step("rate.none_stated", names=missing_names(value.missing, standard)))
    return Rate("missing", None, step("rate.missing", names=missing_names(value.missing, standard)))


def without_value(rate: Rate, full: Fraction, decimals: int, name: Message | str) -> Outcome:
    """Return what a rate without a value earns: full marks of nothing, none without a base, no score while figures are missing."""
    if rate.base == "nothing":
        calc = step("calc.not_applicable", points=shown(full, decimals))
        return Outcome("not_applicable", full, (rate.said, calc))
    if rate.base == "no_base":
        note = step("note.no_base", name=name)
        return Outcome("scored", Fraction(0), (rate.said, step("calc.no_base")), met=False, notes=(note,))
    return Outcome("insufficient", steps=(rate.said,))


def missing_names(missing: tuple[Missing, ...], standard: Standard) -> tuple[Message, ...]:
    """Return what is missing, each once, by its label and column."""
    places = dict.fromkeys((one.concept, one.stage) for one in missing if one.concept in standard.concepts)
    return tuple(label(standard, concept, stage) for concept, stage in places)


def named_in(text: str, standard: Standard) -> tuple[Message, ...]:
    """Everything a condition looks at, by label."""
    formula = bind(text, standard.vocabulary)
    return tuple(label(standard, concept, "") for concept in dict.fromkeys(name for name, _ in formula.names))


def label(standard: Standard, concept: str, stage: str) -> Message:
    """Return a concept by its label, with the column where it has several."""
    definition = standard.concepts[concept]
    if len(definition.stages) > 1 and stage in standard.stages:
        return step("rate.name", name=_said(definition.label), stage=_said(standard.stages[stage].label))
    return _said(definition.label)


def _said(words: Words) -> Message:
    return step("words", zh=words.zh, en=words["en"])


@dataclass(frozen=True, slots=True)
class _Words:
    """A formula with its figures in words: 公用经费（决算数）518.46 万元 ÷ 公用经费（年初预算数）67.2 万元."""

    formula: Formula
    scope: Scope
    standard: Standard

    def of(self, node: Node) -> Message:
        if isinstance(node, Arithmetic):
            return step(
                f"rate.{_OPERATIONS[node.op]}",
                left=self._part(node.left, node),
                right=self._part(node.right, node),
            )
        if isinstance(node, Constant):
            return step("rate.text", text=self.formula.quote(node))
        if isinstance(node, Name):
            return self._figure(label(self.standard, node.concept, node.stage), node, node.concept)
        if isinstance(node, Aggregate) and node.function == "sum":
            return self._sum(node)
        return self._figure(step("rate.text", text=self.formula.quote(node)), node, "")

    def _part(self, node: Node, within: Arithmetic) -> Message:
        """``node`` in brackets where the sign around it binds tighter."""
        words = self.of(node)
        loose = isinstance(node, Arithmetic) and node.op in "+-" and within.op in "*/"
        return step("rate.bracketed", words=words) if loose else words

    def _sum(self, node: Aggregate) -> Message:
        parts = walk(node.body) if node.body is not None else ()
        concepts = [part.concept for part in parts if isinstance(part, Name)]
        names = tuple(label(self.standard, concept, "") for concept in dict.fromkeys(concepts))
        return self._figure(step("rate.sum", names=names), node, concepts[0] if len(concepts) == 1 else "")

    def _figure(self, name: Message, node: Node, concept: str) -> Message:
        """Return a part with its value, in the unit of the concept it is about."""
        assert node.measure is not None
        value = evaluate(Formula(self.formula.text, node, node.measure), self.scope)
        if not isinstance(value, Fraction):
            return name
        written = self.standard.concepts[concept].unit if concept else ""
        unit = known_unit(written) if written else None
        if unit is None:
            return step("rate.value", name=name, value=shown(value))
        if unit.keeps_own_digits:
            return step("rate.value", name=name, value=shown_share(value))
        return step("rate.value", name=name, value=f"{shown(value / unit.factor)} {unit}")


_OPERATIONS = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
