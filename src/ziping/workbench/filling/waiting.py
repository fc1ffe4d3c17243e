"""For whom a package waits in each state, and who is told when it gets there."""

from __future__ import annotations

from django.urls import reverse

from ziping.wording import Message
from ziping.workbench.filling.models import Package, Step
from ziping.workbench.filling.states import State
from ziping.workbench.notices.telling import tell
from ziping.workbench.organisation.models import Person
from ziping.workbench.organisation.reaching import people_of, people_with
from ziping.workbench.organisation.roles import Right, Role

# State → whose move it is. What is not here waits for nobody.
WAITS_FOR: dict[State, Right] = {
    State.NOT_STARTED: Right.REPORT_FILL,
    State.DRAFT: Right.REPORT_FILL,
    State.INTERNAL_REVIEW: Right.REPORT_SIGN,
    State.SUBMITTED_TO_DEPARTMENT: Right.REPORT_REVIEW_DEPARTMENT,
    State.DEPARTMENT_REVIEW: Right.REPORT_REVIEW_DEPARTMENT,
    State.SUBMITTED_TO_FINANCE: Right.REPORT_REVIEW_LINE,
    State.LINE_REVIEW: Right.REPORT_REVIEW_LINE,
    State.PERFORMANCE_REVIEW: Right.REPORT_REVIEW_PERFORMANCE,
    State.SPOT_CHECK: Right.CAMPAIGN_RUN,
    State.CHECK_RESULT: Right.CAMPAIGN_RUN,
    State.UNIT_COMMENT: Right.RECTIFICATION_ANSWER,
    State.RECTIFYING: Right.RECTIFICATION_ANSWER,
    State.RECTIFIED: Right.CAMPAIGN_RUN,
}
# Which deadline a state works towards.
DUE_STEP: dict[State, str] = {
    State.NOT_STARTED: "finance",
    State.DRAFT: "finance",
    State.INTERNAL_REVIEW: "finance",
    State.SUBMITTED_TO_DEPARTMENT: "finance",
    State.DEPARTMENT_REVIEW: "finance",
    State.SUBMITTED_TO_FINANCE: "review",
    State.LINE_REVIEW: "review",
    State.PERFORMANCE_REVIEW: "review",
    State.RECTIFYING: "rectify",
    State.RECTIFIED: "rectify",
}
# What the unit wants to know though it has nothing to do.
_UNIT_HEARS = frozenset(
    (
        State.DRAFT,
        State.ACCEPTED,
        State.SPOT_CHECK,
        State.FINAL_RESULT,
        State.RECTIFICATION_ACCEPTED,
        State.PUBLISHED,
    )
)


def announce(package: Package, step: Step) -> None:
    """Tell those for whom the package waits now, and the unit of what concerns it; not who took the step."""
    after = State(step.after)
    people: list[Person] = []
    if after in WAITS_FOR:
        people += people_with(WAITS_FOR[after], package.unit)
    if after in _UNIT_HEARS:
        people += people_of([package.unit_id], (Role.CLERK, Role.HEAD)).get(package.unit_id, [])
    told = [person for person in people if person.pk != step.person_id]
    message = Message(
        f"notices.step.{after.value}", {"unit": package.unit.name, "campaign": package.campaign.title}
    )
    tell(told, message, reverse("report", args=[package.pk]), f"step:{step.pk}")
