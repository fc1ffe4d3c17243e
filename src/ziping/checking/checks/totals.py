"""Marks and scores that have to add up."""

from __future__ import annotations

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import MARKS, Exactly
from ziping.checking.marks import EXECUTION, number_of, total
from ziping.checking.register import check
from ziping.report import Report


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
            rests=keys,
            stated=Exactly(leaves + marks.execution_full, MARKS),
            computed=Exactly(leaves + marks.execution_full, MARKS),
            leaves=Exactly(leaves, MARKS),
            execution=Exactly(marks.execution_full, MARKS),
            full=Exactly(marks.full, MARKS),
        )


@check("block_marks")
def block_marks(report: Report, context: Context) -> Outcomes:
    """Under each level-1 indicator the marks come to what the form gives it."""
    for block in context.marks.subtotals if report.indicators else ():
        inside = [each for each in context.marks.indicators if each.indicator.level1.strip() == block.level1]
        blank = [each.at("marks") for each in inside if each.full is None]
        keys = [each.at("marks") for each in inside]
        if block.form_full is None:
            continue  # a class the form does not have is another finding
        if blank:
            yield context.blank(blank, block.level1)
        elif block.full == block.form_full:
            yield context.passed(keys, block.level1)
        else:
            yield context.finding(
                keys or ["indicators"],
                item=block.level1,
                computed=Exactly(block.full, MARKS),
                full=Exactly(block.form_full, MARKS),
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
        yield context.blank(missing or EXECUTION)
        return
    computed = leaves + marks.execution
    keys = [key, *(each.at("stated_score") for each in marks.indicators if each.stated is not None)]
    if abs(stated - computed) <= context.number("tolerance"):
        yield context.passed(keys)
        return
    yield context.finding(
        [key],
        rests=(*keys, *EXECUTION),
        quote=report.conclusion.stated_total.written,
        stated=Exactly(stated, MARKS),
        computed=Exactly(computed, MARKS),
        leaves=Exactly(leaves, MARKS),
        execution=Exactly(marks.execution, MARKS),
        gap=Exactly(stated - computed, MARKS),
    )
