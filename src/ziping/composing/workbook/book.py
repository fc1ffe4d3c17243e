"""The workbook put together: guide, topics in order, library, and the hidden sheets behind them."""

from __future__ import annotations

import datetime as dt

from ziping.composing.workbook.desk import Desk
from ziping.composing.workbook.fields import write_fields, write_own
from ziping.composing.workbook.grid import write_grid
from ziping.composing.workbook.guide import guide_sheet, required_cells
from ziping.composing.workbook.library import library_sheet
from ziping.composing.workbook.lists import write_list
from ziping.composing.workbook.looks import SUBTITLE, TITLE
from ziping.composing.workbook.offers import Offers
from ziping.composing.workbook.page import Page
from ziping.composing.workbook.plan import PagePlan, Placed, plan
from ziping.composing.workbook.rest import write_rest
from ziping.composing.workbook.rolling import rolled_over
from ziping.composing.workbook.technical import technical_sheet
from ziping.documents import Sheet
from ziping.documents import Workbook as Book
from ziping.documents.model import Metadata
from ziping.report import Report
from ziping.standards import Standard
from ziping.standards.model.workbook import Workbook
from ziping.wording import InputError, Message, say

_FROZEN_WIDTH = 80
_MONEY = "万元"


def workbook_template(standard: Standard, last_year: Report | None = None, year: int | None = None) -> Book:
    """The blank workbook for ``year``, begun from last year's report when there is one.

    ``year`` defaults to the year after ``last_year``, else to the first year of the standard. Raises ``InputError``
    when the standard has no workbook, or has none for that year.
    """
    form = _form(standard)
    if year is None:
        year = last_year.year + 1 if last_year else standard.manifest.year_from
    manifest = standard.manifest
    if year < manifest.year_from or (manifest.year_to is not None and year > manifest.year_to):
        args = {
            "year": year,
            "standard": manifest.title.zh,
            "first": manifest.year_from,
            "last": manifest.year_to or "—",
        }
        raise InputError(Message("composing_workbook.wrong_year", args))
    if last_year is None:
        return _book(form, Report(standard=manifest.id, year=year), standard, None)
    return _book(form, rolled_over(last_year, form, standard, year), standard, last_year)


def workbook_of(report: Report, standard: Standard) -> Book:
    """The workbook filled with ``report``; what it holds reads back equal.

    Equal up to what a sheet cannot tell apart: a blank figure in the book and no figure, an unanswered question and
    none, white space around a text. Raises ``InputError`` when the standard has no workbook.
    """
    return _book(_form(standard), report, standard, None)


def _form(standard: Standard) -> Workbook:
    if standard.workbook is None:
        raise InputError(Message("composing_workbook.none", {"standard": standard.manifest.title.zh}))
    return standard.workbook


def _book(form: Workbook, report: Report, standard: Standard, last_year: Report | None) -> Book:
    plans = plan(form, report, standard)
    columns = _columns(plans)
    offers = Offers(standard, form.words, {name.replace(":", "."): where for name, where in columns.items()})
    desk = Desk(report, standard, form.words, offers, last_year)
    subtitle = _Subtitle(plans, report)
    pages = {one.name: _page(one, desk, columns, subtitle) for one in plans}
    sheets = [guide_sheet(form, plans, pages, desk), *(_finish(pages[one.name], one, desk) for one in plans)]
    library = library_sheet(standard, form.words)
    hidden = [offers.sheet(), technical_sheet(plans, report, standard, form.words)]
    title = f"{form.title.zh} {report.unit.name} {report.year}".strip()
    created = dt.datetime(report.year, 12, 31)  # noqa: DTZ001 - a day of the year it is about, not a moment
    metadata = Metadata(title, report.unit.name or standard.manifest.title.zh, created)
    return Book((*sheets, *([library] if library else []), *hidden), metadata)


def _columns(plans: tuple[PagePlan, ...]) -> dict[str, str]:
    """``payments:amount`` → ``'资金支付'!$D$5:$D$64`` for every column of every list."""
    found: dict[str, str] = {}
    for one in plans:
        page = Page(one.name, [])
        for topic in one.topics:
            for name, column in topic.columns.items() if topic.sheet.kind == "list" else ():
                found[f"{topic.sheet.id}:{name}"] = page.range_name(column, topic.first, topic.last)
    return found


class _Subtitle:
    """Unit and year under every title, taken live from the sheet where they are typed."""

    def __init__(self, plans: tuple[PagePlan, ...], report: Report) -> None:
        self.report = report
        self.unit = self._cell(plans, "unit.name")
        self.year = self._cell(plans, "year")

    @staticmethod
    def _cell(plans: tuple[PagePlan, ...], wanted: str) -> str | None:
        for one in plans:
            for topic in one.topics:
                for at, field in enumerate(topic.sheet.fields):
                    if field.field == wanted and topic.sheet.kind == "fields":
                        return Page(one.name, []).cell_name(topic.first + at, 2)
        return None

    def put(self, page: Page, *, money: bool) -> None:
        after = say(Message("composing_workbook.of_year"), "zh")
        if money:
            after += "　" + say(Message("composing_workbook.in_money"), "zh")
        shown = f"{self.report.unit.name}　{self.report.year}{after}"
        formula = f'={self.unit}&"　"&{self.year}&"{after}"' if self.unit and self.year else None
        page.put(0, shown, SUBTITLE, row=1, to_column=page.text_to, formula=formula)


def _has_money(topic: Placed, standard: Standard) -> bool:
    """Whether amounts are typed there; the unit above a table of people or duties would only puzzle."""
    sheet = topic.sheet
    concepts = (standard.concepts[row.concept] for row in sheet.rows if row.concept)
    return any(field.kind == "money" for field in sheet.fields) or any(one.unit == _MONEY for one in concepts)


def _page(one: PagePlan, desk: Desk, columns: dict[str, str], subtitle: _Subtitle) -> Page:
    page = Page(one.name, list(one.widths))
    page.named = _frozen_columns(one.topics[0], one.widths)
    page.put(0, one.topics[0].sheet.title, TITLE, to_column=page.text_to)
    page.stretch(0, 36)
    subtitle.put(page, money=any(_has_money(topic, desk.standard) for topic in one.topics))
    page.stretch(1, 20)
    for topic in one.topics:
        match topic.sheet.kind:
            case "fields":
                write_fields(page, topic, desk)
            case "grid":
                write_grid(page, topic, desk)
            case "list":
                write_list(page, topic, desk, columns)
            case "own":
                write_own(page, topic, desk)
            case "rest":
                write_rest(page, topic, desk)
    first = one.topics[0]
    page.freeze = (first.first, page.named)
    if len(one.topics) == 1:  # the header of one topic means nothing above another
        page.repeat = (first.header_row, first.header_row)
    return page


def _frozen_columns(topic: Placed, widths: tuple[int, ...]) -> int:
    """The row's name stays in view, unless that would leave no room beside it."""
    named = topic.columns.get("name", 1) + 1 if topic.sheet.kind == "list" else 2
    return named if sum(widths[:named]) <= _FROZEN_WIDTH else 2


def _finish(page: Page, one: PagePlan, desk: Desk) -> Sheet:
    """Lists stay open, so that rows can be inserted, sorted and pasted; forms only take what belongs in them."""
    growing = any(topic.sheet.kind in ("list", "rest") for topic in one.topics)
    must = any(
        required_cells(topic, desk) or any(field.required for field in topic.sheet.fields)
        for topic in one.topics
    )
    return page.finish(protected=not growing, tab="input" if must else "computed")
