"""Last year's figures against last year's report."""

from __future__ import annotations

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label
from ziping.checking.register import check
from ziping.figures import Conflict, Figure, reconcile
from ziping.figures import unit as unit_written
from ziping.report import Report


@check("archive_agrees")
def archive_agrees(report: Report, context: Context) -> Outcomes:
    """What is stated for last year is what last year's report said; ``carried`` pairs an opening with a closing."""
    stages = context.standard.stages
    looking_back = {stage.of: name for name, stage in stages.items() if stage.years_back == 1}
    carried = dict(_pair(text) for text in context.several("carried"))
    for concept, kept in report.archive.items():
        for stage, quantity in kept.items():
            opening = next((name for name, closing in carried.items() if closing == concept), "")
            here, column = (opening, stage) if opening else (concept, looking_back.get(stage, ""))
            fact = context.setting.fact(here, column)
            if fact is None:
                continue
            before = quantity.figure(unit_written(context.standard.concepts[concept].unit))
            yield from _compared(fact.key, fact.figure, before, Label(here, column), context)


def _compared(key: str, stated: Figure, before: Figure, label: Label, context: Context) -> Outcomes:
    if not stated.known or not before.known:
        yield context.blank([key])
    elif isinstance(reconcile((stated, before)), Conflict):
        yield context.finding([key], quote=stated.written, name=label, stated=stated, computed=before)
    else:
        yield context.passed([key])


def _pair(text: str) -> tuple[str, str]:
    opening, _, closing = text.partition("=")
    return opening.strip(), closing.strip()
