"""Checks that no formula can say, by subject; importing this package fills the register.

Each is a small pure function; its thresholds stand in the rule's ``params``, its word lists in the pack's words.yaml.
"""

from ziping.checking.checks import (
    archive,
    classification,
    conclusion,
    dates,
    deviations,
    disclosure,
    evidence,
    exactness,
    goals,
    indicators,
    mentions,
    projects,
    prose,
    required,
    scores,
    totals,
    units,
    unscored,
)

__all__ = [
    "archive",
    "classification",
    "conclusion",
    "dates",
    "deviations",
    "disclosure",
    "evidence",
    "exactness",
    "goals",
    "indicators",
    "mentions",
    "projects",
    "prose",
    "required",
    "scores",
    "totals",
    "units",
    "unscored",
]
