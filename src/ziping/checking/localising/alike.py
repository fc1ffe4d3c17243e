"""Figures that differ in nothing but their amount: parts of the very same sums, each stated once.

Whatever contradiction one of them mends, the others mend as well, so the search tries one for all: the one that can fall
furthest. Which of them somebody mistyped only its own digits can tell.
"""

from __future__ import annotations

from fractions import Fraction

from ziping.checking.localising.state import Chosen, Trial

_ZERO = Fraction(0)


class Alike:
    """The operations of a trial that stand for each other."""

    def __init__(self, trial: Trial) -> None:
        classes: dict[tuple[object, ...], list[int]] = {}
        ratios = {row.multiplier for row in trial.model.rows}
        for group, number in trial.steps.wrong.items():
            mention = trial.model.groups[group]
            at = mention.quantity
            single = len(trial.model.of_quantity[at]) == 1 and at not in trial.watched
            if single and group not in trial.steps.labels and at not in ratios:
                rows = (
                    (row.number, row.above.get(at, _ZERO), row.below.get(at, _ZERO))
                    for each in trial.model.of_rows.get(at, ())
                    if (row := trial.model.rows[each]).number in trial.rows
                )
                step = mention.figure.step
                classes.setdefault((trial.steps.all[number].cost, step, *rows), []).append(number)
        self._classes: dict[int, list[int]] = {}
        self._later = 0
        for members in classes.values():
            if len(members) > 1:
                members.sort(key=lambda each: _furthest_first(trial, each))
                self._classes.update(dict.fromkeys(members, members))
                for each in members[1:]:
                    self._later |= 1 << each

    def first(self, core: int, chosen: Chosen) -> int:
        """``core`` with only the first of those alike that is not done yet."""
        later = self._later
        for each in chosen:
            members = self._classes.get(each, ())
            following = next((other for other in members if other not in chosen), None)
            if following is not None:
                later &= ~(1 << following)
        return core & ~later

    def of(self, number: int) -> list[int]:
        """The operations like ``number``, itself included."""
        return self._classes.get(number, [number])


def _furthest_first(trial: Trial, number: int) -> tuple[bool, Fraction, int]:
    """By how far the figure may fall: of 0 or less as far as can be, else to itself with a sign."""
    value = trial.model.groups[trial.steps.all[number].group].value
    return (value > 0, -value, number)
