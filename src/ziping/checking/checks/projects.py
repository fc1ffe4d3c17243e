"""Project money: released late, moved instead of spent, not evaluated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction

from ziping.checking.context import Context, Outcome, Outcomes
from ziping.checking.findings import PERCENT, Exactly, Finding
from ziping.checking.register import check
from ziping.checking.special_funds import day_of, fund_of, late_batches, late_share
from ziping.report import Report
from ziping.report.parts import Allotment, Project
from ziping.standards.model.rules import Severity
from ziping.wording import Message


@check("released_late")
def released_late(report: Report, context: Context) -> Outcomes:
    """Less than ``share`` of a project's money is released from ``month`` (its ``day``, 1 unless given) on, unless that is explained.

    A batch of which only the month is known is late when all of that month is. Where that holds but ``quarter_share`` or more came from the month ``quarter`` on, it is noticed.
    """
    for number, project in enumerate(report.projects):
        if not project.allotments:
            continue
        key = f"projects[{number}].allotments"
        undated = [at for at, one in enumerate(project.allotments) if one.date is None]
        if undated:
            yield context.blank((f"{key}[{at}].date" for at in undated), project.name)
        elif project.gap_reason.strip():
            yield context.passed(_dates(key, range(len(project.allotments))), project.name)
        else:
            yield _judged_late(key, project, context)


def _dates(key: str, numbers: Iterable[int]) -> list[str]:
    return [f"{key}[{at}].date" for at in numbers]


def _judged_late(key: str, project: Project, context: Context) -> Outcome:
    """The answer for a project whose allotments are all dated: late in the year's end, else late in the year."""
    limits: tuple[tuple[dt.date, str, Severity | None], ...] = (
        (_since(context, "month"), "share", None),
        (_since(context, "quarter"), "quarter_share", "notice"),
    )
    for since, limit, severity in limits:
        share = late_share(project, since)
        if share is None:
            amounts = (
                f"{key}[{at}].amount"
                for at, one in enumerate(project.allotments)
                if not one.amount.figure().known
            )
            return context.blank(amounts, project.name)
        if share.least >= context.number(limit):
            return _found_late(key, project, context, since, share.least, severity)
        if share.most >= context.number(limit):
            return context.blank(_dates(key, share.undecided), project.name, why="month_only")
    return context.passed(_dates(key, range(len(project.allotments))), project.name)


def _since(context: Context, name: str) -> dt.date:
    """The first day that is late."""
    day = int(context.number("day")) if name == "month" and "day" in context.rule.params else 1
    return day_of(context.report.year, int(context.number(name)), day)


def _found_late(
    key: str, project: Project, context: Context, since: dt.date, share: Fraction, severity: Severity | None
) -> Finding:
    """The finding, with every batch that came ``since`` that day."""
    late = late_batches(project, since)
    fund = fund_of(project, context.report.year)
    month = Message("checking.month", {"year": since.year, "month": since.month})
    return context.finding(
        _dates(key, late),
        item=project.name,
        severity=severity,
        since=month if since.day == 1 else since,
        number=len(late),
        batches=tuple(_batch(project.allotments[at]) for at in late),
        share_found=Exactly(share, PERCENT),
        budget=fund.budget,
        allotted=fund.allotted,
        paid=fund.paid,
    )


def _batch(allotment: Allotment) -> Message:
    """A batch by its day, its paper and its amount."""
    quantity = allotment.amount
    bare = quantity.figure().known and quantity.figure().unit is None
    amount = f"{quantity}万元" if bare else quantity.written.strip() or Message("checking.empty.blank")
    document = allotment.document.strip() or Message("checking.no_document")
    return Message("checking.batch", {"date": str(allotment.date), "document": document, "amount": amount})


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
