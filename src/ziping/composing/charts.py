"""Charts of the outline: exact values in the unit the chart names."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from ziping.composing.speaking import Here, Speaker, phrase
from ziping.documents import Chart, Series
from ziping.figures import format_number, known_unit
from ziping.standards.model.sections import Chart as Plan

_PLACES: Final = {"money": 2, "percent": 4, "score": 2, "count": 0}
_NUMBER_FORMATS: Final = {"money": "0.00", "percent": "0.00%", "score": "0.##", "count": "0"}
_BAR_MM, _FRAME_MM, _TALLEST_MM, _SHORTEST_MM = 9, 24, 200, 60


def chart_of(plan: Plan, speaker: Speaker, here: Here) -> Chart | None:
    """The chart, or ``None`` when its condition does not hold or there is nothing to see."""
    if not speaker.holds(plan.when, here):
        return None
    places = _PLACES.get(plan.format, 2)
    if plan.each:
        items = list(here.each(plan.each))
        categories = [speaker.text(plan.categories[0], item) for item in items]
        series = [
            Series(name, tuple(_value(formulas[0], plan, speaker, item, places) for item in items))
            for name, formulas in plan.series.items()
        ]
    else:
        categories = [speaker.text(category, here) for category in plan.categories]
        series = [
            Series(name, tuple(_value(formula, plan, speaker, here, places) for formula in formulas))
            for name, formulas in plan.series.items()
        ]
    if not categories or not any(value for one in series for value in one.values):
        return None
    title = speaker.text(plan.title, here)
    return Chart(
        kind=plan.kind,
        categories=tuple(categories),
        series=tuple(series),
        alt=_alt(title, categories, series),
        title=title,
        value_format=_NUMBER_FORMATS.get(plan.format, "0.00"),
        height=_height(plan, len(categories) * len(series)),
    )


def _value(formula: str, plan: Plan, speaker: Speaker, here: Here, places: int) -> Decimal | None:
    number = speaker.number(formula, here)
    unit = known_unit(plan.unit) if plan.unit else None
    return None if number is None else Decimal(format_number(number / (unit.factor if unit else 1), places))


def _height(plan: Plan, bars: int) -> int | None:
    """Room for every bar of a chart of lying bars; standing ones share the width they have."""
    if plan.kind not in ("bar", "stacked_bar"):
        return None
    return max(_SHORTEST_MM, min(_TALLEST_MM, _FRAME_MM + _BAR_MM * bars))


def _alt(title: str, categories: list[str], series: list[Series]) -> str:
    """What the chart shows, for those who cannot see it."""
    parts = []
    for number, category in enumerate(categories):
        values = (
            f"{one.name}{format_number(Fraction(value), None)}"
            for one in series
            if (value := one.values[number]) is not None
        )
        parts.append(f"{category}：{'、'.join(values)}")
    return phrase("chart_alt", title=title, values="；".join(parts))
