"""Figures in their order made into topics: each figure gets the part its words give it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ziping.figures import Dimension, Qualifier
from ziping.reading.sentences.cues import (
    EACH,
    before_comparison,
    compared_in,
    compared_with,
    names_of,
    opener_of,
    piece_before,
    without_opener,
)
from ziping.reading.sentences.layout import LISTED, PART, SENTENCE, Gap
from ziping.reading.sentences.lexicon import lexicon
from ziping.reading.sentences.naming import HOLDS, SAME, column_of, core_of, likeness, period_of, subject_of
from ziping.reading.sentences.telling import detach, is_change, measured_twice, speaks_of
from ziping.reading.sentences.topics import Term, Topic

_PARTING = re.compile("[、,;]?(?:和|与|及|以及)?")
_OF_PLAN = re.compile("(?:为|是|达到?|相当于)[^为是达]+$")
_REACHED = re.compile("[到至为]$")
_SPENT = re.compile("支出[为共了]?$")
_REVISED = re.compile("全年|调整")
_TO = re.compile("[到至]$")
_OF_WHOLE = re.compile("^的")
_RATIOS = (Dimension.PERCENT, Dimension.PERMILLE, Dimension.MULTIPLE)
_LIMITS = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.UNDER, Qualifier.OVER)
_MILESTONE = re.compile("^(?:突破|跨过|跨越|迈上|迈过|站上)|^(?:首次|成功)")
_BEYOND = re.compile("^(?:超过|超出|超|高于|低于|大于|小于|多于|少于)")
_NAMES_SOMETHING = 2
_EARLIER = 40


def narrated(terms: Sequence[Term], last: Gap) -> list[Topic]:
    """Return what is spoken of, in order; every term gets its role and most a topic. ``last`` follows the last figure."""
    narrator = _Narrator(terms)
    for term in terms:
        narrator.take(term)
    narrator.leave(last)
    return narrator.topics


class _Narrator:
    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self.topics: list[Topic] = []
        self.current: Topic | None = None
        self.outside: list[Topic | None] = []
        self.against = ""
        self.period = ""
        self.runs = 0
        self.run_first = terms[0]
        self.run_names: list[str] = []
        self.run_topics: list[Topic] = []
        self.brackets = 0
        self.inside: list[int] = []
        self.listing = False
        self.of_last = False

    # --- one figure after another ---------------------------------------------------------------------------------------

    def take(self, term: Term) -> None:
        gap = term.gap
        self.leave(gap)
        for _ in range(gap.opened):
            self.outside.append(self.current)
            self.brackets += 1
            self.inside.append(self.brackets)
        if gap.breaks >= SENTENCE:
            self.against = ""
        self.against = compared_with(gap.pieces) or self.against
        before = self.terms[term.index - 1] if term.index else None
        if before is not None and self._goes_on(before, term):
            self._enumerated(before, term)
            return
        dimension = term.figure.unit.dimension if term.figure.unit is not None else None
        if dimension in _RATIOS:
            self._ratio(term, before)
        elif (
            dimension is not Dimension.PERCENTAGE_POINT
        ):  # a difference of shares speaks of nothing that could be added
            self._amount(term)

    def leave(self, gap: Gap) -> None:
        """What the words after a figure still say of it; brackets that end there."""
        if self.current is not None and lexicon().flat.search(gap.words):
            self.current.flat = True
        for _ in range(min(gap.closed, len(self.outside))):
            self.current = self.outside.pop()
            self.inside.pop()

    # --- enumerations: “分别为a、b和c” ---------------------------------------------------------------------------------------

    def _goes_on(self, before: Term, term: Term) -> bool:
        if not term.gap.words or not _PARTING.fullmatch(term.gap.words) or before.role in ("aside", "base"):
            return False
        return before.figure.unit is None or term.meets(before)

    def _enumerated(self, before: Term, term: Term) -> None:
        if not before.run:
            self.runs += 1
            before.run = self.runs
            self.run_first = before
            self.run_names = names_of(before.gap)
            if before.figure.unit is None and term.figure.unit is not None:
                self._lend_unit(term, before.run)
            self.run_topics = self._whose(before)
        term.run = before.run
        term.role, term.against, term.sign, term.verb = before.role, before.against, before.sign, before.verb
        term.of, term.column, term.whole = before.of, before.column, before.whole
        if before.figure.unit is None and term.figure.unit is not None:
            self._lend_unit(term, term.run)
        place = term.index - self.run_first.index
        if term.role in ("level", "average"):
            name = self.run_names[place] if place < len(self.run_names) else ""
            topic = self._open(term, name, enumerated=True)
            topic.run = term.run
            if before.run and self.topics[-2].run == 0:
                self.topics[-2].run = term.run
            topic.levels.append(term)
            topic.terms.append(term)
        elif place < len(self.run_topics):
            self._attach(self.run_topics[place], term)
        else:
            term.role = "aside"

    def _whose(self, first: Term) -> list[Topic]:
        """The topics an enumeration of shares or changes speaks of in turn: the last ones enumerated, or listed."""
        if first.role in ("level", "average"):
            return []
        count = 1
        for term in self.terms[first.index + 1 :]:
            if not _PARTING.fullmatch(term.gap.words) or not term.meets(first):
                break
            count += 1
        recent = [topic for topic in self.topics[-count - _EARLIER :] if topic.levels]
        runs = [topic.run for topic in recent if topic.run]
        chosen = [topic for topic in recent if runs and topic.run == runs[-1]]
        if len(chosen) != count:
            chosen = recent[-count:]
        if len(self.run_names) == count and not speaks_of(self.run_names, chosen):
            chosen = []  # “公开招标、询价分别占a和b”: names of their own, whose figures are not printed
            first.role = "aside"
        owner = next((topic for topic in reversed(self.topics) if first in topic.terms), None)
        if owner is not None and chosen and owner is not chosen[0]:
            detach(owner, first)
            self._attach(chosen[0], first)
        return chosen

    def _lend_unit(self, term: Term, run: int) -> None:
        for other in reversed(self.terms[self.run_first.index : term.index]):
            if other.run != run or other.figure.unit is not None:
                break
            unit = term.figure.unit
            assert unit is not None
            other.figure = replace(other.figure, unit=unit)
            other.value, other.step = other.figure.base, other.figure.step

    def _borrow_unit(self, term: Term) -> None:
        """“较上年2.08减少0.03万元”: the unit stands once, at the change."""
        after = self.terms[term.index + 1] if term.index + 1 < len(self.terms) else None
        if term.figure.unit is not None or after is None or after.figure.unit is None or after.gap.breaks:
            return
        if after.figure.unit.dimension not in _RATIOS:
            term.figure = replace(term.figure, unit=after.figure.unit)
            term.value, term.step = term.figure.base, term.figure.step

    # --- ratios ---------------------------------------------------------------------------------------------------------

    def _ratio(self, term: Term, before: Term | None) -> None:
        lead = term.gap.lead
        words = lexicon()
        if term.figure.qualifier in _LIMITS or words.never.search(term.gap.lead):
            return
        if before is not None and before.role == "base" and _of_it(before, term):
            shares = "占" in before.gap.lead and before.column != "plan"
            term.whole = before
            multiple = term.figure.unit is not None and term.figure.unit.dimension is Dimension.MULTIPLE
            term.role = "multiple" if multiple else "share" if shares else "rate"
            term.of, term.against = before.subject, before.against
            term.verb = before.gap.lead
            self._attach(self._topic_for(term, before.gap, ""), term)
            return
        beyond = words.beyond_end.search(lead)
        verb = words.growth_end.search(lead) or beyond
        share = words.share.search(lead)
        start = len(lead)
        if share is not None:
            start = share.start()
            of = lead[share.end() :]
            term.role = "rate" if column_of(of) == "plan" and len(core_of(of)) < _NAMES_SOMETHING else "share"
            term.of = of
        elif verb is not None and not _TO.search(lead):
            term.role = "growth"
            term.sign = -1 if words.fall.search(verb["verb"]) else 1
            start = verb.start()
        elif term.figure.unit is not None and term.figure.unit.dimension is Dimension.MULTIPLE:
            term.role = "multiple"
        elif (rate := words.rate.search(lead)) is not None:
            if term.figure.unit is not None and term.figure.unit.dimension is Dimension.PERMILLE:
                return  # births and deaths, of a population that is not printed
            term.role, term.of, start = "rate", lead[rate.end() :], rate.start()
        elif (plan := _OF_PLAN.search(lead)) is not None and column_of(plan[0]) == "plan":
            term.role, term.of, start = "rate", plan[0], plan.start()
        else:
            return
        term.verb = lead
        told = compared_in(lead[beyond.start() :]) if beyond and term.role == "growth" else ""
        term.against = compared_with([lead]) or told or self.against
        self._attach(self._topic_for(term, term.gap, before_comparison(lead[:start])), term)

    # --- amounts ----------------------------------------------------------------------------------------------------------

    def _amount(self, term: Term) -> None:
        lead = term.gap.lead
        words = lexicon()
        beyond = words.beyond_end.search(lead)
        verb = beyond or words.change_end.search(lead)
        compared = beyond is not None or bool(words.compare.search(term.gap.words)) or bool(self.against)
        swallowed = _BEYOND.match(term.figure.written)
        term.column = column_of(lead)  # type: ignore[assignment]  # it names a column or nothing
        if self._is_base(term):
            self._base(term)
        elif words.prior_end.search(lead) and not (
            verb and is_change(verb["verb"], lead, compared=True, spoken=bool(self.topics))
        ):
            term.role, term.against = "prior", compared_with([lead]) or "prior"
            topic = self._topic_for(term, term.gap, before_comparison(lead))
            self._borrow_unit(term)
            topic.terms.append(term)
            if term.against == "plan":
                term.role, term.column = "base", "plan"
                topic.base = term
            else:
                topic.prior = topic.prior if topic.prior and topic.prior.against == term.against else term
        elif swallowed is not None and words.compare.search(lead):
            term.figure = replace(term.figure, qualifier=None)
            self._change(term, swallowed[0], before_comparison(lead))
        elif verb is not None and is_change(verb["verb"], lead, compared=compared, spoken=bool(self.topics)):
            self._change(term, verb["verb"], before_comparison(lead[: verb.start()]))
        else:
            self._level(term)

    def _is_base(self, term: Term) -> bool:
        """“占年初预算10065万元的43.2%”."""
        after = self.terms[term.index + 1] if term.index + 1 < len(self.terms) else None
        if after is None or after.figure.unit is None or not _of_it(term, after):
            return False
        return after.figure.unit.dimension in _RATIOS and len(after.gap.pieces) == 1

    def _base(self, term: Term) -> None:
        lead = term.gap.lead
        term.role = "base"
        starts = [
            found.start() for pattern in (lexicon().share, lexicon().rate) if (found := pattern.search(lead))
        ]
        begin = min(starts, default=len(lead))
        term.subject = lead[begin:]
        term.against = compared_with([lead])
        if not starts:  # “基本支出为总支出100万元的45%” and the like
            begin = lead.rfind("为") if "为" in lead else len(lead)
        topic = self._topic_for(term, term.gap, before_comparison(lead[:begin]))
        topic.base = term
        topic.terms.append(term)

    def _change(self, term: Term, verb: str, before: str) -> None:
        term.role, term.verb = "change", verb
        term.sign = -1 if lexicon().down.fullmatch(verb) else 1
        beyond = lexicon().beyond_end.search(term.gap.lead)
        term.against = (compared_in(term.gap.lead[beyond.start() :]) if beyond else "") or (
            compared_with([term.gap.lead]) or self.against
        )
        topic = self._topic_for(term, term.gap, before)
        topic.changes.append(term)
        topic.terms.append(term)

    def _level(self, term: Term) -> None:
        lead = without_opener(term.gap.lead)
        gap, current = term.gap, self.current
        term.period = period_of(lead)
        term.role = "average" if lexicon().average.search(lead) else "level"
        reached = _REACHED.search(lead)
        if reached and lexicon().change_end.search(lead[: reached.start()]):  # “由8.6亿元下降到”
            verb = lexicon().change_end.search(lead[: reached.start()])
            assert verb is not None
            lead = lead[: verb.start()]
        subject = subject_of(lead)
        nothing = not subject and term.figure.unit is None and not lead
        if nothing or (current is not None and _MILESTONE.match(lead + term.figure.written)):
            term.role = "aside"  # “…规模为21070.5亿元,首次突破2万亿元”
            return
        if current is not None and not subject and measured_twice(current, term):
            current.levels.append(term)
            current.terms.append(term)
            return
        known = not subject or (current is not None and likeness(subject, current.subject) >= HOLDS)
        if current is not None and known and self._same_thing(current, term):
            current.levels.append(term)
            current.terms.append(term)
            return
        named = subject or subject_of(before_comparison(piece_before(gap))) or lead
        names = names_of(gap) if EACH.search(lead) else []
        topic = self._open(term, names[0] if names else named)
        topic.levels.append(term)
        topic.terms.append(term)

    def _same_thing(self, current: Topic, term: Term) -> bool:
        """Whether a figure without a subject is one more of the topic: its outcome beside its plan."""
        gap = term.gap
        if not current.levels:
            return bool(current.prior) and gap.breaks < PART and bool(_TO.search(gap.lead))
        if gap.breaks >= SENTENCE and (self.listing or current.elided):
            return False
        if gap.breaks > SENTENCE or opener_of(gap) not in ("", "(") or not term.meets(current.levels[0]):
            return False
        if not term.column and _SPENT.search(gap.lead) and current.in_column("plan") is not None:
            term.column = "actual"
        if not term.column:
            return False
        taken = current.in_column(term.column)
        if taken is not None:
            return (
                term.column == "plan"
                and bool(_REVISED.search(gap.lead))
                and not _REVISED.search(taken.gap.lead)
            )
        return term.column == "plan" or current.in_column("plan") is not None

    # --- topics -----------------------------------------------------------------------------------------------------------

    def _topic_for(self, term: Term, gap: Gap, before: str) -> Topic:
        """The topic that a change or ratio speaks of, ``before`` being the words ahead of its verb."""
        current = self.current
        subject = subject_of(without_opener(before))
        term.subject = subject
        if not subject and current is not None and gap.breaks < SENTENCE and not opener_of(gap):
            return current
        if subject and current is not None and gap.breaks < SENTENCE:
            alike = likeness(subject, current.subject)
            if alike == SAME or (alike == HOLDS and gap.breaks < PART):
                return current
        topic = self._open(term, subject)
        topic.elided = not subject
        return topic

    def _attach(self, topic: Topic, term: Term) -> None:
        topic.terms.append(term)
        if term.role == "change":
            topic.changes.append(term)

    def _open(self, term: Term, subject: str, *, enumerated: bool = False) -> Topic:
        gap = term.gap
        said = period_of(piece_before(gap) + gap.lead)
        if said.isdigit():  # a year holds until the next is named, “last” only for the list that follows it
            self.period = said
        opener = "" if enumerated else opener_of(gap)
        if opener or gap.breaks >= SENTENCE:
            self.listing = bool(opener)
            self.of_last = bool(opener) and self.current is not None and self.current.period == "last"
        topic = Topic(
            len(self.topics),
            subject,
            opener,
            self.current if opener else None,
            gap,
            self.inside[-1] if self.inside else 0,
            LISTED if enumerated else gap.breaks,
            said or ("last" if self.of_last else self.period),
        )
        self.topics.append(topic)
        self.current = topic
        return topic


def _of_it(base: Term, ratio: Term) -> bool:
    """“为目标33.23亿元的101.78%”, and also where 的 was forgotten."""
    if _OF_WHOLE.match(ratio.gap.words):
        return True
    return not ratio.gap.words and bool(_OF_PLAN.match(base.gap.lead)) and column_of(base.gap.lead) == "plan"
