"""The bureau's queue as data: what to look at first, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from ziping.wording import Lang, Message, say
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.states import OPEN, State
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.models import Unit
from ziping.workbench.organisation.roles import Right
from ziping.workbench.pages.exporting import Exported
from ziping.workbench.review.models import Remark, Risk
from ziping.workbench.review.reach import packages
from ziping.workbench.review.weighing import reason_of

PAGE = 50
AFTER = tuple(state for state in State if state not in OPEN and state is not State.INTERNAL_REVIEW)
WAITING = (
    State.SUBMITTED_TO_DEPARTMENT,
    State.DEPARTMENT_REVIEW,
    State.SUBMITTED_TO_FINANCE,
    State.LINE_REVIEW,
    State.PERFORMANCE_REVIEW,
    State.SPOT_CHECK,
    State.CHECK_RESULT,
    State.UNIT_COMMENT,
    State.RECTIFIED,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the queue asked for. Empty means everything that waits for the bureau; ``all`` means all handed in."""

    state: str = ""
    department: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue."""

    package: Package
    risk: Risk | None
    reasons: tuple[Message, ...]
    remarks: int

    @property
    def stale(self) -> bool:
        return self.risk is None or self.risk.revision != self.package.revision

    @property
    def excess(self) -> Decimal | None:
        """Self-score above what the rules give."""
        if self.risk is None or self.risk.self_score is None or self.risk.rule_score is None:
            return None
        return self.risk.self_score - self.risk.rule_score


@dataclass(frozen=True, slots=True)
class Queue:
    campaign: Campaign | None
    campaigns: tuple[Campaign, ...]
    wanted: Wanted
    lines: tuple[Waiting, ...]
    total: int
    unweighed: int
    states: tuple[tuple[str, int], ...]
    departments: tuple[Unit, ...]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))

    @property
    def before(self) -> int:
        return self.wanted.page - 1

    @property
    def after(self) -> int:
        return self.wanted.page + 1 if self.wanted.page < self.pages else 0


def queue_of(
    standing: Standing,
    campaigns: tuple[Campaign, ...],
    campaign: Campaign | None,
    wanted: Wanted,
    size: int = PAGE,
) -> Queue:
    """The page of the queue: what waits, the heaviest risk first, then the oldest. The number of queries is constant."""
    reviewed = packages(standing, Right.REPORT_REMARK).filter(campaign=campaign, state__in=AFTER)
    found = _narrowed(reviewed, wanted)
    start = (wanted.page - 1) * size
    shown = (
        found.select_related("unit", "unit__supervisor", "unit__line", "risk", "campaign")
        .annotate(open_remarks=Count("remarks", filter=~Q(remarks__state=Remark.State.SETTLED)))
        .order_by(F("risk__points").desc(nulls_last=True), "changed_at", "id")[start : start + size]
    )
    lines = tuple(_line(package) for package in shown)
    states = dict(reviewed.order_by().values_list("state").annotate(Count("id")))
    departments = Unit.objects.filter(subordinates__packages__in=reviewed).distinct()
    return Queue(
        campaign,
        campaigns,
        wanted,
        lines,
        found.count(),
        found.filter(Q(risk=None) | ~Q(risk__revision=F("revision"))).count(),
        tuple((state.value, states[state.value]) for state in AFTER if state.value in states),
        tuple(departments),
    )


def _narrowed(found: QuerySet[Package], wanted: Wanted) -> QuerySet[Package]:
    if not wanted.state:
        found = found.filter(state__in=WAITING)
    elif wanted.state != "all":
        found = found.filter(state=wanted.state)
    if wanted.department.isdigit():
        number = int(wanted.department)
        found = found.filter(Q(unit=number) | Q(unit__supervisor=number))
    if wanted.text.strip():
        text = wanted.text.strip()
        found = found.filter(Q(unit__name__contains=text) | Q(unit__code__startswith=text))
    return found


def _line(package: Package) -> Waiting:
    risk = getattr(package, "risk", None)
    reasons = tuple(reason_of(factor) for factor in risk.factors) if risk else ()
    return Waiting(package, risk, reasons, package.open_remarks)  # type: ignore[attr-defined]  # annotated above


def exported(queue: Queue, lang: Lang) -> Iterator[list[Exported]]:
    for line in queue.lines:
        risk = line.risk
        yield [
            line.package.unit.code,
            line.package.unit.name,
            str(line.package.unit.supervisor or ""),
            say(Message(f"filling.state.{line.package.state}"), lang),
            risk.points if risk else None,
            risk.self_score if risk else None,
            risk.rule_score if risk else None,
            risk.execution if risk else None,
            risk.late_funds if risk else None,
            risk.errors if risk else None,
            risk.warnings if risk else None,
            line.remarks,
            "；".join(say(reason, lang) for reason in line.reasons),
        ]


COLUMNS = (
    "code",
    "unit",
    "department",
    "state_head",
    "risk",
    "self_score",
    "rule_score",
    "execution",
    "late_funds",
    "errors",
    "warnings",
    "remarks",
    "reasons",
)
