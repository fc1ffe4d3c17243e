"""A report for formulas, written down as plain values: what a scope answers, no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from ziping.figures import Empty, Figure
from ziping.standards.formulas import Missing, Operand, Reason, Scope, Term, Vocabulary, measure_of

Written = str | bool | dt.date
_REASONS: Mapping[Empty, Reason] = {
    Empty.BLANK: "blank",
    Empty.DASH: "dash",
    Empty.NOT_APPLICABLE: "not_applicable",
    Empty.NONE_STATED: "none_stated",
}


def term(unit: str, stages: Sequence[str] = ("actual",), item: str = "", label: str = "") -> Term:
    return Term(unit, measure_of(unit), tuple(stages), item, label)


VOCABULARY = Vocabulary(
    terms={
        "unit.name": term("text"),
        "unit.filled_on": term("date"),
        "unit.sealed": term("flag"),
        "staff.posts": term("人"),
        "staff.serving": term("人"),
        "operating": term("万元", ("initial", "executed"), label="公用经费"),
        "total": term("万元", ("initial", "executed")),
        "area": term("㎡"),
        "rate": term("%"),
        "score": term("分"),
        "unit_cost": term("元/人"),
        "lost": term("没有这种单位"),
        "project.name": term("text", item="project"),
        "project.level": term("text", item="project"),
        "project.initial": term("万元", item="project"),
        "allotment.amount": term("万元", item="allotment"),
        "goal.text": term("text", item="goal"),
        "line.code": term("text", item="line"),
        "line.amount": term("万元", item="line"),
    },
    items={"project": "", "allotment": "project", "goal": "", "line": ""},
    words={"vague": ("加强", "提升")},
    groups={"goods": ("302", "30901")},
    parameters={"place": "示例县"},
)


@dataclass
class Record:
    """Values as a form shows them (``{"operating@executed": "518.46"}``), items by kind, what is around it."""

    values: Mapping[str, Written] = field(default_factory=dict)
    records: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    around: Record | None = None
    name: str = ""
    asked: int = 0
    vocabulary: Vocabulary = field(default_factory=lambda: VOCABULARY)

    def __post_init__(self) -> None:
        for records in self.records.values():
            for number, record in enumerate(records):
                record.around = self
                record.name = record.name or f"#{number + 1}"

    def lookup(self, concept: str, stage: str) -> Operand | Missing:
        self.asked += 1
        key = concept if concept in self.values else f"{concept}@{stage}"
        if key not in self.values:
            if self.around is not None:
                return self.around.lookup(concept, stage)
            return Missing(concept, stage, "absent")
        written = self.values[key]
        unit = self.vocabulary.terms[concept].unit
        if unit in ("text", "date", "flag"):
            if written == "":
                return Missing(concept, stage, "blank", self.name)
            return Operand(written, concept, stage, self.name)
        assert isinstance(written, str)
        figure = Figure.parse(written, unit)
        if figure.empty is not None:
            return Missing(concept, stage, _REASONS[figure.empty], self.name, figure.written)
        return Operand(figure.base, concept, stage, self.name, figure, figure.interval)

    def items(self, item: str) -> Sequence[Scope]:
        if item in self.records or self.around is None:
            return self.records.get(item, ())
        return self.around.items(item)


def wan(amount: str) -> Fraction:
    """An amount in 万元, in base units."""
    return Fraction(amount) * 10_000
