"""Numbers back into text, rounded half away from zero in integers; whatever is printed can be parsed again."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ziping.figures.errors import figure_error
from ziping.figures.interval import Exact, exact
from ziping.figures.units import Unit
from ziping.figures.units import unit as unit_written

_SCORE_PLACES = 2
_HUNDRED = 100


def round_half_up(value: Exact, places: int) -> Fraction:
    """``value`` to ``places`` decimals (negative for tens, hundreds …), ties away from zero."""
    number = exact(value)
    up, down = (10**places, 1) if places >= 0 else (1, 10**-places)
    return Fraction(_nearest(number.numerator * up, number.denominator * down) * down, up)


def rounded_half_up(value: Exact, places: int) -> Decimal:
    """:func:`round_half_up` as a ``Decimal`` with exactly ``places`` ≥ 0 decimals."""
    number = exact(value)
    whole = _nearest(number.numerator * 10**places, number.denominator)
    return Decimal(f"{whole}E-{places}")


def _nearest(numerator: int, denominator: int) -> int:
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -size if numerator < 0 else size


def format_number(value: Exact, places: int | None = 2, *, thousands: bool = False) -> str:
    """``value`` with ``places`` decimals; ``None`` prints all there are. A minus never stands before a zero.

    Raises :class:`FigureError` for ``places=None`` and a value without an end (1/3).
    """
    number = exact(value)
    count = _decimals_needed(number) if places is None else places
    whole = _nearest(number.numerator * 10**count, number.denominator)
    digits = str(abs(whole)).rjust(count + 1, "0")
    integer, decimals = digits[: len(digits) - count], digits[len(digits) - count :]
    sign = "-" if whole < 0 else ""
    if thousands:
        integer = f"{int(integer):,}"
    return f"{sign}{integer}.{decimals}" if count else f"{sign}{integer}"


def format_money(
    yuan: Exact,
    unit: Unit | str = "万元",
    places: int = 2,
    *,
    thousands: bool = False,
    with_unit: bool = False,
) -> str:
    """Return an amount in 元 printed in ``unit``; the unit itself only ``with_unit`` (tables name it in their heading)."""
    bound = unit_written(unit) if isinstance(unit, str) else unit
    text = format_number(exact(yuan) / bound.factor, places, thousands=thousands)
    return f"{text}{bound}" if with_unit else text


def format_percent(ratio: Exact, places: int = 2) -> str:
    """Return a ratio as a percentage with its sign: 0.5594 is 55.94%."""
    return f"{format_number(exact(ratio) * _HUNDRED, places)}%"


def format_score(marks: Exact) -> str:
    """Return marks as people write them: at most two decimals, none that say nothing (8.5, 10)."""
    text = format_number(marks, _SCORE_PLACES)
    return text.rstrip("0").rstrip(".")


def _decimals_needed(number: Fraction) -> int:
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise figure_error("endless_decimals", text=str(number))
    return max(twos, fives)
