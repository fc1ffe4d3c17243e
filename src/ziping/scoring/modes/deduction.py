"""So many marks off for each step beyond a limit (每超过一个百分点扣0.5分)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

from ziping.scoring.comparing import Pair, compared, in_points, is_forward
from ziping.scoring.exact import shown
from ziping.scoring.measure import Measure
from ziping.scoring.outcome import Case, Outcome, Rounding, no_score, step
from ziping.scoring.params import Params
from ziping.wording import Message

_SIDES = ("above", "below", "both")
_ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)


def deduction(case: Case, params: Params) -> Outcome:
    """Full marks up to the limit, then ``minus`` for each step of size ``per`` beyond it, never below 0.

    ``limit``  what still earns full marks; the target when not given
    ``per``    a step: ``1%`` beside percentages is one percentage point, beside other figures 1 % of the limit;
               a bare number counts in the unit of the actual value (days for dates)
    ``minus``  marks for a step, or with % a share of the full marks
    ``side``   ``above``, ``below`` or ``both`` sides of the limit lose marks; by the sign when not given
    ``rounding``  ``floor`` counts whole steps, ``ceil`` begun ones, ``linear`` parts as well; the pack's when not given
    """
    if params.has("limit"):
        case = replace(case, target=_limit(case, params))
    side = params.choice("side", _SIDES, "below" if is_forward(case.sign) and case.sign != "=" else "above")
    pair = compared(case, forward=side == "below", days=True)
    if isinstance(pair, Outcome):
        return pair
    beyond = _beyond(pair, side)
    if beyond == 0:
        calc = step("calc.within", points=case.say(case.full))
        return Outcome("scored", case.full, (pair.said(), calc), pair.share, met=True)
    size = _step_size(params, pair)
    if size is None:
        return no_score("unsuited", "zero_target", target=case.target)
    return _deducted(case, params, pair, beyond / size.value, size)


@dataclass(frozen=True, slots=True)
class _Step:
    value: Fraction
    said: object


def _limit(case: Case, params: Params) -> Measure:
    """Return the limit as a target, a bare number in the unit of the actual value (of a percentage it is the ratio)."""
    limit = params.amount("limit")
    unit = case.actual.unit if case.actual is not None else None
    bare = unit is not None and not limit.share and case.actual is not None and not case.actual.is_percent
    value = limit.value * unit.factor if unit is not None and bare else limit.value
    return Measure(shown(value), "number", value, unit)


def _beyond(pair: Pair, side: str) -> Fraction:
    gap = pair.actual - pair.target
    if side == "both":
        return abs(gap)
    return max(gap if side == "above" else -gap, Fraction(0))


def _step_size(params: Params, pair: Pair) -> _Step | None:
    """Return the step in base units with its wording; ``None`` for a share of a limit that is 0."""
    per = params.amount("per")
    target = pair.target_as_typed
    if per.value <= 0:
        raise params.refused("not_positive", "per", read=shown(per.value))
    if target.is_percent:
        if not per.share and per.value >= 1:
            raise params.refused("points_meant", "per", read=shown(per.value))
        return _Step(per.value, in_points(per.value))
    if per.share:
        size = per.value * abs(pair.target)
        return _Step(size, step("compare.of_limit", share=f"{shown(per.value * 100)}%")) if size else None
    size = per.value * (target.unit.factor if target.unit is not None else 1)
    return _Step(size, target.in_own_unit(size))


def _deducted(case: Case, params: Params, pair: Pair, steps: Fraction, size: _Step) -> Outcome:
    rounding = params.choice("rounding", _ROUNDINGS, case.rounding)
    counted = {"floor": Fraction(math.floor(steps)), "ceil": Fraction(math.ceil(steps))}.get(rounding, steps)
    minus = params.amount("minus")
    each = case.full * minus.value if minus.share else minus.value
    points = case.rounded(case.full - counted * each)
    calc = step(
        "calc.deduction",
        steps=shown(steps),
        counted=shown(counted),
        how=Message(f"scoring.rounding.{rounding}"),
        per=size.said,
        each=shown(each),
        full=case.say(case.full),
        points=case.say(points),
    )
    return Outcome("scored", points, (pair.said(), calc), pair.share, met=False)
