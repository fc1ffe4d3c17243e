"""Sums that are told backwards or across: parts first and their total after them, and income that was spent or kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.reading.sentences.columns import summed
from ziping.reading.sentences.layout import PARAGRAPH
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.proving import FAILS, Reading, sum_holds
from ziping.reading.sentences.topics import Term, Topic

_LONGEST = 30
_LEAST = 2
_ADJUSTED = 5
_ALIKE = 3


def totals_after(topics: Sequence[Topic], taken: frozenset[int]) -> Iterator[Reading]:
    """“…加…,减…,收入总量…”: a total of what was named before it. ``taken`` holds the totals that lists have explained."""
    for topic in topics:
        total = topic.level
        if total is None or topic.gap is None or topic.run:
            continue
        if lexicon().total.search(topic.gap.lead) and total.role == "level":
            reading = _before(topics, topic, total, explained=total.index in taken)
            if reading is not None:
                yield reading


def _before(topics: Sequence[Topic], topic: Topic, total: Term, *, explained: bool) -> Reading | None:
    terms: list[Term] = []
    signs: list[int] = []
    linked: int | None = None
    held: Reading | None = None
    for other in _roots_before(topics, topic):
        term = other.level
        if term is None or not term.meets(total) or term.vague:
            continue
        if held is not None and term.value:
            return held
        sign = _sign(other)
        terms.insert(0, term)
        signs.insert(0, sign or 1)
        if sign:
            linked = len(terms) + 1
        if (
            len(terms) >= _LEAST
            and sum_holds(total, terms, signs) != FAILS
            and (linked is None or len(terms) >= linked)
        ):
            held = summed(total, list(terms), list(signs))
        elif held is not None:
            return held
    if held is not None:
        return held
    if (reading := _alike(topics, topic, total)) is not None:
        return reading
    if linked is not None and not explained and len(terms) >= linked:
        return summed(total, terms[-linked:], signs[-linked:])
    return None


def _alike(topics: Sequence[Topic], topic: Topic, total: Term) -> Reading | None:
    """“决策20分,得18分;过程20分,得19分;…合计得分37分”: only what is said in the same words as the last."""
    leads: dict[str, list[Term]] = {}
    for other in reversed(topics[max(0, topic.index - _LONGEST) : topic.index]):
        term, lead = other.level, other.gap.lead if other.gap else ""
        if term is not None and term.meets(total):
            leads.setdefault(lead, []).insert(0, term)
        if other.breaks >= PARAGRAPH:
            break
    for terms in leads.values():
        if len(terms) >= _ALIKE and sum_holds(total, terms) != FAILS:
            return summed(total, terms)
    return None


def net_changes(topics: Sequence[Topic]) -> Iterator[Reading]:
    """“…增加a,…减少b,合计净增加c”."""
    for topic in topics:
        for total in topic.changes:
            if not lexicon().total.search(total.gap.lead):
                continue
            terms: list[Term] = []
            for other in reversed(topics[max(0, topic.index - _LONGEST) : topic.index + 1]):
                before = [
                    change for change in other.changes if change.index < total.index and change.meets(total)
                ]
                terms = before[:1] + terms
                signs = [term.sign * total.sign for term in terms]
                if len(terms) >= _LEAST and sum_holds(total, terms, signs) != FAILS:
                    yield summed(total, terms, signs)
                    break
                if other.breaks >= PARAGRAPH:
                    break


def _roots_before(topics: Sequence[Topic], topic: Topic) -> Iterator[Topic]:
    """The topics before it that are no part of another, back to the head of the paragraph."""
    if topic.breaks >= PARAGRAPH:
        return
    for other in reversed(topics[max(0, topic.index - _LONGEST) : topic.index]):
        inside = other.within and other.within != topic.within
        if (other.parent is None or other.parent.index >= other.index) and not inside:
            yield other
        if other.breaks >= PARAGRAPH:
            return


def _sign(topic: Topic) -> int:
    assert topic.gap is not None
    lead = topic.gap.lead.lstrip("\1")
    if lexicon().added.match(lead):
        return 1
    return -1 if lexicon().taken.match(lead) else 0


def balances(topics: Sequence[Topic]) -> Iterator[Reading]:
    """“收入…。支出…,上解…,结转…”: what came in was spent, handed on or kept."""
    for topic in topics:
        total = topic.level
        if total is None or not lexicon().received.search(
            topic.subject + (topic.gap.lead if topic.gap else "")
        ):
            continue
        reading = _spent(topics, topic, total)
        if reading is not None:
            yield reading


def _spent(topics: Sequence[Topic], topic: Topic, total: Term) -> Reading | None:
    words = lexicon()
    terms: list[Term] = []
    for other in topics[topic.index + 1 : topic.index + _LONGEST]:
        if other.breaks >= PARAGRAPH or other.gap is None:
            return None
        if other.parent is not None and other.parent.index < other.index and other.parent is not topic:
            continue
        term = other.level
        if term is None or not term.meets(total):
            continue
        if not words.spent.search(other.gap.lead):
            if terms:
                return None
            continue
        terms.append(term)
        kept = words.kept.search(other.gap.lead)
        if kept and len(terms) >= _LEAST and sum_holds(total, terms) != FAILS:
            return summed(total, terms)
    return None


def wholes_of(topics: Sequence[Topic]) -> Iterator[Reading]:
    """“甲、乙分别为a、b,占全市c的…”: what the shares are of is the sum of what was enumerated, if it is."""
    runs: dict[int, list[tuple[Term, Term]]] = {}
    for topic in topics:
        for term in topic.terms:
            if term.whole is not None and term.run and term.role == "share" and topic.level is not None:
                runs.setdefault(term.run, []).append((term.whole, topic.level))
    for pairs in runs.values():
        whole, parts = pairs[0][0], [level for _, level in pairs]
        if len(parts) >= _LEAST and sum_holds(whole, parts) != FAILS:
            yield summed(whole, parts)


def adjusted(terms: Sequence[Term]) -> Iterator[Reading]:
    """“年初预算a,年中追加b,调整后预算c”."""
    words = lexicon()
    for term in terms:
        if term.role != "level" or not words.adjusted.search(term.gap.lead):
            continue
        parts: list[Term] = []
        signs: list[int] = []
        for other in reversed(terms[max(0, term.index - _ADJUSTED) : term.index]):
            if not other.meets(term) or other.role not in ("level", "change"):
                continue
            moved = words.change_end.search(other.gap.lead) or words.moved.search(other.gap.lead)
            parts.insert(0, other)
            signs.insert(0, -1 if moved and words.down.search(moved[0]) else 1)
            if not moved:
                if len(parts) >= _LEAST and sum_holds(term, parts, signs) != FAILS:
                    yield summed(term, parts, signs)
                break
