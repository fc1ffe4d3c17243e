"""Where stored lines meet the core: a package read, scored and checked, once for each revision."""

from __future__ import annotations

import datetime as dt
import gc
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from threading import Lock

from ziping.checking import Checked, check
from ziping.reading import Entered, read_entered
from ziping.report import Statement, statement_of
from ziping.scoring import Scorecard, score
from ziping.standards import Standard, load_standard
from ziping.workbench.filling.models import Package
from ziping.workbench.filling.store import entries

_KEPT = 32  # some 2 MiB each
_Key = tuple[int, int, dt.datetime]  # the time too: a revision that was rolled back is given a second time


@dataclass(frozen=True, slots=True)
class Assembled:
    """A package as the core sees it. ``statement`` holds what was typed, without the marks it earns."""

    standard: Standard
    entered: Entered
    scorecard: Scorecard | None
    checked: Checked
    statement: Statement


@cache
def standard_named(name: str) -> Standard:
    """The standard, loaded once. It stays for good, so that collecting garbage need not walk through it again."""
    standard = load_standard(name)
    gc.collect()
    gc.freeze()
    return standard


class _Recent:
    """The last packages assembled, by package, revision and its time: a page and its parts ask for the same more than once."""

    def __init__(self) -> None:
        self.found: OrderedDict[_Key, Assembled] = OrderedDict()
        self.lock = Lock()

    def get(self, key: _Key) -> Assembled | None:
        with self.lock:
            if key in self.found:
                self.found.move_to_end(key)
            return self.found.get(key)

    def put(self, key: _Key, assembled: Assembled) -> None:
        with self.lock:
            self.found[key] = assembled
            while len(self.found) > _KEPT:
                self.found.popitem(last=False)

    def clear(self) -> None:
        with self.lock:
            self.found.clear()


_recent = _Recent()


def forget() -> None:
    """Forget what was assembled: the database behind it was exchanged, and its numbers may mean other packages."""
    _recent.clear()


def assemble(package: Package) -> Assembled:
    """The report of ``package`` at its revision, its marks and what the check says (without the likeliest wrong figures)."""
    key = (package.pk, package.revision, package.changed_at)
    found = _recent.get(key)
    if found is None:
        standard = standard_named(package.campaign.standard)
        entered = read_entered(entries(package), standard, package.campaign.year)
        statement = statement_of(entered.report, standard)
        card = score(entered.report, standard, statement=statement)
        checked = check(entered.report, standard, card, statement=statement, explain=False)
        found = Assembled(standard, entered, card, checked, statement)
        _recent.put(key, found)
    return found
