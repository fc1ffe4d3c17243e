"""The workspace of a report as data: the outline, one page of the form, and the notes beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils import timezone

from ziping.figures import FigureError, format_number, format_score
from ziping.report import Quantity
from ziping.wording import Lang, Message, say
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.cells import Cell, PageMark, Topic
from ziping.workbench.filling.hand import Hand
from ziping.workbench.filling.margin import NoteText, notes_of
from ziping.workbench.filling.models import Change, Package, Step
from ziping.workbench.filling.moving import due_on, unanswered
from ziping.workbench.filling.road import Way, ways_from
from ziping.workbench.filling.sentences import Beside, beside
from ziping.workbench.filling.sheets import Form
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.access import Standing

_MONEY_PLACES = 2
_SCRIPTS = ("sheet-figures", "sheet-clipboard", "sheet-saving", "sheet", "sheet-keys", "sheet-beside")


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
    hand: Hand
    ways: tuple[Way, ...]
    due: dt.date | None
    lang: Lang
    unanswered: int
    closed_by: Step | None = None
    beside: Mapping[str, Beside] = field(default_factory=dict)
    chooses: bool = False

    @property
    def may_type(self) -> bool:
        return self.hand.anything

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for topic in self.topics for row in topic.rows for cell in row.cells)

    @property
    def troubles(self) -> Iterator[tuple[Cell, str]]:
        return ((cell, say(cell.trouble, self.lang)) for cell in self.cells if cell.trouble is not None)

    @property
    def scripts(self) -> tuple[str, ...]:
        """What the page is worked with, in the order it is loaded."""
        return tuple(f"workbench/{name}.js" for name in _SCRIPTS)

    @property
    def closed_at(self) -> str:
        """When the package was closed to typing."""
        return (
            "" if self.closed_by is None else timezone.localtime(self.closed_by.at).strftime("%Y-%m-%d %H:%M")
        )

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
    form = Form.of(package, assembled, standing)
    page = page or form.pages[0][0].id
    topics = form.page(page)
    said = _beside(package, form, topics)
    outline = _with_stale(package, form, page, said)
    title = next(mark.title for mark in outline if mark.id == page)
    ways = tuple(way for way in ways_from(package.state) if standing.over(way.right, package.unit))
    return Workspace(
        package=package,
        assembled=assembled,
        page=page,
        title=title.en if lang == "en" else title.zh,
        topics=topics,
        outline=outline,
        notes=tuple(notes_of(form, topics, lang)),
        computed=dict(_computed(topics)),
        hand=form.hand,
        ways=ways,
        due=due_on(package, "finance"),
        lang=lang,
        unanswered=len(unanswered(package, assembled)),
        closed_by=_closed_by(package),
        beside=said,
        chooses=form.hand.whole and any(topic.marked for topic in topics),
    )


def _beside(package: Package, form: Form, topics: tuple[Topic, ...]) -> dict[str, Beside]:
    """What stands beside the own paragraphs of a page, by cell."""
    found: dict[str, Beside] = {}
    for topic in topics:
        if topic.kind == "own":
            typed = {row.key: row.cells[0].text for row in topic.rows}
            said = beside(package, form.assembled, typed, topic.id)
            found |= {row.cells[0].id: said[row.key] for row in topic.rows if row.key in said}
    return found


def _with_stale(package: Package, form: Form, page: str, here: Mapping[str, Beside]) -> tuple[PageMark, ...]:
    """The outline, with the figures of texts that the tables no longer say counted on their pages."""
    if not Change.objects.filter(package=package, way=Change.Way.COMPOSED).exists():
        return form.outline()
    stale: dict[str, int] = {}
    for group in form.pages:
        if any(sheet.kind == "own" for sheet in group):
            topics = tuple(form.topic(sheet) for sheet in group)
            said = here if group[0].id == page else _beside(package, form, topics)
            stale[group[0].id] = sum(len(one.stale) for one in said.values())
    return tuple(
        replace(mark, findings=mark.findings + stale[mark.id], worst=mark.worst or "warning")
        if stale.get(mark.id)
        else mark
        for mark in form.outline()
    )


def _closed_by(package: Package) -> Step | None:
    """The step that closed the package to typing."""
    if package.state in OPEN:
        return None
    return Step.objects.filter(package=package).select_related("person").order_by("-id").first()


def _computed(topics: tuple[Topic, ...]) -> Iterator[tuple[str, str]]:
    """What the page adds up, by the id of its output."""
    for topic in topics:
        if topic.kind == "grid":
            yield from _grid_computed(topic)
        elif topic.kind == "list":
            yield from _list_computed(topic)


def _grid_computed(topic: Topic) -> Iterator[tuple[str, str]]:
    """The totals of a grid that are not typed, and what those that are typed are off their parts."""
    texts = {(cell.address.line, cell.column.name): cell.text for row in topic.rows for cell in row.cells}
    for row in topic.rows:
        for column in topic.columns if row.parts else ():
            if not column.numeric:
                continue
            parts = [texts.get((part, column.name), "") for part in row.parts]
            if row.total:
                yield f"t-{topic.id}-{row.label}-{column.name}", _sum(parts)
            else:
                total = texts.get((row.key, column.name), "")
                yield f"d-{topic.id}-{row.key}-{column.name}", _difference(total, parts)


def _list_computed(topic: Topic) -> Iterator[tuple[str, str]]:
    """The marks beside the lines of a list, and the sums of its columns."""
    for row in topic.rows:
        if row.mark is not None:
            yield f"m-{topic.id}-{row.key}", row.mark.points
    for at, column in enumerate(topic.columns):
        if column.summed:
            yield f"t-{topic.id}-{column.name}", _sum([row.cells[at].text for row in topic.rows])


def _difference(total: str, parts: list[str]) -> str:
    """What a total typed is off the sum of its parts; blank where it is right or where nobody can tell."""
    there, added = _added([total]), _added(parts)
    if there is None or added is None or not all(map(str.strip, (total, *parts))) or there == added:
        return ""
    return format_number(there - added, _MONEY_PLACES)


def _sum(texts: list[str]) -> str:
    """The sum of what can be added, blank where nothing stands there; “—” where something is no plain number."""
    if not any(map(str.strip, texts)):
        return ""
    total = _added(texts)
    return "—" if total is None else format_number(total, _MONEY_PLACES)


def _added(texts: list[str]) -> Decimal | None:
    """The sum; what is stated empty adds nothing. ``None`` where something is no plain number."""
    total = Decimal(0)
    for text in filter(str.strip, texts):
        try:
            figure = Quantity(text).figure("万元")
        except FigureError:
            return None
        if figure.empty is None and figure.value is not None:
            total += figure.value
    return total
