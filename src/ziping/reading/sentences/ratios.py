"""Every percentage, multiple and average: its readings tried in order, the first that holds taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from msgspec.structs import replace

from ziping.reading.sentences.changes import changes
from ziping.reading.sentences.growth import growth
from ziping.reading.sentences.layout import SENTENCE
from ziping.reading.sentences.naming import column_of
from ziping.reading.sentences.neighbours import NEAR, Neighbours
from ziping.reading.sentences.proving import EXACT, FAILS, ROUNDING, TRUNCATION, Reading, ratio_holds
from ziping.reading.sentences.shares import rate, share
from ziping.reading.sentences.topics import Term, Topic

_MOST = 80
_FAR = 8
_BESIDE = 2
_COARSEST = 2
_RANK = ("第", "前", "列", "居")
_BY_UNIT = re.compile(
    "(?:人次|人|户|车|辆|亩|批次|批|次|台|件|家|所|村|期|场)均|每(?:人次|人|户|辆|亩|批次|批|次|台|件|家|所|村|期|场)"
)


def ratios(topics: Sequence[Topic], terms: Sequence[Term]) -> list[Reading]:
    """Return the changes whose both figures are printed, and every ratio whose parts are."""
    around = Neighbours(topics, terms)
    found = changes(topics, around)
    started = {reading.claim.index: reading.operands[1] for reading in found}
    for topic in topics:
        for term in topic.terms:
            chosen = _chosen(_readings(topic, term, around, started))
            if chosen is not None:
                found.append(replace(chosen, turned=True) if _is_turned(chosen) else chosen)
    return found


def _is_turned(reading: Reading) -> bool:
    """“1620万元,比上年的1545万元下降4.85%”: so much it is, and it rose. A fall called a rise does not hold as it stands."""
    if reading.kind != "growth" or reading.formula != "(a-b)/b" or not reading.plain:
        return False
    now, before = reading.operands
    turned = reading.claim.sign < 0 < reading.claim.value and now.value > before.value
    return turned and ratio_holds(reading) != FAILS


def _readings(topic: Topic, term: Term, around: Neighbours, started: dict[int, Term]) -> Iterable[Reading]:
    match term.role:
        case "growth":
            return growth(topic, term, around, started)
        case "share":
            planned = rate(topic, term, around) if column_of(term.of) == "plan" else ()
            return chain(share(topic, term, around), planned)
        case "rate":
            return rate(topic, term, around)
        case "average":
            return _average(term, around)
        case "multiple":
            return _multiple(topic, term, around)
        case _:
            return ()


def _chosen(readings: Iterable[Reading]) -> Reading | None:
    """The first that holds, else the first that holds when cut short, else the first that is plainly meant."""
    cut: Reading | None = None
    meant: Reading | None = None
    for reading in islice(readings, _MOST):
        if not reading.plain and (_vaguely_far(reading) or _inexact(reading)):
            continue
        grade = ratio_holds(reading)
        if grade == ROUNDING and not reading.plain and _coarse(reading):
            continue
        if grade in (EXACT, ROUNDING):
            return reading
        if grade == TRUNCATION and cut is None:
            cut = reading
        told = reading.plain and not _inexact(reading)
        if told and meant is None and (grade == FAILS or reading.kind == "rate"):
            meant = reading
    chosen = cut if cut is not None and (cut.plain or meant is None) else meant
    return None if chosen is None or chosen.claim.vague else chosen


def _vaguely_far(reading: Reading) -> bool:
    """Whether a percentage without decimals would be tied to figures far off: too many would fit."""
    if reading.claim.figure.digits:
        return False
    return any(abs(term.index - reading.claim.index) > _FAR for term in reading.operands)


def _inexact(reading: Reading) -> bool:
    """Whether a figure is only about what it says (突破5万亿元, 八成左右): it proves nothing and disproves nothing."""
    return reading.claim.vague or any(term.vague for term in reading.operands)


def _coarse(reading: Reading) -> bool:
    """Whether figures of few digits would make nearly any percentage: 7÷8 is 87.2% only because 7 may be 6.98."""
    first, second = reading.operands
    if reading.kind != "share" or not first.value or not second.value:
        return False
    slack = first.step / abs(first.value) + second.step / abs(second.value)
    return slack * abs(reading.claim.value) > 2 * _COARSEST * reading.claim.step


def _average(term: Term, around: Neighbours) -> Iterator[Reading]:
    """“3辆,运行维护5.28万元,平均每辆1.76万元”."""
    recent = [other for other in around.recent(term, NEAR + 1) if other.role == "level"]
    shared = _is_money if _is_money(term) else term.meets  # “平均每期50人”
    money = [other for other in recent if shared(other)]
    counts = [other for other in recent if not shared(other) and other.figure.unit is not None]
    counts = [other for other in counts if not other.gap.lead.endswith(_RANK)]
    unit = _BY_UNIT.search(term.gap.lead)
    if unit:
        each = "人名位" if "人" in unit[0] else unit[0].replace("均", "").replace("每", "")
        sure = each[0] == "人" or not _is_money(term)
        counts = [count for count in counts if set(each) & set(str(count.figure.unit))] or (
            [] if sure else counts
        )
    elif not _is_money(term):
        return
    money = [amount for amount in money if amount.value]
    only = bool(unit and money and counts) and len(counts) == 1
    only = only and (term.index - money[0].index <= _BESIDE or len({amount.value for amount in money}) == 1)
    told = only and all(other.gap.breaks < SENTENCE for other in _between(around, money[0], counts[0], term))
    for amount in money:
        for count in counts:
            if count.value:
                yield Reading("average", term, (amount, count), "a/b", (), plain=told)


def _between(around: Neighbours, one: Term, other: Term, term: Term) -> Sequence[Term]:
    """The figures from the second of two on, up to ``term``."""
    return around.terms[min(one.index, other.index) + 1 : term.index + 1]


def _multiple(topic: Topic, term: Term, around: Neighbours) -> Iterator[Reading]:
    """“是上年400万元的2.5倍”."""
    base = term.whole or topic.prior
    if base is not None:
        yield from (Reading("multiple", term, (level, base), "a/b", (), plain=True) for level in topic.levels)
    for level in topic.levels:
        for other in around.near(topic):
            if other is not topic and other.level is not None and other.level.meets(level):
                yield Reading("multiple", term, (level, other.level), "a/b")


def _is_money(term: Term) -> bool:
    unit = term.figure.unit
    return unit is not None and unit.dimension.value in ("money", "rate")
