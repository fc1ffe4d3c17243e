"""The hidden sheet that says what the file is: format, standard, year and which topic stands where."""

from __future__ import annotations

from ziping.composing.workbook.looks import LABEL
from ziping.composing.workbook.page import Page
from ziping.composing.workbook.plan import PagePlan
from ziping.documents import Sheet
from ziping.report import Report
from ziping.standards import Standard
from ziping.standards.model.workbook import SheetWords
from ziping.standards.workbook_terms import FORMAT, VERSION


def technical_sheet(
    plans: tuple[PagePlan, ...], report: Report, standard: Standard, words: SheetWords
) -> Sheet:
    page = Page(words.technical, [24, 40])
    facts: list[tuple[str, str | int]] = [
        (FORMAT, VERSION),
        ("standard", standard.manifest.id),
        ("year", report.year),
        *((topic.sheet.id, plan.name) for plan in plans for topic in plan.topics),
    ]
    for row, (name, value) in enumerate(facts):
        page.put(0, name, LABEL, row=row)
        page.put(1, value, LABEL, row=row)
    return page.finish(protected=True, tab="none", hidden=True)
