"""Project money: released late, moved instead of spent, not evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ziping.checking.context import Context, Outcome, Outcomes
from ziping.checking.findings import PERCENT, Exactly, Finding
from ziping.checking.register import check
from ziping.checking.special_funds import fund_of, late_batches, late_share
from ziping.report import Report
from ziping.report.parts import Allotment, Project
from ziping.standards.model.rules import Severity
from ziping.wording import Message


@check("released_late")
def released_late(report: Report, context: Context) -> Outcomes:
    """Less than ``share`` of a project's money is released from ``month`` on, unless that is explained.

    Where that holds but ``quarter_share`` or more came from the month ``quarter`` on, it is noticed.
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
    year = context.report.year
    limits: tuple[tuple[str, str, Severity | None], ...] = (
        ("month", "share", None),
        ("quarter", "quarter_share", "notice"),
    )
    for since, least, severity in limits:
        month = int(context.number(since))
        share = late_share(project, year, month)
        if share is None:
            amounts = (
                f"{key}[{at}].amount"
                for at, one in enumerate(project.allotments)
                if not one.amount.figure().known
            )
            return context.blank(amounts, project.name)
        if share >= context.number(least):
            return _found_late(key, project, context, month, share, severity)
    return context.passed(_dates(key, range(len(project.allotments))), project.name)


def _found_late(
    key: str, project: Project, context: Context, month: int, share: Fraction, severity: Severity | None
) -> Finding:
    """The finding, with every batch that came in ``month`` or later."""
    late = late_batches(project, context.report.year, month)
    fund = fund_of(project, context.report.year)
    return context.finding(
        _dates(key, late),
        item=project.name,
        severity=severity,
        since=Message("checking.month", {"year": context.report.year, "month": month}),
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
