"""Scores against targets and rules. One fault is one finding: each indicator is judged by the gravest check alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, Exactly, Value
from ziping.checking.marks import EXECUTION, Measured
from ziping.checking.marks import total as added
from ziping.checking.register import check
from ziping.figures import format_percent
from ziping.report import Report
from ziping.wording import Message

Fault = Literal["reverse", "unmet", "repeats", "ungraded", "differs", "none", "unknown"]


def fault_of(each: Measured, tolerance: Fraction) -> Fault:
    """What is wrong with a stated score, the gravest first; ``unknown`` when it cannot be judged.

    ``tolerance``: by how much it may depart from the score by rule.
    """
    if each.stated is None or each.full is None:
        return "unknown"
    if each.stated == each.full and (found := _fault_of_full_marks(each)) is not None:
        return found
    if each.computed is None:
        return "unknown"
    apart = abs(each.stated - each.computed) > tolerance and not each.indicator.manual_reason.strip()
    return "differs" if apart else "none"


def _fault_of_full_marks(each: Measured) -> Fault | None:
    if each.met is False and not each.indicator.manual_reason.strip():
        return "reverse" if each.reverse else "unmet"
    if each.qualitative and not each.indicator.band.strip():
        if _repeats(each):
            return "repeats"
        if not each.indicator.evidence:
            return "ungraded"
    return None


def _repeats(each: Measured) -> bool:
    target, actual = ("".join(text.split()) for text in (each.indicator.target, each.indicator.actual))
    return bool(target) and target == actual


def _judged(context: Context, fault: Fault, tolerance: Fraction = Fraction(0)) -> Outcomes:
    for each in context.marks.indicators:
        keys = [each.at("stated_score"), each.at("actual")]
        found = fault_of(each, tolerance)
        if found == fault:
            yield context.finding(
                keys,
                item=each.name,
                quote=each.indicator.stated_score.written,
                also=_shown(each),
                rests=[each.at("marks"), each.at("target")],
            )
        elif found == "unknown":
            blank = each.at("stated_score") if each.stated is None else each.at("actual")
            yield context.blank([blank], each.name, "not_stated" if each.stated is None else "blank")
        else:
            yield context.passed(keys, each.name)


def _shown(each: Measured) -> dict[str, Value]:
    indicator = each.indicator
    gap = None if each.stated is None or each.computed is None else each.stated - each.computed
    return {
        "target": each.target or indicator.target,
        "actual": each.actual or indicator.actual,
        "full": _score(each.full),
        "stated": _score(each.stated),
        "computed": _score(each.computed),
        "gap": _score(gap),
    }


def _score(value: Fraction | None) -> Exactly | None:
    return None if value is None else Exactly(value, MARKS)


@check("unmet_full_marks")
def unmet_full_marks(report: Report, context: Context) -> Outcomes:
    """What was not reached does not take full marks."""
    return _judged(context, "unmet")


@check("reverse_full_marks")
def reverse_full_marks(report: Report, context: Context) -> Outcomes:
    """Where less is better, more does not take full marks."""
    return _judged(context, "reverse")


@check("ungraded_full_marks")
def ungraded_full_marks(report: Report, context: Context) -> Outcomes:
    """Qualitative full marks rest on a grade or on evidence."""
    return _judged(context, "ungraded")


@check("repeats_target")
def repeats_target(report: Report, context: Context) -> Outcomes:
    """A qualitative actual says more than its target, or was graded."""
    return _judged(context, "repeats")


@check("score_differs")
def score_differs(report: Report, context: Context) -> Outcomes:
    """The stated score is the computed one, or a reason stands beside it."""
    return _judged(context, "differs", context.number("tolerance"))


@check("inflated")
def inflated(report: Report, context: Context) -> Outcomes:
    """A high total that typed marks brought about goes with execution and results; marks by the rule accuse nobody."""
    marks = context.marks
    stated = report.conclusion.stated_total.figure().value
    total = Fraction(stated) if stated is not None else marks.total
    if total is None:
        yield context.blank(["conclusion.stated_total"])
        return
    raised = [each.at("stated_score") for each in marks.indicators if each.scored and _raised(each)]
    by_rule = added((marks.execution, *(each.computed for each in marks.indicators)))
    keys = ([] if stated is None else ["conclusion.stated_total"]) + raised
    problem = _doubt(context, total) if by_rule is None or total > by_rule else None
    if problem is None or not keys:
        yield context.passed(keys)
    else:
        figures = [
            each.at(name)
            for each in marks.indicators
            for name in ("actual", "marks", "stated_score", "target")
        ]
        yield context.finding(
            keys, total_found=Exactly(total, MARKS), problem=problem, rests=(*EXECUTION, *figures)
        )


def _raised(each: Measured) -> bool:
    """Whether a score was typed above what the rule gives, or where the rule gives none."""
    return each.stated is not None and (each.computed is None or each.stated > each.computed)


def _doubt(context: Context, total: Fraction) -> Message | None:
    marks = context.marks
    rate = marks.execution_rate
    if total >= context.number("total"):
        if rate is not None and rate < context.number("rate"):
            return Message("checking.problem.low_execution", {"rate": format_percent(rate)})
        if len(marks.unmet) >= context.number("unmet"):
            return Message("checking.problem.many_unmet", {"number": len(marks.unmet)})
    typed = [each for each in marks.indicators if each.stated is not None]
    if (
        typed
        and len(typed) == len(marks.indicators)
        and all(each.stated == each.full for each in typed)
        and marks.unmet
    ):
        return Message("checking.problem.all_full", {"number": len(marks.unmet)})
    return None
