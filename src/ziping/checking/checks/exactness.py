"""Amounts and counts are exact: 约, 余, 以上 and ranges have no place in a cell that is added up."""

from __future__ import annotations

from ziping.checking.asked import exact
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label
from ziping.checking.register import check
from ziping.report import Report


@check("exact_figures")
def exact_figures(report: Report, context: Context) -> Outcomes:
    """Every figure of the report's book and its lists is one value."""
    for fact in context.statement.facts:
        if not exact(fact.figure):
            yield context.finding(
                [fact.key],
                item=fact.item or str(fact.place),
                quote=fact.figure.written,
                name=Label(fact.concept, fact.column),
            )
    if not any(fact.figure.known and not exact(fact.figure) for fact in context.statement.facts):
        yield context.passed(())
