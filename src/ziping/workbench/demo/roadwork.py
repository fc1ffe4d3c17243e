"""How an invented package came to where it is: the shortest way along the road, who took each step, and when."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ziping.workbench.demo.county import County
from ziping.workbench.filling.road import ROAD, Way, target_of
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.models import Person, Unit
from ziping.workbench.organisation.roles import Right

_REASON = "请按审核清单核对后重新报送"
RETURNED = "returned"  # back in its draft, after a reviewer looked at it


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    way: Way
    before: State
    after: State
    person: Person
    at: dt.datetime
    comment: str


@cache
def _path(goal: str, has_department: bool) -> tuple[tuple[Way, State, State], ...]:
    """The shortest way from the beginning to ``goal``, as steps with where they start and end."""
    waiting = deque((State.NOT_STARTED,))
    paths: dict[State, tuple[tuple[Way, State, State], ...]] = {State.NOT_STARTED: ()}
    while waiting:
        here = waiting.popleft()
        for way in ROAD:
            there = target_of(way, has_department=has_department)
            if here in way.sources and there not in paths and there is not State.DRAFT:
                paths[there] = (*paths[here], (way, here, there))
                waiting.append(there)
    if goal == State.DRAFT:
        return ()
    if goal == RETURNED:
        before = paths[State.DEPARTMENT_REVIEW if has_department else State.LINE_REVIEW]
        back = "return_by_department" if has_department else "return_by_line"
        way = next(way for way in ROAD if way.action == back)
        return (*before, (way, before[-1][2], State.DRAFT))
    return paths[State(goal)]


def reachable(goal: str, has_department: bool) -> str:
    """``goal``, or its like where the unit has no department to go through."""
    if has_department:
        return goal
    like = {
        State.SUBMITTED_TO_DEPARTMENT: State.SUBMITTED_TO_FINANCE,
        State.DEPARTMENT_REVIEW: State.LINE_REVIEW,
    }
    return next((other for state, other in like.items() if goal == state), goal)


def way_to(goal: str, unit: Unit, county: County, begun: dt.datetime, until: dt.datetime) -> Iterator[Taken]:
    """The steps of ``unit``'s package to ``goal``, spread over the time from ``begun`` to ``until``."""
    path = _path(goal, unit.supervisor_id in county.reviewers)
    for number, (way, before, after) in enumerate(path, start=1):
        at = begun + (until - begun) * number // (len(path) + 1)
        comment = _REASON if way.asks_reason else ""
        yield Taken(way, before, after, _who(way, unit, county), at, comment)


def _who(way: Way, unit: Unit, county: County) -> Person:
    match way.right:
        case Right.REPORT_FILL | Right.RECTIFICATION_ANSWER:
            return county.clerks[unit.pk]
        case Right.REPORT_SIGN:
            return county.heads[unit.pk]
        case Right.REPORT_REVIEW_DEPARTMENT if unit.supervisor_id is not None:
            return county.reviewers[unit.supervisor_id]
        case Right.REPORT_REVIEW_LINE if unit.line_id is not None:
            return county.lines[unit.line_id]
        case _:
            assert county.performance is not None
            return county.performance
