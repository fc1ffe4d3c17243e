"""A stated figure beside the value computed for it: one verdict, with the distance and the recomputed value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from ziping.figures.computed import Computed
from ziping.figures.duplicates import Agreed, Conflict, Unstated
from ziping.figures.errors import figure_error
from ziping.figures.figure import Figure
from ziping.figures.formatting import rounded_half_up
from ziping.figures.interval import Exact
from ziping.figures.qualifiers import Qualifier
from ziping.figures.units import comparable

Operand: TypeAlias = Figure | Agreed | Conflict | Unstated


class Verdict(Enum):
    """How a claim stands to the value computed for it; the first that applies."""

    UNBOUND = "unbound"
    EXACT = "exact"
    ROUNDING = "rounding"
    TRUNCATION = "truncation"
    INCONSISTENT = "inconsistent"


class Unbound(Enum):
    """Why nothing could be compared."""

    NO_CLAIM = "no_claim"
    NO_OPERAND = "no_operand"
    EMPTY_OPERAND = "empty_operand"
    CONFLICTING_MENTIONS = "conflicting_mentions"
    UNITS_DIFFER = "units_differ"
    ZERO_DENOMINATOR = "zero_denominator"


class Judgement(Struct, frozen=True):
    """``computed`` and ``stated`` are in base units (元, ratio 1), ``None`` when unbound.

    ``gap`` is the signed distance between the rounding intervals, positive when the claim stands too high, 0 unless they are
    apart; ``why`` is given only with ``Verdict.UNBOUND``.
    """

    verdict: Verdict
    stated: Fraction | None = None
    computed: Fraction | None = None
    gap: Fraction = Fraction(0)
    why: Unbound | None = None

    @property
    def difference(self) -> Fraction | None:
        """Stated minus computed, exactly."""
        return None if self.stated is None or self.computed is None else self.stated - self.computed


def judge_sum(total: Operand, items: Iterable[Operand], weights: Sequence[Exact] | None = None) -> Judgement:
    """``total`` against the weighted sum of ``items`` (every weight 1 unless given; -1 for a deduction).

    Exact means equal as written. Any empty or conflicting operand leaves the sum unbound: whether 无 or —— may count as
    nothing is for the caller to know. Raises :class:`FigureError` when there are not as many weights as items.
    """
    parts = tuple(items)
    factors = (1,) * len(parts) if weights is None else tuple(weights)
    if len(factors) != len(parts):
        raise figure_error("weights_do_not_fit", items=len(parts), weights=len(factors))
    why = _unbound(total, parts)
    if why is not None:
        return Judgement(Verdict.UNBOUND, why=why)
    units = {_figure(operand).unit for operand in (total, *parts)}
    if not all(comparable(_figure(total).unit, unit) for unit in units):
        return Judgement(Verdict.UNBOUND, why=Unbound.UNITS_DIFFER)
    summed = Computed.total(
        _computed(operand) if factor == 1 else _computed(operand).scaled(factor)
        for operand, factor in zip(parts, factors, strict=True)
    )
    claim = _computed(total)
    figure = _figure(total)
    same = claim.value == summed.value if figure.plain else _holds(figure, summed.value)
    return _judged(claim, summed, same=same)


def judge_ratio(
    claim: Operand,
    value: Computed | Fraction | None = None,
    *,
    numerator: Operand | None = None,
    denominator: Operand | None = None,
    parts_stated: bool = True,
) -> Judgement:
    """``claim`` (a share, rate, growth, multiple or average) against ``numerator`` / ``denominator``, or a given ``value``.

    Exact means that the value rounds half-up to the claim at the digits written. “100%” and “0%” without decimals are
    points when both parts are stated. A signless 下降4.27% is judged against the size of the fall: the caller turns the value.
    Raises :class:`FigureError` unless either a value or both parts are given.
    """
    if value is None:
        if numerator is None or denominator is None:
            raise figure_error("ratio_needs_parts")
        why = _unbound(claim, (numerator, denominator))
        if why is None and _figure(denominator).base == 0:
            why = Unbound.ZERO_DENOMINATOR
        if why is not None:
            return Judgement(Verdict.UNBOUND, why=why)
        try:
            value = _computed(numerator) / _computed(denominator)
        except ZeroDivisionError:  # written 0.00-something, but possibly nothing at all
            return Judgement(Verdict.UNBOUND, why=Unbound.ZERO_DENOMINATOR)
    why = _unbound(claim, (claim,))
    if why is not None:
        return Judgement(Verdict.UNBOUND, why=why)
    computed = Computed.exactly(value) if isinstance(value, Fraction) else value
    figure = _figure(claim)
    stated = _computed(claim)
    if parts_stated and figure.plain and figure.digits == 0 and _all_or_nothing(figure):
        point = Computed.exactly(stated.value)
        return _judged(point, computed, same=stated.value == computed.value)
    if figure.plain:
        in_its_unit = rounded_half_up(computed.value / figure.factor, figure.digits)
        return _judged(stated, computed, same=in_its_unit == figure.value)
    return _judged(stated, computed, same=_holds(figure, computed.value))


def is_complement(claim: Figure, others: Iterable[Figure]) -> bool:
    """Whether ``claim`` is exactly what the ``others`` leave of 100% (44.07% beside 55.93%), however right they are."""
    shares = [figure.base for figure in others if figure.known]
    return claim.known and bool(shares) and claim.base == 1 - sum(shares)


def _judged(claim: Computed, computed: Computed, *, same: bool) -> Judgement:
    if same:
        return Judgement(Verdict.EXACT, claim.value, computed.value)
    gap = Fraction(0)
    if claim.rounded.meets(computed.rounded):
        verdict = Verdict.ROUNDING
    elif claim.truncated.meets(computed.truncated):
        verdict = Verdict.TRUNCATION
    else:
        verdict = Verdict.INCONSISTENT
    if verdict is not Verdict.ROUNDING:
        gap = claim.rounded.gap(computed.rounded)
    return Judgement(verdict, claim.value, computed.value, gap)


def _holds(figure: Figure, value: Fraction) -> bool:
    """Whether a qualified claim is plainly true of ``value``: 超过100 of 120, 3-5 of 4; 约100 only of 100."""
    if figure.qualifier is Qualifier.ABOUT:
        return figure.base == value
    if figure.upper is not None:
        return figure.base <= value <= Fraction(figure.upper) * figure.factor
    return figure.interval().contains(value)


def _all_or_nothing(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.keeps_own_digits and figure.base in (0, 1)


def _unbound(claim: Operand, operands: Sequence[Operand]) -> Unbound | None:
    everything = (claim, *operands)
    if any(isinstance(operand, Conflict) for operand in everything):
        return Unbound.CONFLICTING_MENTIONS
    if not _stated(claim):
        return Unbound.NO_CLAIM
    if not operands:
        return Unbound.NO_OPERAND
    return None if all(map(_stated, operands)) else Unbound.EMPTY_OPERAND


def _stated(operand: Operand) -> bool:
    return isinstance(operand, Agreed) or (isinstance(operand, Figure) and operand.known)


def _figure(operand: Operand) -> Figure:
    if isinstance(operand, Agreed):
        return operand.tightest
    assert isinstance(operand, Figure), "conflicts and silence were turned away before"
    return operand


def _computed(operand: Operand) -> Computed:
    assert isinstance(operand, (Figure, Agreed)), "conflicts and silence were turned away before"
    return Computed.of(operand)
