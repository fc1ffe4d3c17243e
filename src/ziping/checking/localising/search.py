"""All irredundant explanations of a fault, cheapest first: a hitting-set tree searched best first.

Every contradiction found names the operations of which one must be done; the tree branches over them. Exact throughout,
deterministic, bounded by a number of nodes.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from ziping.checking.localising.inequalities import TooMany
from ziping.checking.localising.model import QUARTERS
from ziping.checking.localising.state import Chosen, State, Trial

NODES = 1500
_BEYOND = QUARTERS  # explanations up to 1.0 dearer than the cheapest
_MOST = 60


@dataclass(frozen=True, slots=True)
class Searched:
    """Explanations as sets of operations, cheapest first; ``whole`` where the search came to its end."""

    found: tuple[State, ...]
    whole: bool


def search(trial: Trial, nodes: int = NODES) -> Searched:
    """Every irredundant explanation that costs at most 1.0 more than the cheapest, as far as ``nodes`` reach."""
    steps = trial.steps
    found: list[State] = []
    seen: set[Chosen] = set()
    heap: list[tuple[int, tuple[int, ...], Chosen]] = [(0, (), frozenset())]
    best: int | None = None
    while heap and nodes > 0 and len(found) < _MOST:
        _, ordered, forbidden = heapq.heappop(heap)
        chosen = frozenset(ordered)
        cost = steps.cost(chosen)
        if best is not None and cost > best + _BEYOND:
            break
        nodes -= 1
        state = trial.left(chosen)
        try:
            core = state.core()
            new = core is None and chosen not in seen and _irredundant(state)
        except TooMany:
            nodes = 0
            continue
        if core is None:
            if new:
                best = cost if best is None else best
                found.append(state)
                seen.add(chosen)
            continue
        open_ones = sorted(
            (each for each in core if each not in forbidden), key=lambda one: (steps.all[one].cost, one)
        )
        barred = set(forbidden)
        for each in open_ones:
            total = cost + steps.all[each].cost
            if best is None or total <= best + _BEYOND:
                heapq.heappush(heap, (total, tuple(sorted((*chosen, each))), frozenset(barred)))
            barred.add(each)
    return Searched(tuple(found), whole=not heap or (nodes > 0 and len(found) < _MOST))


def _irredundant(state: State) -> bool:
    """Whether nothing done could be left undone. Raises ``TooMany``."""
    return all(state.trial.left(state.chosen - {each}).core() is not None for each in state.chosen)
