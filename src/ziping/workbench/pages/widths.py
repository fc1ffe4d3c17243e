"""How wide a column must be for what stands in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

_NARROWEST, _WIDEST, _SPACE = 8, 48, 2


def width_of(values: Iterable[object]) -> Decimal:
    """The width in characters, a Chinese one counted as two; what is longer than a line wraps."""
    longest = max((_characters(str(value)) for value in values if value is not None), default=0)
    return Decimal(min(max(longest + _SPACE, _NARROWEST), _WIDEST))


def _characters(text: str) -> int:
    return max(
        sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
        for line in text.split("\n") or [""]
    )
