"""Special funds released late or lying idle, one row a project."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from ziping.figures import Figure, format_number
from ziping.figures import unit as unit_written
from ziping.report import DayOrMonth, Quantity, Report
from ziping.report.parts import Allotment, Project
from ziping.standards import Standard

Level = Literal["none", "watch", "late", "idle"]
_LATE_RULE, _LOW_RULE = "Q-25.late", "Q-20.project"


class Fund(Struct, frozen=True):
    """A project's money, in 万元; ``None`` where it was not stated.

    ``rate`` is what was paid of the adjusted budget, or of the initial one where all of that was taken back.
    ``days_left`` counts from the last allotment, where its day is known, to the year's end. ``level``: ``idle`` nothing spent of an approved
    budget, ``late`` most money released at the year's end, ``watch`` spent less than the pack's limit, else ``none``.
    """

    key: str
    name: str
    initial: Figure | None
    adjusted: Figure | None
    allotted: Figure | None
    last_allotment: DayOrMonth | None
    paid: Figure | None
    rate: Fraction | None
    days_left: int | None
    level: Level = "none"

    @property
    def budget(self) -> Figure | None:
        """What the payment is held against."""
        return self.adjusted if self.adjusted is not None and self.adjusted.base > 0 else self.initial


def special_fund_warnings(report: Report, standard: Standard) -> tuple[Fund, ...]:
    """A row for every project, in the order of the report; thresholds are those of the pack's rules."""
    month = _param(standard, _LATE_RULE, "month")
    day = _param(standard, _LATE_RULE, "day")
    share = _param(standard, _LATE_RULE, "share")
    limit = _param(standard, _LOW_RULE, "limit")
    return tuple(
        fund_of(
            project,
            report.year,
            f"projects[{number}]",
            since=None if month is None else day_of(report.year, int(month), int(day or 1)),
            share=share,
            limit=limit,
        )
        for number, project in enumerate(report.projects)
    )


def day_of(year: int, month: int, day: int) -> dt.date:
    """That day; of the nearest year there is where a report names one that no calendar has."""
    return dt.date(min(max(year, dt.MINYEAR), dt.MAXYEAR), month, day)


def _param(standard: Standard, rule: str, name: str) -> Fraction | None:
    known = standard.rules.get(rule)
    return None if known is None or name not in known.params else Figure.parse(str(known.params[name])).base


def fund_of(
    project: Project,
    year: int,
    key: str = "",
    *,
    since: dt.date | None = None,
    share: Fraction | None = None,
    limit: Fraction | None = None,
) -> Fund:
    """The row of one project: ``late`` when ``share`` of its money came ``since`` that day. The amount paid is the executed one, or the payments' sum where none is stated."""
    initial, adjusted = _stated(project.initial), _stated(project.adjusted)
    budget = adjusted if adjusted is not None and adjusted.base > 0 else initial
    allotted = _sum(tuple(allotment.amount for allotment in project.allotments))
    paid = _stated(project.executed) or _sum(tuple(payment.amount for payment in project.payments))
    dates = [allotment.date for allotment in project.allotments if allotment.date is not None]
    last = max(dates, key=lambda date: date.last, default=None)
    rate = paid.base / budget.base if paid is not None and budget is not None and budget.base > 0 else None
    return Fund(
        key,
        project.name,
        initial,
        adjusted,
        allotted,
        last,
        paid,
        rate,
        None if last is None or last.exact is None else (day_of(year, 12, 31) - last.exact).days,
        "idle" if rate == 0 else _level(rate, limit, _is_late(project, since, share)),
    )


class LateShare(Struct, frozen=True):
    """Which share of a project's money came late: one, or between two where a batch is known to the month only.

    ``undecided`` numbers the allotments of a month in which the limit lies.
    """

    least: Fraction
    most: Fraction
    undecided: tuple[int, ...] = ()


def late_batches(project: Project, since: dt.date) -> tuple[int, ...]:
    """The numbers of the allotments dated ``since`` or later; money taken back is no allotment."""
    return tuple(number for number, late in _given(project, since).items() if late)


def late_share(project: Project, since: dt.date) -> LateShare | None:
    """Which share of the money allotted came ``since`` that day; ``None`` where a date or an amount is missing.

    All or nothing needs no amounts; of 0 nothing was late. What was taken back again is left out.
    """
    given = _given(project, since)
    if any(project.allotments[number].date is None for number in given):
        return None
    late = [number for number, one in given.items() if one]
    undecided = tuple(number for number, one in given.items() if one is None)
    amounts = {number: _stated(project.allotments[number].amount) for number in given}
    known = {number: figure.base for number, figure in amounts.items() if figure is not None}
    if len(known) == len(given) and not any(known.values()):
        return LateShare(Fraction(0), Fraction(0))  # nothing was released at all
    if not undecided and len(late) in (0, len(given)):
        return LateShare(Fraction(bool(late)), Fraction(bool(late)))
    total = sum(known.values(), Fraction(0))
    if len(known) < len(given) or not total:
        return LateShare(Fraction(0), Fraction(1), undecided) if undecided else None
    least = sum((known[number] for number in late), Fraction(0)) / total
    return LateShare(
        least, least + sum((known[number] for number in undecided), Fraction(0)) / total, undecided
    )


def _given(project: Project, since: dt.date) -> dict[int, bool | None]:
    """The allotments that were not taken back: whether each came late, ``None`` where that cannot be told."""
    return {
        number: None if one.date is None else one.date.since(since)
        for number, one in enumerate(project.allotments)
        if not _taken_back(one)
    }


def _taken_back(allotment: Allotment) -> bool:
    """Whether it is an amount taken back."""
    figure = _stated(allotment.amount)
    return figure is not None and figure.base < 0


def _is_late(project: Project, since: dt.date | None, share: Fraction | None) -> bool:
    if since is None or share is None or not project.allotments:
        return False
    found = late_share(project, since)
    return found is not None and found.least >= share


def _level(rate: Fraction | None, limit: Fraction | None, late: bool) -> Level:
    if late:
        return "late"
    return "watch" if limit is not None and rate is not None and rate < limit else "none"


def _stated(quantity: Quantity) -> Figure | None:
    figure = quantity.figure(unit_written("万元"))
    return figure if figure.known else None


def _sum(quantities: tuple[Quantity, ...]) -> Figure | None:
    """The sum as a figure in 万元; ``None`` when nothing is listed or an amount is missing."""
    figures = [_stated(quantity) for quantity in quantities]
    known = [figure for figure in figures if figure is not None]
    if not known or len(known) < len(figures):
        return None
    wan = unit_written("万元")
    value = sum((figure.base for figure in known), Fraction(0)) / wan.factor
    digits = max(figure.digits for figure in known)
    return Figure.of(Decimal(format_number(value, digits)), wan)
