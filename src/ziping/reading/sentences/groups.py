"""A list that was found: its total, its parts, how well they add up; and small questions about it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ziping.reading.sentences.closing import closes
from ziping.reading.sentences.layout import LISTED, PART, SENTENCE
from ziping.reading.sentences.topics import Term, Topic

WEAK = frozenset("(1:")
"""Openers that begin a list only if it adds up."""
_LEAST = 2
_MUCH = 5  # a fifth of the total


class Group(Struct):
    """A total and its parts; ``by`` is what was added up, ``grade`` how well."""

    head: Topic
    parts: list[Topic]
    by: str  # "level" or "change"
    total: Term
    terms: list[Term]
    grade: int
    plain: bool
    partial: bool = False
    likely: bool = False  # not plainly a list of all parts, but it looks like one
    listed: Sequence[Topic] = ()  # the parts and what stands among them without a figure of that kind


def just_missed(total: Term, parts: Sequence[Topic], terms: Sequence[Term]) -> bool:
    """Whether parts that must come to a total miss it by so little that no other can be meant."""
    apart = abs(sum(term.value for term in terms) - total.value)
    return _MUCH * apart <= total.value and closes(parts, total, terms)


def fills(total: Term, terms: Sequence[Term]) -> bool:
    """“18万元(接待12万元、车辆7万元)”: a bracket that lists parts without 含 lists them all, unless much is missing."""
    if any(term.column or term.period for term in terms):
        return False
    return _MUCH * abs(sum(term.value for term in terms) - total.value) <= total.value


def is_item(head: Topic | None) -> bool:
    """Whether a total is itself an item of a list, so that a semicolon ends its own."""
    if head is None or head.breaks >= SENTENCE:
        return False
    return bool(head.opener and head.opener[0] not in WEAK) or head.breaks == PART


def beyond(group: Group) -> bool:
    """Whether one part alone is more than the whole, and is surely a part: the first, or one of a row parted by one mark."""
    total = group.total.figure.unit
    for term, part in zip(group.terms, group.parts, strict=True):
        unit = term.figure.unit
        if term.value > group.total.value and unit and total and unit.stem == total.stem:
            marks = {one.breaks for one in group.parts[1:]}
            in_a_row = len(marks) == 1 and len(group.parts) > _LEAST and group.parts[0].breaks != LISTED
            return part is group.parts[0] or in_a_row
    return False


def only_one(levels: Sequence[Term], total: Term) -> bool:
    """Whether a topic has one figure of that measure, so that no other of its own can be the total."""
    return sum(level.meets(total) for level in levels) == 1


def says_share(topic: Topic) -> bool:
    return any(term.role == "share" for term in topic.terms)


def with_zeros(parts: Sequence[Topic], terms: Sequence[Term], count: int) -> int:
    """Parts of nothing right after the others belong to them."""
    while (
        count < len(parts)
        and not terms[count].value
        and parts[count].breaks < SENTENCE
        and not parts[count].opener
    ):
        count += 1
    return count
