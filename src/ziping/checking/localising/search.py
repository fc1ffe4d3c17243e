"""All irredundant explanations of a fault, cheapest first: a hitting-set tree searched best first.

Every contradiction names the operations of which one must be done (a *core*); the tree branches over the core with the
fewest. A core that a branch does not meet stays to be met below it, so that most branches are seen to be too dear before
anything is worked out for them. Exact throughout, deterministic, bounded by an effort.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ziping.checking.localising.contradictions import Contradictions, bits_of, numbers_of
from ziping.checking.localising.inequalities import TooMany
from ziping.checking.localising.model import QUARTERS
from ziping.checking.localising.operations import Steps
from ziping.checking.localising.state import Chosen, State, Trial

EFFORT = 10_000
"""For one fault: a set of operations worked out counts as ten, one only weighed as one."""
IN_ALL = 30_000
"""For all faults of a report."""
_WORKED_OUT, _WEIGHED = 10, 1
_BEYOND = QUARTERS  # explanations up to 1.0 dearer than the cheapest
_MOST = 300
_CARRIED = 60  # cores handed down a branch
_MONOTONE = ("figure", "ratio", "relation")  # done, these only ever leave more open


@dataclass(frozen=True, slots=True)
class Searched:
    """Explanations as sets of operations, cheapest first; ``whole`` where the search came to its end; ``left`` of the effort."""

    found: tuple[State, ...]
    whole: bool
    left: int


@dataclass(frozen=True, slots=True)
class _Node:
    """Operations done and ruled out (their branches are searched elsewhere), and cores still to be met."""

    chosen: tuple[int, ...]
    ruled_out: int
    cores: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Branches:
    """A node worked out: what may be done next, the cheapest first, from ``at`` on, with the operations before as bits."""

    node: _Node
    steps: Sequence[int]
    at: int = 0
    before: int = 0


def search(
    trial: Trial,
    effort: int = EFFORT,
    *,
    kept: Chosen = frozenset(),
    most: int = _MOST,
    looked: Contradictions | None = None,
) -> Searched:
    """Every irredundant explanation that costs at most 1.0 more than the cheapest, as far as ``effort`` reaches.

    At most ``most`` of them; none that does one of the operations ``kept`` undone. ``looked``: what is known of the trial.
    """
    return _Search(trial, effort, most, looked or Contradictions(trial)).run(bits_of(kept))


class _Search:
    def __init__(self, trial: Trial, effort: int, most: int, looked: Contradictions) -> None:
        self._trial, self._steps, self._looked = trial, trial.steps, looked
        self._effort, self._most = effort, most
        self._of_cost = _by_cost(trial.steps)
        self._found: list[State] = []
        self._limit: int | None = None
        self._whole = True
        self._heap: list[tuple[int, int, int, _Node | _Branches]] = []
        self._made = 0

    def run(self, kept: int) -> Searched:
        self._push(0, _Node((), kept, ()))
        while self._heap and self._effort > 0 and len(self._found) < self._most:
            least, _, _, entry = heapq.heappop(self._heap)
            if self._limit is not None and least > self._limit:
                self._heap.clear()
                break
            if isinstance(entry, _Branches):
                self._branch(entry, least)
            else:
                self._work_out(entry, least)
        whole = self._whole and not self._heap
        return Searched(tuple(self._found), whole, max(self._effort, 0))

    def _push(self, least: int, entry: _Node | _Branches) -> None:
        if self._limit is None or least <= self._limit:
            self._made += 1
            node = entry.node if isinstance(entry, _Branches) else entry
            heapq.heappush(self._heap, (least, -len(node.chosen), self._made, entry))

    def _branch(self, branches: _Branches, least: int) -> None:
        """Take one operation more and leave the others for later."""
        node, number = branches.node, branches.steps[branches.at]
        self._effort -= _WEIGHED
        if branches.at + 1 < len(branches.steps):
            following = branches.steps[branches.at + 1]
            cost = self._steps.cost(node.chosen) + self._steps.all[following].cost
            rest = _Branches(node, branches.steps, branches.at + 1, branches.before | 1 << number)
            self._push(max(least, cost), rest)
        ruled_out = node.ruled_out | branches.before
        kept = node.cores if self._steps.all[number].kind in _MONOTONE else ()
        cores = [core & ~ruled_out for core in kept if not core >> number & 1]
        if not all(cores):
            return
        child = _Node(tuple(sorted((*node.chosen, number))), ruled_out, cores)
        at_least = self._steps.cost(child.chosen) + self._at_least(cores)
        if at_least > least:
            self._push(at_least, child)
        elif self._limit is None or least <= self._limit:
            self._work_out(child, least)

    def _work_out(self, node: _Node, least: int) -> None:
        """What contradicts itself after ``node``: an explanation where nothing does, else what to branch over."""
        if self._limit is not None and least > self._limit:
            return
        self._effort -= _WORKED_OUT
        chosen = frozenset(node.chosen)
        try:
            contradicted = self._looked.after(chosen)
            if not contradicted:
                self._find(chosen)
                return
        except TooMany:
            self._whole = False
            return
        cores = list(dict.fromkeys([*(core & ~node.ruled_out for core in contradicted), *node.cores]))
        if not all(cores):
            return
        new = [core for core in cores if core not in node.cores] if node.cores else cores
        cores = cores[:_CARRIED]
        at_least = max(least, self._steps.cost(chosen) + self._at_least(cores))
        core = min(new or cores, key=int.bit_count)
        steps = sorted(numbers_of(core), key=lambda number: (self._steps.all[number].cost, number))
        cost = self._steps.cost(chosen) + self._steps.all[steps[0]].cost
        self._push(max(at_least, cost), _Branches(_Node(node.chosen, node.ruled_out, cores), steps))

    def _find(self, chosen: Chosen) -> None:
        """Keep ``chosen`` if nothing done could be left undone. Raises ``TooMany``."""
        if all(self._looked.after(chosen - {each}) for each in chosen):
            cost = self._steps.cost(chosen)
            self._limit = cost + _BEYOND if self._limit is None else self._limit
            self._found.append(self._trial.left(chosen))

    def _at_least(self, cores: Sequence[int]) -> int:
        """What meeting all ``cores`` must cost: each takes what the cheapest of its operations has left to give."""
        if not cores:
            return 0
        if len(cores) == 1:
            return self._paid(cores)
        apart = sorted(cores, key=lambda core: sum(1 for other in cores if core & other))
        return max(map(self._paid, (cores, cores[::-1], apart)))

    def _paid(self, cores: Iterable[int]) -> int:
        left = dict(self._of_cost)
        paid = 0
        for core in cores:
            cost = min(cost for cost, steps in left.items() if steps & core)
            if not cost:
                continue
            paid += cost
            less: dict[int, int] = {}
            for each, steps in left.items():
                less[each] = less.get(each, 0) | steps & ~core
                if met := steps & core:
                    less[each - cost] = less.get(each - cost, 0) | met
            left = less
        return paid


def _by_cost(steps: Steps) -> dict[int, int]:
    found: dict[int, int] = {}
    for step in steps.all:
        found[step.cost] = found.get(step.cost, 0) | 1 << step.number
    return found
