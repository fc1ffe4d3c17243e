"""Systems of a few linear inequalities, decided exactly: eliminated variable by variable (Fourier and Motzkin).

Each derived inequality knows which given ones it comes from; a contradiction names them (its *core*), and one that needs
more givens than variables were eliminated plus one is superfluous (Chernikov) and dropped. Fractions throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ziping.figures import Interval

_MOST = 400


@dataclass(frozen=True, slots=True)
class Inequality:
    """Σ ``weights`` · variable ≤ ``bound`` (< when ``strict``); ``origins`` are the givens it follows from."""

    weights: Mapping[int, Fraction]
    bound: Fraction
    strict: bool
    origins: frozenset[int]

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


def interval_of(variable: int, given: Sequence[Inequality]) -> Interval | None:
    """What ``variable`` may be where all of ``given`` hold; ``None`` where they cannot. Raises ``TooMany``."""
    left, broken = _sorted_out(given)
    eliminated = 0
    while not broken and (others := [each for each in left if set(each.weights) - {variable}]):
        eliminated += 1
        left, broken = _sorted_out(_without(_cheapest(others, variable), left, eliminated))
    found: Interval | None = None if broken else Interval.everything()
    for each in left:
        end = each.bound / each.weights[variable]
        side = (
            Interval(None, end, hi_included=not each.strict)
            if each.weights[variable] > 0
            else Interval(end, None, lo_included=not each.strict)
        )
        found = None if found is None else found.intersect(side)
    return found


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
    """The variable whose elimination makes the fewest new inequalities."""
    above: dict[int, int] = {}
    below: dict[int, int] = {}
    for each in given:
        for variable, weight in each.weights.items():
            counts = above if weight > 0 else below
            counts[variable] = counts.get(variable, 0) + 1
    found = (above.keys() | below.keys()) - {but}
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
