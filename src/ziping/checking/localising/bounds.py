"""How far a relation may be off: what rounding of the figures in it leaves open, and what cutting them short does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.checking.findings import Relation
from ziping.checking.localising.forms import ONE, Form, Linear, NotLinear, computed_base
from ziping.figures import Figure

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a row may be off: above − (multiplier − under)·below ≥ −low and above − (multiplier + over)·below ≤ high."""

    under: Fraction
    over: Fraction
    low: Fraction | None
    high: Fraction | None
    low_excluded: bool = False
    high_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Shaped:
    """A row over the operands of its relation; the claim stands after the last of them."""

    above: Linear
    below: Linear
    multiplier: int | None
    rounded: Bounds
    cut: Bounds


def shaped_of(form: Form, relation: Relation, values: list[Fraction], steps: list[Fraction]) -> Shaped:
    """``relation`` as a row over its operands, stated as ``values`` in ``steps``. Raises ``NotLinear`` where it divides by 0."""
    claim = len(relation.operands)
    if set(form.below) <= {ONE}:
        divisor = form.below[ONE]
        above = {at: weight / divisor for at, weight in form.above.items()}
        above[claim] = above.get(claim, _ZERO) - 1
        shaped = Shaped(above, {}, None, *bounds_of(above, {}, _ZERO, _ZERO, steps))
    else:
        multiplier = 0 if relation.kind == "product" else claim
        above, below = dict(form.above), dict(form.below)
        divisor = sum((w if at == ONE else w * values[at] for at, w in below.items()), _ZERO)
        if divisor == 0:
            raise NotLinear
        if divisor < 0:
            above = {at: -weight for at, weight in above.items()}
            below = {at: -weight for at, weight in below.items()}
        step = _ZERO if all_or_nothing(relation.claim.figure) else steps[multiplier]
        shaped = Shaped(above, below, multiplier, *bounds_of(above, below, values[multiplier], step, steps))
    return _one_sided(shaped, side_of(relation))


def _one_sided(shaped: Shaped, side: str) -> Shaped:
    if side == "<=":  # the claim is at most what it is compared with
        return replace(shaped, rounded=replace(shaped.rounded, high=None), cut=replace(shaped.cut, high=None))
    if side == ">=":
        return replace(shaped, rounded=replace(shaped.rounded, low=None), cut=replace(shaped.cut, low=None))
    return shaped


def bounds_of(
    above: Linear,
    below: Linear,
    ratio: Fraction,
    step: Fraction,
    steps: Sequence[Fraction] | Mapping[int, Fraction],
) -> tuple[Bounds, Bounds]:
    """What rounding leaves open, and what cutting short does, for operands written in ``steps`` and a ratio in ``step``."""

    def pulls(factor: Fraction) -> list[Fraction]:
        """How each operand's own imprecision moves the row."""
        inside = (above.keys() | below.keys()) - {ONE}
        return [(above.get(at, _ZERO) - factor * below.get(at, _ZERO)) * steps[at] for at in sorted(inside)]

    half = step / 2
    low = sum(map(abs, pulls(ratio - half)), _ZERO) / 2
    high = sum(map(abs, pulls(ratio + half)), _ZERO) / 2
    rounded = Bounds(half, half, low, high)
    under, over = (step, _ZERO) if ratio < 0 else (_ZERO, step)
    falls = sum((pull for pull in pulls(ratio - under) if pull > 0), _ZERO)
    rises = sum((-pull for pull in pulls(ratio + over) if pull < 0), _ZERO)
    # An end that is excluded stays excluded, unless nothing at all was cut there.
    return rounded, Bounds(under, over, falls, rises, falls > 0 or under > 0, rises > 0 or over > 0)


def product_turned(relation: Relation) -> Form | None:
    """A product c = a·b as c ÷ b, with a in the ratio's place."""
    if relation.kind != "product" or relation.formula != "a*b" or len(relation.operands) != 2:  # noqa: PLR2004 - a and b
        return None
    factor, other = (operand.figure.base for operand in relation.operands)
    if factor * other != computed_base(relation):
        raise NotLinear
    return Form({2: Fraction(1)}, {1: Fraction(1)})


def side_of(relation: Relation) -> str:
    """What the claim is to what it is compared with: at most, at least or equal."""
    if relation.kind not in ("partial_sum", "limit"):
        return "=="
    return "<=" if "<=" in relation.formula else ">="


def all_or_nothing(figure: Figure) -> bool:
    """“100%” and “0%” of stated figures are meant exactly."""
    return (
        figure.digits == 0
        and figure.unit is not None
        and figure.unit.keeps_own_digits
        and figure.base in (0, 1)
    )
