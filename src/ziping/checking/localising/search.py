"""All irredundant explanations of a fault, cheapest first: a hitting-set tree searched best first.

Every contradiction found names the operations of which one must be done; the tree branches over them. What contradictions
without a common operation must cost at least tells how far a node is from an explanation. Exact throughout,
deterministic, bounded by a number of nodes.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

from ziping.checking.localising.inequalities import TooMany
from ziping.checking.localising.model import QUARTERS
from ziping.checking.localising.operations import Steps
from ziping.checking.localising.state import Chosen, State, Trial

NODES = 1000
"""For one fault."""
IN_ALL = 3000
"""For all faults of a report."""
_BEYOND = QUARTERS  # explanations up to 1.0 dearer than the cheapest
_MOST = 60


@dataclass(frozen=True, slots=True)
class Searched:
    """Explanations as sets of operations, cheapest first; ``whole`` where the search came to its end; ``left`` of the nodes."""

    found: tuple[State, ...]
    whole: bool
    left: int


@dataclass(frozen=True, slots=True)
class _Node:
    """Operations done and operations ruled out (their branches are searched elsewhere), and what is still to be mended."""

    chosen: tuple[int, ...]
    forbidden: Chosen
    state: State | None = None
    cores: Sequence[Sequence[int]] = ()


def search(trial: Trial, nodes: int = NODES, *, kept: Chosen = frozenset(), most: int = _MOST) -> Searched:
    """Every irredundant explanation that costs at most 1.0 more than the cheapest, as far as ``nodes`` reach.

    At most ``most`` of them; none that does one of the operations ``kept`` undone.
    """
    steps = trial.steps
    found: list[State] = []
    heap: list[tuple[int, int, int, _Node]] = [(0, 0, 0, _Node((), kept))]
    limit: int | None = None
    made = 1
    while heap and len(found) < most:
        least, _, _, node = heapq.heappop(heap)
        if limit is not None and least > limit:
            return Searched(tuple(found), True, nodes)
        cost = steps.cost(node.chosen)
        if node.state is None:
            nodes -= 1
            if nodes < 0:
                return Searched(tuple(found), False, max(nodes, 0))
            try:
                node = _looked_at(node, trial)
                at_least = cost + _at_least(node, steps)
                if node.state is not None and not node.cores and _irredundant(node.state):
                    limit = cost + _BEYOND if limit is None else limit
                    found.append(node.state)
            except TooMany:
                return Searched(tuple(found), False, max(nodes, 0))
            if at_least > least and node.cores:
                made += 1
                heapq.heappush(heap, (at_least, -len(node.chosen), made, node))
                continue
        for child in _children(node, steps):
            made += 1
            total = steps.cost(child.chosen)
            if limit is None or total <= limit:
                heapq.heappush(heap, (max(total, least), -len(child.chosen), made, child))
    return Searched(tuple(found), not heap, nodes)


def _looked_at(node: _Node, trial: Trial) -> _Node:
    state = trial.left(frozenset(node.chosen))
    cores = [[each for each in core if each not in node.forbidden] for core in state.cores()]
    return _Node(node.chosen, node.forbidden, state, cores)


def _at_least(node: _Node, steps: Steps) -> int:
    """What is still to be paid: contradictions that share no operation are each paid for."""
    used: set[int] = set()
    total = 0
    for core in sorted(node.cores, key=len):
        if not core:
            return 10**9  # all its operations are searched elsewhere
        if used.isdisjoint(core):
            used.update(core)
            total += min(steps.all[each].cost for each in core)
    return total


def _children(node: _Node, steps: Steps) -> list[_Node]:
    """One for each operation that mends the contradiction with the fewest of them."""
    if not node.cores:
        return []
    core = min(node.cores, key=len)
    barred = set(node.forbidden)
    children = []
    for each in sorted(core, key=lambda one: (steps.all[one].cost, one)):
        children.append(_Node(tuple(sorted((*node.chosen, each))), frozenset(barred)))
        barred.add(each)
    return children


def _irredundant(state: State) -> bool:
    """Whether nothing done could be left undone. Raises ``TooMany``."""
    return all(state.trial.left(state.chosen - {each}).cores() for each in state.chosen)
