"""Two amounts joined into one range: 3-5万元, 3%至5%."""

from __future__ import annotations

import re
from typing import NamedTuple

from ziping.figures.amounts import Amount, amount_at
from ziping.figures.units import Dimension, Unit

_JOIN = re.compile(r"\s*(?:-|~|—{1,2}|至|到)\s*")


class Span(NamedTuple):
    """From ``first`` to ``last``, both in the unit of ``last``."""

    first: Amount
    last: Amount


def range_at(text: str, first: Amount, *, in_cell: bool) -> Span | None:
    """Return the range that ``first`` begins, if what follows joins a larger amount of the same unit to it.

    The unit stands once, at the end (3-5万元), or twice (3万元-5万元). In running text it must stand somewhere: a bare 1-2
    is a reference, not a range; and “5人到8人” tells of a change.
    """
    join = _JOIN.match(text, first.end)
    if join is None or (first.unit is not None and "到" in join[0]):
        return None
    last = amount_at(text, join.end(), in_cell=in_cell)
    if last is None or first.qualifier or last.qualifier or (last.unit is None and not in_cell):
        return None
    if first.unit is not None and first.unit != last.unit:
        converted = _converted(first, last.unit)
        if converted is None:
            return None
        first = converted
    return Span(first, last)


def _converted(first: Amount, unit: Unit | None) -> Amount | None:
    """``first`` in the unit of ``last`` when its own was cut short (3万-5万元), else ``None``."""
    if unit is None or first.unit is None:
        return None
    if first.unit.dimension is Dimension.PLAIN and first.unit.written + unit.stem == unit.written:
        return first._replace(unit=unit)
    return None
