"""What a reader should know of the reading: a handful of notices a document, each about something to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from ziping.reading.papers.assembling import Assembled
from ziping.standards.workbook_terms import own_passages
from ziping.wording import Message

_SHOWN: Final = 30  # characters of a text that a notice quotes
_OF_A_KIND: Final = 3  # notices of one kind that are told one by one


def few(notices: Iterable[Message]) -> tuple[Message, ...]:
    """The first of each kind, and how many more there are of it."""
    told: list[Message] = []
    counted = Counter[str]()
    for notice in notices:
        counted[notice.key] += 1
        if counted[notice.key] <= _OF_A_KIND:
            told.append(notice)
    more = sum(max(0, count - _OF_A_KIND) for count in counted.values())
    return (*told, Message("reading.papers.more", {"count": more})) if more else tuple(told)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def unsure(assembled: Assembled, limit: int) -> list[Message]:
    """A notice for what was placed with less than ``limit`` percent of confidence."""
    found = []
    headings = {
        f"narrative.{choice.stored}": choice.shown for choice in own_passages(assembled.standard.outline)
    }
    for placed in assembled.placed:
        if placed.confidence < limit and placed.written:
            concept = assembled.standard.concepts.get(placed.concept)
            label = concept.label.zh if concept is not None else headings.get(placed.key, placed.key)
            stage = assembled.standard.stages.get(placed.stage)
            args = {
                "label": label,
                "stage": stage.label.zh if stage else "",
                "read": _short(placed.written),
                "confidence": placed.confidence,
            }
            found.append(Message("reading.papers.unsure", args))
    return found
