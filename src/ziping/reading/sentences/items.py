"""Which of the topics after an opening word are the items of its list, judged by marks and by their likeness to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from ziping.reading.sentences.layout import CLAUSE, PART, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.topics import Term, Topic

_LEAST = 2
_ENDING = 2
_NAMED_ALIKE = 4
_LINES = re.compile(":\n$|:\n[^,;。:\n]*$")
_BESIDES = re.compile("另|此外|除此")
_FILLING = re.compile("[0-9为是了约共]")


def items_of(
    first: Topic, following: Sequence[Topic], measure: Term | None, *, inner: bool = False
) -> list[Topic]:
    """The list as its marks have it: to the end of the sentence, or of the part if its items are parted by commas.

    ``measure`` is the total. Where every part of the sentence begins with a figure of that measure and goes on in the same words
    (“甲17万元,下达0万元;乙50万元,下达25万元”), the items are the parts, whatever else they tell. ``inner``: the total is itself an
    item, so that the list ends with its part of the sentence.
    """
    alike = [] if inner else _alike_parts(first, following, measure)
    if alike:
        return alike
    items: list[Topic] = []
    stop = PART if inner else SENTENCE
    numbered = is_numbered(first)
    for topic in following:
        if items:
            goes_on = numbered and is_numbered(topic)
            if topic.breaks >= stop and not goes_on:
                break
            if len(items) == 1 and topic.breaks <= CLAUSE:
                stop = PART
            if topic.opener and not goes_on:
                break
        items.append(topic)
    heads = [topic for topic in items if topic is first or topic.breaks >= PART or is_numbered(topic)]
    return heads if len(heads) >= _LEAST else items


def _alike_parts(first: Topic, following: Sequence[Topic], measure: Term | None) -> list[Topic]:
    """The first topics of the parts of a sentence that are all built alike; none if they are not, or are only one figure each."""
    if measure is None:
        return []
    parts: list[list[Topic]] = []
    for topic in following:
        if topic is first:
            parts.append([topic])
        elif topic.breaks >= SENTENCE or (topic.opener and topic.opener[0] != "~"):
            break
        elif topic.breaks == PART:
            parts.append([topic])
        else:
            parts[-1].append(topic)
    shapes = {_shape(part, measure) for part in parts}
    built = () not in shapes or _goes_on_alike(parts)  # of one figure each they are known by their marks
    if len(parts) < _LEAST or not built or len(shapes) > 1:
        return []
    heads = [part[0] for part in parts]
    return heads if all(any(level.meets(measure) for level in head.levels) for head in heads) else []


def _goes_on_alike(parts: Sequence[Sequence[Topic]]) -> bool:
    """Whether every part tells more than its first figure, and in the same words (甲17万元,惠及12人;乙50万元,惠及30人)."""
    leads = {part[1].gap.lead if len(part) > 1 and part[1].gap is not None else "" for part in parts}
    return len(leads) == 1 and "" not in leads


def _shape(part: Sequence[Topic], measure: Term) -> tuple[str, ...]:
    """How the words before the further figures of that measure end, in one part of a sentence."""
    return tuple(
        _FILLING.sub("", topic.gap.lead)[-_ENDING:]
        for topic in part[1:]
        if topic.gap is not None and topic.level is not None and topic.level.meets(measure)
    )


def is_numbered(topic: Topic) -> bool:
    """Whether a list number stands before it."""
    return topic.gap is not None and topic.gap.numbered > 0


def is_lined(first: Topic) -> bool:
    """Whether its list has a line for each item: “其中:” ends a line, and no number stands before the next."""
    return first.gap is not None and not first.gap.numbered and bool(_LINES.search(first.gap.words))


def belongs(topic: Topic, head: Topic) -> bool:
    """Whether by their names one may be part of the other: 非税收入 is none of 税收收入."""
    return not any(
        whole.search(head.subject) and not part.search(head.subject) and part.search(topic.subject)
        for whole, part in lexicon().apart
    )


def stays(first: Topic) -> Callable[[Topic], bool]:
    """Return what tells whether a topic is still of the list: not one named as its total is (各项存款…;各项贷款…)."""
    head = first.head
    shared = _shared(head.subject, first.subject) if head is not None else 0

    def still(topic: Topic) -> bool:
        if head is None:
            return True
        sibling = topic.breaks >= PART and _shared(head.subject, topic.subject) >= max(
            shared + 1, _NAMED_ALIKE
        )
        besides = topic.gap is not None and _BESIDES.match(topic.gap.lead)
        return (
            belongs(topic, head)
            and not sibling
            and not besides
            and not (_named(first)[-2:] == "收入" and _named(topic) == "支出")
        )

    return still


def _named(topic: Topic) -> str:
    return topic.subject or (topic.gap.lead if topic.gap is not None else "")


def _shared(one: str, other: str) -> int:
    """How many characters two names begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
