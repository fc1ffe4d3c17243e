"""Where stored lines meet the core: a package read, scored and checked, once for each revision."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from threading import Lock

from ziping.checking import Checked, check
from ziping.reading import Entered, read_entered
from ziping.scoring import Scorecard, score
from ziping.standards import Standard, load_standard
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.store import entries

_KEPT = 64


@dataclass(frozen=True, slots=True)
class Assembled:
    """A package as the core sees it."""

    standard: Standard
    entered: Entered
    scorecard: Scorecard | None
    checked: Checked


@cache
def standard_named(name: str) -> Standard:
    return load_standard(name)


class _Recent:
    """The last packages assembled, by package and revision: a page and its parts ask for the same more than once."""

    def __init__(self) -> None:
        self.found: OrderedDict[tuple[int, int], Assembled] = OrderedDict()
        self.lock = Lock()

    def get(self, key: tuple[int, int]) -> Assembled | None:
        with self.lock:
            if key in self.found:
                self.found.move_to_end(key)
            return self.found.get(key)

    def put(self, key: tuple[int, int], assembled: Assembled) -> None:
        with self.lock:
            self.found[key] = assembled
            while len(self.found) > _KEPT:
                self.found.popitem(last=False)


_recent = _Recent()


def assemble(package: Package) -> Assembled:
    """The report of ``package`` at its revision, its marks and what the check says (without the likeliest wrong figures)."""
    key = (package.pk, package.revision)
    found = _recent.get(key)
    if found is None:
        standard = standard_named(package.campaign.standard)
        entered = read_entered(entries(package), standard, package.campaign.year)
        card = score(entered.report, standard)
        found = Assembled(standard, entered, card, check(entered.report, standard, card, explain=False))
        _recent.put(key, found)
    return found
