"""Systems of a few linear inequalities, decided exactly: eliminated variable by variable (Fourier and Motzkin).

Each derived inequality knows which given ones it comes from; a contradiction names them (its *core*), and one that needs
more givens than variables were eliminated plus one is superfluous (Chernikov) and dropped. Fractions throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.figures import Interval

_MOST = 400
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: ``sign`` · (above − ``ratio`` · below) is at ``most`` that, or below it where that is ``excluded``."""

    ratio: Fraction
    sign: int
    most: Fraction
    excluded: bool

    def weight(self, above: Mapping[int, Fraction], below: Mapping[int, Fraction], at: int) -> Fraction:
        """How ``at`` counts in it."""
        return self.sign * (above.get(at, _ZERO) - self.ratio * below.get(at, _ZERO))


@dataclass(frozen=True, slots=True)
class Inequality:
    """Σ ``weights`` · variable ≤ ``bound`` (< when ``strict``); ``origins`` are the givens it follows from.

    One given has the ``side`` of the row it is, unless its ratio is a variable.
    """

    weights: Mapping[int, Fraction]
    bound: Fraction
    strict: bool
    origins: frozenset[int]
    side: Side | None = None

    @property
    def broken(self) -> bool:
        """Whether it says of no variable what no number can."""
        return not self.weights and (self.bound < 0 or (self.strict and self.bound == 0))


class TooMany(Exception):  # noqa: N818 - an answer, caught by the search
    """More inequalities than are worth working out."""


def contradiction(given: Sequence[Inequality]) -> frozenset[int] | None:
    """The origins of a contradiction among ``given``, the smallest met; ``None`` where numbers fit all. Raises ``TooMany``."""
    left, broken = _sorted_out(given)
    eliminated = 0
    while not broken and left:
        eliminated += 1
        left, broken = _sorted_out(_without(_cheapest(left), left, eliminated))
    return min((each.origins for each in broken), key=lambda found: (len(found), sorted(found)), default=None)


def shares(given: Sequence[Inequality]) -> dict[int, Fraction] | None:
    """How often each of ``given`` (by its place) counts in a contradiction of them. Raises ``TooMany``."""
    left = [replace(each, weights={**each.weights, -1 - at: _ONE}) for at, each in enumerate(given)]
    eliminated = 0
    while left:
        for each in left:
            if max(each.weights) < 0 and (each.bound < 0 or (each.strict and each.bound == 0)):
                return {-1 - at: weight for at, weight in each.weights.items()}
        left = [each for each in left if max(each.weights) >= 0]
        eliminated += 1
        left = _without(_cheapest(left), left, eliminated) if left else left
    return None


def interval_of(
    variable: int, given: Sequence[Inequality], known: Mapping[int, Fraction] | None = None
) -> Interval | None:
    """What ``variable`` may be where all of ``given`` that bears on it holds with what is ``known``; ``None`` where it cannot.

    Raises ``TooMany``.
    """
    left, broken = _sorted_out(_about(variable, given, known or {}))
    eliminated = 0
    while not broken and (others := [each for each in left if set(each.weights) - {variable}]):
        eliminated += 1
        left, broken = _sorted_out(_without(_cheapest(others, variable), left, eliminated))
    if broken:
        return None
    found: Interval | None = Interval.everything()
    for each in left:
        end = each.bound / each.weights[variable]
        side = (
            Interval(None, end, hi_included=not each.strict)
            if each.weights[variable] > 0
            else Interval(end, None, lo_included=not each.strict)
        )
        found = None if found is None else found.intersect(side)
    return found


def _about(variable: int, given: Sequence[Inequality], known: Mapping[int, Fraction]) -> list[Inequality]:
    """What of ``given`` hangs together with ``variable``, values that are ``known`` put in."""
    reached = {variable}
    left = [_with(each, known) for each in given] if known else list(given)
    found: list[Inequality] = []
    while True:
        more = [each for each in left if not reached.isdisjoint(each.weights)]
        if not more:
            return found
        found += more
        left = [each for each in left if reached.isdisjoint(each.weights)]
        for each in more:
            reached.update(each.weights)


def _with(each: Inequality, known: Mapping[int, Fraction]) -> Inequality:
    if known.keys().isdisjoint(each.weights):
        return each
    told = sum((weight * known[at] for at, weight in each.weights.items() if at in known), _ZERO)
    weights = {at: weight for at, weight in each.weights.items() if at not in known}
    return replace(each, weights=weights, bound=each.bound - told)


def _sorted_out(given: Iterable[Inequality]) -> tuple[list[Inequality], list[Inequality]]:
    """Those that say something of a variable, and those broken."""
    said, broken = [], []
    for each in given:
        if each.weights:
            said.append(each)
        elif each.broken:
            broken.append(each)
    return said, broken


def _cheapest(given: Sequence[Inequality], but: int | None = None) -> int:
    """The variable (from 0 on; what is below counts shares) whose elimination makes the fewest new inequalities."""
    above: dict[int, int] = {}
    below: dict[int, int] = {}
    for each in given:
        for variable, weight in each.weights.items():
            counts = above if weight > 0 else below
            counts[variable] = counts.get(variable, 0) + 1
    found = [one for one in above.keys() | below.keys() if one >= 0 and one != but]
    return min(found, key=lambda one: (above.get(one, 0) * below.get(one, 0), one))


def _without(variable: int, given: Sequence[Inequality], eliminated: int) -> list[Inequality]:
    uppers = [each for each in given if each.weights.get(variable, 0) > 0]
    lowers = [each for each in given if each.weights.get(variable, 0) < 0]
    kept = [each for each in given if variable not in each.weights]
    for upper in uppers:
        for lower in lowers:
            origins = upper.origins | lower.origins
            if len(origins) <= eliminated + 1:
                kept.append(_joined(upper, lower, variable, origins))
        if len(kept) > _MOST:
            raise TooMany
    return kept


def _joined(upper: Inequality, lower: Inequality, variable: int, origins: frozenset[int]) -> Inequality:
    up, down = -lower.weights[variable], upper.weights[variable]
    weights, bound = _scaled(upper, up)
    below, bound_below = _scaled(lower, down)
    for at, weight in below.items():
        known = weights.get(at)
        weights[at] = weight if known is None else known + weight
    left = {at: weight for at, weight in weights.items() if weight}
    return Inequality(left, bound + bound_below, upper.strict or lower.strict, origins)


def _scaled(given: Inequality, factor: Fraction) -> tuple[dict[int, Fraction], Fraction]:
    """Weights and bound times ``factor``, which in sums is nearly always 1."""
    if factor == 1:
        return dict(given.weights), given.bound
    return {at: weight * factor for at, weight in given.weights.items()}, given.bound * factor
