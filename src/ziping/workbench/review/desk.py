"""One package side by side: report, data, evidence, last year, approved goals; beside them findings and remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from ziping.checking import describe
from ziping.report import Address, Report, report_of
from ziping.wording import Lang, Message, Name
from ziping.workbench.campaigns.models import ApprovedGoals
from ziping.workbench.filling.assemble import Assembled, assemble
from ziping.workbench.filling.cells import Cell, Topic
from ziping.workbench.filling.models import EvidenceFile, FindingNote, Handed, Package
from ziping.workbench.filling.moving import mark_of
from ziping.workbench.filling.road import Way, ways_from
from ziping.workbench.filling.sheets import Form
from ziping.workbench.filling.states import OPEN
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right
from ziping.workbench.review.models import Remark, Reply, ReturnList, Risk
from ziping.workbench.review.paper import Shown, address_text, paper_of
from ziping.workbench.review.reach import holds
from ziping.workbench.review.weighing import reason_of

TABS = ("report", "data", "evidence", "last", "goals")
_REVIEWING = frozenset(
    (Right.REPORT_REVIEW_DEPARTMENT, Right.REPORT_REVIEW_LINE, Right.REPORT_REVIEW_PERFORMANCE)
)
_GRAVITY = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words. ``cells`` lead to where it stands, ``answer`` is what the unit said to it."""

    severity: str
    title: str
    message: str
    basis: str
    cells: tuple[str, ...]
    answer: str
    dependent: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure this year and last."""

    label: str
    stage: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """An indicator as approved and as evaluated; ``now`` is blank where it was dropped."""

    name: str
    approved: str
    now: str
    actual: str
    marks: str
    now_marks: str
    document: str

    @property
    def differs(self) -> bool:
        return (self.approved, self.marks) != (self.now, self.now_marks)


@dataclass(frozen=True)
class Desk:
    """The page. What only one tab shows is made when that tab asks for it."""

    package: Package
    assembled: Assembled
    form: Form
    tab: str
    page: str
    on: str
    lang: Lang
    remarks: tuple[Remark, ...]
    risk: Risk | None
    ways: tuple[Way, ...]
    may_remark: bool
    may_answer: bool
    may_rescore: bool
    return_list: ReturnList | None

    @property
    def tabs(self) -> tuple[str, ...]:
        return TABS

    @property
    def reasons(self) -> tuple[Message, ...]:
        return tuple(reason_of(one) for one in self.risk.factors) if self.risk else ()

    @cached_property
    def paper(self) -> tuple[Shown, ...]:
        return paper_of(self.assembled, self.form.said, self.remarks)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return self.form.page(self.page)

    @property
    def pages(self) -> tuple[tuple[str, Name], ...]:
        return tuple((mark.id, mark.title) for mark in self.form.outline())

    @cached_property
    def evidence(self) -> tuple[tuple[str, tuple[EvidenceFile, ...]], ...]:
        """Indicator by indicator, those without any too."""
        files = list(self.package.evidence_files.filter(removed=False))
        lines = {line.key: line.cells.get("name", "") for line in self.form.typed.get("indicators", ())}
        found = [(name, tuple(one for one in files if one.line == key)) for key, name in lines.items()]
        rest = tuple(one for one in files if one.line not in lines)
        return (*found, *([("", rest)] if rest else []))

    @cached_property
    def findings(self) -> tuple[Said, ...]:
        answers = dict(FindingNote.objects.filter(package=self.package).values_list("mark", "note"))
        places = self.assembled.entered.places
        found = sorted(
            self.assembled.checked.findings, key=lambda one: (_GRAVITY[one.severity], not one.counted)
        )
        shown = []
        for finding in found:
            said = describe(finding, self.assembled.standard, self.lang)
            cells = tuple(
                dict.fromkeys(address_text(places[spot.key]) for spot in finding.spots if spot.key in places)
            )
            shown.append(
                Said(
                    finding.severity,
                    said.title,
                    said.message,
                    said.basis,
                    cells,
                    answers.get(mark_of(finding), ""),
                    not finding.counted,
                )
            )
        return tuple(shown)

    @cached_property
    def last(self) -> tuple[Compared, ...]:
        """Every figure of the book this year and last, where last year's report is here."""
        earlier = last_report(self.package)
        return () if earlier is None else tuple(self._compared(self.assembled.entered.report, earlier))

    def _compared(self, now: Report, then: Report) -> Iterator[Compared]:
        standard = self.assembled.standard
        for concept, stages in now.figures.items():
            definition = standard.concepts.get(concept)
            for stage, quantity in stages.items():
                before = then.figures.get(concept, {}).get(stage)
                named = standard.stages.get(stage)
                yield Compared(
                    definition.label[self.lang] if definition else concept,
                    named.label[self.lang] if named else stage,
                    str(quantity),
                    "" if before is None else str(before),
                )

    @cached_property
    def goals(self) -> tuple[GoalLine, ...]:
        snapshot = (
            ApprovedGoals.objects.filter(campaign=self.package.campaign_id, unit=self.package.unit_id)
            .order_by("-version")
            .first()
        )
        return () if snapshot is None else tuple(self._goals(snapshot))

    def _goals(self, snapshot: ApprovedGoals) -> Iterator[GoalLine]:
        approved = report_of({"standard": "", "year": self.package.campaign.year, **snapshot.content})
        now = {one.name: one for one in self.assembled.entered.report.indicators}
        for one in approved.approved_indicators:
            mine = now.get(one.name)
            yield GoalLine(
                one.name,
                one.target,
                mine.target if mine else "",
                mine.actual if mine else "",
                str(one.marks),
                str(mine.marks) if mine else "",
                snapshot.document,
            )

    @property
    def on_label(self) -> str:
        return label_of(self.form, self.on, self.lang) if self.on else ""


