"""What a person means by a figure: a concept, a place, a label, an indicator, a control indicator, or a value."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction

from ziping.explaining.lines import Line
from ziping.explaining.tracing import Tracer
from ziping.explaining.values import LONGEST_LIST, derived_lines, printed_lines
from ziping.figures import Figure, FigureError
from ziping.report import Fact, Statement
from ziping.scoring import Scorecard
from ziping.standards.english import said
from ziping.standards.formulas import bind
from ziping.wording import InputError, Message, say

_FILLER = re.compile(r"[\s“”\"'《》【】()（）]+")
TOTAL = ("总分", "自评总分", "自评得分", "score.total", "total")


def explain(asked: str, statement: Statement, scorecard: Scorecard) -> tuple[Line, ...]:
    """The lines that ``asked`` means.

    Understood: a concept id (``operating@executed``), a label or place (``公用经费 / 2024年决算数``), an indicator's, control
    indicator's or project's name, ``总分``, a value (``518.46``). Raises ``InputError`` naming what comes nearest.
    """
    asker = _Asker(statement, scorecard)
    for way in (
        asker.by_id,
        asker.by_total,
        asker.by_mark,
        asker.by_place,
        asker.by_label,
        asker.by_item,
        asker.by_value,
    ):
        lines = way(asked.strip())
        if lines:
            return tuple(lines)
    near = get_close_matches(asked, asker.names(), n=3, cutoff=0.3) or ["—"]
    raise InputError(Message("explaining.not_found", {"figure": asked, "near": tuple(near)}))


def _plain(text: str) -> str:
    return _FILLER.sub("", text)


class _Asker:
    """One question to one statement."""

    def __init__(self, statement: Statement, scorecard: Scorecard) -> None:
        self.statement = statement
        self.standard = statement.standard
        self.scorecard = scorecard
        self.tracer = Tracer(statement, scorecard)
        self.control = scorecard.control.marks if scorecard.control else ()

    def names(self) -> list[str]:
        """What could have been asked for."""
        labels = [concept.label.zh for concept in self.standard.concepts.values()]
        marks = [mark.indicator for mark in (*self.scorecard.marks, *self.control)]
        return list(dict.fromkeys([*labels, *marks, *self.standard.concepts]))

    def by_id(self, asked: str) -> list[Line]:
        name, _, stage = asked.partition("@")
        concept = self.standard.concepts.get(name)
        if concept is None or (stage and stage not in concept.stages):
            return []
        stages = (stage,) if stage else concept.stages
        return self._everywhere(name, stages) or [Line(concept.label.zh, Message("explaining.absent"))]

    def by_total(self, asked: str) -> list[Line]:
        return [self.tracer.total()] if asked in TOTAL else []

    def by_mark(self, asked: str) -> list[Line]:
        marks = self.scorecard.marks
        lines = [self.tracer.mark(mark) for mark in marks if self._called(mark.indicator, asked)]
        control = self.standard.control
        rows = {row.name: row for row in control.indicators} if control else {}
        for mark in self.control:
            if not self._called(mark.indicator, asked):
                continue
            line = self.tracer.mark(mark)
            row = rows.get(mark.indicator)
            if row is not None and row.formula:
                formula = bind(row.formula, self.standard.vocabulary)
                worked = self.tracer.formula(formula, self.statement.scope(), row.name)
                line = Line(line.what, line.value, line.how, (worked,))
            lines.append(line)
        return lines

    def by_place(self, asked: str) -> list[Line]:
        if "/" not in asked:
            return []
        wanted = self._without_mark(asked)
        facts = [
            fact
            for fact in self.statement.facts
            if self._without_mark(str(fact.place)) == wanted or self._called(str(fact.place), asked)
        ]
        return [self.tracer.fact(fact) for fact in facts]

    def _called(self, name: str, asked: str) -> bool:
        """Whether ``asked`` is the name, in Chinese or as it is said in English."""
        return _same(name, asked) or _same(said(name, self.standard, "en"), asked)

    def _without_mark(self, place: str) -> str:
        """A place as people say it, with or without the annex it is on."""
        said = _plain(place)
        for form in self.standard.forms.values():
            said = said.removeprefix(_plain(form.mark))
        return said

    def by_label(self, asked: str) -> list[Line]:
        label, _, column = (part.strip() for part in asked.partition("/"))
        lines: list[Line] = []
        for name, concept in self.standard.concepts.items():
            if not any(
                _same(known, label) for known in (concept.label.zh, concept.label.en, *concept.aliases)
            ):
                continue
            stages = [stage for stage in concept.stages if not column or self._named(stage, column)]
            lines += self._everywhere(name, tuple(stages))
        return lines

    def by_item(self, asked: str) -> list[Line]:
        keys = {key for key, name in self.statement.names.items() if _same(name, asked)}
        return [
            self.tracer.fact(fact) for fact in self.statement.facts if fact.key.rpartition(".")[0] in keys
        ]

    def by_value(self, asked: str) -> list[Line]:
        try:
            figure = Figure.parse(asked)
        except FigureError:
            return []
        if not figure.known:
            return []
        number = Fraction(figure.value or 0)
        facts = self.statement.facts
        lines = [
            self.tracer.fact(fact)
            for fact in facts
            if fact.figure.known and self._equals(fact, figure, number)
        ]
        lines += derived_lines(figure, self.tracer)
        if not lines:
            lines += printed_lines(figure, self.tracer)
        if not lines:
            lines += self._written(asked)
        once = {(line.what, str(line.value)): line for line in reversed(lines)}
        return list(reversed(once.values()))[:LONGEST_LIST]

    def _written(self, asked: str) -> list[Line]:
        """Texts somebody wrote the number into: nobody computed it, they did."""
        alone = re.compile(rf"(?<![\d.]){re.escape(asked)}(?![\d.])")
        return [
            self.tracer.text(text)
            for text in self.statement.texts
            if isinstance(text.value, str) and alone.search(text.value)
        ] + [
            Line(
                say(Message("explaining.own_words"), "zh"),
                text,
                (self.tracer.typed_at(f"narrative.{section}"),),
            )
            for section, text in self.statement.report.narrative.items()
            if alone.search(text)
        ]

    def _equals(self, fact: Fact, figure: Figure, number: Fraction) -> bool:
        if figure.unit is None:
            return Fraction(fact.figure.value or 0) == number
        return (
            fact.figure.unit is not None
            and fact.figure.unit.comparable(figure.unit)
            and fact.figure.base == figure.base
        )

    def _named(self, stage: str, column: str) -> bool:
        known = self.standard.stages[stage]
        year = self.statement.report.year - known.years_back
        heading = known.heading.replace("{year}", str(year))
        return any(_same(name, column) for name in (stage, known.label.zh, known.label.en, heading))

    def _everywhere(self, name: str, stages: tuple[str, ...]) -> list[Line]:
        concept = self.standard.concepts[name]
        scopes = self.statement.scope().items(concept.item) if concept.item else (self.statement.scope(),)
        return [self.tracer.concept(name, stage, scope) for scope in scopes for stage in stages]


def _same(one: str, other: str) -> bool:
    return bool(one) and _plain(one) == _plain(other)
