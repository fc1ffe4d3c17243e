"""Whether a reading holds: the claim recomputed exactly, then within rounding, then as cut short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from ziping.figures import Computed, Figure, Verdict, judge_ratio
from ziping.reading.claims import ClaimKind
from ziping.reading.sentences.topics import Term

EXACT, ROUNDING, TRUNCATION, FAILS, SILENT = range(5)
_OF_VERDICT = {
    Verdict.EXACT: EXACT,
    Verdict.ROUNDING: ROUNDING,
    Verdict.TRUNCATION: TRUNCATION,
    Verdict.INCONSISTENT: FAILS,
    Verdict.UNBOUND: FAILS,
}
_SLACK = Fraction(1, 20)


class Reading(Struct, frozen=True):
    """One way to read a claim. ``plain``: should it fail, the words leave no other; ``likely``: hardly another.

    ``turned``: it holds, but the words say a rise where the figures fall, or the other way round.
    """

    kind: ClaimKind
    claim: Term
    operands: tuple[Term, ...]
    formula: str
    weights: tuple[int, ...] = ()
    plain: bool = False
    likely: bool = False
    turned: bool = False


def sum_holds(total: Term, parts: Sequence[Term], weights: Sequence[int] = ()) -> int:
    """Return how well the parts add up to the total: ``EXACT``, ``ROUNDING`` or ``FAILS``."""
    signs = weights or (1,) * len(parts)
    summed = sum((term.value * sign for term, sign in zip(parts, signs, strict=True)), Fraction(0))
    gap = abs(summed - total.value)
    if not gap:
        return EXACT
    return ROUNDING if 2 * gap <= total.step + sum(term.step for term in parts) else FAILS


_RATIO: dict[str, Callable[[Computed, Computed], Computed]] = {
    "a/b": lambda a, b: a / b,
    "b/(a-b)": lambda a, b: 1 / (a / b - 1),
    "b/(a+b)": lambda a, b: 1 / (a / b + 1),
    "a/(a-b)": lambda a, b: 1 / (1 - b / a),
    "a/(a+b)": lambda a, b: 1 / (1 + b / a),
    "(a-b)/b": lambda a, b: a / b - 1 if a.value >= b.value else 1 - a / b,
}
_POINT: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "a/b": lambda a, b: a / b,
    "b/(a-b)": lambda a, b: b / (a - b),
    "b/(a+b)": lambda a, b: b / (a + b),
    "a/(a-b)": lambda a, b: a / (a - b),
    "a/(a+b)": lambda a, b: a / (a + b),
    "(a-b)/b": lambda a, b: abs(a - b) / b,
}
FORMULAS = tuple(_RATIO)


def ratio_holds(reading: Reading) -> int:
    """Return how well a ratio of two figures makes the claim."""
    first, second = reading.operands
    claim = reading.claim
    try:
        point = _POINT[reading.formula](first.value, second.value)
    except ZeroDivisionError:  # nothing can be said of 100% growth from nothing
        return SILENT
    size = abs(claim.value)
    if abs(point - size) > 2 * claim.step + abs(point) * _SLACK:
        return FAILS
    figure = claim.figure if claim.value >= 0 else _turned(claim)
    try:
        a, b = Computed.of(first.figure), Computed.of(second.figure)
        computed = _RATIO[reading.formula](a, b)
    except ZeroDivisionError:
        computed = Computed.exactly(point)
    return _OF_VERDICT[judge_ratio(figure, computed).verdict]


def _turned(term: Term) -> Figure:

    assert term.figure.value is not None
    return replace(term.figure, value=term.figure.value.copy_abs())


def change_holds(claim: Term, first: Term, second: Term) -> int:
    """Return how well two figures differ by the claim."""
    gap = abs(abs(first.value - second.value) - abs(claim.value))
    if not gap:
        return EXACT
    return ROUNDING if 2 * gap <= claim.step + first.step + second.step else FAILS
