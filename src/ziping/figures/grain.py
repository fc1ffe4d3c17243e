"""The grain of a group of figures: the smallest step written for a unit in one table or paragraph.

In 17 + 50 + 13.68 + 100 + 60 the 17 is written short, not rounded: where cents are written anywhere, a figure without
them has none. Where every amount is whole, the step is the unit itself, so that each may be half a unit off.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ziping.figures.figure import Figure
from ziping.figures.interval import power_of_ten
from ziping.figures.units import Unit


def grains(figures: Iterable[Figure]) -> dict[Unit | None, Fraction]:
    """Return the smallest step written for each unit, in the base of its dimension.

    Counted things (points), percentages (their own digits), empties, ranges and qualified figures say nothing about it.
    """
    found: dict[Unit | None, Fraction] = {}
    for figure in figures:
        if not _tells(figure):
            continue
        written = power_of_ten(-figure.digits) * figure.factor
        found[figure.unit] = min(written, found.get(figure.unit, written))
    return found


def grain(figures: Iterable[Figure], unit: Unit | None = None) -> Fraction | None:
    """Return the smallest step written for ``unit`` among ``figures``; ``None`` when no figure of it tells."""
    return grains(figures).get(unit)


def with_grain(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures of one table or paragraph, each carrying the grain of its unit; those without one stay as they are."""
    group = tuple(figures)
    steps = grains(group)
    return tuple(
        figure.with_grain(steps[figure.unit]) if _has_grain(figure) and figure.unit in steps else figure
        for figure in group
    )


def _has_grain(figure: Figure) -> bool:
    if figure.value is None:
        return False
    return figure.unit is None or not (figure.unit.counted or figure.unit.keeps_own_digits)


def _tells(figure: Figure) -> bool:
    return figure.plain and _has_grain(figure)
