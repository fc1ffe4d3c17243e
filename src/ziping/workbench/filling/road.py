"""The road of a package: which step leads from where to where, who may take it, what it asks for.

The table follows standards.md §5.2: a unit without an upper department goes straight to the bureau; from every review
a package may come back to its draft, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from ziping.wording import Message
from ziping.workbench.filling.states import State
from ziping.workbench.organisation.roles import Right

_TO_DRAFT = State.DRAFT


@dataclass(frozen=True, slots=True)
class Way:
    """A step. ``asks_reason``: it is not taken without a comment; ``hands_in``: the whole check must have been passed."""

    action: str
    sources: tuple[State, ...]
    target: State
    right: Right
    asks_reason: bool = False
    hands_in: bool = False
    due: str = ""

    @property
    def called(self) -> Message:
        return Message(f"filling.action.{self.action}")


_DEPARTMENT = (State.SUBMITTED_TO_DEPARTMENT, State.DEPARTMENT_REVIEW)
_LINE = (State.SUBMITTED_TO_FINANCE, State.LINE_REVIEW)
_DECIDED = (State.ACCEPTED, State.FINAL_RESULT, State.RECTIFICATION_ACCEPTED)

ROAD: tuple[Way, ...] = (
    Way(
        "ask_signature",
        (State.NOT_STARTED, State.DRAFT),
        State.INTERNAL_REVIEW,
        Right.REPORT_FILL,
        hands_in=True,
        due="sign",
    ),
    Way("take_back", (State.INTERNAL_REVIEW,), _TO_DRAFT, Right.REPORT_FILL),
    Way("refuse_signature", (State.INTERNAL_REVIEW,), _TO_DRAFT, Right.REPORT_SIGN, asks_reason=True),
    Way(
        "sign",
        (State.INTERNAL_REVIEW,),
        State.SUBMITTED_TO_FINANCE,
        Right.REPORT_SIGN,
        hands_in=True,
        due="finance",
    ),
    Way(
        "withdraw",
        (State.SUBMITTED_TO_DEPARTMENT, State.SUBMITTED_TO_FINANCE),
        _TO_DRAFT,
        Right.REPORT_SIGN,
        asks_reason=True,
    ),
    Way(
        "begin_department_review",
        (State.SUBMITTED_TO_DEPARTMENT,),
        State.DEPARTMENT_REVIEW,
        Right.REPORT_REVIEW_DEPARTMENT,
    ),
    Way("return_by_department", _DEPARTMENT, _TO_DRAFT, Right.REPORT_REVIEW_DEPARTMENT, asks_reason=True),
    Way(
        "pass_department",
        _DEPARTMENT,
        State.SUBMITTED_TO_FINANCE,
        Right.REPORT_REVIEW_DEPARTMENT,
        due="finance",
    ),
    Way("begin_line_review", (State.SUBMITTED_TO_FINANCE,), State.LINE_REVIEW, Right.REPORT_REVIEW_LINE),
    Way("return_by_line", _LINE, _TO_DRAFT, Right.REPORT_REVIEW_LINE, asks_reason=True),
    Way("pass_line", _LINE, State.PERFORMANCE_REVIEW, Right.REPORT_REVIEW_LINE, due="review"),
    Way(
        "return_by_performance",
        (State.PERFORMANCE_REVIEW,),
        _TO_DRAFT,
        Right.REPORT_REVIEW_PERFORMANCE,
        asks_reason=True,
    ),
    Way("accept", (State.PERFORMANCE_REVIEW,), State.ACCEPTED, Right.REPORT_REVIEW_PERFORMANCE, due="review"),
    Way("draw", (State.ACCEPTED,), State.SPOT_CHECK, Right.CAMPAIGN_RUN),
    Way("state_result", (State.SPOT_CHECK,), State.CHECK_RESULT, Right.CAMPAIGN_RUN),
    Way("ask_opinion", (State.CHECK_RESULT,), State.UNIT_COMMENT, Right.CAMPAIGN_RUN),
    Way("settle_result", (State.UNIT_COMMENT,), State.FINAL_RESULT, Right.CAMPAIGN_RUN),
    Way(
        "order_rectification",
        (State.ACCEPTED, State.FINAL_RESULT),
        State.RECTIFYING,
        Right.CAMPAIGN_RUN,
        asks_reason=True,
    ),
    Way("report_rectified", (State.RECTIFYING,), State.RECTIFIED, Right.RECTIFICATION_ANSWER, due="rectify"),
    Way("refuse_rectification", (State.RECTIFIED,), State.RECTIFYING, Right.CAMPAIGN_RUN, asks_reason=True),
    Way("accept_rectification", (State.RECTIFIED,), State.RECTIFICATION_ACCEPTED, Right.CAMPAIGN_RUN),
    Way("publish", _DECIDED, State.PUBLISHED, Right.RESULT_PUBLISH, due="publish"),
    Way("archive", (State.PUBLISHED,), State.ARCHIVED, Right.CAMPAIGN_RUN),
)
BY_ACTION = {way.action: way for way in ROAD}


def ways_from(state: str) -> tuple[Way, ...]:
    return tuple(way for way in ROAD if state in way.sources)


def target_of(way: Way, *, has_department: bool) -> State:
    """Where a step leads: what is signed goes to the department where there is one."""
    return State.SUBMITTED_TO_DEPARTMENT if way.action == "sign" and has_department else way.target


def due_of(way: Way, *, has_department: bool) -> str:
    return "department" if way.action == "sign" and has_department else way.due
