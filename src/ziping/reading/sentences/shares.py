"""Shares of a whole and rates of completion: which figure is divided by which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.reading.sentences.layout import PARAGRAPH, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import AKIN, HOLDS, SAME, likeness
from ziping.reading.sentences.neighbours import NEAR, Neighbours, ancestors, comparable_columns
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term, Topic

_OWN_RATE = re.compile("([一-鿿]{2})率[为达约是]*$")
_OF_NOTHING = re.compile("的?(?:比重|比例|份额|占比)?(?:分别|各)?[为达约是到]*$")
_OF_HEADS = re.compile("^总?(?:人数|户数|人次|件数)")
_ALL = re.compile("总|合计|全部|本年|当年|全年|整体|额|[的]")
_COLUMNS = ("actual", "", "prior", "plan")
_NOT_YET = re.compile("未|待|没有|尚|超额|多完成|少完成")
_INITIAL = re.compile("年初")
_REVISED = re.compile("全年|调整|追加后")
_SIDE_BY_SIDE = 2


def share(topic: Topic, term: Term, around: Neighbours) -> Iterator[Reading]:
    """Yield the ways to read a share."""
    own = topic.levels
    for part in own or list(around.levels(topic, None))[:NEAR]:
        if term.whole is not None and own:
            yield Reading("share", term, (part, term.whole), "a/b", (), plain=True)
            return
        for whole, plain in _wholes(topic, term, part, around):
            if not part.value and not plain:
                continue
            if whole.meets(part) and whole is not part and (term.of or comparable_columns(part, whole)):
                yield Reading("share", term, (part, whole), "a/b", (), plain=plain and bool(own))


def _wholes(topic: Topic, term: Term, part: Term, around: Neighbours) -> Iterator[tuple[Term, bool]]:
    """What a share may be of: what its words name, the total of the list, other totals near it."""
    others = [one for one in around.near(topic) if one is not topic]
    if term.of:
        following = [
            one for one in around.after(topic) if one.level and lexicon().total.search(one.level.gap.lead)
        ]
        yield from _by_name(term.of, [*others, *following])
    elif topic.parent is None:
        head = next((one for one in others if one.parts), None)
        if head is not None:
            yield from ((level, True) for level in head.levels)
        else:
            yield from _only_total(topic, part, others)
    else:  # one part of a total is no share of another
        others = [one for one in others if one.parent is not topic.parent]
    for parent in ancestors(topic):
        plain = not term.of or likeness(term.of, parent.subject) > 0 or _of_all(term.of, parent)
        levels = sorted(parent.levels, key=lambda level: _COLUMNS.index(level.column))
        yield from ((level, plain) for level in levels)
    for one in [*others, *(around.after(topic) if term.of else ())]:
        yield from ((level, False) for level in one.levels if level.value >= part.value)


def _of_all(name: str, total: Topic) -> bool:
    """Whether a share is of “总支出” where the total of its list is some 支出."""
    kind = _ALL.sub("", _OF_NOTHING.sub("", name))
    if _OF_HEADS.match(name):
        return True
    return bool(kind) and total.gap is not None and kind in total.subject + total.gap.lead


def _only_total(topic: Topic, part: Term, others: Sequence[Topic]) -> Iterator[tuple[Term, bool]]:
    """“支出400万元,增长5%。八项支出320万元,占80%”: the one larger figure that the paragraph has named before."""
    larger: list[Term] = []
    breaks = topic.breaks if part.value else PARAGRAPH
    for one in others:
        if breaks >= PARAGRAPH:
            break
        if any(other.role == "share" for other in one.terms):
            return  # parts side by side, their total is said elsewhere
        breaks = one.breaks
        larger += [level for level in one.levels if level.meets(part) and level.value >= part.value]
    if len(larger) == 1:
        yield larger[0], True


def _by_name(name: str, others: Sequence[Topic]) -> Iterator[tuple[Term, bool]]:
    name = _OF_NOTHING.sub("", name)
    ranked = [(likeness(name, one.subject), one) for one in others]
    held = {level.value for found, one in ranked if found >= HOLDS for level in one.levels}
    for rank in (SAME, HOLDS, AKIN):
        levels = [level for found, one in ranked if found == rank for level in one.levels]
        sure = rank >= HOLDS and (
            len(held) == 1 or (rank == SAME and len({level.value for level in levels}) == 1)
        )
        yield from ((level, sure) for level in levels)


def rate(topic: Topic, term: Term, around: Neighbours) -> Iterator[Reading]:
    """Yield the ways to read a rate of completion, execution or control."""
    yield from _with_a_name(term, around)
    own = [level for level in topic.levels if level.column != "plan"]
    if not own and topic.base is not None:
        own = list(topic.levels)
    if term.whole is not None:
        yield from (Reading("rate", term, (level, term.whole), "a/b", (), plain=True) for level in own)
    elif topic.planned is not None and own:
        for plan in _plans(topic, term):
            yield from (Reading("rate", term, (level, plan), "a/b", (), plain=True) for level in own)
        return
    else:
        yield from _from_change(topic, term, own)
    yield from _told_after(term, own, around)
    yield from _of_others(topic, term, own, around)


def _told_after(term: Term, own: Sequence[Term], around: Neighbours) -> Iterator[Reading]:
    """“完成年初预算的112.5%,年初预算640万元,支出720万元”: first the rate, then of what; nothing else in the sentence."""
    pair = around.terms[term.index + 1 : term.index + 3]
    if own or len(pair) < _SIDE_BY_SIDE or not all(other.role == "level" for other in pair):
        return
    if not pair[0].meets(pair[1]) or any(other.gap.breaks >= SENTENCE for other in pair):
        return
    plans = [other for other in pair if other.column == "plan"]
    done = [other for other in pair if other.column != "plan"]
    if len(plans) == len(done) == 1 and plans[0].value:
        alone = term.index == 0 or term.gap.breaks >= SENTENCE
        yield Reading("rate", term, (done[0], plans[0]), "a/b", (), plain=alone)


def _plans(topic: Topic, term: Term) -> list[Term]:
    """The plans of a topic that a rate may be of: “完成年初预算的” not of the one of the whole year.

    A rate that does not say of which is first of all one of the plan as it was changed in the year.
    """
    assert topic.planned is not None
    plans = [level for level in topic.levels if level.column == "plan"] or [topic.planned]
    if not _INITIAL.search(term.of):
        plans.sort(key=lambda plan: _REVISED.search(plan.gap.lead) is None)
    return [plan for plan in plans if _same_plan(term.of, plan.gap.lead)] or plans


def _same_plan(of: str, lead: str) -> bool:
    crossed = _INITIAL.search(of) and _REVISED.search(lead)
    return not crossed and not (_REVISED.search(of) and _INITIAL.search(lead))


def _from_change(topic: Topic, term: Term, own: Sequence[Term]) -> Iterator[Reading]:
    """“9615.12万元,完成71.21%,少3887.49万元”: the plan is not printed, but how far it was missed."""
    for change in topic.changes:
        if change.against in ("plan", "") and abs(change.index - term.index) <= _SIDE_BY_SIDE:
            formula = "a/(a-b)" if change.sign > 0 else "a/(a+b)"
            short = (
                "占" not in term.verb
                and change.sign < 0
                and change.index == term.index + 1
                and change.gap.breaks < SENTENCE
            )
            for level in own:
                if level.meets(change):
                    yield Reading(
                        "rate", term, (level, change), formula, (), plain=short or change.against == "plan"
                    )


def _of_others(topic: Topic, term: Term, own: Sequence[Term], around: Neighbours) -> Iterator[Reading]:
    near = around.near(topic)
    done = list(own) or [one.level for one in near if one.level and one.level.column != "plan"][:NEAR]
    named = around.named(topic.subject, topic)
    plans = [one.planned for one in (*named, *near) if one.planned is not None]
    if term.whole is not None:
        plans = [term.whole]
    for level in done:
        for plan in plans:
            if plan is not level and plan.meets(level) and level.value:
                yield Reading("rate", term, (level, plan), "a/b")
    for level in own:
        for one in named if level.value else ():
            for other in one.levels:
                if other.meets(level):
                    yield Reading("rate", term, (level, other), "a/b")


def _with_a_name(term: Term, around: Neighbours) -> Iterator[Reading]:
    """“审减率”, “到位率”: the lexicon tells what is divided."""
    recent = around.recent(term)
    for one in lexicon().named_rates:
        if not one.name.search(term.gap.lead):
            continue
        amounts = [other for other in recent if other.role in ("level", "change", "prior", "base")]
        unders = [other for under in one.under for other in amounts if under.search(other.gap.lead)]
        unders = unders or [
            other for under in one.under for other in amounts if under.search(around.tail(other))
        ]
        overs = [other for other in amounts if one.over.search(other.gap.lead)]
        for over in overs:
            for under in unders:
                if over is not under and over.meets(under):
                    plain = over is overs[0] and under is unders[0] and _one_sentence(around, term, under)
                    yield Reading("rate", term, (over, under), "a/b", (), plain=plain)
    yield from _of_its_own_word(term, recent)


def _one_sentence(around: Neighbours, term: Term, other: Term) -> bool:
    """Whether a figure stands in the same sentence as one before it."""
    return all(between.gap.breaks < SENTENCE for between in around.terms[other.index + 1 : term.index + 1])


def _of_its_own_word(term: Term, recent: Sequence[Term]) -> Iterator[Reading]:
    """“排查1256处,已整改1231处,整改率98%”: what is divided stands under the word the rate is named after."""
    named = _OWN_RATE.search(term.gap.lead)
    if named is None:
        return
    levels = [other for other in recent if other.role == "level"]
    for over in levels:
        if named[1] in over.gap.lead and over.value and not _NOT_YET.search(over.gap.lead):
            for under in levels:
                if under.index < over.index and under.meets(over) and named[1] not in under.gap.lead:
                    between = any(under.index < one.index < over.index for one in levels)
                    beside = over.index == term.index - 1 and not between
                    plain = beside and over.gap.breaks < SENTENCE and term.gap.breaks < SENTENCE
                    yield Reading("rate", term, (over, under), "a/b", (), plain=plain)
