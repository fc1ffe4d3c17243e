"""The workspace of a report as data: the outline, one page of the form, and the notes beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from ziping.checking import Finding, describe
from ziping.figures import FigureError, format_number, format_score
from ziping.report import Address, Quantity
from ziping.wording import Lang, Message, say
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.cells import Cell, PageMark, Topic, cell_id
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.moving import due_on, unanswered
from ziping.workbench.filling.road import Way, ways_from
from ziping.workbench.filling.sheets import Form
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right

_MONEY_PLACES = 2


@dataclass(frozen=True, slots=True)
class NoteText:
    """A finding in words, beside the cells it speaks of. ``cells`` are those on this page, ``pages`` where others are."""

    severity: str
    title: str
    message: str
    mend: str
    basis: str
    rule: str
    cells: tuple[str, ...]
    pages: tuple[tuple[str, str], ...] = ()
    dependent: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    package: Package
    assembled: Assembled
    page: str
    title: str
    topics: tuple[Topic, ...]
    outline: tuple[PageMark, ...]
    notes: tuple[NoteText, ...]
    computed: dict[str, str]
    may_type: bool
    ways: tuple[Way, ...]
    due: dt.date | None
    lang: Lang
    unanswered: int

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for topic in self.topics for row in topic.rows for cell in row.cells)

    @property
    def troubles(self) -> Iterator[tuple[Cell, str]]:
        return ((cell, say(cell.trouble, self.lang)) for cell in self.cells if cell.trouble is not None)

    @property
    def days_left(self) -> int | None:
        return None if self.due is None else (self.due - timezone.localdate()).days

    @property
    def days_overdue(self) -> int:
        return -(self.days_left or 0)

    @property
    def saved_at(self) -> str:
        return timezone.localtime(self.package.changed_at).strftime("%H:%M")

    @property
    def passed(self) -> int:
        return len(self.assembled.checked.passed)

    @property
    def unchecked(self) -> int:
        return len(self.assembled.checked.unchecked)

    @property
    def score(self) -> str:
        card = self.assembled.scorecard
        return "" if card is None or card.total is None else format_score(card.total)

    @property
    def scored(self) -> str:
        card = self.assembled.scorecard
        return "" if card is None else format_score(card.scored)

    @property
    def state(self) -> Message:
        return Message(f"filling.state.{self.package.state}")


def workspace_of(package: Package, page: str, standing: Standing, lang: Lang) -> Workspace:
    """The page ``page`` (the first where none is named). Raises ``KeyError`` for one the form has not."""
    assembled = assemble(package)
    form = Form.of(package, assembled)
    page = page or form.pages[0][0].id
    topics = form.page(page)
    outline = form.outline()
    title = next(mark.title for mark in outline if mark.id == page)
    fills = standing.over(Right.REPORT_FILL, package.unit)
    ways = tuple(way for way in ways_from(package.state) if standing.over(way.right, package.unit))
    return Workspace(
        package=package,
        assembled=assembled,
        page=page,
        title=title.en if lang == "en" else title.zh,
        topics=topics,
        outline=outline,
        notes=tuple(_notes(form, topics, lang)),
        computed=dict(_computed(topics)),
        may_type=fills and package.state in OPEN,
        ways=ways,
        due=due_on(package, "finance"),
        lang=lang,
        unanswered=len(unanswered(package, assembled)),
    )


def _notes(form: Form, topics: tuple[Topic, ...], lang: Lang) -> Iterator[NoteText]:
    """The findings that touch a cell of this page, the gravest first."""
    ids = {topic.id for topic in topics}
    found: dict[str, tuple[Finding, list[Address]]] = {}
    for address, findings in form.said.by_cell.items():
        for finding in findings:
            found.setdefault(finding.id, (finding, []))[1].append(address)
    page_of = {sheet.id: group[0] for group in form.pages for sheet in group}
    here = [(f, places) for f, places in found.values() if any(place.topic in ids for place in places)]
    order = {"error": 0, "warning": 1, "notice": 2}
    for finding, places in sorted(here, key=lambda one: (order[one[0].severity], not one[0].counted)):
        said = describe(finding, form.standard, lang)
        others = {
            page_of[place.topic].id: page_of[place.topic].title for place in places if place.topic not in ids
        }
        yield NoteText(
            finding.severity,
            said.title,
            said.message,
            said.mend,
            said.basis,
            finding.rule,
            tuple(sorted(cell_id(place) for place in places if place.topic in ids)),
            tuple(others.items()),
            not finding.counted,
        )


def _computed(topics: tuple[Topic, ...]) -> Iterator[tuple[str, str]]:
    """What the page adds up: the parts of each total of a grid, the money columns of a list."""
    for topic in topics:
        if topic.kind == "grid":
            texts = {
                (cell.address.line, cell.column.name): cell.text for row in topic.rows for cell in row.cells
            }
            for row in topic.rows:
                for column in topic.columns if row.parts else ():
                    if column.numeric:
                        parts = [texts.get((part, column.name), "") for part in row.parts]
                        yield f"t-{topic.id}-{row.key or row.label}-{column.name}", _sum(parts)
        elif topic.kind == "list":
            for at, column in enumerate(topic.columns):
                if column.kind == "money":
                    yield f"t-{topic.id}-{column.name}", _sum([row.cells[at].text for row in topic.rows])


def _sum(texts: list[str]) -> str:
    """The sum of what can be added, blank where nothing stands there; “—” where something is no plain number."""
    total, any_there = Decimal(0), False
    for text in filter(str.strip, texts):
        try:
            figure = Quantity(text).figure("万元")
        except FigureError:
            return "—"
        if figure.empty is None and figure.value is not None:
            total, any_there = total + figure.value, True
    return format_number(total, _MONEY_PLACES) if any_there else ""
