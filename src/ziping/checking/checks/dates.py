"""Dates that belong to another year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label
from ziping.checking.register import check
from ziping.report import DayOrMonth, Report
from ziping.wording import Message


@check("dates_in_year")
def dates_in_year(report: Report, context: Context) -> Outcomes:
    """Adjustments, allotments and payments are dated within the year."""
    for key, item, concept, date in _dated(report):
        if date.year == report.year:
            yield context.passed([key], item)
        else:
            yield context.finding([key], item=item, what=Label(concept), date=_shown(date))


def _shown(date: dt.date | DayOrMonth) -> dt.date | Message:
    if not isinstance(date, DayOrMonth):
        return date
    return date.exact or Message("checking.month", {"year": date.year, "month": date.first.month})


def _dated(report: Report) -> Iterator[tuple[str, str, str, dt.date | DayOrMonth]]:
    for number, adjustment in enumerate(report.adjustments):
        if adjustment.date:
            yield f"adjustments[{number}].date", adjustment.document, "adjustment.date", adjustment.date
    for at, project in enumerate(report.projects):
        for number, allotment in enumerate(project.allotments):
            if allotment.date:
                yield (
                    f"projects[{at}].allotments[{number}].date",
                    project.name,
                    "allotment.date",
                    allotment.date,
                )
        for number, payment in enumerate(project.payments):
            if payment.date:
                yield f"projects[{at}].payments[{number}].date", project.name, "payment.date", payment.date
