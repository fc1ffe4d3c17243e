"""Small questions the narrator asks: is this a change, is it one thing in two measures, whom does an enumeration speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ziping.reading.sentences.layout import LISTED
from ziping.reading.sentences.naming import HOLDS, likeness
from ziping.reading.sentences.topics import Term, Topic

_DONE = re.compile("(?:安排|支付|拨付|接待|采购|发放|投入)$")
_TO = re.compile("[到至]$")
_ONLY_COMPARED = ("结余", "欠", "新增", "追加", "节约", "节支", "节省", "超支")
_EVEN_THEN = ("新增", "节约", "节支", "超支", "节省")


def is_change(verb: str, lead: str, *, compared: bool, spoken: bool) -> bool:
    """Whether a verb of change before a figure makes it a change; ``spoken``: something was spoken of before."""
    if verb in _ONLY_COMPARED:
        return compared and verb in _EVEN_THEN
    if _TO.search(lead) or (_DONE.search(lead) and not compared):
        return False
    return compared or spoken or lead != verb


def measured_twice(current: Topic, term: Term) -> bool:
    """“8652户13218人”: one thing in two measures."""
    if term.gap.lead or term.gap.breaks > LISTED or not current.levels or term.figure.unit is None:
        return False
    return current.levels[-1].end == term.start - len(term.gap.words) and not any(
        term.meets(level) for level in current.levels
    )


def speaks_of(names: Sequence[str], topics: Sequence[Topic]) -> bool:
    """Whether an enumeration names any of the topics it may speak of."""
    pairs = zip(names, topics, strict=False)
    return any(name in topic.subject or likeness(name, topic.subject) >= HOLDS for name, topic in pairs)


def detach(topic: Topic, term: Term) -> None:
    """Take a figure from a topic again."""
    topic.terms.remove(term)
    if term in topic.changes:
        topic.changes.remove(term)
