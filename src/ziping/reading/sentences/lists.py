"""Lists and their totals: which topics are the parts of which, found by words that open a list and proved by adding up.

Inner lists are found before the outer ones, and what an inner list does not need is offered to the outer: “其中:一般转移支付1478万元
(含…,专项转移支付406万元)” closes the outer sum with an item of the wrong bracket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from ziping.reading.sentences.closing import closes, is_family, one_slip, slipped
from ziping.reading.sentences.groups import (
    WEAK,
    Group,
    beyond,
    fills,
    is_item,
    just_missed,
    only_one,
    says_share,
    with_zeros,
)
from ziping.reading.sentences.items import belongs, is_lined, is_numbered, items_of, stays
from ziping.reading.sentences.layout import PARAGRAPH, PART, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import HOLDS, SAME, likeness
from ziping.reading.sentences.picking import change_like, level_like, weights_of
from ziping.reading.sentences.proving import EXACT, FAILS, ROUNDING, sum_holds
from ziping.reading.sentences.signs import Around, says_all, seems_all
from ziping.reading.sentences.topics import Term, Topic

_LONGEST = 40
_BACK = 12
_LEAST = 2


class Lists:
    """All lists of a text; ``groups`` in the order found."""

    def __init__(self, topics: Sequence[Topic], around: Around) -> None:
        self.topics = topics
        self.around = around
        self.hard = [index + 1 for index in range(len(topics))]
        self.soft = list(self.hard)
        self.groups: list[Group] = []

    def run(self) -> list[Group]:
        for topic in reversed(self.topics):
            if topic.opener:
                self._opened(topic)
            elif topic.run and not (topic.index and self.topics[topic.index - 1].run == topic.run):
                self._enumerated(topic)
        return self.groups

    # --- lists that words open --------------------------------------------------------------------------------------------

    def _opened(self, first: Topic) -> None:
        weak = first.opener[0] in WEAK or first.opener[0] == "~"
        plain = not weak and first.breaks < SENTENCE and first.head is not None
        for head in self._heads(first):
            primary = head is first.head
            if not primary and plain and self._wrong(first):
                return  # it names all parts of the figure right before it: no other total excuses it
            for sequence in self._sequences(first):
                group = self._held(head, sequence, strict=weak or not primary)
                if group is not None:
                    self._keep(group)
                    self._once_more(group, weak=weak)
                    return
        guess = first.opener[0] == "~" or (weak and first.breaks >= PARAGRAPH)
        if first.head is None or guess or self._wrong(first) or weak or self._likely(first):
            return
        self._partial(first.head, first)

    def _heads(self, first: Topic) -> Iterator[Topic]:
        """Whose list it may be: the topic before it; after a full stop, or for one more division, also those before that."""
        head = first.head
        if head is not None:
            yield head
        divided = bool(lexicon().divided_by.search(first.opener))
        far = first.breaks >= PART or divided
        low = max(0, first.index - (3 * _BACK if divided or first.breaks >= PARAGRAPH else _BACK))
        for index in range(first.index - 1, low - 1, -1):
            other = self.topics[index]
            if other is not head and not (first.within and other.within == first.within):
                if not far and other.breaks >= SENTENCE:
                    yield other
                    return
                yield other

    def _sequences(self, first: Topic) -> Iterator[list[Topic]]:
        """What may be the parts, best guess first: all topics, those at the head of an item, then those of inner lists too."""
        all_of = list(self._sequence(first, self.soft, brackets=False))
        yield all_of
        heads = [topic for topic in all_of if topic is first or topic.breaks >= PART or is_numbered(topic)]
        if len(heads) < len(all_of):
            yield heads
        for brackets in (False, True):
            more = list(self._sequence(first, self.hard, brackets=brackets))
            if len(more) > len(all_of):
                yield more

    def _sequence(self, first: Topic, skipping: Sequence[int], *, brackets: bool) -> Iterator[Topic]:
        index, count = first.index, 0
        lined = is_lined(first)
        while index < len(self.topics) and count < _LONGEST:
            topic = self.topics[index]
            if topic is not first:
                if first.within and (not topic.within or topic.within < first.within):
                    return
                if topic.breaks >= PARAGRAPH and is_numbered(topic) == lined:
                    return
            if brackets or topic.within <= first.within:
                yield topic
                count += 1
            index = skipping[index]

    def _held(self, head: Topic, sequence: Sequence[Topic], *, strict: bool) -> Group | None:
        for total in sorted(head.levels, key=lambda level: level.column == "plan"):
            pick = level_like(total, both=len(head.levels) > 1)
            group = self._prefix(head, sequence, total, "level", pick, strict=strict)
            if group is not None:
                return group
        for total in head.changes:
            group = self._prefix(head, sequence, total, "change", change_like(total), strict=strict)
            if group is not None:
                return group
        return None

    def _prefix(
        self,
        head: Topic,
        sequence: Sequence[Topic],
        total: Term,
        by: str,
        pick: Callable[[Topic], Term | None],
        *,
        strict: bool,
    ) -> Group | None:
        """The shortest run of parts, from the first, that adds up; better exactly, better where the text pauses."""
        parts: list[Topic] = []
        terms: list[Term] = []
        best: tuple[int, int] | None = None
        summed = total.value - total.value
        steps = total.step
        for topic in sequence:
            if (
                by == "level"
                and parts
                and topic.breaks >= SENTENCE
                and topic.opener
                and topic.gap
                and not topic.gap.numbered
            ):
                break
            if not belongs(topic, head):
                break
            term = pick(topic)
            if term is None or term is total:
                continue
            parts.append(topic)
            terms.append(term)
            summed += term.value * (term.sign * total.sign if by == "change" else 1)
            steps += term.step
            gap = abs(summed - total.value)
            if 2 * gap > steps:
                continue
            grade = EXACT if not gap else ROUNDING
            pauses = self._pauses(topic) or is_family([part.subject for part in parts])
            rank = self._rank(grade, len(parts), pauses, strict=strict)
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, len(parts))
        if best is None:
            return None
        count = with_zeros(parts, terms, best[1])
        grade = sum_holds(total, terms[:count], weights_of(total, terms[:count], by))
        if count == 1 and (
            (by == "change" and head.elided) or says_share(parts[0]) or total.figure.unit is None
        ):
            return None
        last = parts[count - 1]
        listed = [topic for topic in sequence if topic.index <= last.index]
        return Group(head, parts[:count], by, total, terms[:count], grade, plain=True, listed=listed)

    @staticmethod
    def _rank(grade: int, count: int, pauses: bool, *, strict: bool) -> int | None:
        if count < _LEAST:
            return 5 if grade == EXACT and pauses and not strict else None
        if grade == EXACT:
            return 1 if pauses else (None if strict and count == _LEAST else 2)
        return 3 if pauses else None

    def _pauses(self, topic: Topic) -> bool:
        """Whether the text makes a stop after a topic and all that belongs to it."""
        after = self.soft[topic.index]
        if after >= len(self.topics):
            return True
        following = self.topics[after]
        gap = following.gap
        assert gap is not None
        return (
            following.breaks >= PART
            or gap.closed > 0
            or bool(following.opener)
            or following.within < topic.within
        )

    # --- what was found -----------------------------------------------------------------------------------------------------

    def _keep(self, group: Group) -> None:
        self.groups.append(group)
        last = group.parts[-1].index
        if group.grade != FAILS and not group.partial:
            self._skip(self.hard, group.head.index, group.parts[0].index, self.hard[last])
        self._skip(self.soft, group.head.index, group.parts[0].index, self.soft[last])
        for part in group.parts:
            if part.parent is None and part is not group.head:
                part.parent = group.head
        group.head.parts = group.head.parts or group.parts

    @staticmethod
    def _skip(chain: list[int], head: int, first: int, after: int) -> None:
        if chain[head] == first or head == first - 1:
            chain[head] = max(chain[head], after)

    def _once_more(self, group: Group, *, weak: bool) -> None:
        """“其中中央…,地方…;税收…,非税….”: the rest of the sentence divides the same total once more."""
        if weak or group.by != "level":
            return
        index = self.soft[group.parts[-1].index]
        rest: list[Topic] = []
        while index < len(self.topics) and self.topics[index].breaks < SENTENCE:
            if self.topics[index].within == group.parts[0].within:
                rest.append(self.topics[index])
            index = self.soft[index]
        if len(rest) < _LEAST or rest[0].breaks != PART or rest[0].opener:
            return
        pick = level_like(group.total)
        terms = [term for topic in rest if (term := pick(topic)) is not None]
        if len(terms) < len(rest):
            return
        grade = sum_holds(group.total, terms)
        if grade != FAILS or (is_family([topic.subject for topic in rest]) and slipped(group.total, terms)):
            self._keep(Group(group.head, rest, "level", group.total, terms, grade, plain=True))

    def _misses(self, head: Topic, first: Topic) -> Iterator[Group]:
        """The sums that a list would have to make and does not."""
        parts = self._until_pause(first, head.level)
        for by, totals in (("level", head.levels), ("change", head.changes)):
            for total in sorted(totals, key=lambda one: one.column == "plan"):
                pick = level_like(total, strictly=True) if by == "level" else change_like(total)
                pairs = [(topic, term) for topic in parts if (term := pick(topic)) is not None]
                terms = [term for _, term in pairs]
                if terms and sum_holds(total, terms, weights_of(total, terms, by)) == FAILS:
                    yield Group(head, [topic for topic, _ in pairs], by, total, terms, FAILS, plain=True)

    def _wrong(self, first: Topic) -> bool:
        """Keep a list that names all there is and does not add up."""
        assert first.head is not None, "it was opened by words after a figure"
        for group in self._misses(first.head, first):
            filled = first.opener == "(" and fills(group.total, group.terms)
            signs = weights_of(group.total, group.terms, group.by)
            sure = first.opener[0] not in WEAK and first.breaks <= SENTENCE
            sure = sure and (group.by == "change" or only_one(first.head.levels, group.total))
            if len(group.terms) < _LEAST or (not filled and self._is_of_another(group)):
                continue
            told = sure and not signs and says_all(first, group.total, group.parts, group.terms, self.around)
            if filled or told or closes(group.parts, group.total, group.terms, signs, sure=sure):
                self._keep(group)
                return True
        return False

    def _is_of_another(self, group: Group) -> bool:
        """“基本支出a,项目支出b,合计c,其中人员d,公用e”: what a figure before, of another name, comes to exactly."""
        summed = sum((term.value for term in group.terms), Fraction(0))
        for other in self.topics[max(0, group.head.index - _BACK) : group.head.index]:
            same = [level for level in other.levels if level.value == summed and level.meets(group.total)]
            if same and likeness(other.subject, group.head.subject) < SAME:
                return group.by == "level" and not one_slip(group.total, summed)
        return False

    def _likely(self, first: Topic) -> bool:
        """Keep a list that looks like one of all parts and misses its total by one slip of the pen."""
        assert first.head is not None, "it was opened by words after a figure"
        if first.breaks >= SENTENCE:
            return False
        for group in self._misses(first.head, first):
            sure = group.by == "level" and only_one(first.head.levels, group.total)
            if sure and seems_all(first, group.total, group.parts, group.terms, self.around):
                group.plain, group.likely = False, True
                self._keep(group)
                return True
        return False

    def _partial(self, head: Topic, first: Topic) -> None:
        """Keep a list of some parts. They may overlap (党员60人,女性50人 of 103), but none is more than the whole."""
        head = self._meant(head, first)
        for part in self._until_pause(first, head.level):
            part.parent = part.parent or (head if head is not part else None)
        for group in self._misses(head, first):
            within = sum(term.value for term in group.terms) <= group.total.value
            if group.by == "level" and (within or first.breaks < SENTENCE):
                group.partial, group.plain = True, within or beyond(group)
                self._keep(group)
                return

    def _meant(self, head: Topic, first: Topic) -> Topic:
        """“生产总值562亿元,…,第三产业304亿元。其中,二季度生产总值292亿元”: of what bears its name, not of what stands before it."""
        if first.breaks < SENTENCE or likeness(first.subject, head.subject) >= HOLDS:
            return head
        for other in reversed(self.topics[max(0, head.index - _BACK) : head.index + 1]):
            if other.levels and likeness(first.subject, other.subject) == SAME:
                return other
            if other.breaks >= PARAGRAPH:
                break
        return head

    def _until_pause(self, first: Topic, measure: Term | None) -> list[Topic]:
        following = list(takewhile(stays(first), self._sequence(first, self.soft, brackets=False)))
        return items_of(first, following, measure, inner=is_item(first.head)) if following else []

    # --- lists without such words -----------------------------------------------------------------------------------------

    def _enumerated(self, first: Topic) -> None:
        """“中央、地方分别为a和b”: the parts of something said shortly before, if they add up to it."""
        parts = []
        for topic in self.topics[first.index :]:
            if topic.run != first.run:
                break
            parts.append(topic)
        heads = list(reversed(self.topics[max(0, first.index - _BACK) : first.index]))
        for grade in (ROUNDING, FAILS):
            for head in heads:
                if self._told_by(head, parts, worst=grade):
                    return

    def _told_by(self, head: Topic, parts: list[Topic], *, worst: int) -> bool:
        """Whether ``head`` has the total of an enumeration, or one that it plainly should have come to."""
        for total in head.levels:
            pick = level_like(total)
            terms = [term for topic in parts if (term := pick(topic)) is not None]
            if len(terms) < len(parts) or len(parts) < _LEAST:
                continue
            grade = sum_holds(total, terms)
            if grade <= worst and (grade != FAILS or just_missed(total, parts, terms)):
                self._keep(Group(head, parts, "level", total, terms, grade, plain=True))
                return True
        return False
