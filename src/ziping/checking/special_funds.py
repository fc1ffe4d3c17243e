"""Special funds released late or lying idle, one row a project."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ziping.figures import Figure, format_number
from ziping.figures import unit as unit_written
from ziping.report import Quantity, Report
from ziping.report.parts import Allotment, Project
from ziping.standards import Standard

Level = Literal["none", "watch", "late", "idle"]
_LATE_RULE, _LOW_RULE = "Q-25.late", "Q-20.project"


@dataclass(frozen=True, slots=True)
class Fund:
    """A project's money, in 万元; ``None`` where it was not stated.

    ``rate`` is what was paid of the adjusted budget, or of the initial one where all of that was taken back.
    ``days_left`` counts from the last allotment to the year's end. ``level``: ``idle`` nothing spent of an approved
    budget, ``late`` most money released at the year's end, ``watch`` spent less than the pack's limit, else ``none``.
    """

    key: str
    name: str
    initial: Figure | None
    adjusted: Figure | None
    allotted: Figure | None
    last_allotment: dt.date | None
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
    share = _param(standard, _LATE_RULE, "share")
    limit = _param(standard, _LOW_RULE, "limit")
    return tuple(
        fund_of(project, report.year, f"projects[{number}]", month=month, share=share, limit=limit)
        for number, project in enumerate(report.projects)
    )


def _param(standard: Standard, rule: str, name: str) -> Fraction | None:
    known = standard.rules.get(rule)
    return None if known is None or name not in known.params else Figure.parse(str(known.params[name])).base


def fund_of(
    project: Project,
    year: int,
    key: str = "",
    *,
    month: Fraction | None = None,
    share: Fraction | None = None,
    limit: Fraction | None = None,
) -> Fund:
    """The row of one project: ``late`` when ``share`` of its money came from ``month`` on. The amount paid is the executed one, or the payments' sum where none is stated."""
    initial, adjusted = _stated(project.initial), _stated(project.adjusted)
    budget = adjusted if adjusted is not None and adjusted.base > 0 else initial
    allotted = _sum(tuple(allotment.amount for allotment in project.allotments))
    paid = _stated(project.executed) or _sum(tuple(payment.amount for payment in project.payments))
    dates = [allotment.date for allotment in project.allotments if allotment.date is not None]
    last = max(dates, default=None)
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
        None if last is None else (dt.date(year, 12, 31) - last).days,
        "idle" if rate == 0 else _level(rate, limit, _is_late(project, year, month, share)),
    )


def late_batches(project: Project, year: int, month: int) -> tuple[int, ...]:
    """The numbers of the allotments dated ``month`` of ``year`` or later; money taken back is no allotment."""
    return tuple(
        number
        for number, allotment in enumerate(project.allotments)
        if allotment.date is not None
        and (allotment.date.year, allotment.date.month) >= (year, month)
        and not _taken_back(allotment)
    )


def late_share(project: Project, year: int, month: int) -> Fraction | None:
    """Which share of the money allotted came in ``month`` or later; ``None`` where a day or an amount is missing.

    All or nothing needs no amounts. What was taken back again is left out.
    """
    given = [number for number, one in enumerate(project.allotments) if not _taken_back(one)]
    late = late_batches(project, year, month)
    if any(project.allotments[number].date is None for number in given):
        return None
    if not late or len(late) == len(given):
        return Fraction(bool(late))
    amounts = {number: _stated(project.allotments[number].amount) for number in given}
    known = {number: figure.base for number, figure in amounts.items() if figure is not None}
    total = sum(known.values(), Fraction(0))
    if len(known) < len(given) or not total:
        return None
    return sum((known[number] for number in late), Fraction(0)) / total


def _taken_back(allotment: Allotment) -> bool:
    figure = _stated(allotment.amount)
    return figure is not None and figure.base < 0


def _is_late(project: Project, year: int, month: Fraction | None, share: Fraction | None) -> bool:
    if month is None or share is None or not project.allotments:
        return False
    found = late_share(project, year, int(month))
    return found is not None and found >= share


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
