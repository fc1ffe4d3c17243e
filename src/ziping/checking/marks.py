"""Indicators beside their marks: what was aimed at, what was reached, what was taken, what the rule gives."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec import Struct

from ziping.figures import Figure, FigureError, comparable, known_unit
from ziping.report import Quantity, Report
from ziping.report.parts import Indicator
from ziping.scoring import Mark, Scorecard, Status, Subtotal
from ziping.wording import Message

_REVERSE = ("≤", "<")
EXECUTION = ("figures.expenditure.adjusted", "figures.expenditure.executed")
"""Keys of the figures the marks for budget execution rest on."""


class Measured(Struct, frozen=True):
    """An indicator with its target and actual as figures where they are such, and its marks (分, exact).

    ``computed`` is what the rule gives, ``met`` whether the target was reached (``None``: cannot be said), ``why`` the
    working: where the ``status`` says that nothing could be scored, why not.
    """

    key: str
    indicator: Indicator
    target: Figure | None
    actual: Figure | None
    full: Fraction | None
    stated: Fraction | None
    computed: Fraction | None
    met: bool | None
    reverse: bool
    points: Fraction | None
    status: Status
    why: tuple[Message, ...]
    qualitative: bool

    @property
    def name(self) -> str:
        """What people call it."""
        return self.indicator.name or self.indicator.level2 or self.key

    @property
    def scored(self) -> bool:
        """Whether it adds to the total."""
        return self.points is not None

    @property
    def given(self) -> Fraction | None:
        """The score the report stands by: the stated one, else the computed one."""
        return self.computed if self.stated is None else self.stated

    @property
    def lost(self) -> Fraction | None:
        """Marks not reached, ``None`` where they cannot be told."""
        return None if self.full is None or self.given is None else self.full - self.given

    @property
    def ratio(self) -> Fraction | None:
        """Actual over target; ``None`` without two comparable figures or with a target of 0."""
        if self.target is None or self.actual is None or not self.target.base:
            return None
        return self.actual.base / self.target.base

    def at(self, field: str) -> str:
        """The key of one of its fields."""
        return f"{self.key}.{field}"


class Marks(Struct, frozen=True):
    """All indicators measured, with the score for execution and the totals scoring came to."""

    indicators: tuple[Measured, ...]
    execution: Fraction | None
    execution_full: Fraction
    execution_rate: Fraction | None  # as the pack's execution_formula gives it
    full: Fraction
    total: Fraction | None
    grade: str
    subtotals: tuple[Subtotal, ...]

    @property
    def unmet(self) -> tuple[Measured, ...]:
        """Indicators that did not reach their target."""
        return tuple(each for each in self.indicators if each.met is False)

    @property
    def losing(self) -> tuple[Measured, ...]:
        """Indicators that lost marks."""
        return tuple(each for each in self.indicators if each.lost is not None and each.lost > 0)


def marks_of(report: Report, scorecard: Scorecard | None) -> Marks:
    """The marks of ``report`` as ``scorecard`` computed them, each beside what the unit typed; none without one."""
    if scorecard is None:
        return Marks((), None, Fraction(0), None, Fraction(0), None, "", ())
    by_key = {mark.key: mark for mark in scorecard.indicators}
    measured = tuple(
        _measured(f"indicators[{number}]", indicator, by_key[f"indicators[{number}]"])
        for number, indicator in enumerate(report.indicators)
    )
    return Marks(
        measured,
        scorecard.execution.points,
        scorecard.execution.full or Fraction(0),
        scorecard.execution.share,
        scorecard.form_total,
        scorecard.total,
        scorecard.grade or "",
        scorecard.subtotals,
    )


def _measured(key: str, indicator: Indicator, mark: Mark) -> Measured:
    target, actual = _two_figures(indicator)
    return Measured(
        key,
        indicator,
        target,
        actual,
        number_of(indicator.marks),
        number_of(indicator.stated_score),
        mark.computed,
        mark.met,
        status=mark.status,
        why=mark.working.steps,
        points=mark.points,
        reverse=mark.sign in _REVERSE,
        qualitative=mark.sign == "qualitative",
    )


def _two_figures(indicator: Indicator) -> tuple[Figure | None, Figure | None]:
    """Target and actual as figures of one unit, or neither."""
    target, actual = (figure_in(text, indicator.unit) for text in (indicator.target, indicator.actual))
    if target is None or actual is None or not comparable(target.unit, actual.unit):
        return None, None
    return target, actual


def figure_in(text: str, unit: str = "") -> Figure | None:
    """``text`` as a known figure, a bare number in ``unit`` where that is a unit; ``None`` for words."""
    try:
        figure = Figure.parse(text)
    except FigureError:
        return None
    bound = known_unit(unit) if unit else None
    if not figure.known:
        return None
    return figure.in_unit(bound) if bound is not None else figure


def number_of(quantity: Quantity) -> Fraction | None:
    """The plain number of a quantity of marks; ``None`` where nothing was stated."""
    value = quantity.figure().value
    return None if value is None else Fraction(value)


def total(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; ``None`` as soon as a part is missing."""
    result = Fraction(0)
    for part in parts:
        if part is None:
            return None
        result += part
    return result
