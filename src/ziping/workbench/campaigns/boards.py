"""The bureau's board as data: how far the units are, who is late, where the work heaps up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ziping.wording import Message
from ziping.workbench.campaigns.calendar import calendar_of
from ziping.workbench.campaigns.models import Campaign
from ziping.workbench.filling.models import Handed, Package
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right

ACCEPTED, REVIEW, DEPARTMENT, RETURNED, NOT_YET = "accepted", "review", "department", "returned", "not_yet"
GROUPS = (ACCEPTED, REVIEW, DEPARTMENT, RETURNED, NOT_YET)
HANDED_IN = frozenset((ACCEPTED, REVIEW))  # what counts for the coverage
_REVIEW = frozenset((State.SUBMITTED_TO_FINANCE, State.LINE_REVIEW, State.PERFORMANCE_REVIEW))
_DEPARTMENT = frozenset((State.SUBMITTED_TO_DEPARTMENT, State.DEPARTMENT_REVIEW))
_UNIT = frozenset((State.NOT_STARTED, State.DRAFT, State.INTERNAL_REVIEW))
_SHADES = 4
_WHOLE = 100


def group_of(state: str, handed_in: int) -> str:
    """Where a package counts: ``handed_in`` is how often it was handed in."""
    if state in _UNIT:
        return RETURNED if handed_in else NOT_YET
    if state in _DEPARTMENT:
        return DEPARTMENT
    return REVIEW if state in _REVIEW else ACCEPTED


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the list. ``overdue``: by how many days it has not handed in; ``department``: its own or its supervisor."""

    package: Package
    group: str
    department: int
    department_name: str
    due: dt.date | None
    overdue: int
    extended: bool
    score: str
    errors: int | None
    warnings: int | None

    @property
    def state(self) -> Message:
        return Message(f"filling.state.{self.package.state}")

    @property
    def late(self) -> bool:
        """Late now, or handed in late."""
        return self.overdue > 0 or self.package.late


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the coverage bar, in tenths of a percent of its length."""

    group: str
    count: int
    start: int
    length: int

    @property
    def called(self) -> Message:
        return Message(f"campaigns.group.{self.group}")

    @property
    def x(self) -> str:
        return _percent(self.start)

    @property
    def width(self) -> str:
        return _percent(self.length)


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the heat map; ``shade`` from 0 (none) to 4 (all of the row)."""

    group: str
    count: int
    shade: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    department: int
    name: str
    total: int
    tiles: tuple[Tile, ...]
    overdue: int


@dataclass(frozen=True, slots=True)
class DueDay:
    step: str
    day: dt.date
    left: int

    @property
    def called(self) -> Message:
        return Message(f"campaigns.step.{self.step}")

    @property
    def gone(self) -> int:
        return -self.left


@dataclass(frozen=True, slots=True)
class Board:
    """``lines`` are the units this person may look into; the counts are of all units of the campaign."""

    campaign: Campaign
    total: int
    counts: Mapping[str, int]
    pieces: tuple[Piece, ...]
    days: tuple[DueDay, ...]
    heat: tuple[HeatRow, ...]
    late: tuple[UnitLine, ...]
    overdue: int
    runs: bool
    looks_in: bool

    @property
    def handed_in(self) -> int:
        return sum(self.counts[group] for group in HANDED_IN)

    @property
    def coverage(self) -> str:
        """The share handed in, in percent with one digit."""
        return _percent(self.handed_in * 1000 // self.total) if self.total else "——"

    @property
    def wanted(self) -> int:
        """How many more units must hand in for the campaign's share."""
        return max(0, -(-self.total * self.campaign.coverage_percent // _WHOLE) - self.handed_in)

    @property
    def target_x(self) -> str:
        return f"{self.campaign.coverage_percent}%"

    @property
    def reached(self) -> bool:
        return self.total > 0 and not self.wanted


def _percent(thousandths: int) -> str:
    return f"{thousandths // 10}.{thousandths % 10}%"


def seen_packages(campaign: Campaign, standing: Standing, right: Right) -> QuerySet[Package]:
    """The packages of the campaign over which the right is held."""
    return (
        Package.objects.filter(standing.things(right, "unit"), campaign=campaign)
        .select_related("unit", "unit__supervisor", "unit__line")
        .order_by("unit__code")
    )


def unit_lines(campaign: Campaign, packages: Iterable[Package]) -> tuple[UnitLine, ...]:
    """The units with what the board says of each: three queries beside that of ``packages``."""
    calendar, today = calendar_of(campaign), timezone.localdate()
    held = list(packages)
    handed = {
        one["package"]: one
        for one in Handed.objects.filter(package__campaign=campaign)
        .order_by("round")
        .values("package", "self_score", "errors", "warnings")
    }
    lines = []
    for package in held:
        group = group_of(package.state, package.round)
        due = calendar.due(package.unit_id, "finance")
        open_days = (today - due).days if due and group not in HANDED_IN else 0
        department = package.unit.supervisor or package.unit
        last = handed.get(package.pk)
        lines.append(
            UnitLine(
                package,
                group,
                department.pk,
                department.name,
                due,
                max(0, open_days),
                (package.unit_id, "finance") in calendar.extended,
                last["self_score"] if last else "",
                last["errors"] if last else None,
                last["warnings"] if last else None,
            )
        )
    return tuple(lines)


def board_of(campaign: Campaign, standing: Standing) -> Board:
    """The board as this person sees it; as many queries for three units as for three hundred."""
    counted = unit_lines(campaign, seen_packages(campaign, standing, Right.CAMPAIGN_SEE))
    looks_in = standing.may(Right.REPORT_SEE)
    counts = Counter(line.group for line in counted)
    overdue = tuple(sorted((line for line in counted if line.overdue), key=lambda line: -line.overdue))
    return Board(
        campaign=campaign,
        total=len(counted),
        counts={group: counts[group] for group in GROUPS},
        pieces=tuple(_pieces(counts, len(counted))),
        days=_days(campaign),
        heat=_heat(counted),
        late=overdue if looks_in else (),
        overdue=len(overdue),
        runs=standing.may(Right.CAMPAIGN_RUN),
        looks_in=looks_in,
    )


def _pieces(counts: Mapping[str, int], total: int) -> Iterable[Piece]:
    before = 0
    for group in GROUPS:
        count = counts.get(group, 0)
        if count:
            start, end = before * 1000 // total, (before + count) * 1000 // total
            yield Piece(group, count, start, end - start)
        before += count


def _days(campaign: Campaign) -> tuple[DueDay, ...]:
    today = timezone.localdate()
    return tuple(
        DueDay(deadline.step, deadline.due_on, (deadline.due_on - today).days)
        for deadline in campaign.deadlines.all()
    )


def _heat(lines: Iterable[UnitLine]) -> tuple[HeatRow, ...]:
    rows: dict[int, list[UnitLine]] = {}
    for line in lines:
        rows.setdefault(line.department, []).append(line)
    return tuple(_heat_row(found) for found in rows.values())


def _heat_row(lines: list[UnitLine]) -> HeatRow:
    counts = Counter(line.group for line in lines)
    total = len(lines)
    tiles = tuple(
        Tile(group, counts[group], -(-counts[group] * _SHADES // total) if counts[group] else 0)
        for group in GROUPS
    )
    return HeatRow(
        lines[0].department, lines[0].department_name, total, tiles, sum(1 for line in lines if line.overdue)
    )
