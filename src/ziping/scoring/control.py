"""Control indicators: rates computed from the base data of every report, judged by the pack's table.

They are consistency checks beside the score table and are not counted into its total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.report import Answer, Report
from ziping.scoring.choosing import params_for, refuse_all
from ziping.scoring.exact import added
from ziping.scoring.mark import Mark, Working
from ziping.scoring.marking import bands_of
from ziping.scoring.measure import Measure, read_measure
from ziping.scoring.modes import MODES
from ziping.scoring.naming import mode_label
from ziping.scoring.outcome import Case, Outcome, Reply, no_score, step
from ziping.scoring.params import Params
from ziping.scoring.rates import Rate, named_in, rate_of, without_value
from ziping.scoring.variants import rows_of
from ziping.standards import Standard
from ziping.standards.english import name_of
from ziping.standards.formulas import Scope, bind, evaluate
from ziping.standards.model.scoring import Control, ControlIndicator, Scoring
from ziping.wording import InputError, Message, Name

_WHOLE = Measure.of_share(Fraction(1))
_OF_WHOLE = (
    "ratio",
    "ratio_pass",
    "reverse_linear",
    "reverse_ratio",
)  # what these compare a rate with is 100 %


@dataclass(frozen=True, slots=True)
class ControlCard:
    """The control table filled: ``full`` and ``points`` add up the rows, ``points`` only when every row was scored."""

    title: Message
    variant: str
    marks: tuple[Mark, ...]

    @property
    def full(self) -> Fraction:
        return added(mark.full for mark in self.marks)

    @property
    def scored(self) -> Fraction:
        """The points of the rows that could be scored."""
        return added(mark.points for mark in self.marks)

    @property
    def points(self) -> Fraction | None:
        return None if self.unscored else self.scored

    @property
    def unscored(self) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if not mark.scored)

    def __getitem__(self, row: str) -> Mark:
        """Return the mark of the row with that id."""
        return next(mark for mark in self.marks if mark.key == f"control.{row}")


@dataclass(frozen=True, slots=True)
class _Table:
    """What every row of the table looks at."""

    report: Report
    standard: Standard
    scope: Scope
    control: Control
    scoring: Scoring
    marks: Sequence[Mark]


def control_card(
    report: Report, standard: Standard, scope: Scope, marks: Sequence[Mark], variant: str = ""
) -> ControlCard | None:
    """Return the control table for ``report``; ``marks`` are those of its own indicators. ``None`` when the pack has no table.

    ``variant`` goes before the pack's parameter ``control_variant`` and the table's own. Raises :class:`InputError` for
    an unknown variant or a rule with parameters it does not take.
    """
    control, scoring = standard.control, standard.scoring
    if control is None or scoring is None:
        return None
    name = variant or standard.manifest.parameters.get("control_variant", "") or control.variant
    table = _Table(report, standard, scope, control, scoring, marks)
    found: list[Mark] = []
    problems: list[InputError] = []
    for row in rows_of(control, name):
        try:
            found.append(_mark(row, table))
        except InputError as problem:
            problems.append(problem)
    refuse_all(problems)
    title = step("words", zh=control.title.zh, en=control.title["en"])
    return ControlCard(title, name, tuple(found))


def _mark(row: ControlIndicator, table: _Table) -> Mark:
    full = Fraction(row.marks)
    where = Message("scoring.where.control", {"name": row.name})
    params = params_for(row.rule.mode, row.rule.params, where)
    outcome = _outcome(
        row,
        table,
        Case(
            full=full,
            sign="≤",
            target=_WHOLE if row.rule.mode in _OF_WHOLE else None,
            replies=_replies(row, table.report.answers),
            bands=bands_of(table.scoring),
            rounding=table.control.step_rounding,
            decimals=table.scoring.decimals,
        ),
        params,
    )
    return Mark(
        indicator=row.name,
        full=full,
        points=outcome.points,
        computed=outcome.points,
        working=Working(outcome.steps),
        mode=row.rule.mode,
        status=outcome.status,
        share=outcome.share,
        met=outcome.met,
        notes=outcome.notes,
        note_required=bool(outcome.notes),
        level1=row.level1,
        level2=row.level2,
        key=f"control.{row.id}",
    )


def _outcome(row: ControlIndicator, table: _Table, case: Case, params: Params) -> Outcome:
    judge = MODES[row.rule.mode].judge
    if row.questions:
        return judge(case, params)
    if row.requires and evaluate(bind(row.requires, table.standard.vocabulary), table.scope) is not True:
        return no_score("insufficient", "insufficient", names=named_in(row.requires, table.standard))
    rate = _rate(row, table)
    if rate is None:
        return no_score("insufficient", "no_rate", mode=mode_label(row.rule.mode))
    if rate.value is None:
        return without_value(rate, case.full, case.decimals, row.name)
    judged = judge(replace(case, actual=Measure.of_share(rate.value)), params)
    return replace(judged, steps=(rate.said, *judged.steps[-1:]), share=rate.value)


def _rate(row: ControlIndicator, table: _Table) -> Rate | None:
    """Return the rate by the row's formula, else by its fallback, else from the score table's block."""
    first: Rate | None = None
    for formula in (row.formula, row.fallback):
        if formula:
            rate = rate_of(formula, table.scope, table.standard)
            if rate.base != "missing":
                return rate
            first = first or rate
    return (_of_block(row, table) if row.block else None) or first


def _of_block(row: ControlIndicator, table: _Table) -> Rate | None:
    """Return the share of a block's marks that was earned, or the average of the percentages reached in it."""
    marks = [mark for mark in table.marks if row.block in (mark.level1.strip(), mark.level2.strip())]
    if not marks:
        return None
    if row.block_value == "actual":
        return _average(name_of(row.block, table.standard), marks, table)
    block = name_of(row.block, table.standard)
    full = added(mark.full for mark in marks)
    unscored = tuple(mark.indicator for mark in marks if mark.points is None)
    if unscored or not full:
        said = step("rate.block_unscored", block=block, names=unscored or (block,))
        return Rate("missing", None, said)
    points = added(mark.points for mark in marks)
    case = Case(full)
    said = step(
        "rate.block",
        block=block,
        points=case.say(points),
        full=case.say(full),
        rate=Measure.of_share(points / full),
    )
    return Rate("known", points / full, said)


def _average(block: Name, marks: Sequence[Mark], table: _Table) -> Rate | None:
    units = {indicator.name: indicator.unit for indicator in table.report.indicators}
    read = [read_measure(mark.actual, units.get(mark.indicator, "")) for mark in marks]
    values = [one.number for one in read if one.is_percent and one.number is not None]
    if len(values) != len(marks):
        return None
    average = sum(values, Fraction(0)) / len(values)
    said = step("rate.block_average", block=block, number=len(values), rate=Measure.of_share(average))
    return Rate("known", average, said)


def _replies(row: ControlIndicator, answers: Sequence[Answer]) -> tuple[Reply, ...]:
    """Return the row's questions with their answers, found by the question's text or its number."""
    own = {
        answer.question.strip(): answer for answer in answers if answer.control.strip() in (row.id, row.name)
    }
    replies = []
    for number, question in enumerate(row.questions, start=1):
        answer = own.get(question) or own.get(str(number))
        if answer is None:
            replies.append(Reply(question))
            continue
        figure = answer.count.figure()
        replies.append(Reply(question, answer.yes, figure.base if figure.plain else None))
    return tuple(replies)
