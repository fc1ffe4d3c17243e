"""Slips of unit: too many decimals, 元 among 万元."""

from __future__ import annotations

from itertools import combinations

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly, Label
from ziping.checking.register import check
from ziping.figures import unit as unit_written
from ziping.report import Fact, Report

_WAN = "万元"


def _is_money(fact: Fact) -> bool:
    unit = fact.figure.unit
    return fact.figure.known and unit is not None and unit.comparable(unit_written("元"))


@check("decimals")
def decimals(report: Report, context: Context) -> Outcomes:
    """Amounts in 万元 carry at most so many decimals."""
    most = context.number("most")
    for fact in context.statement.facts:
        if not _is_money(fact) or fact.figure.unit is None or fact.figure.unit.written != _WAN:
            continue
        if fact.figure.digits > most:
            yield context.finding(
                [fact.key], item=fact.item, name=Label(fact.concept, fact.column), stated=fact.figure
            )
        else:
            yield context.passed([], fact.item)  # well written is not yet right


@check("unit_slip")
def unit_slip(report: Report, context: Context) -> Outcomes:
    """Amounts of one concept in different stages are not about ten thousand times apart."""
    least, most = context.number("least"), context.number("most")
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in context.statement.facts:
        if _is_money(fact) and fact.figure.base > 0:
            groups.setdefault((fact.concept, fact.key if not fact.column else fact.item), []).append(fact)
    for facts in groups.values():
        for one, other in combinations(sorted(facts, key=lambda fact: fact.figure.base, reverse=True), 2):
            times = one.figure.base / other.figure.base
            keys = [one.key, other.key]
            if least <= times <= most:
                yield context.finding(
                    keys,
                    item=one.item,
                    name=Label(one.concept),
                    stated=one.figure,
                    computed=other.figure,
                    column=Label(stage=one.column),
                    other=Label(stage=other.column),
                    times=Exactly(times),
                )
                break
            yield context.passed([], one.item)
