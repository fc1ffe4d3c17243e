"""Own paragraphs and the figures in them: what may be taken over, and which figures have changed since it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ziping.composing.offering import Offer, offers
from ziping.workbench.filling.assemble import Assembled
from ziping.workbench.filling.models import Change, Package

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?%?")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stale:
    """A figure of a text that the tables no longer say; ``now`` is what stands in its place, blank where nobody can tell."""

    written: str
    now: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an own paragraph: sentences to take over, figures in it that have become stale."""

    offers: tuple[Offer, ...]
    stale: tuple[Stale, ...]


def beside(package: Package, assembled: Assembled, typed: Mapping[str, str], topic: str) -> dict[str, Beside]:
    """For every own paragraph. ``typed`` is what stands there, ``topic`` where it is typed: one query."""
    if assembled.scorecard is None:
        return {}
    said = offers(assembled.entered.report, assembled.standard, assembled.scorecard)
    taken = accepted(package, topic)
    return {
        key: Beside(found, tuple(stale(typed.get(key, ""), taken.get(key, ()), found)))
        for key, found in said.items()
    }


def accepted(package: Package, topic: str) -> dict[str, list[str]]:
    """The composed sentences somebody took over, by paragraph, the latest last."""
    found: dict[str, list[str]] = {}
    changes = Change.objects.filter(package=package, topic=topic, way=Change.Way.COMPOSED).order_by("id")
    for key, before, after in changes.values_list("key", "before", "after"):
        found.setdefault(key, []).append(after.removeprefix(before).strip() or after)
    return found


def stale(text: str, taken: Iterable[str], now: Iterable[Offer]) -> Iterable[Stale]:
    """The figures of ``text`` that came with a sentence taken over and are no longer what that sentence says.

    A figure somebody wrote by hand is bound to nothing and left alone.
    """
    current = [offer.text for offer in now]
    standing = {number for one in current for number in _NUMBER.findall(one)}
    by_words = {_words(one): _NUMBER.findall(one) for one in current}
    written = _NUMBER.findall(text)
    told: dict[str, str] = {}
    for sentence in (line for one in taken for line in one.splitlines()):
        numbers = _NUMBER.findall(sentence)
        replaced = by_words.get(_words(sentence), [])
        for at, number in enumerate(numbers):
            if number in written and number not in standing:
                told[number] = replaced[at] if len(replaced) == len(numbers) else told.get(number, "")
    return [Stale(number, new) for number, new in told.items()]


def _words(sentence: str) -> str:
    """A sentence without its figures: what tells it from the others."""
    return _BLANKS.sub("", _NUMBER.sub("#", sentence))
