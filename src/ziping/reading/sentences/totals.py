"""Sums that are told backwards or across: parts first and their total after them, and income that was spent or kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ziping.reading.sentences.closing import is_family, slipped
from ziping.reading.sentences.columns import summed
from ziping.reading.sentences.layout import PARAGRAPH, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.proving import FAILS, Reading, sum_holds
from ziping.reading.sentences.topics import Term, Topic

_LONGEST = 30
_LEAST = 2
_ADJUSTED = 5
_ALIKE = 3
_OF_FOUR = 4


def totals_after(topics: Sequence[Topic], taken: frozenset[int]) -> Iterator[Reading]:
    """“…加…,减…,收入总量…”: a total of what was named before it. ``taken`` holds the totals that lists have explained."""
    for topic in topics:
        total = topic.level
        if total is None or topic.gap is None or topic.run or _sign(topic):
            continue
        if total.role == "level" and (lexicon().total.search(topic.gap.lead) or _left_over(topics, topic)):
            reading = _before(topics, topic, total, explained=total.index in taken)
            if reading is not None:
                _made_parts(topics, topic, reading)
                yield reading


def _left_over(topics: Sequence[Topic], topic: Topic) -> bool:
    """“上年结余a,加收入b,减支出c,结余d”."""
    assert topic.gap is not None
    before = topics[topic.index - 1] if topic.index else None
    kept = lexicon().kept.search(topic.gap.lead) is not None
    return kept and topic.breaks < SENTENCE and before is not None and _sign(before) < 0


def _made_parts(topics: Sequence[Topic], total: Topic, reading: Reading) -> None:
    """What was added up are parts of the total that follows: shares that are told beside them are of it."""
    for topic in topics[max(0, total.index - _LONGEST) : total.index]:
        if topic.parent is None and topic.level in reading.operands:
            topic.parent = total


def _before(topics: Sequence[Topic], topic: Topic, total: Term, *, explained: bool) -> Reading | None:
    """The nearest stretch of what was named before that adds up; parts of nothing at its head belong to it."""
    terms: list[Term] = []  # backwards
    signs: list[int] = []
    linked = 0
    held = 0
    apart, steps = -total.value, total.step
    for other in _roots_before(topics, topic):
        term = other.level
        if term is None or not term.meets(total) or term.vague:
            continue
        if held and term.value:
            break
        sign = _sign(other)
        terms.append(term)
        signs.append(sign or 1)
        linked = len(terms) + 1 if sign else linked
        apart += term.value * (sign or 1)
        steps += term.step
        if len(terms) >= max(_LEAST, linked) and 2 * abs(apart) <= steps:
            held = len(terms)
    if held:
        return summed(total, terms[:held][::-1], signs[:held][::-1])
    if (reading := _alike(topics, topic, total)) is not None:
        return reading
    if not explained and (reading := _just_missed(topics, topic, total)) is not None:
        return reading
    if linked and not explained and len(terms) >= linked:
        return summed(total, terms[:linked][::-1], signs[:linked][::-1])
    return _said_outright(topics, topic, total) or _all_of_a_family(topics, topic, total)


def _all_of_a_family(topics: Sequence[Topic], topic: Topic, total: Term) -> Reading | None:
    """“行政编制32名,事业编制45名,工勤编制4名,编制总数81名”: the names before the total leave none out."""
    terms: list[Term] = []
    names: list[str] = []
    if topic.breaks >= SENTENCE:
        return None
    for other in _roots_before(topics, topic):
        term = other.level
        if term is None or not term.meets(total) or term.vague or term.column != total.column:
            return None
        terms.insert(0, term)
        names.insert(0, other.subject)
        if is_family(names):
            return summed(total, terms)
        if other.breaks >= SENTENCE:
            return None
    return None


def _said_outright(topics: Sequence[Topic], topic: Topic, total: Term) -> Reading | None:
    """“甲12个、乙3个,合计16个”: a bare 合计 is of all the sentence has named since its last total."""
    assert topic.gap is not None
    if topic.breaks >= SENTENCE or not lexicon().outright.fullmatch(topic.gap.lead):
        return None
    terms: list[Term] = []
    for other in _roots_before(topics, topic):
        term = other.level
        if other.gap is None or lexicon().total.search(other.gap.lead):
            break
        if len(terms) >= _LEAST and term is not None and term.column != terms[0].column:
            break  # 全年预算a；下达b、下达c，合计下达d: what stands before the list is of another column
        if term is None or not term.meets(total) or term.vague or _sign(other):
            return None
        terms.insert(0, term)
        if other.breaks >= SENTENCE:
            break
    if len(terms) < _LEAST or len({term.column for term in terms}) > 1:
        return None
    return summed(total, terms)


def _just_missed(topics: Sequence[Topic], topic: Topic, total: Term) -> Reading | None:
    """All that the sentence named before its total, if one slip keeps it from adding up."""
    terms: list[Term] = []
    if topic.breaks >= SENTENCE:
        return None
    for other in _roots_before(topics, topic):
        term = other.level
        if term is not None and term.meets(total) and not term.vague:
            terms.insert(0, term)
        if other.breaks >= SENTENCE:
            break
    if len(terms) < _LEAST or not slipped(total, terms):
        return None
    return summed(total, terms)


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
            terms = _net(topics, topic, total)
            if terms:
                yield summed(total, terms, [term.sign * total.sign for term in terms])


def _net(topics: Sequence[Topic], topic: Topic, total: Term) -> list[Term]:
    """The changes right before a net change that come to it; if none do, all that its sentence tells under a bare 合计."""
    terms: list[Term] = []
    apart, steps = -total.value, total.step
    told = 0
    for other in reversed(topics[max(0, topic.index - _LONGEST) : topic.index + 1]):
        before = next((one for one in other.changes if one.index < total.index and one.meets(total)), None)
        if before is not None:
            terms.insert(0, before)
            apart += before.value * before.sign * total.sign
            steps += before.step
        if len(terms) >= _LEAST and 2 * abs(apart) <= steps:
            return terms
        if other.breaks >= SENTENCE:
            told = told or len(terms)
        if other.breaks >= PARAGRAPH:
            break
    outright = topic.breaks < SENTENCE and lexicon().outright.match(total.gap.lead)
    terms = terms[-(told or len(terms)) :]
    return terms if outright and len(terms) >= _LEAST else []


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


def carried_over(topics: Sequence[Topic]) -> Iterator[Reading]:
    """“年初结转a,当年拨入b,当年支出c,年末结转d”: what was kept is what there was, less what was spent."""
    for at in range(len(topics) - _OF_FOUR + 1):
        four = topics[at : at + _OF_FOUR]
        levels = [topic.level for topic in four if topic.level is not None]
        alike = len(levels) == _OF_FOUR and all(
            level.meets(levels[0]) and not level.vague for level in levels
        )
        if not alike or any(topic.breaks >= SENTENCE for topic in four[1:]):
            continue
        words = [(topic.subject + level.gap.lead) for topic, level in zip(four, levels, strict=True)]
        if all(pattern.search(said) for pattern, said in zip(lexicon().carried, words, strict=True)):
            yield summed(levels[3], levels[:3], (1, 1, -1))


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
                holds = sum_holds(term, parts, signs) != FAILS
                beside = term.index - parts[0].index == len(parts)
                if len(parts) >= _LEAST and (holds or (beside and slipped(term, parts, signs))):
                    yield summed(term, parts, signs)
                break
