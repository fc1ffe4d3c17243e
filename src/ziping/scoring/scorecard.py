"""A report scored: every mark with its working, subtotals, total and grade, and what could not be scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.report import Report, Statement, statement_of
from ziping.scoring.choosing import refuse_all
from ziping.scoring.control import ControlCard, control_card
from ziping.scoring.exact import added
from ziping.scoring.execution import execution_mark
from ziping.scoring.mark import Mark
from ziping.scoring.marking import mark_of
from ziping.standards import Standard
from ziping.standards.model.scoring import Block, Scoring
from ziping.wording import InputError, Message


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A level-1 block.

    ``full`` adds up its indicators' marks, ``form_full`` is what the form gives the block (``None`` for one it does not
    have), ``points`` is ``None`` while an indicator is not scored.
    """

    level1: str
    full: Fraction
    form_full: Fraction | None
    points: Fraction | None
    scored: Fraction


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All marks of a report.

    ``total`` and ``grade`` are there only when every indicator was scored; ``scored`` adds up those that were, ``full`` all
    full marks, ``form_total`` what they should come to. A grade also needs full marks that come to ``form_total``.
    """

    standard: str
    year: int
    execution: Mark
    indicators: tuple[Mark, ...]
    subtotals: tuple[Subtotal, ...]
    form_total: Fraction
    grade: str | None
    control: ControlCard | None
    form: str
    decimals: int

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Execution first, then the indicators in the order of the report."""
        return (self.execution, *self.indicators)

    @property
    def full(self) -> Fraction:
        return added(mark.full for mark in self.marks)

    @property
    def scored(self) -> Fraction:
        return added(mark.points for mark in self.marks)

    @property
    def total(self) -> Fraction | None:
        return None if self.unscored or not self.indicators else self.scored

    @property
    def unscored(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if not mark.scored)

    def mark(self, indicator: str) -> Mark | None:
        """Return the mark of the first indicator of that name."""
        return next((mark for mark in self.marks if mark.indicator == indicator), None)


def score(
    report: Report, standard: Standard, *, variant: str = "", statement: Statement | None = None
) -> Scorecard:
    """``report`` scored by the rules of ``standard``; ``variant`` chooses a variant of the control table.

    ``statement`` is the report's own, from a caller who has it already.
    Raises :class:`InputError` with everything wrong at once: unknown modes, signs and parameters, or a pack without
    scoring rules.
    """
    scoring = standard.scoring
    if scoring is None:
        raise InputError(Message("scoring.no_scoring", {"standard": standard.manifest.id}))
    if statement is None:
        statement = statement_of(report, standard)
    scope = statement.scope()
    execution = execution_mark(standard, scoring, scope)
    indicators = _indicator_marks(report, standard, scoring)
    control = control_card(report, standard, scope, indicators, variant)
    card = Scorecard(
        standard=standard.manifest.id,
        year=report.year,
        execution=execution,
        indicators=indicators,
        subtotals=_subtotals(indicators, scoring),
        form_total=Fraction(scoring.total),
        grade=None,
        control=control,
        form=scoring.form,
        decimals=scoring.decimals,
    )
    return replace(card, grade=_grade(card, scoring))


def grade_of(total: Fraction, scoring: Scoring) -> str | None:
    """Return the grade a total earns, ``None`` below all of them."""
    reached = [grade for grade in scoring.grades if total >= Fraction(grade.at_least)]
    return max(reached, key=lambda grade: grade.at_least).name if reached else None


def blocks_for(full: Mapping[str, Fraction], scoring: Scoring) -> tuple[Block, ...]:
    """Return the division of marks that a report follows, given the full marks of its level-1 classes.

    The form's own unless an alternative fits exactly, or unless the form lacks a class that an alternative has.
    """
    divisions = (scoring.blocks, *scoring.alternatives.values())
    for blocks in divisions:
        if {block.level1: Fraction(block.marks) for block in blocks} == dict(full):
            return blocks
    for blocks in divisions:
        if full.keys() <= {block.level1 for block in blocks}:
            return blocks
    return scoring.blocks


def _indicator_marks(report: Report, standard: Standard, scoring: Scoring) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    problems: list[InputError] = []
    for number, indicator in enumerate(report.indicators):
        try:
            marks.append(mark_of(indicator, standard, scoring, report.year, f"indicators[{number}]"))
        except InputError as problem:
            problems.append(problem)
    refuse_all(problems)
    return tuple(marks)


def _subtotals(marks: Sequence[Mark], scoring: Scoring) -> tuple[Subtotal, ...]:
    """One for each block of the form, then for classes only the report has, in its order."""
    own: dict[str, list[Mark]] = {}
    for mark in marks:
        own.setdefault(mark.level1.strip(), []).append(mark)
    full = {level: added(mark.full for mark in group) for level, group in own.items()}
    form_full = {block.level1: Fraction(block.marks) for block in blocks_for(full, scoring)}
    found = []
    for level in dict.fromkeys((*form_full, *own)):
        group = own.get(level, [])
        scored = added(mark.points for mark in group)
        points = scored if all(mark.scored for mark in group) else None
        found.append(Subtotal(level, full.get(level, Fraction(0)), form_full.get(level), points, scored))
    return tuple(found)


def _grade(card: Scorecard, scoring: Scoring) -> str | None:
    total = card.total
    return None if total is None or card.full != card.form_total else grade_of(total, scoring)
