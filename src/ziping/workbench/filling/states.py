"""The states of a package, as standards.md §5.2 has them."""

from __future__ import annotations

from django.db.models import TextChoices


class State(TextChoices):
    NOT_STARTED = "not_started"
    DRAFT = "draft"
    INTERNAL_REVIEW = "internal_review"
    SUBMITTED_TO_DEPARTMENT = "submitted_to_department"
    DEPARTMENT_REVIEW = "department_review"
    SUBMITTED_TO_FINANCE = "submitted_to_finance"
    LINE_REVIEW = "line_review"
    PERFORMANCE_REVIEW = "performance_review"
    ACCEPTED = "accepted"
    SPOT_CHECK = "spot_check"
    CHECK_RESULT = "check_result"
    UNIT_COMMENT = "unit_comment"
    FINAL_RESULT = "final_result"
    RECTIFYING = "rectifying"
    RECTIFIED = "rectified"
    RECTIFICATION_ACCEPTED = "rectification_accepted"
    PUBLISHED = "published"
    ARCHIVED = "archived"


OPEN = frozenset((State.NOT_STARTED, State.DRAFT))  # the unit may type
