"""The classifications of expenditure against the totals they break down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly, Label
from ziping.checking.register import check
from ziping.figures import Figure, Interval
from ziping.figures import unit as unit_written
from ziping.report import Fact, Report
from ziping.report.parts import ClassifiedAmount

_AMOUNTS = ("initial", "adjusted", "executed", "prior_executed")


class _Line(NamedTuple):
    key: str
    entry: ClassifiedAmount
    figure: Figure


def _lines(report: Report, listed: str, stage: str) -> list[_Line]:
    """The lines of a classification that give an amount at ``stage``, blank ones included once any is given."""
    if stage not in _AMOUNTS:
        return []
    entries: Sequence[ClassifiedAmount] = getattr(report, listed)
    wan = unit_written("万元")
    lines = [
        _Line(f"{listed}[{number}].{stage}", entry, getattr(entry, stage).figure(wan))
        for number, entry in enumerate(entries)
    ]
    return lines if any(line.figure.known for line in lines) else []


def _lowest(lines: Sequence[_Line]) -> list[_Line]:
    """Lines without a finer one of the same nature among them: a class and its items are not counted both."""
    parents = {
        (line.entry.nature, line.entry.code[:length])
        for line in lines
        for length in range(1, len(line.entry.code))
    }
    return [line for line in lines if (line.entry.nature, line.entry.code) not in parents]


@check("classification_total")
def classification_total(report: Report, context: Context) -> Outcomes:
    """The lowest lines of a classification (``list``), of one ``nature`` or of all, come to the figure ``total``."""
    fact = context.setting.fact(context.text("total"), context.stage)
    nature = context.text("nature")
    lines = [
        line
        for line in _lines(report, context.text("list"), context.stage)
        if not nature or line.entry.nature == nature
    ]
    if fact is None or not lines:
        return
    if nature and any(not line.entry.nature for line in _lines(report, context.text("list"), context.stage)):
        return  # lines of unknown nature may belong here: nothing can be said
    yield from _added_up(fact, _lowest(lines), context)


@check("detail_by_code")
def detail_by_code(report: Report, context: Context) -> Outcomes:
    """A figure that stands for some economic codes is the sum of the lines with those codes.

    Concepts under ``basic`` count no lines of nature ``other``.
    """
    basic, other = context.text("basic"), context.text("other")
    for stage in _AMOUNTS:
        lines = _lowest(_lines(report, "economic", stage))
        for concept, known in context.standard.concepts.items():
            fact = context.setting.fact(concept, stage) if known.codes and lines else None
            if fact is None:
                continue
            inside = [line for line in lines if line.entry.code.startswith(known.codes)]
            if concept.partition(".")[0] == basic:
                inside = [line for line in inside if line.entry.nature != other]
            if inside:
                yield from _added_up(fact, inside, context)


def _added_up(fact: Fact, lines: Sequence[_Line], context: Context) -> Outcomes:
    keys = [fact.key, *(line.key for line in lines)]
    missing = [line.key for line in lines if not line.figure.known]
    if not fact.figure.known or missing:
        yield context.blank([*([] if fact.figure.known else [fact.key]), *missing], fact.item)
        return
    computed = sum((line.figure.base for line in lines), Fraction(0))
    if fact.figure.base == computed or fact.figure.interval().meets(_sum(line.figure for line in lines)):
        yield context.passed(keys, fact.item)
        return
    unit = fact.figure.unit
    assert unit is not None
    yield context.finding(
        [fact.key, *(line.key for line in lines[:_SHOWN])],
        item=str(fact.place),
        quote=fact.figure.written,
        name=Label(fact.concept, fact.column),
        stated=fact.figure,
        computed=Exactly(computed / unit.factor, unit.written),
        gap=Exactly((fact.figure.base - computed) / unit.factor, unit.written),
        codes=tuple(dict.fromkeys(line.entry.code for line in lines)),
    )


_SHOWN = 3


def _sum(figures: Iterable[Figure]) -> Interval:
    return sum((figure.interval() for figure in figures), Interval.at(0))
