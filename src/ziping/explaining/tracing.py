"""Following a value down: formulas to their figures, figures to their cells, marks to what they judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ziping.explaining.lines import Line, shown
from ziping.figures import Empty
from ziping.report import Derived, Fact, ReportScope, Statement, TextFact, says_nothing
from ziping.scoring import Mark, Scorecard
from ziping.standards.english import name_of
from ziping.standards.formulas import Formula, Missing, Operand, Unknown, Working, bind
from ziping.standards.formulas import explain as working_of
from ziping.wording import LANGUAGES, Lang, Message, Name

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?:@[A-Za-z0-9_]+)?")
MARKS = "分"
_SIGNS = str.maketrans({"*": "×", "/": "÷"})
_FUNCTIONS = {
    "sum": "合计",
    "count": "个数",
    "abs": "绝对值",
    "max": "最大",
    "min": "最小",
    "round": "四舍五入",
    "where": "其中",
}


class Tracer:
    """Lines for the values of one statement and the marks it earned."""

    def __init__(self, statement: Statement, scorecard: Scorecard) -> None:
        self.statement = statement
        self.scorecard = scorecard
        self.standard = statement.standard
        self._noted: set[str] = set()  # a note is read once, however many figures it stands beside

    def concept(self, concept: str, stage: str, scope: ReportScope) -> Line:
        """The line of a concept at a stage, as typed or as derived."""
        return self._looked_up(scope.lookup(concept, stage), f"{concept}@{stage}")

    def fact(self, fact: Fact) -> Line:
        """A figure as typed, with its cell; marks that scoring gave are led back to what they judge."""
        if self.standard.concepts[fact.concept].given:
            return self._given(fact)
        figure = fact.figure
        if figure.empty is Empty.BLANK:
            value: str | Message = Message("explaining.blank")
        elif figure.unit is not None and not figure.written.strip().endswith(str(figure.unit)):
            value = f"{figure.written.strip()} {figure.unit}" if figure.known else figure.written
        else:
            value = figure.written
        what = str(fact.place) if not fact.item else f"{fact.item} / {fact.place.steps[-1]}"
        return Line(what, value, self._typed(fact.key, fact.concept, fact.column))

    def _given(self, fact: Fact) -> Line:
        if fact.concept == "score.total":
            return self.total()
        key = fact.key.rpartition(".")[0] if fact.concept == "indicator.score" else "execution"
        found = next((mark for mark in self.scorecard.marks if mark.key == key), None)
        return Line(str(fact.place), fact.figure.written) if found is None else self.mark(found)

    def total(self) -> Line:
        """The total as the sum of all marks."""
        label = self.standard.concepts["score.total"].label.zh
        total = self.scorecard.total
        value = Message("explaining.unscored") if total is None else shown(total, MARKS)
        parts = tuple(self.mark(mark) for mark in self.scorecard.marks)
        return Line(label, value, (Message("explaining.sum_of_marks"),), parts)

    def text(self, text: TextFact) -> Line:
        value = text.value
        blank = value is None or value == ""
        printed = (
            Message("explaining.blank")
            if blank or value is None
            else shown(value, self.standard.concepts[text.concept].unit)
        )
        return Line(str(text.place), printed, self._typed(text.key, text.concept, ""))

    def formula(self, formula: Formula, scope: ReportScope, what: str, unit: str = "%") -> Line:
        """The value of a formula, with the figures it reads."""
        working = working_of(formula, scope)
        return self._worked(working, what, unit)

    def mark(self, mark: Mark) -> Line:
        """A mark with its working and the target and actual it judges."""
        points = Message("explaining.unscored")
        value: str | Message = points if mark.points is None else shown(mark.points, MARKS)
        full = "" if mark.full is None else shown(mark.full, MARKS)
        how = (Message("explaining.mark", {"full": full}), *mark.working.steps, *mark.notes)
        parts: list[Line] = []
        if mark.key == "execution" and self.standard.scoring is not None:
            rate = bind(self.standard.scoring.execution_formula, self.standard.vocabulary)
            parts.append(
                self.formula(rate, self.statement.scope(), self.standard.concepts["execution_rate"].label.zh)
            )
        for concept in ("indicator.target", "indicator.actual", "indicator.marks", "indicator.stated_score"):
            found = self.statement.found.get((concept, mark.key, self.standard.concepts[concept].stages[0]))
            if isinstance(found, Fact) and found.figure.empty is not Empty.BLANK:
                parts.append(self.fact(found))
            elif isinstance(found, TextFact) and found.value:
                parts.append(self.text(found))
        return Line(mark.indicator, value, how, tuple(parts))

    def _looked_up(self, found: Operand | Missing, name: str) -> Line:
        source = found.source
        if isinstance(source, Fact):
            return self.fact(source)
        if isinstance(source, TextFact):
            return self.text(source)
        if isinstance(source, Derived):
            concept = self.standard.concepts[source.concept]
            label = f"{source.scope.name} / {concept.label.zh}" if source.scope.name else concept.label.zh
            return self._worked(working_of(source.formula, source.scope), label, concept.unit)
        return Line(name, Message("explaining.absent"))

    def _worked(self, working: Working, what: str, unit: str) -> Line:
        leaves = list(_leaves(working))
        value: str | Message = Message("explaining.unknown")
        outcome = working.value
        if isinstance(outcome, Fraction):
            value = shown(outcome, unit)
        elif isinstance(outcome, str):
            value = outcome
        how = [Message("explaining.formula", {"formula": self._formula_said(working.text, leaves)})]
        if (
            leaves
            and all(isinstance(leaf.value, Fraction) for leaf in leaves)
            and not working.text.count("(")
        ):
            numbers = {leaf.text: self._number(leaf) for leaf in leaves}
            said = {lang: _with_names(working.text, numbers, lang).translate(_SIGNS) for lang in LANGUAGES}
            formula = Name(said["zh"], said["en"])
            how.append(Message("explaining.numbers", {"formula": formula, "value": value}))
        elif isinstance(outcome, Unknown):
            missing = tuple(self._missing(one) for one in outcome.missing)
            how.append(Message("explaining.missing", {"missing": missing}))
        parts = tuple(self._looked_up(leaf.operand, leaf.text) for leaf in leaves if leaf.operand is not None)
        return Line(what, value, tuple(how), parts)

    def _formula_said(self, formula: str, leaves: Sequence[Working]) -> Name:
        """The formula with what its names are called."""
        said = {
            lang: _with_names(formula, {leaf.text: self._label(leaf, lang) for leaf in leaves}, lang)
            for lang in LANGUAGES
        }
        return Name(said["zh"].translate(_SIGNS), said["en"].translate(_SIGNS))

    def _label(self, leaf: Working, lang: Lang) -> str:
        concept, _, stage = leaf.text.partition("@")
        label = self.standard.concepts[concept].label[lang]
        if not stage:
            return label
        column = self.standard.stages[stage].label[lang]
        return f"{label}（{column}）" if lang == "zh" else f"{label} ({column})"

    def _number(self, leaf: Working) -> str:
        concept = leaf.text.partition("@")[0]
        assert isinstance(leaf.value, Fraction)
        printed = shown(leaf.value, self.standard.concepts[concept].unit)
        return str(printed)

    def _missing(self, one: Missing) -> Name:
        concept = self.standard.concepts.get(one.concept)
        if concept is None:
            return Name(one.concept, one.concept)
        stage = self.standard.stages.get(one.stage)
        named = len(concept.stages) > 1 and stage is not None
        return name_of(
            f"{concept.label.zh} / {stage.label.zh}" if named and stage else concept.label.zh, self.standard
        )

    def typed_at(self, key: str) -> Message:
        """Which cell it was typed in (a blank: is to be typed in), or where the report keeps it."""
        report = self.statement.report
        origin = report.origins.get(key)
        if not origin:
            return Message("explaining.typed", {"key": key})
        blank = says_nothing(report, key)
        return Message("explaining.blank_cell" if blank else "explaining.cell", {"cell": origin})

    def _typed(self, key: str, concept: str, column: str) -> tuple[Message, ...]:
        report = self.statement.report
        said = [self.typed_at(key)]
        note = report.notes.get(f"{concept}@{column}") or report.notes.get(concept)
        if note is not None and (note.reason or note.document) and note.reason not in self._noted:
            self._noted.add(note.reason)
            said.append(
                Message("explaining.note", {"reason": note.reason or "—", "document": note.document or "—"})
            )
        return tuple(said)


def _leaves(working: Working) -> Iterator[Working]:
    """The names a formula reads, in reading order; the same figure once."""
    seen: set[tuple[str, str]] = set()
    for leaf in _all_leaves(working):
        assert leaf.operand is not None
        known = (leaf.text, leaf.operand.item)
        if known not in seen:
            seen.add(known)
            yield leaf


def _all_leaves(working: Working) -> Iterable[Working]:
    if working.operand is not None:
        yield working
    for part in working.parts:
        yield from _all_leaves(part)


def _with_names(formula: str, names: dict[str, str], lang: Lang) -> str:
    functions = _FUNCTIONS if lang == "zh" else {}
    return _NAME.sub(lambda found: names.get(found[0]) or functions.get(found[0], found[0]), formula)
