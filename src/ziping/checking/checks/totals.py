"""Marks and scores that have to add up."""

from __future__ import annotations

from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly
from ziping.checking.marks import number_of, total
from ziping.checking.register import check
from ziping.report import Report
from ziping.scoring import blocks_for

_MARKS = "分"


@check("marks_total")
def marks_total(report: Report, context: Context) -> Outcomes:
    """The marks of all indicators and those for budget execution make the full marks of the form."""
    marks = context.marks
    if not report.indicators or not marks.full:
        return
    keys = [each.at("marks") for each in marks.indicators]
    leaves = total(each.full for each in marks.indicators)
    if leaves is None:
        yield context.blank(each.at("marks") for each in marks.indicators if each.full is None)
    elif leaves + marks.execution_full == marks.full:
        yield context.passed(keys)
    else:
        yield context.finding(
            ["indicators"],
            stated=Exactly(leaves + marks.execution_full, _MARKS),
            computed=Exactly(leaves + marks.execution_full, _MARKS),
            leaves=Exactly(leaves, _MARKS),
            execution=Exactly(marks.execution_full, _MARKS),
            full=Exactly(marks.full, _MARKS),
        )


@check("block_marks")
def block_marks(report: Report, context: Context) -> Outcomes:
    """Under each level-1 indicator the marks come to what the form gives it."""
    scoring = context.standard.scoring
    if scoring is None or not report.indicators:
        return
    for block in blocks_for([indicator.level1 for indicator in report.indicators], scoring):
        inside = [each for each in context.marks.indicators if each.indicator.level1.startswith(block.level1)]
        found = total(each.full for each in inside)
        if found is None:
            yield context.blank((each.at("marks") for each in inside if each.full is None), block.level1)
        elif found == Fraction(block.marks):
            yield context.passed((each.at("marks") for each in inside), block.level1)
        else:
            yield context.finding(
                [each.at("marks") for each in inside] or ["indicators"],
                item=block.level1,
                computed=Exactly(found, _MARKS),
                full=Exactly(Fraction(block.marks), _MARKS),
            )


@check("stated_total")
def stated_total(report: Report, context: Context) -> Outcomes:
    """The stated total is the sum of the scores as stated (the computed ones where none was typed)."""
    key = "conclusion.stated_total"
    stated = number_of(report.conclusion.stated_total)
    if stated is None:
        yield context.blank([key], why="not_stated")
        return
    marks = context.marks
    leaves = total(each.given for each in marks.indicators)
    if leaves is None or marks.execution is None:
        missing = [each.at("stated_score") for each in marks.indicators if each.given is None]
        yield context.blank(missing or ["figures.expenditure.adjusted", "figures.expenditure.executed"])
        return
    computed = leaves + marks.execution
    keys = [key, *(each.at("stated_score") for each in marks.indicators if each.stated is not None)]
    if abs(stated - computed) <= context.number("tolerance"):
        yield context.passed(keys)
        return
    yield context.finding(
        [key],
        quote=report.conclusion.stated_total.written,
        stated=Exactly(stated, _MARKS),
        computed=Exactly(computed, _MARKS),
        leaves=Exactly(leaves, _MARKS),
        execution=Exactly(marks.execution, _MARKS),
        gap=Exactly(stated - computed, _MARKS),
    )
