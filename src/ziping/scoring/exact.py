"""Marks are rounded once, half up, and shown without decimals that say nothing. Everything is a fraction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ziping.figures import format_number, round_half_up

_DECIMALS = 4
_SHARE_DECIMALS = 2


def shown(value: Fraction, decimals: int = _DECIMALS) -> str:
    """``value`` for a reader: at most ``decimals`` decimals, none that say nothing (7.43, 8.5, 10)."""
    text = format_number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown_share(share: Fraction) -> str:
    """Return a ratio as a percentage with at most two decimals: ``25.73%``."""
    return f"{shown(share * 100, _SHARE_DECIMALS)}%"


def as_decimal(value: Fraction, decimals: int) -> Decimal:
    """``value`` as a decimal with the digits it needs, at most ``decimals``."""
    return Decimal(shown(value, decimals))


def rounded(points: Fraction, full: Fraction, decimals: int) -> Fraction:
    """``points`` kept between 0 and ``full``, then rounded half up, once."""
    return round_half_up(min(max(points, Fraction(0)), full), decimals)


def added(parts: Iterable[Fraction | None]) -> Fraction:
    """Return the sum of those parts that are there."""
    return sum((part for part in parts if part is not None), Fraction(0))
