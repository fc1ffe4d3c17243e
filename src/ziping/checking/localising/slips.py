"""Slips of the hand: what somebody may have meant to type, and how likely the slip is.

Costs are those of typing studies as a rule of thumb: a neighbouring or similar digit is the commonest slip, a shifted
point the rarest; what is no single slip costs most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from ziping.figures import Figure, format_number

NO_SLIP: Final = Fraction(3)
_SIMILAR = Fraction(1)
_OTHER_DIGIT = Fraction(13, 10)
_SWAPPED = Fraction(12, 10)
_UNIT = Fraction(14, 10)
_DROPPED = Fraction(15, 10)
_SHIFTED = Fraction(16, 10)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_PAIRS = "12 23 34 45 56 67 78 89 90 14 47 25 58 36 69 01 17 08 38 06 35"  # beside each other on a keyboard, or alike
_ALIKE = frozenset(frozenset(pair) for pair in _PAIRS.split())
_MOST_DIGITS = 18
_DECIMALS = 2  # nobody drops a digit beyond these
_DIGITS = "0123456789"


def bare_number(figure: Figure) -> str:
    """The digits of ``figure`` as written, without separators and unit: “1,177.69万元” is “1177.69”."""
    found = _NUMBER.search(figure.written)
    if found is not None and Fraction(text := found[0].replace(",", "")) == figure.value:
        return text
    return "" if figure.value is None else format(figure.value, "f")


def slips(written: str) -> dict[str, Fraction]:
    """Numbers one slip away from ``written`` (digits and a point), with the cost of the slip; never 0."""
    found: dict[str, Fraction] = {}
    if sum(map(str.isdigit, written)) > _MOST_DIGITS:
        return found
    for text, cost in _slips(written):
        if text != written and _well_written(text) and Fraction(text) and cost < found.get(text, NO_SLIP):
            found[text] = cost
    return found


def slip_cost(written: str, value: Fraction) -> Fraction:
    """What it costs that somebody typed ``written`` for ``value`` (in the same unit); ``NO_SLIP`` for no single slip."""
    return min((cost for text, cost in slips(written).items() if Fraction(text) == value), default=NO_SLIP)


def _well_written(text: str) -> bool:
    """Whether a person would write a number so: no lone point, no leading zeros."""
    digits = text.removeprefix("-")
    whole = digits.partition(".")[0]
    return bool(whole) and not digits.endswith(".") and (whole == "0" or not whole.startswith("0"))


def _slips(written: str) -> Iterator[tuple[str, Fraction]]:
    for at, letter in enumerate(written):
        before, after = written[:at], written[at + 1 :]
        finest = "." in before and len(written.partition(".")[2]) >= _DECIMALS
        for digit in _DIGITS if letter != "-" and not finest else "":
            yield before + digit + letter + after, _DROPPED  # the digit was dropped
        if not letter.isdigit():
            continue
        for digit in _DIGITS:
            similar = frozenset((digit, letter)) in _ALIKE
            yield before + digit + after, _SIMILAR if similar else _OTHER_DIGIT
        yield before + after, _DROPPED  # the digit was typed too often
        if after[:1].isdigit():
            yield before + after[0] + letter + after[1:], _SWAPPED
    if len(written.partition(".")[2]) < _DECIMALS:
        yield from ((written + digit, _DROPPED) for digit in _DIGITS)
    yield (written[1:] if written.startswith("-") else "-" + written), _DROPPED
    for places, cost in (
        (4, _UNIT),
        (-4, _UNIT),
        (1, _SHIFTED),
        (-1, _SHIFTED),
        (2, _SHIFTED),
        (-2, _SHIFTED),
    ):
        yield _as_fine(shifted(written, places), written), cost


def _as_fine(text: str, written: str) -> str:
    """``text`` with no more decimals than anybody would write: 9676733元 was meant to be 967.67万元."""
    most = max(_DECIMALS, len(written.partition(".")[2]))
    return text if len(text.partition(".")[2]) <= most else format_number(Fraction(text), most)


def shifted(written: str, places: int) -> str:
    """The number with its point moved ``places`` to the right, no digit lost."""
    sign = "-" if written.startswith("-") else ""
    whole, _, decimals = written.removeprefix("-").partition(".")
    if places > 0:
        decimals = decimals.ljust(places, "0")
        whole, decimals = whole + decimals[:places], decimals[places:]
    else:
        whole = whole.rjust(1 - places, "0")
        whole, decimals = whole[:places], whole[places:] + decimals
    whole = whole.lstrip("0") or "0"
    return sign + whole + ("." + decimals if decimals else "")
