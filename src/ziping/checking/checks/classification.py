"""The classifications of expenditure against the totals they break down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ziping.checking.claims import answered
from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Label, Relation
from ziping.checking.register import check
from ziping.checking.relations import added_up
from ziping.report import Fact, Report
from ziping.report.parts import ClassifiedAmount

_AMOUNTS = ("initial", "adjusted", "executed", "prior_executed")


class _Line(NamedTuple):
    fact: Fact
    entry: ClassifiedAmount


def _lines(report: Report, listed: str, stage: str, context: Context) -> list[_Line]:
    """Return the lines of a classification with their amounts at ``stage``, blank ones included once any is given."""
    if stage not in _AMOUNTS:
        return []
    entries: Sequence[ClassifiedAmount] = getattr(report, listed)
    lines = [
        _Line(context.setting.facts[f"{listed}[{number}].{stage}"], entry)
        for number, entry in enumerate(entries)
    ]
    return lines if any(line.fact.figure.known for line in lines) else []


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
    """The lowest lines of a classification (``list``), of one ``nature`` or of all, come to the figure ``total``.

    Where none is listed of one of the groups of codes in ``complete``, the list is an excerpt and nothing is said.
    """
    fact = context.setting.fact(context.text("total"), context.stage)
    listed, nature = context.text("list"), context.text("nature")
    everything = _lines(report, listed, context.stage, context)
    lines = [line for line in everything if not nature or line.entry.nature == nature]
    if fact is None or not lines:
        return
    if nature and any(not line.entry.nature for line in everything):
        return  # lines of unknown nature may belong here: nothing can be said
    if not all(_has_any(lines, group, context) for group in context.several("complete")):
        return
    yield from _compared(fact, _lowest(lines), context)


def _has_any(lines: Sequence[_Line], group: str, context: Context) -> bool:
    classification = context.standard.economic
    codes = classification.groups.get(group, ()) if classification is not None else ()
    return any(line.entry.code.startswith(codes) for line in lines)


@check("detail_by_code")
def detail_by_code(report: Report, context: Context) -> Outcomes:
    """A figure that stands for some economic codes is the sum of the lines with those codes.

    Concepts under ``basic`` count no lines of nature ``other``.
    """
    basic, other = context.text("basic"), context.text("other")
    for stage in _AMOUNTS:
        lines = _lowest(_lines(report, "economic", stage, context))
        for concept, known in context.standard.concepts.items():
            fact = context.setting.fact(concept, stage) if known.codes and lines else None
            if fact is None:
                continue
            inside = [line for line in lines if line.entry.code.startswith(known.codes)]
            if concept.partition(".")[0] == basic:
                inside = [line for line in inside if line.entry.nature != other]
            if inside:
                yield from _compared(fact, inside, context)


def _compared(fact: Fact, lines: Sequence[_Line], context: Context) -> Outcomes:
    codes = tuple(dict.fromkeys(line.entry.code for line in lines))
    formula = f"{fact.concept}@{fact.column} == {' + '.join(codes)}"
    parts = [line.fact for line in lines]
    item = str(fact.place) if not context.stage else ""
    found = added_up(context.rule.id, context.stage, fact, parts, formula, context.setting)
    if isinstance(found, Relation):
        found = replace(found, item=item)
    yield from answered(found, context, item, name=Label(fact.concept, fact.column), codes=codes)
