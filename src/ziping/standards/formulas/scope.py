"""What a formula is evaluated against: whoever has figures answers for them through a :class:`Scope`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from ziping.figures import Interval, Mode
from ziping.standards.formulas.measure import Measure
from ziping.standards.formulas.tree import Value

Reason: TypeAlias = Literal[
    "absent",  # the report has no such figure at all
    "blank",  # there is a place for it and nothing in it
    "dash",  # ——
    "none_stated",  # 无
    "not_applicable",  # 不适用
    "no_day",  # a date of which only the month is known
    "conflict",  # it is stated several times and differently
    "zero_base",  # something divided by 0
    "zero_of_zero",  # 0 divided by 0
    "no_items",  # the largest, smallest or average of nothing
    "no_such_day",  # date(2023, 2, 29)
]


@dataclass(frozen=True, slots=True)
class Operand:
    """A value a formula reads. Numbers are exact and in base units (元, not 万元; 1, not %).

    ``interval`` gives, for a mode, all base values the figure may stand for (left out: exactly ``value``).
    ``source`` is the caller's own (a ``Fact``): it comes back in workings and rendered templates.
    """

    value: Value
    concept: str = ""
    stage: str = ""
    item: str = ""
    source: object = field(default=None, compare=False)
    interval: Callable[[Mode], Interval] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a value cannot be had. ``item`` is the caller's name for which project, indicator …

    For ``zero_base`` and ``zero_of_zero`` ``concept`` is the words of the formula that came to 0.
    ``written`` is how an empty (——, 无) or a month without its day was stated, so that it can be printed as stated.
    """

    concept: str
    stage: str
    reason: Reason
    item: str = ""
    written: str = field(default="", compare=False)
    source: object = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No value, because of ``missing`` (each once, in the order met)."""

    missing: tuple[Missing, ...]

    @property
    def zero_base(self) -> bool:
        """Whether every figure was there and only a division by 0 stands in the way."""
        return all(one.reason in ("zero_base", "zero_of_zero") for one in self.missing)


def unknown_of(missing: Iterable[Missing]) -> Unknown:
    return Unknown(tuple(dict.fromkeys(missing)))


Outcome: TypeAlias = Fraction | str | bool | dt.date | Unknown


class Scope(Protocol):
    """A report, or one item of it (a project, one of its allotments)."""

    def lookup(self, concept: str, stage: str) -> Operand | Missing:
        """The value of a concept. An item answers for its own concepts and passes all others on to what it is in."""
        ...

    def items(self, item: str) -> Sequence[Scope]:
        """The items of that kind: its own where it has such, else those of the nearest part around it that has."""
        ...


@dataclass(frozen=True, slots=True)
class Working:
    """How a value came about: the words of the formula, their value, and the same for the parts.

    ``operand`` is what was looked up, at a leaf that names a concept.
    """

    text: str
    value: Outcome | Interval | tuple[str, ...]
    measure: Measure | None
    parts: tuple[Working, ...] = ()
    operand: Operand | Missing | None = None