def last_report(package: Package) -> Report | None:
    """What the unit handed in last in an earlier year."""
    handed = (
        Handed.objects.filter(
            package__unit=package.unit_id, package__campaign__year__lt=package.campaign.year
        )
        .order_by("-package__campaign__year", "-id")
        .first()
    )
    return None if handed is None else report_of(handed.report)


def desk_of(package: Package, tab: str, page: str, on: str, standing: Standing, lang: Lang) -> Desk:
    """Raises ``KeyError`` for a tab or a page there is not."""
    if tab not in TABS:
        raise KeyError(tab)
    assembled = assemble(package)
    form = Form.of(package, assembled)
    ids = [group[0].id for group in form.pages]
    page = page or ids[0]
    if page not in ids:
        raise KeyError(page)
    told = Prefetch("replies", Reply.objects.select_related("person"), "told")
    remarks = tuple(package.remarks.select_related("person").prefetch_related(told))
    may_remark = holds(standing, Right.REPORT_REMARK, package)
    unit = any(
        standing.may(right) and standing.over(right, package.unit)
        for right in (Right.REPORT_FILL, Right.REPORT_SIGN)
    )
    return Desk(
        package,
        assembled,
        form,
        tab,
        page,
        on,
        lang,
        remarks,
        Risk.objects.filter(package=package).first() if may_remark else None,
        tuple(
            way
            for way in ways_from(package.state)
            if way.right in _REVIEWING and standing.over(way.right, package.unit)
        ),
        may_remark and package.state not in OPEN,
        unit,
        holds(standing, Right.REPORT_RESCORE, package),
        package.return_lists.first(),
    )


def label_of(form: Form, on: str, lang: Lang) -> str:
    """What a cell is called: topic, row, column. Raises ``KeyError`` for a cell the form has not."""
    topic, _, rest = on.partition("/")
    line, _, column = rest.partition("/")
    group = next((group for group in form.pages if any(sheet.id == topic for sheet in group)), ())
    for sheet in group:
        if sheet.id == topic:
            found = form.topic(sheet)
            for number, row in enumerate(found.rows, 1):
                cell = next((one for one in row.cells if one.address == Address(topic, line, column)), None)
                if cell is not None:
                    names = (found.title, row.label, cell.column.label if len(row.cells) > 1 else None)
                    said = [_in(name, lang) for name in names if name is not None]
                    return " · ".join(
                        said if row.label else (*said[:1], _first_text(row.cells, number), *said[1:])
                    )
    raise KeyError(on)


def _first_text(cells: Sequence[Cell], number: int) -> str:
    return next(
        (cell.text for cell in cells if cell.text.strip() and cell.column.name == "name"), str(number)
    )


def _in(name: Name, lang: Lang) -> str:
    return name.en if lang == "en" else name.zh
