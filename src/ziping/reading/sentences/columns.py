"""What else adds up once a list is known: plans, last year's figures, and changes with their signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ziping.reading.sentences.closing import slipped
from ziping.reading.sentences.groups import Group
from ziping.reading.sentences.picking import alike
from ziping.reading.sentences.proving import EXACT, FAILS, Reading, sum_holds
from ziping.reading.sentences.topics import Term, Topic

_LEAST = 2
_REVISED = re.compile("全年|调整|追加")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def readings_of(groups: Sequence[Group]) -> Iterator[Reading]:
    """Return the sums of all lists: of what was added up first, then of the other figures of the same topics."""
    seen: set[tuple[int, frozenset[int]]] = set()
    for group in groups:
        for reading in _of_group(group):
            key = (reading.claim.index, frozenset(term.index for term in reading.operands))
            if key not in seen:
                seen.add(key)
                yield reading


def _of_group(group: Group) -> Iterator[Reading]:
    if group.partial:
        yield replace(summed(group.total, group.terms, partial=True), plain=group.plain)
        return
    if group.by == "change" and len(group.terms) == 1:
        if group.total.value:
            yield Reading("equal", group.total, tuple(group.terms), "a", (), plain=True)
        return
    signs = [term.sign * group.total.sign for term in group.terms] if group.by == "change" else []
    yield replace(summed(group.total, group.terms, signs), plain=group.plain, likely=group.likely)
    if group.grade == FAILS:
        return
    if group.by == "change":
        yield from _levels(group)
        yield from _changes(group)
        return
    yield from _other_levels(group)
    yield from _changes(group)


def _levels(group: Group) -> Iterator[Reading]:
    """The changes of a list add up, so its levels must."""
    for total in group.head.levels:
        terms = [term for part in group.listed if (term := _akin(part, total)) is not None]
        if len(terms) == len(group.listed) >= _LEAST and not total.vague:
            yield summed(total, terms)
            return


def _other_levels(group: Group) -> Iterator[Reading]:
    for total in group.head.levels:
        if total is group.total:
            continue
        terms = [term for part in group.parts if (term := _like(part, total)) is not None]
        missed = len(terms) == len(group.parts) and (_complete(group, total, terms) or slipped(total, terms))
        if len(terms) >= _LEAST and (missed or sum_holds(total, terms) != FAILS):
            yield summed(total, terms)
    plan = group.head.planned
    planned = [part.planned for part in group.parts]
    if plan is not None and plan is not group.total:
        terms = [
            term for term in planned if term is not None and term.meets(plan) and term not in group.terms
        ]
        if plan in group.head.levels:
            terms = []
        if len(terms) >= _LEAST and sum_holds(plan, terms) != FAILS:
            in_passing = plan.role == "base" and "占" in plan.gap.lead
            yield summed(plan, terms, partial=in_passing)
    prior = group.head.prior
    if prior is not None:
        terms = [part.prior for part in group.parts if part.prior is not None and part.prior.meets(prior)]
        if len(terms) >= _LEAST and sum_holds(prior, terms) != FAILS:
            yield summed(prior, terms, partial=True)


def _complete(group: Group, total: Term, terms: Sequence[Term]) -> bool:
    """Whether a list that adds up exactly in one column names all there is, so that it must in this one too: of the same words."""
    added = group.grade == EXACT and sum(term.value > 0 for term in group.terms) >= _LEAST
    revised = {bool(_REVISED.search(term.gap.lead)) for term in (total, *terms)}
    return added and len(revised) == 1 and not any(term.vague for term in (total, *terms))


def _changes(group: Group) -> Iterator[Reading]:
    for total in group.head.changes:
        if total is group.total or _other_year(group, total):
            continue
        pairs = [(part, term) for part in group.parts if (term := _change(part, total)) is not None]
        terms = [term for _, term in pairs]
        signs = [term.sign * total.sign for term in terms]
        if not terms or _told_in_full(group, pairs):
            continue
        all_told = len(pairs) + sum(
            part.flat or _is_nothing(part) for part in group.parts if not part.changes
        ) == len(group.parts)
        grade = sum_holds(total, terms, signs)
        if len(terms) == 1:
            if grade == EXACT and total.value and all_told and signs[0] == 1:
                yield Reading("equal", total, tuple(terms), "a", (), plain=True)
        elif grade != FAILS or all_told:
            yield summed(total, terms, signs)


def _told_in_full(group: Group, pairs: Sequence[tuple[Topic, Term]]) -> bool:
    """Whether the total and all parts print both years beside the change: each is recomputed by itself, their sum adds nothing."""
    return group.head.prior is not None and all(part.prior is not None for part, _ in pairs)


def _other_year(group: Group, total: Term) -> bool:
    """Whether the total is against some other year than the last, which its parts are compared with."""
    stated = {term.against for part in group.parts for term in part.changes}
    against_last = any(term.against == "prior" for term in group.head.changes)
    return total.against.isdigit() and total.against not in stated and against_last


def _like(topic: Topic, total: Term) -> Term | None:
    """The topic's figure of the column and measure of ``total``."""
    return next((term for term in topic.levels if term.column == total.column and term.meets(total)), None)


def _akin(topic: Topic, total: Term) -> Term | None:
    """The topic's figure of that measure, of the same column or of one not said."""
    for term in topic.levels:
        if term.meets(total) and (term.column == total.column or not (term.column and total.column)):
            return term
    return None


def _is_nothing(topic: Topic) -> bool:
    return topic.level is not None and topic.level.value == 0


def _change(part: Topic, total: Term) -> Term | None:
    for term in part.changes:
        if term.meets(total) and alike(total.against, term.against):
            return term
    return None


def adds_nothing(reading: Reading) -> bool:
    """Whether a sum only says in passing that a total is its one part: “150万元,其中运行150万元,比上年减170万元,购置0万元”."""
    told = [term for term in reading.operands if term.value]
    apart = abs(reading.operands[-1].index - reading.operands[0].index) >= len(reading.operands)
    return (
        len(reading.operands) == _LEAST and len(told) == 1 and told[0].value == reading.claim.value and apart
    )


def summed(
    total: Term, terms: Sequence[Term], signs: Sequence[int] = (), *, partial: bool = False
) -> Reading:
    """Return the reading of a sum."""
    weights = tuple(signs) or (1,) * len(terms)
    written = "".join(
        ("-" if weight < 0 else "+" if place else "")
        + (_LETTERS[place] if place < len(_LETTERS) else f"x{place}")
        for place, weight in enumerate(weights)
    )
    kind = "partial_sum" if partial else "sum"
    return Reading(kind, total, tuple(terms), written, weights, plain=True)  # type: ignore[arg-type]  # one of two
