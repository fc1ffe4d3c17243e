"""What waits for somebody: reports to fill, sign, review, answer, score; soonest due first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from ziping.wording import Message
from ziping.workbench.campaigns.calendar import Calendar, calendars_of
from ziping.workbench.filling.models import Package, Step
from ziping.workbench.filling.states import OPEN, State
from ziping.workbench.filling.waiting import DUE_STEP, WAITS_FOR
from ziping.workbench.organisation.access import Standing
from ziping.workbench.organisation.roles import Right
from ziping.workbench.review.models import Assignment

_MOST, _DONE, _REPORTS = 200, 10, 40
_ACTS: dict[State, str] = {
    State.NOT_STARTED: "fill",
    State.DRAFT: "fill",
    State.INTERNAL_REVIEW: "sign",
    State.SUBMITTED_TO_DEPARTMENT: "review",
    State.DEPARTMENT_REVIEW: "review",
    State.SUBMITTED_TO_FINANCE: "review",
    State.LINE_REVIEW: "review",
    State.PERFORMANCE_REVIEW: "review",
    State.SPOT_CHECK: "check",
    State.CHECK_RESULT: "check",
    State.UNIT_COMMENT: "opinion",
    State.RECTIFYING: "rectify",
    State.RECTIFIED: "accept_rectified",
}
_PAGES = {  # where each act is done; the others in the report
    "review": "review-desk",
    "check": "review-result",
    "opinion": "review-result",
    "rectify": "review-rectification",
    "accept_rectified": "review-rectification",
    "score": "review-sheet",
}
_REACHABLE: dict[Right, tuple[State, ...]] = {
    right: tuple(state for state, waits in WAITS_FOR.items() if waits is right)
    for right in dict.fromkeys(WAITS_FOR.values())
} | {Right.REPORT_FILL_SECTION: tuple(sorted(OPEN))}
_FAR = dt.date.max


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: what, with which report, by when. ``returned``: it was handed in before and came back."""

    package: Package
    act: str
    due: dt.date | None
    left: int | None
    returned: bool = False

    @property
    def called(self) -> Message:
        return Message(f"desk.act.{'mend' if self.returned else self.act}")

    @property
    def state(self) -> Message:
        return Message(f"filling.state.{self.package.state}")

    @property
    def page(self) -> str:
        """The address of the page it is done on."""
        return reverse(_PAGES.get(self.act, "report"), args=[self.package.pk])

    @property
    def gone(self) -> int:
        return -(self.left or 0)


@dataclass(frozen=True, slots=True)
class Done:
    step: Step

    @property
    def called(self) -> Message:
        return Message(f"filling.action.{self.step.action}")


@dataclass(frozen=True, slots=True)
class Desk:
    """``tally`` counts by kind of act; ``reports`` are those this person may look into, ``more`` whether there are others."""

    todos: tuple[ToDo, ...]
    tally: tuple[tuple[Message, int], ...]
    overdue: int
    done: tuple[Done, ...]
    reports: tuple[Package, ...]
    more: bool


def desk_of(standing: Standing) -> Desk:
    """What the first page says to this person; the number of queries does not grow with the reports."""
    todos = todos_of(standing)
    counted = Counter(todo.called.key for todo in todos)
    reports = list(visible_reports(standing)[: _REPORTS + 1])
    return Desk(
        todos=todos,
        tally=tuple((Message(key), count) for key, count in counted.items()),
        overdue=sum(todo.left is not None and todo.left < 0 for todo in todos),
        done=tuple(_done(standing)),
        reports=tuple(reports[:_REPORTS]),
        more=len(reports) > _REPORTS,
    )


def todos_of(standing: Standing) -> tuple[ToDo, ...]:
    """Everything that waits for this person, soonest due first, at most 200 things."""
    packages = list(
        Package.objects.filter(_waiting(standing)).select_related("unit", "campaign").distinct()[:_MOST]
    )
    campaigns = list({package.campaign_id: package.campaign for package in packages}.values())
    calendars = calendars_of(campaigns) if campaigns else {}
    found = [_todo(package, calendars[package.campaign_id], standing) for package in packages]
    found += _to_score(standing)
    return tuple(sorted(found, key=lambda todo: (todo.due or _FAR, todo.package.unit.code)))


def _waiting(standing: Standing) -> Q:
    found = Q(pk__in=[])
    for right, states in _REACHABLE.items():
        if states and standing.may(right):
            found |= Q(state__in=states) & standing.things(right, "unit")
    return found


def _todo(package: Package, calendar: Calendar, standing: Standing) -> ToDo:
    state = State(package.state)
    due = calendar.due(package.unit_id, DUE_STEP[state]) if state in DUE_STEP else None
    left = (due - standing.day).days if due else None
    return ToDo(package, _ACTS[state], due, left, state in OPEN and package.round > 0)


def _to_score(standing: Standing) -> Iterator[ToDo]:
    """What an expert was given and has not handed in yet."""
    if not standing.may(Right.REPORT_RESCORE):
        return
    given = Assignment.objects.filter(
        person=standing.person.pk, until__gte=standing.day, handed_in_at__isnull=True
    ).select_related("package__unit", "package__campaign")
    for one in given[:_MOST]:
        yield ToDo(one.package, "score", one.until, (one.until - standing.day).days)


def _done(standing: Standing) -> Iterator[Done]:
    steps = Step.objects.filter(person=standing.person.pk).select_related(
        "package__unit", "package__campaign"
    )
    return (Done(step) for step in steps.order_by("-id")[:_DONE])


def visible_reports(standing: Standing) -> QuerySet[Package]:
    """The reports this person may look into, the latest year first."""
    return (
        Package.objects.filter(standing.things(Right.REPORT_SEE, "unit", "assignments"))
        .select_related("campaign", "unit")
        .distinct()
        .order_by("-campaign__year", "unit__code")
    )
