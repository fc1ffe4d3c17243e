"""By how much a target was passed or missed: percentages in 百分点, and whatever is compared with a target named some way before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ziping.figures import Dimension, Qualifier
from ziping.reading.sentences.layout import PARAGRAPH, SENTENCE
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import subject_of
from ziping.reading.sentences.proving import Reading
from ziping.reading.sentences.topics import Term

_BEYOND = re.compile(
    "(?:超过?|超出|超额|高出?|高于|低于|低|未达|不足|差|少于?|多于?|提高|降低|上升|下降|增加|减少)"
    "(?:了|年初|年度|预期|计划|目标|任务|指标|控制|要求|标准|数|值|的|约){0,4}$"
)
_BELOW = re.compile("低|未|不足|差|少|降|减")
_ABOVE = re.compile("超|高|多|增|升")
_COMPARED = re.compile("比|较|与|低于|高于|超")
_DONE = re.compile("实际|完成|实现|达到")
_ANOTHER = re.compile("上年|去年|同期|上月|年初(?!目标|计划)|全[县市省国]|平均")
_KNOWN = (None, Qualifier.AT_LEAST, Qualifier.AT_MOST)  # a target of 90%以上 is one of 90%
_FURTHEST = 4
_WITHIN = 8
_PAIR = 2
_A_NAME = 4


def against_targets(terms: Sequence[Term]) -> Iterator[Reading]:
    """Return by how much targets were passed or missed, where the text prints both target and outcome.

    Targets given as a limit (≥90%) are compared with as they stand: their qualifier is for the reader of the claim to drop.
    """
    for term in terms:
        unit = term.figure.unit
        if unit is None or term.vague:
            continue
        points = unit.dimension is Dimension.PERCENTAGE_POINT
        if not points and term.role != "change":
            continue
        pair = _of_an_indicator(terms, term)
        if pair is None and term.gap.breaks < SENTENCE:
            pair = _in_points(terms, term) if points else _in_a_row(terms, term)
        if pair is not None:
            yield Reading("change", term, pair, "|a-b|", (), plain=True, turned=_is_turned(term, pair))


def _is_turned(term: Term, pair: tuple[Term, Term]) -> bool:
    """“目标95%,实际92.3%,超目标2.7个百分点”: passed and missed mistaken for each other."""
    apart = pair[0].value - pair[1].value
    if abs(abs(apart) - term.value) > term.step:
        return False
    below = _BELOW.search(term.gap.lead) is not None
    return below != (_ABOVE.search(term.gap.lead) is not None) and bool(apart) and below == (apart > 0)


def _in_points(terms: Sequence[Term], term: Term) -> tuple[Term, Term] | None:
    """“目标值为90%,实际95.6%,超目标5.6个百分点”, “达到97.5%,比目标值95%高2.5个百分点”."""
    words = term.gap.lead
    if not _BEYOND.search(words) or _ANOTHER.search(words):
        return None
    percents = [other for other in _before(terms, term) if _is_percent(other)]
    aims = [other for other in percents if lexicon().aims.search(other.gap.lead)]
    done = [other for other in percents if other not in aims]
    if len(percents) != _PAIR or len(aims) != 1 or done[0].vague:
        return None
    beside = percents[0] is aims[0] and aims[0].index == term.index - 1 and _COMPARED.search(aims[0].gap.lead)
    return (done[0], aims[0]) if beside or lexicon().aims.search(words) else None


def _in_a_row(terms: Sequence[Term], term: Term) -> tuple[Term, Term] | None:
    """“平均用时4.2天,比目标值5天缩短0.8天”; “目标值:新增1500亩;实际值:新增1620亩,超目标值120亩”."""
    before = list(_before(terms, term))[:_PAIR]
    if len(before) < _PAIR or not all(other.meets(term) and _is_known(other) for other in before):
        return None
    near, far = before
    aims = lexicon().aims
    if near.gap.lead and term.gap.lead == term.verb and _COMPARED.match(near.gap.lead):
        return (far, near) if aims.search(near.gap.lead) and far.role == "average" else None
    named = aims.search(far.gap.words) and not aims.search(near.gap.words) and aims.search(term.gap.lead)
    return (near, far) if named and _DONE.search(near.gap.words) else None


def _of_an_indicator(terms: Sequence[Term], term: Term) -> tuple[Term, Term] | None:
    """“普查人数:年度指标值≥1032人,实际完成值959人,…。普查人数比目标少73人”: found by its name in the paragraph."""
    lead = term.gap.lead
    compared = _COMPARED.search(lead)
    if compared is None or not lexicon().aims.search(lead[compared.start() :]):
        return None
    subject = subject_of(lead[: compared.start()])
    if len(subject) < _A_NAME:
        return None
    later = term
    for aim in reversed(terms[max(0, term.index - _WITHIN) : term.index - 1]):
        if later.gap.breaks >= PARAGRAPH:
            return None
        later = aim
        done = terms[aim.index + 1]
        named = subject in aim.gap.words and lexicon().aims.search(aim.gap.lead)
        if named and _DONE.search(done.gap.lead) and done.gap.breaks < SENTENCE:
            alike = _is_percent(aim) and _is_percent(done) if _is_points(term) else _alike(aim, done, term)
            return (done, aim) if alike and not done.vague else None
    return None


def _alike(aim: Term, done: Term, term: Term) -> bool:
    return aim.meets(done) and done.meets(term) and _is_known(aim)


def _before(terms: Sequence[Term], term: Term) -> Iterator[Term]:
    """The figures before one in its sentence, the nearest first."""
    for other in reversed(terms[max(0, term.index - _FURTHEST) : term.index]):
        yield other
        if other.gap.breaks >= SENTENCE:
            return


def _is_points(term: Term) -> bool:
    return term.figure.unit is not None and term.figure.unit.dimension is Dimension.PERCENTAGE_POINT


def _is_percent(term: Term) -> bool:
    unit = term.figure.unit
    return unit is not None and unit.dimension is Dimension.PERCENT and _is_known(term)


def _is_known(term: Term) -> bool:
    return term.figure.qualifier in _KNOWN
