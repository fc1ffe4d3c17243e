"""Who else in a text may be meant: topics before and after, those of the same name, those whose list a topic stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.reading.sentences.layout import PART
from ziping.reading.sentences.naming import SAME, likeness
from ziping.reading.sentences.topics import Term, Topic

BACK = 24
AHEAD = 12
NEAR = 5


class Neighbours:
    """The topics and figures of a text, asked for from where one of them stands. Every answer is of bounded length."""

    def __init__(self, topics: Sequence[Topic], terms: Sequence[Term]) -> None:
        self.topics = topics
        self.terms = terms
        self._periods = {
            level.index: level.period or topic.period for topic in topics for level in topic.levels
        }

    def tail(self, term: Term) -> str:
        """Return the words right after a figure (“5000万元已全部到位”), empty for the last of a text."""
        return self.terms[term.index + 1].gap.tail if term.index + 1 < len(self.terms) else ""

    def year_of(self, level: Term) -> str:
        """Return the year a figure is of, empty where none is said."""
        return self._periods.get(level.index, "")

    def near(self, topic: Topic) -> list[Topic]:
        """Return the topic and those before it, the nearest first."""
        return [topic, *reversed(self.topics[max(0, topic.index - BACK) : topic.index])]

    def after(self, topic: Topic) -> Sequence[Topic]:
        """Return the topics that follow."""
        return self.topics[topic.index + 1 : topic.index + AHEAD]

    def named(self, subject: str, but: Topic) -> list[Topic]:
        """Return the topics of that name that have a level, the likest and nearest first."""
        if not subject:
            return []
        window = self.topics[max(0, but.index - 2 * BACK) : but.index + AHEAD]
        ranked = [(likeness(subject, one.subject), one) for one in window if one is not but and one.levels]
        ranked = [pair for pair in ranked if pair[0]]
        ranked.sort(key=lambda pair: (-pair[0], abs(but.index - pair[1].index)))
        return [one for _, one in ranked]

    def only_namesake(self, topic: Topic, level: Term) -> bool:
        """Whether ``level`` is that of the one topic with exactly the same name."""
        same = [
            one
            for one in self.named(topic.subject, topic)
            if one.level and likeness(one.subject, topic.subject) == SAME
        ]
        return len(same) == 1 and same[0].level is level

    def namesake(self, topic: Topic, level: Term) -> bool:
        """Whether ``level`` is that of a topic with exactly the same name."""
        return any(
            level in one.levels
            for one in self.named(topic.subject, topic)
            if likeness(one.subject, topic.subject) == SAME
        )

    def levels(self, topic: Topic, like: Term | None) -> Iterator[Term]:
        """Yield levels a topic may have: its own, a namesake's, those of the list it stands in, those before it."""
        seen: set[int] = set()
        near = self.near(topic)
        if topic.levels:  # what has a level of its own can at most borrow that of a list or its total
            beside = topic.index - 1 if topic.breaks < PART else topic.index
            near = [one for one in near if one.parts or one.index == beside]
        for one in (topic, *self.named(topic.subject, topic), *ancestors(topic), *near):
            for level in sorted(one.levels, key=lambda level: level.column == "plan"):
                if level.index not in seen and (like is None or level.meets(like)):
                    seen.add(level.index)
                    yield level

    def recent(self, term: Term, count: int = 2 * NEAR) -> list[Term]:
        """Return the figures shortly before ``term``, the nearest first."""
        before = self.terms[max(0, term.index - count) : term.index]
        return [other for other in reversed(before) if other.role != "aside"]


def ancestors(topic: Topic) -> Iterator[Topic]:
    """Yield the total whose part a topic is, the total of that, and so on."""
    seen = {topic.index}
    parent = topic.parent
    while parent is not None and parent.index not in seen:
        seen.add(parent.index)
        yield parent
        parent = parent.parent


def of_years(topic: Topic, against: str) -> Iterator[tuple[Term, Term]]:
    """“2025年执行数为a,2026年预算安排b,比2025年…”: this year and the one compared with, both said of one topic."""
    for before in topic.levels:
        if not before.period or before.period != against:
            continue
        for now in topic.levels:
            if now.period not in ("", before.period) and now.meets(before):
                yield now, before


def comparable_columns(one: Term, other: Term) -> bool:
    """Whether two figures are of one column: an outcome is no share of a plan."""
    return {one.column, other.column} != {"plan", "actual"}
