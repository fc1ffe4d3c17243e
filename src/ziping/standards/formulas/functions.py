"""The functions of the formula language: what they take and what they give.

``docs/pack-authors.md`` has a table of them for people; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ziping.standards.formulas.measure import COUNT, DATE, FLAG, RATIO, TEXT, TIME, Measure

Takes = Literal[
    "flag",
    "number",
    "text",
    "texts",  # a text or a list of texts
    "date",
    "any",
    "same",  # the same measure as the other arguments marked so
    "ordered",  # the same, and something that has an order: numbers or dates
    "name",  # a concept, not a formula: how it is stated matters, not its value
    "step",  # decimals as a whole number, or a step with its unit
    "year",  # a number, or a text that is a year
    "group",  # the name of a group of codes
]


@dataclass(frozen=True, slots=True)
class Function:
    """``gives`` is a measure, ``same`` as the arguments marked so, or as the ``first``. The last of ``takes`` may repeat."""

    takes: tuple[Takes, ...]
    gives: Measure | Literal["same", "first"]
    repeats: bool = False

    def kind(self, number: int) -> Takes:
        return self.takes[min(number, len(self.takes) - 1)]

    def allows(self, count: int) -> bool:
        return count == len(self.takes) or (self.repeats and count > len(self.takes))


FUNCTIONS: dict[str, Function] = {
    "if": Function(("flag", "same", "same"), "same"),
    "min": Function(("ordered", "ordered"), "same", repeats=True),
    "max": Function(("ordered", "ordered"), "same", repeats=True),
    "abs": Function(("number",), "first"),
    "round": Function(("number", "step"), "first"),
    "known": Function(("any",), FLAG),
    "blank": Function(("name",), FLAG),
    "stated_none": Function(("name",), FLAG),
    "not_applicable": Function(("name",), FLAG),
    "first_known": Function(("same", "same"), "same", repeats=True),
    "contains": Function(("text", "texts"), FLAG, repeats=True),
    "starts_with": Function(("text", "texts"), FLAG, repeats=True),
    "ends_with": Function(("text", "texts"), FLAG, repeats=True),
    "one_of": Function(("text", "texts"), FLAG, repeats=True),
    "in_group": Function(("text", "group"), FLAG),
    "length": Function(("text",), COUNT),
    "year": Function(("date",), RATIO),
    "month": Function(("date",), RATIO),
    "day": Function(("date",), RATIO),
    "days": Function(("date", "date"), TIME),
    "date": Function(("year", "number", "number"), DATE),
}

# Functions over items; what their body must be. ``min`` and ``max`` are such with a single argument.
AGGREGATES: dict[str, Takes] = {
    "sum": "number",
    "average": "number",
    "min": "ordered",
    "max": "ordered",
    "any": "flag",
    "all": "flag",
    "count": "any",
    "join": "text",
}
AGGREGATE_GIVES: dict[str, Measure] = {"any": FLAG, "all": FLAG, "count": COUNT, "join": TEXT}
