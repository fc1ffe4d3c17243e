"""Project money: released late, moved instead of spent, not evaluated."""

from __future__ import annotations

from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import PERCENT, Exactly
from ziping.checking.register import check
from ziping.checking.special_funds import fund_of
from ziping.report import Report


@check("released_late")
def released_late(report: Report, context: Context) -> Outcomes:
    """Not all of a project's money is released in the last ``month`` or later, unless that is explained."""
    month = int(context.number("month"))
    for number, project in enumerate(report.projects):
        if not project.allotments:
            continue
        keys = [f"projects[{number}].allotments[{at}].date" for at in range(len(project.allotments))]
        dates = [allotment.date for allotment in project.allotments]
        known = [date for date in dates if date is not None]
        if len(known) < len(dates):
            yield context.blank(
                (key for key, date in zip(keys, dates, strict=True) if date is None), project.name
            )
        elif (
            min((date.year, date.month) for date in known) < (report.year, month)
            or project.gap_reason.strip()
        ):
            yield context.passed(keys, project.name)
        else:
            fund = fund_of(project, report.year)
            yield context.finding(
                keys,
                item=project.name,
                date=max(known),
                budget=fund.budget,
                allotted=fund.allotted,
                paid=fund.paid,
            )


@check("transfers")
def transfers(report: Report, context: Context) -> Outcomes:
    """Payments are spending, not money moved to another account."""
    words = context.words("transfers")
    for at, project in enumerate(report.projects):
        for number, payment in enumerate(project.payments):
            key = f"projects[{at}].payments[{number}].purpose"
            if not payment.purpose:
                continue
            if any(word in payment.purpose for word in words):
                amount = context.setting.facts[f"projects[{at}].payments[{number}].amount"].figure
                yield context.finding([key], item=project.name, quote=payment.purpose, amount=amount)
            else:
                yield context.passed([key], project.name)


@check("coverage_of_projects")
def coverage_of_projects(report: Report, context: Context) -> Outcomes:
    """Every project is marked as having its own self-evaluation form; one finding names all that are not."""
    if not report.projects:
        return
    keys = [f"projects[{number}].self_evaluated" for number in range(len(report.projects))]
    without = [
        (key, project.name)
        for key, project in zip(keys, report.projects, strict=True)
        if not project.self_evaluated
    ]
    if not without:
        yield context.passed(keys)
        return
    covered = len(report.projects) - len(without)
    yield context.finding(
        [key for key, _ in without],
        number=len(without),
        total=len(report.projects),
        names=tuple(name for _, name in without),
        share=Exactly(Fraction(covered, len(report.projects)), PERCENT),
    )
