"""Which of a topic's figures may stand in a sum: one of the column and measure of the total, or the change against the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.topics import Term, Topic


def weights_of(total: Term, terms: Sequence[Term], by: str) -> tuple[int, ...]:
    return tuple(term.sign * total.sign for term in terms) if by == "change" else ()


def level_like(total: Term, *, strictly: bool = False, both: bool = False) -> Callable[[Topic], Term | None]:
    """Return what picks a topic's figure of the column and dimension of ``total``."""

    def pick(topic: Topic) -> Term | None:
        levels = [
            level
            for level in topic.levels
            if level.meets(total) and not level.vague and _full_marks(level) == _full_marks(total)
        ]
        if not levels or _per_head(total) or any(_per_head(level) for level in levels):
            return None
        term = next((level for level in levels if level.column == total.column), None) or _best(levels)
        mixed = bool(total.column and term.column) and term.column != total.column
        if mixed and (strictly or both):
            return None
        return term

    return pick


def _full_marks(term: Term) -> bool:
    return bool(lexicon().full_marks.search(term.gap.lead))


def _per_head(term: Term) -> bool:
    return bool(lexicon().per_head.search(term.gap.lead))


def _best(levels: Sequence[Term]) -> Term:
    """The outcome before the plan."""
    return min(levels, key=lambda level: ("actual", "", "prior", "plan").index(level.column))


def change_like(total: Term) -> Callable[[Topic], Term | None]:
    """Return what picks a topic's change against the same thing as ``total``."""

    def pick(topic: Topic) -> Term | None:
        for term in topic.changes:
            if term.meets(total) and alike(total.against, term.against):
                return term
        return None

    return pick


def alike(one: str, other: str) -> bool:
    """Whether two changes may be against the same: a year may be last year, and nothing said goes with all."""
    if not one or not other or one == other:
        return True
    return "plan" not in (one, other) and "prior" in (one, other)
