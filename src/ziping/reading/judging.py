"""A claim judged: what its operands come to, and how the claim stands to that.

Verdicts are those of ``ziping.figures``: exact, rounding, truncation, inconsistent, unbound. Every formula is worked out
with each quantity standing once where it can, so that intervals come out no wider than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ziping.figures import Computed, Figure, Judgement, Verdict, comparable, judge_ratio, judge_sum
from ziping.reading.claims import Claim

_RATIOS = frozenset(("share", "rate", "growth", "average", "multiple"))
_ONE = Computed.exactly(1)
Work = Callable[[Sequence[Computed]], Computed]

FORMULAS: Mapping[str, Work] = MappingProxyType(
    {
        "a": lambda v: v[0],
        "a/b": lambda v: v[0] / v[1],
        "b/a": lambda v: v[1] / v[0],
        "a/(a+b)": lambda v: _ONE / (v[1] / v[0] + 1),
        "a/(a-b)": lambda v: _ONE / (1 - v[1] / v[0]),
        "b/(a+b)": lambda v: _ONE / (v[0] / v[1] + 1),
        "b/(a-b)": lambda v: _ONE / (v[0] / v[1] - 1),
        "(a-b)/a": lambda v: 1 - v[1] / v[0],
        "(a-b)/b": lambda v: v[0] / v[1] - 1,
        "(b-a)/a": lambda v: v[1] / v[0] - 1,
        "(b-a)/b": lambda v: 1 - v[0] / v[1],
        "|a-b|/a": lambda v: _size(1 - v[1] / v[0]),
        "|a-b|/b": lambda v: _size(v[0] / v[1] - 1),
        "a/(b-c)": lambda v: v[0] / (v[1] - v[2]),
        "a/(b+c)": lambda v: v[0] / (v[1] + v[2]),
        "(a-b)/c": lambda v: (v[0] - v[1]) / v[2],
        "(a+b)/c": lambda v: (v[0] + v[1]) / v[2],
        "a-b": lambda v: v[0] - v[1],
        "b-a": lambda v: v[1] - v[0],
        "|a-b|": lambda v: _size(v[0] - v[1]),
        "a*b": lambda v: v[0] * v[1],
        "a/b-1": lambda v: v[0] / v[1] - 1,
    }
)
"""How operands a, b, c … make a claim."""


def judge(claim: Claim) -> Judgement:
    """How ``claim`` stands to what its operands come to. Unbound where something is blank or units do not go together."""
    if claim.kind == "count":
        return _count(claim)
    operands = [operand.figure for operand in claim.operands]
    if claim.kind in ("sum", "partial_sum", "difference") and (
        claim.weights or claim.formula not in FORMULAS
    ):
        return _sum(claim, operands)
    if not all(figure.known for figure in (claim.claim.figure, *operands)):
        return Judgement(Verdict.UNBOUND)
    try:
        value = FORMULAS[claim.formula]([Computed.of(figure) for figure in operands])
    except ZeroDivisionError:
        return Judgement(Verdict.UNBOUND)
    if claim.kind in _RATIOS:
        return judge_ratio(claim.claim.figure, _turned(value, claim))
    return _against(claim.claim.figure, _turned(value, claim), operands)


def _turned(value: Computed, claim: Claim) -> Computed:
    """A fall told in words (下降4.27%) is compared by its size."""
    stated = claim.claim.figure.value or 0
    return -value if claim.falls and value.value < 0 <= stated else value


def _size(value: Computed) -> Computed:
    return -value if value.value < 0 else value


def _sum(claim: Claim, operands: Sequence[Figure]) -> Judgement:
    judgement = judge_sum(claim.claim.figure, operands, claim.weights or None)
    if claim.kind != "partial_sum" or judgement.verdict is not Verdict.INCONSISTENT:
        return judgement
    assert judgement.stated is not None
    assert judgement.computed is not None
    within = judgement.computed <= judgement.stated
    return Judgement(Verdict.EXACT, judgement.stated, judgement.computed) if within else judgement


def _against(figure: Figure, value: Computed, operands: Sequence[Figure]) -> Judgement:
    """An amount against an amount: change, difference, product, the same said twice."""
    if not comparable(figure.unit, operands[0].unit) and len(operands) == 1:
        return Judgement(Verdict.UNBOUND)
    stated = Computed.of(figure)
    if stated.value == value.value:
        verdict = Verdict.EXACT
    elif stated.rounded.meets(value.rounded):
        verdict = Verdict.ROUNDING
    elif stated.truncated.meets(value.truncated):
        verdict = Verdict.TRUNCATION
    else:
        verdict = Verdict.INCONSISTENT
    gap = stated.rounded.gap(value.rounded) if verdict in (Verdict.TRUNCATION, Verdict.INCONSISTENT) else 0
    return Judgement(verdict, stated.value, value.value, stated.value * 0 + gap)


def _count(claim: Claim) -> Judgement:
    stated = claim.claim.figure
    if not stated.plain:
        return Judgement(Verdict.UNBOUND)
    listed = Computed.exactly(claim.listed or len(claim.operands))
    verdict = Verdict.EXACT if stated.base == listed.value else Verdict.INCONSISTENT
    return Judgement(verdict, stated.base, listed.value, stated.base - listed.value)
