"""Parts of a figure against their own budgets: a total within its budget, or explained, may hide one that is not."""

from __future__ import annotations

from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly, Label
from ziping.checking.register import check
from ziping.figures import Figure
from ziping.report import Fact, Report

_BUDGET = "initial"
_SPENT = "executed"


@check("parts_over_budget")
def parts_over_budget(report: Report, context: Context) -> Outcomes:
    """None of the ``parts`` of ``whole`` spent more than ``limit`` (a share) and ``least`` (an amount) above its budget.

    The budget is the one the year began with, which is what the annex shows. A note on the part, or one the rule names,
    explains what is above it.
    """
    limit, least = context.number("limit"), context.number("least")
    for part in context.several("parts"):
        budget, spent = _known(part, _BUDGET, context), _known(part, _SPENT, context)
        if spent is None or budget is None:
            continue
        name, keys = context.standard.concepts[part].label.zh, [spent.key, budget.key]
        over = spent.figure.base - budget.figure.base
        if over <= budget.figure.base * limit or over <= least:
            yield context.passed(keys, item=name)
        elif note := _explained(part, report, context):
            yield context.passed([*keys, f"notes.{note}"], item=name)
        else:
            yield context.finding(
                keys,
                item=name,
                name=Label(part),
                whole=Label(context.text("whole")),
                stated=spent.figure,
                budget=budget.figure,
                over=_in_unit(spent.figure, over),
            )


def _known(concept: str, stage: str, context: Context) -> Fact | None:
    fact = context.setting.fact(concept, stage)
    return fact if fact is not None and fact.figure.plain else None


def _in_unit(figure: Figure, amount: Fraction) -> Exactly:
    unit = figure.unit
    return Exactly(amount, "") if unit is None else Exactly(amount / unit.factor, str(unit))


def _explained(part: str, report: Report, context: Context) -> str:
    """The name of the note that explains the part; empty where there is none."""
    names = (f"{part}@{_SPENT}", part, *context.rule.notes)
    return next((name for name in names if name in report.notes and report.notes[name].reason.strip()), "")
