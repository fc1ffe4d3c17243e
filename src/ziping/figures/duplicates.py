"""Several mentions of one fact: do they agree, and which one is the tightest?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from msgspec import Struct

from ziping.figures.figure import Figure
from ziping.figures.interval import Interval
from ziping.figures.units import comparable


class Agreed(Struct, frozen=True):
    """All mentions can be true at once: of a number in ``interval`` (base units). ``tightest`` says it most precisely."""

    interval: Interval
    tightest: Figure
    empties: tuple[Figure, ...] = ()


class Conflict(Struct, frozen=True):
    """No number fits all ``figures`` (all known mentions, in the order given)."""

    figures: tuple[Figure, ...]
    empties: tuple[Figure, ...] = ()


class Unstated(Struct, frozen=True):
    """No mention gives a value."""

    empties: tuple[Figure, ...] = ()


def reconcile(figures: Iterable[Figure]) -> Agreed | Conflict | Unstated:
    """Return what the mentions of one fact say together, in whatever order they come.

    Equal precision and different values conflict, even where rounding intervals touch; of different precision, the intervals
    must meet. Empties are ignored and handed back. Figures whose units cannot be compared conflict.
    """
    mentions = tuple(figures)
    empties = tuple(figure for figure in mentions if not figure.known)
    known = tuple(figure for figure in mentions if figure.known)
    if not known:
        return Unstated(empties)
    units = {figure.unit for figure in known}
    together = all(comparable(one, other) for one, other in combinations(units, 2))
    if not together or _differ_at_equal_step(known):
        return Conflict(known, empties)
    common = Interval.intersection(figure.interval() for figure in known)
    if common is None:
        return Conflict(known, empties)
    return Agreed(common, min(known, key=_looseness), empties)


def _differ_at_equal_step(figures: tuple[Figure, ...]) -> bool:
    by_step: dict[Fraction, Fraction] = {}
    return any(
        by_step.setdefault(figure.step, figure.base) != figure.base for figure in figures if figure.plain
    )


def _looseness(figure: Figure) -> tuple[bool, bool, Fraction]:
    width = figure.interval().width
    return (width is None, not figure.plain, Fraction(0) if width is None else width)
