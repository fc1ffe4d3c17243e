"""Requests counted, by app: how many of which class of answer, how long they took.

The counters lie in memory that the server's processes share: it is made before they are forked (``--preload``).
"""

from __future__ import annotations

import multiprocessing
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

APPS = (
    "accounts", "organisation", "journal", "campaigns", "filling", "review", "disclosure", "api", "operating", "demo",
    "notices", "desk", "pages", "other",
)  # fmt: skip
# Microseconds; the promises of the pages (120 and 150 ms) are bounds, so that they can be watched.
BOUNDS = (5_000, 10_000, 25_000, 50_000, 100_000, 120_000, 150_000, 250_000, 500_000, 1_000_000, 5_000_000)
CLASSES = (2, 3, 4, 5)
_WIDTH = (
    len(CLASSES) + len(BOUNDS) + 1 + 1
)  # answers, durations and those beyond all bounds, sum of durations
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted for one app. ``durations`` by bound, not added up; ``total`` in microseconds."""

    app: str
    answers: dict[int, int]
    durations: tuple[int, ...]
    total: int


class Counters:
    """Counted by all processes forked from the one that made it."""

    def __init__(self) -> None:
        self._cells = multiprocessing.get_context("fork").Array("Q", len(APPS) * _WIDTH)

    def count(self, app: str, status: int, microseconds: int) -> None:
        start = APPS.index(app if app in APPS else "other") * _WIDTH
        answer = min(max(status // _HUNDRED, CLASSES[0]), CLASSES[-1]) - CLASSES[0]
        with self._cells.get_lock():
            self._cells[start + answer] += 1
            self._cells[start + len(CLASSES) + bisect_left(BOUNDS, microseconds)] += 1
            self._cells[start + _WIDTH - 1] += microseconds

    def read(self) -> Iterator[Measured]:
        with self._cells.get_lock():
            cells: list[int] = self._cells[:]
        for at, app in enumerate(APPS):
            mine = cells[at * _WIDTH : (at + 1) * _WIDTH]
            yield Measured(
                app,
                dict(zip(CLASSES, mine, strict=False)),
                tuple(mine[len(CLASSES) : _WIDTH - 1]),
                mine[-1],
            )


COUNTERS = Counters()
