"""By how much something changed: between which two figures, as far as the text prints both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ziping.reading.sentences.layout import SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import SAME, likeness, subject_of
from ziping.reading.sentences.neighbours import NEAR, Neighbours, comparable_columns, of_years
from ziping.reading.sentences.proving import FAILS, Reading, change_holds
from ziping.reading.sentences.topics import Term, Topic

_TWO = 2


class Pair(NamedTuple):
    """Two figures that may differ by a change; ``plain`` where the words say so, ``ordered`` where they say which came first."""

    now: Term
    before: Term
    plain: bool
    ordered: bool = True


def changes(topics: Sequence[Topic], around: Neighbours) -> list[Reading]:
    """Return the changes whose both figures are printed."""
    found = []
    for topic in topics:
        for term in topic.terms:
            differs = term.role == "level" and lexicon().difference.search(term.gap.lead)
            if term.role != "change" and not differs:
                continue
            pair = _chosen(_pairs(topic, term, around), term)
            if pair is not None:
                turned = pair.plain and pair.ordered and _is_turned(pair, term)
                both = (pair.now, pair.before)
                found.append(Reading("change", term, both, "|a-b|", (), plain=True, turned=turned))
    return found


def _is_turned(pair: Pair, term: Term) -> bool:
    """“1620万元,较上年的1545万元减少75万元”: so much it is, and the other way."""
    if term.role != "change" or not term.value or change_holds(term, pair.now, pair.before) == FAILS:
        return False
    return (pair.now.value - pair.before.value) * term.sign * term.value < 0


def _chosen(pairs: Iterator[Pair], term: Term) -> Pair | None:
    meant: Pair | None = None
    for pair in pairs:
        if change_holds(term, pair.now, pair.before) != FAILS:
            return pair if pair.plain else _as_said(pair, pairs)
        kept = term.role == "change" or lexicon().left.search(term.gap.lead)
        if pair.plain and meant is None and kept:
            meant = pair
    return meant if not term.vague else None


def _as_said(found: Pair, others: Iterator[Pair]) -> Pair:
    """The same two figures as words plainly give them, where any do."""
    same = (
        pair
        for pair in others
        if {pair.now.index, pair.before.index} == {found.now.index, found.before.index}
    )
    return next((pair for pair in same if pair.plain), found)


def _pairs(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    own = [level for level in topic.levels if level.meets(term) and level is not term]
    if term.role == "change":
        yield from _said_of_it(topic, term, own)
        yield from across(topic, term, around)
        yield from _beside(topic, term, around)
        if term.against == "plan" or (not term.against and lexicon().of_plan.fullmatch(term.verb)):
            yield from _against_plan(topic, term, around)
    if lexicon().difference.search(term.gap.lead):
        if topic.planned is not None:
            yield from (Pair(level, topic.planned, plain=True) for level in own if level.column != "plan")
        yield from _differences(term, around)


def _said_of_it(topic: Topic, term: Term, own: Sequence[Term]) -> Iterator[Pair]:
    prior, planned, base = topic.prior, topic.planned, topic.base
    if base is not None and base.meets(term) and base.index == term.index - 1 and base is not planned:
        yield from (
            Pair(level, base, plain=True) for level in own
        )  # “全年预算120万元,比年初预算100万元增加20万元”
    if term.against != "plan" and prior is not None and prior.meets(term):
        yield from (Pair(level, prior, plain=True) for level in own)
    if term.against in ("", "plan") and planned is not None:
        of_plan = bool(term.against) or lexicon().of_plan.fullmatch(term.verb) is not None
        yield from (Pair(level, planned, of_plan) for level in own if level is not planned)
    yield from (
        Pair(now, before, plain=True) for now, before in of_years(topic, term.against) if now.meets(term)
    )


def across(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    """“2022年…11.8万元 … 2021年…12.39万元 … 较上年减0.58万元”: the same thing of another year."""
    if term.against == "plan":
        return
    if not topic.subject and not topic.level:
        yield from _totals_across(topic, term, around)
        return
    nows = [topic] if topic.level else around.named(topic.subject, topic)
    pairs = []
    for now in sorted(nows, key=lambda one: one.period != topic.period):
        level = now.level
        if level is None or not level.meets(term):
            continue
        for other in around.named(now.subject, now):
            before = other.level
            if before is None or other.period in (now.period, topic.period) or not before.meets(term):
                continue
            if comparable_columns(level, before):
                turned = _earlier(now, other)
                pair = Pair(before, level, plain=False) if turned else Pair(level, before, plain=False)
                named = likeness(now.subject, other.subject) == SAME == likeness(now.subject, topic.subject)
                pairs.append((pair, named and _one_year_apart(now, other)))
    told = [pair for pair, sure in pairs if sure]
    yield from (pair._replace(plain=[pair] == told) for pair, _ in pairs)


def _one_year_apart(one: Topic, other: Topic) -> bool:
    years = one.period.isdigit() and other.period.isdigit()
    return years and abs(int(one.period) - int(other.period)) == 1


def _beside(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    """“2022年预算a,2021年预算b,增加c”: two years side by side."""
    level = topic.level
    if level is None or term.against == "plan" or not level.meets(term):
        return
    for other in around.topics[max(0, topic.index - 1) : topic.index]:
        before = other.level
        if before is not None and before.meets(term) and other.period != topic.period and before.period:
            pair = (before, level) if _earlier(topic, other) else (level, before)
            told = term.index == level.index + 1 == before.index + 2 and topic.breaks < SENTENCE
            yield Pair(*pair, plain=told and before.period.isdigit() and term.gap.breaks < SENTENCE)


def _earlier(one: Topic, other: Topic) -> bool:
    return one.period.isdigit() and other.period.isdigit() and int(one.period) < int(other.period)


def _totals_across(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    """“2022年预算较2021年增…”: nothing named, so the totals of both years are meant."""
    totals = [
        (one, one.level) for one in around.near(topic) if one.parts and one.level and one.level.meets(term)
    ]
    nows = [level for one, level in totals if one.period == topic.period]
    compared = (topic.period, "") if term.against == "prior" else ()
    others = [
        level
        for one, level in totals
        if one.period == term.against or (compared and one.period not in compared)
    ]
    only = len(nows) == 1 and len(others) == 1
    for now in nows:
        for before in others:
            if now is not before:
                yield Pair(now, before, only)


def _against_plan(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    nows = [level for level in topic.levels if level.meets(term)]
    if not nows:
        nows = [one.level for one in around.near(topic) if one.level and one.level.meets(term)][:NEAR]
    for now in nows:
        for other in around.near(topic):
            planned = other.planned
            if planned is not None and planned.meets(term) and planned is not now:
                yield Pair(now, planned, plain=_in_a_row(planned, now, term))
    yield from _told_after(topic, term, around)


def _in_a_row(planned: Term, now: Term, term: Term) -> bool:
    """“计划办案160件,实际办结152件,未完成计划8件”: one after the other, and the last says of the first."""
    row = term.index == now.index + 1 == planned.index + 2
    said = now.column == "actual" and lexicon().of_plan.fullmatch(term.verb) is not None
    return row and said and now.gap.breaks < SENTENCE and term.gap.breaks < SENTENCE


def _told_after(topic: Topic, term: Term, around: Neighbours) -> Iterator[Pair]:
    """“决算数比预算数减少6.4万元,预算数为18万元,决算数为11.6万元”: first by how much, then of what."""
    following = around.topics[topic.index + 1 : topic.index + 2]
    for one in following if not topic.levels else ():
        planned = one.planned
        done = [level for level in one.levels if level.column != "plan" and level.meets(term)]
        if planned is not None and planned.meets(term) and len(done) == 1 and one.breaks < SENTENCE:
            yield Pair(done[0], planned, plain=not subject_of(one.subject))


def _differences(term: Term, around: Neighbours) -> Iterator[Pair]:
    """“送审a,审定b,审减c”: what two figures shortly before differ by, the nearest two first."""
    recent = [other for other in around.recent(term) if other.role == "level" and other.meets(term)]
    beside = [other for other in recent if term.index - other.index <= _TWO]
    told = term.gap.breaks < SENTENCE and all(other.gap.breaks < SENTENCE for other in beside[:1])
    if len(beside) == _TWO and told and not term.gap.pieces[0].strip():
        spent = (
            beside[1].column == "plan" and beside[0].column != "plan" and term.index == beside[0].index + 1
        )
        told = spent or lexicon().saved.search(term.gap.lead) is not None
        yield Pair(beside[1], beside[0], told, ordered=False)
    for far in range(1, len(recent)):
        for near in range(far):
            if near + far <= NEAR + 1:
                yield Pair(recent[far], recent[near], plain=False, ordered=False)
