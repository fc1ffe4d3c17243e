"""A statement as the thing formulas are evaluated against, item by item, derived concepts included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from ziping.figures import Empty, Interval, Mode
from ziping.report.days import DayOrMonth
from ziping.report.statement import Fact, Statement, TextFact
from ziping.standards.formulas import (
    Aggregate,
    Formula,
    Missing,
    Operand,
    Reason,
    Unknown,
    evaluate,
    evaluate_interval,
)
from ziping.standards.model.concepts import Concept

_REASONS: Final[dict[Empty, Reason]] = {
    Empty.BLANK: "blank",
    Empty.DASH: "dash",
    Empty.NOT_APPLICABLE: "not_applicable",
    Empty.NONE_STATED: "none_stated",
}


@dataclass(frozen=True, slots=True)
class Derived:
    """Where a value comes from that nobody typed: the concept's own formula, evaluated in ``scope``."""

    concept: str
    formula: Formula
    scope: ReportScope


class ReportScope:
    """The report, or one record of a repeating part (``item``, ``key``) within ``around``."""

    def __init__(
        self, statement: Statement, item: str = "", key: str = "", around: ReportScope | None = None
    ) -> None:
        self.statement = statement
        self.item = item
        self.key = key
        self.around = around
        self._found: dict[tuple[str, str], Operand | Missing] = {}
        self._items: dict[str, tuple[ReportScope, ...]] = {}

    @property
    def name(self) -> str:
        """What people call the record; empty for the report itself."""
        return self.statement.names.get(self.key, "")

    def lookup(self, concept: str, stage: str) -> Operand | Missing:
        """The value of ``concept``: as typed, else as its formula gives it (base units, exact)."""
        definition = self.statement.standard.concepts[concept]
        if definition.item != self.item and self.around is not None:
            return self.around.lookup(concept, stage)
        place = (concept, stage or definition.stages[0])
        found = self._found.get(place)
        if found is None:
            found = self._found[place] = self._look_up(definition, *place)
        return found

    def items(self, item: str) -> Sequence[ReportScope]:
        """The records of that part here, else those of what is around."""
        found = self._items.get(item)
        if found is not None:
            return found
        within = self.statement.standard.items[item].within
        if within != self.item:
            if self.around is not None:
                return self.around.items(item)
            # Asked for a nested part from the report itself: those of every record it is within, in order.
            return tuple(scope for outer in self.items(within) for scope in outer.items(item))
        start = f"{self.key}." if self.key else ""
        keys = self.statement.keys.get((item, start), ())
        found = self._items[item] = tuple(ReportScope(self.statement, item, key, self) for key in keys)
        return found

    def _look_up(self, definition: Concept, concept: str, stage: str) -> Operand | Missing:
        fact = self.statement.found.get((concept, self.key, stage))
        if isinstance(fact, TextFact):
            return self._of_text(fact, stage)
        if fact is not None and (
            fact.figure.empty is not Empty.BLANK
            or not definition.formula
            or self._adds_nothing(self._formula(concept, stage))
        ):
            return self._of_fact(fact, stage)
        if definition.formula:
            return self._derived(concept, stage)
        return Missing(concept, stage, "absent", self.name)

    def _adds_nothing(self, formula: Formula) -> bool:
        """Whether a figure left blank would be the sum of records of which there are none: it is blank, not 0."""
        root = formula.root
        return isinstance(root, Aggregate) and root.function == "sum" and not self.items(root.path[0][0])

    def _of_text(self, text: TextFact, stage: str) -> Operand | Missing:
        value = text.value
        if value is None or (isinstance(value, str) and not value.strip()):
            return Missing(text.concept, stage, "blank", self.name, "", text)
        if isinstance(value, DayOrMonth):
            return Missing(text.concept, stage, "no_day", self.name, value.words, text)
        if isinstance(value, dt.datetime):
            value = value.date()
        return Operand(value, text.concept, stage, self.name, text)

    def _of_fact(self, fact: Fact, stage: str) -> Operand | Missing:
        figure = fact.figure
        if figure.empty is not None:
            return Missing(fact.concept, stage, _REASONS[figure.empty], self.name, figure.written, fact)
        return Operand(figure.base, fact.concept, stage, self.name, fact, figure.interval)

    def _formula(self, concept: str, stage: str) -> Formula:
        standard = self.statement.standard
        return standard.formula_of(concept, stage if len(standard.concepts[concept].stages) > 1 else "")

    def _derived(self, concept: str, stage: str) -> Operand | Missing:
        formula = self._formula(concept, stage)
        outcome = evaluate(formula, self)
        source = Derived(concept, formula, self)
        if isinstance(outcome, Unknown):
            first = outcome.missing[0]
            return Missing(concept, stage, first.reason, self.name, first.written, source)
        interval = (
            partial(self._derived_interval, formula, outcome) if isinstance(outcome, Fraction) else None
        )
        return Operand(outcome, concept, stage, self.name, source, interval)

    def _derived_interval(self, formula: Formula, exactly: Fraction, mode: Mode) -> Interval:
        found = evaluate_interval(formula, self, mode)
        if isinstance(found, Interval):
            return found
        # Where intervals give none (a base that may be 0), the exact value stands for itself.
        return Interval.at(exactly)
