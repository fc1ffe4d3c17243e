"""Growth in percent or times: of which change and which level, this year's or last's, as far as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ziping.reading.sentences.changes import across
from ziping.reading.sentences.layout import PARAGRAPH, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import SAME, likeness
from ziping.reading.sentences.neighbours import Neighbours, of_years
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term, Topic

_BESIDE = 2


def growth(topic: Topic, term: Term, around: Neighbours, started: Mapping[int, Term]) -> Iterator[Reading]:
    """Yield the ways to read a growth rate. ``started`` tells from which figure a change was found to start."""
    real = lexicon().at_constant_prices.search(topic.subject) is not None
    for reading in _readings(topic, term, around, started):
        yield replace(reading, plain=False) if real else reading


def _readings(topic: Topic, term: Term, around: Neighbours, started: Mapping[int, Term]) -> Iterator[Reading]:
    change = _linked(topic, term)
    if change is not None and change.index in started:
        yield Reading("growth", term, (change, started[change.index]), "a/b", (), plain=True)
    base = topic.planned if term.against == "plan" else topic.prior
    if base is not None:
        if change is not None:
            yield Reading("growth", term, (change, base), "a/b", (), plain=True)
        for level in topic.levels:
            if level.meets(base) and level is not base:
                yield Reading("growth", term, (level, base), "(a-b)/b", (), plain=change is None)
    for now, before in of_years(topic, term.against):
        yield Reading("growth", term, (now, before), "(a-b)/b", (), plain=change is None)
    if change is not None:
        yield from _of_change(topic, term, change, around)
    elif term.against != "plan":
        yield from _beside(topic, term, around)
        for pair in across(topic, topic.level or term, around):
            yield Reading("growth", term, (pair.now, pair.before), "(a-b)/b")


def _linked(topic: Topic, term: Term) -> Term | None:
    """The change that a growth rate puts in percent: the last said of the topic and not yet put so, or the one right after."""
    place = topic.terms.index(term)
    for other in reversed(topic.terms[:place]):
        if other.role == "growth":
            break
        if other.role == "change":
            return other
    following = topic.terms[place + 1] if place + 1 < len(topic.terms) else None
    if following is None or following.role != "change" or following.index != term.index + 1:
        return None
    return following if following.gap.breaks < SENTENCE and not _has_own_rate(topic, place + 1) else None


def _has_own_rate(topic: Topic, place: int) -> bool:
    """Whether the change is followed by a growth rate of its own: “增长1%,比上年增加5万元,增长2%”."""
    return place + 1 < len(topic.terms) and topic.terms[place + 1].role == "growth"


def _of_change(topic: Topic, term: Term, change: Term, around: Neighbours) -> Iterator[Reading]:
    """Only this year's figure is printed: last year's is it less what was added, or with what was lost."""
    rise, fall = "b/(a-b)", "b/(a+b)"
    first, second = (rise, fall) if change.sign > 0 else (fall, rise)
    structural = True
    for level in around.levels(topic, change):
        own = level in topic.levels
        if not change.value and not own:
            continue
        if not own and around.year_of(level) == _compared_year(topic, change):
            yield Reading("growth", term, (change, level), "a/b", (), plain=around.namesake(topic, level))
            continue
        told = around.only_namesake(topic, level) or _goes_on(topic, level, around) if structural else False
        told = told and (
            change.sign < 0 or level.value > change.value
        )  # what rose by more was not there before
        yield Reading("growth", term, (level, change), first, (), plain=structural and (own or told))
        structural = _of_the_list(topic, around) is not None and not own
        if own and change.sign != term.sign:
            yield Reading("growth", term, (level, change), second)


def _compared_year(topic: Topic, change: Term) -> str:
    """The year a change starts from; ``?`` where the text does not tell."""
    if change.against.isdigit():
        return change.against
    return str(int(topic.period) - 1) if change.against == "prior" and topic.period.isdigit() else "?"


def _goes_on(topic: Topic, level: Term, around: Neighbours) -> bool:
    """“…总计1562.38万元。与上年相比,减少…”: nothing else is named, and the one before is no part of a list."""
    before = around.topics[topic.index - 1] if topic.index else None
    if topic.elided and before is not None and before.parent is None and level in before.levels:
        return True
    head = _of_the_list(topic, around)
    return head is not None and level in head.levels


def _of_the_list(topic: Topic, around: Neighbours) -> Topic | None:
    """“三公15.37万元,其中:…。较上年少15.29万元”: the total of the only list the paragraph has so far."""
    if not topic.elided or topic.breaks >= PARAGRAPH or topic.opener:
        return None
    heads = []
    for one in around.near(topic)[1:]:
        if one.parts:
            heads.append(one)
        if one.breaks >= PARAGRAPH:
            break
    roots = [head for head in heads if head.parent is None]
    return roots[0] if len(roots) == 1 else None


def _beside(topic: Topic, term: Term, around: Neighbours) -> Iterator[Reading]:
    """“上年同期为a,本年累计b,增长…”: last year's figure right before this year's."""
    for one in around.topics[max(0, topic.index - _BESIDE) : topic.index]:
        for before in one.levels:
            for now in topic.levels:
                beside = term.index == now.index + 1 == before.index + 2
                told = beside and now.gap.breaks < SENTENCE and term.gap.breaks < SENTENCE
                if before.period == "last" != now.period and now.meets(before):
                    yield Reading("growth", term, (now, before), "(a-b)/b", (), plain=told)
                elif told and now.meets(before) and _names_two_years(topic, one):
                    first, second = (before, now) if one.period > topic.period else (now, before)
                    yield Reading("growth", term, (first, second), "(a-b)/b", (), plain=True)


def _names_two_years(one: Topic, other: Topic) -> bool:
    """“2024年公用经费120万元,2023年公用经费150万元”: the same thing of two years, one after the other."""
    years = one.period.isdigit() and other.period.isdigit() and one is not other
    return (
        years
        and abs(int(one.period) - int(other.period)) == 1
        and likeness(one.subject, other.subject) == SAME
    )
