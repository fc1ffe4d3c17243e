"""Slips of unit: too many decimals, 元 among 万元."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction

from ziping.checking.context import Context, Outcomes
from ziping.checking.findings import Exactly, Label
from ziping.checking.register import check
from ziping.figures import unit as unit_written
from ziping.report import Fact, Report

_WAN = "万元"
_MOST_PAIRS = 1000  # more of one amount are not counted one by one


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
    """Amounts of one concept in different stages are not ``least`` to ``most`` (about ten thousand) times apart.

    The larger number is ``large`` at least as it is written: 元 taken for 万元 makes large numbers, not 47.89 beside 0.02.
    """
    least, most, large = (context.number(name) for name in ("least", "most", "large"))
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in context.statement.facts:
        if _is_money(fact) and fact.figure.base > 0:
            groups.setdefault((fact.concept, fact.key if not fact.column else fact.item), []).append(fact)
    for facts in groups.values():
        ordered = sorted(facts, key=lambda fact: fact.figure.base, reverse=True)
        could_be = [fact.figure.base >= large * fact.figure.factor for fact in ordered]
        pair, clean = _far_apart([fact.figure.base for fact in ordered], could_be, least, most)
        for _ in range(min(clean, _MOST_PAIRS)):
            yield context.passed([], ordered[0].item)
        if pair is not None:
            one, other = (ordered[at] for at in pair)
            yield context.finding(
                [one.key, other.key],
                item=one.item,
                name=Label(one.concept),
                stated=one.figure,
                computed=other.figure,
                column=Label(stage=one.column),
                other=Label(stage=other.column),
                times=Exactly(one.figure.base / other.figure.base),
            )


def _far_apart(
    amounts: Sequence[Fraction], could_be: Sequence[bool], least: Fraction, most: Fraction
) -> tuple[tuple[int, int] | None, int]:
    """The first two of ``amounts`` (falling) whose quotient lies within the bounds, and how many pairs came before it.

    ``could_be``: whether each is large enough to be the larger of the two.
    """
    rising = [-amount for amount in amounts]
    clean = 0
    for at, amount in enumerate(amounts):
        other = bisect_left(rising, -amount / least, at + 1)  # the first that is small enough
        if could_be[at] and other < len(amounts) and amount <= most * amounts[other]:
            return (at, other), clean + other - at - 1
        clean += len(amounts) - at - 1
    return None, clean
