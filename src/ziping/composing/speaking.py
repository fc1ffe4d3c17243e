"""The pack's templates and formulas put to a report: what a sentence says, whether a condition holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ziping.composing.pieces import Kind, Piece, text_of
from ziping.composing.plain_figures import plain_figure
from ziping.report import Derived, Fact, ReportScope, Statement, TextFact
from ziping.standards import Standard
from ziping.standards.formulas import Missing, Operand, Outcome, Unknown, bind, evaluate
from ziping.standards.formulas.tree import Name
from ziping.standards.templates import Segment, parse_template, render
from ziping.wording import Message, say

LANGUAGE: Final = "zh"  # the report is an official Chinese paper, whoever reads the screen
_NUMBER: Final = re.compile(r"\[(\d+)\]")
_LONGEST_NAME: Final = 20
_STATED: Final = frozenset(("dash", "none_stated", "not_applicable", "no_day"))
_UNDEFINED: Final = frozenset(("zero_base", "zero_of_zero", "no_items"))


def phrase(key: str, **args: object) -> str:
    """The wording ``composing.<key>`` as the report prints it."""
    return say(Message(f"composing.{key}", args), LANGUAGE)


@dataclass(frozen=True, slots=True)
class Here:
    """Where in a report one is: the report itself, or one record of a repeating part (``item``)."""

    scope: ReportScope
    item: str = ""

    @property
    def key(self) -> str:
        return self.scope.key

    def each(self, item: str) -> Iterator[Here]:
        """The records of that part."""
        for scope in self.scope.items(item):
            yield Here(scope, item)


class Speaker:
    """Speaks for one statement in the words of its standard."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.standard: Standard = statement.standard
        self.report = statement.report
        self.top = Here(statement.scope())

    def say(
        self, template: str, here: Here, *, blank: str | None = None, undefined: str | None = None
    ) -> list[Piece]:
        """The sentence. What is blank becomes a visible gap, a ratio of nothing 不适用, or what is given for them."""
        parsed = parse_template(template, self.standard.vocabulary, each=here.item)
        segments = render(parsed, here.scope, blank="")
        assert not isinstance(segments, Unknown)
        return [self._piece(segment, blank, undefined) for segment in segments]

    def text(self, template: str, here: Here, *, blank: str | None = "") -> str:
        return text_of(self.say(template, here, blank=blank, undefined=blank))

    def holds(self, condition: str, here: Here) -> bool:
        """Whether it is true; what cannot be told is not."""
        return not condition or self.value(condition, here) is True

    def value(self, formula: str, here: Here) -> Outcome:
        return evaluate(bind(formula, self.standard.vocabulary, each=here.item), here.scope)

    def number(self, formula: str, here: Here) -> Fraction | None:
        value = self.value(formula, here)
        return value if isinstance(value, Fraction) else None

    def _piece(self, segment: Segment, blank: str | None, undefined: str | None) -> Piece:
        if segment.formula is None:
            return Piece(segment.text)
        trace = _trace(segment)
        if not segment.missing:
            return Piece(_as_typed(segment) or segment.text, "value", trace)
        missing = segment.missing[0]
        kind: Kind = "stated" if missing.reason in _STATED or missing.reason in _UNDEFINED else "gap"
        if kind == "gap":
            return Piece(self.gap(missing) if blank is None else blank, kind, trace)
        if missing.reason in _UNDEFINED:
            return Piece(phrase("undefined") if undefined is None else undefined, kind, trace)
        return Piece(segment.text or missing.written, kind, trace)

    def gap(self, missing: Missing) -> str:
        """【待填：…】: what is missing, in the field's own terms."""
        concept = self.standard.concepts.get(missing.concept)
        if concept is None:
            return phrase("gap", what=missing.concept)
        what = concept.label.zh
        if len(concept.stages) > 1 and missing.stage in self.standard.stages:
            what += self.standard.stages[missing.stage].label.zh
        return phrase("gap", what=f"{self._record(missing, concept.item)}{what}" if concept.item else what)

    def _record(self, missing: Missing, item: str) -> str:
        """The record by its name where that is short, else by its number: 第2项问题的…"""
        source = missing.source
        number = _NUMBER.findall(source.key) if isinstance(source, Fact | TextFact) else []
        if number and (missing.item.isdigit() or len(missing.item) > _LONGEST_NAME):
            part = self.standard.items[item].label.zh
            return phrase("numbered", number=int(number[-1]) + 1, part=part)
        return missing.item


def _as_typed(segment: Segment) -> str | None:
    """A share somebody typed keeps its decimals: decimals nobody wrote would claim what nobody said."""
    assert segment.formula is not None
    source = (
        segment.operands[0].source if segment.operands and isinstance(segment.formula.root, Name) else None
    )
    if not isinstance(source, Fact) or source.figure.unit is None or not source.figure.unit.keeps_own_digits:
        return None
    written = plain_figure(source.figure.written).strip()
    return written if written.endswith(("%", "‰")) else f"{written}{source.figure.unit}"


def _trace(segment: Segment) -> str:
    """Which fact or formula a value stands for: ``figures.basic.executed``, ``= basic@executed / …``."""
    assert segment.formula is not None
    read: tuple[Operand | Missing, ...] = (*segment.operands, *segment.missing)
    source = read[0].source if read and isinstance(segment.formula.root, Name) else None
    if isinstance(source, Fact | TextFact):
        return source.key
    if isinstance(source, Derived):
        return f"{segment.formula} = {source.formula}"
    return f"= {segment.formula}"
