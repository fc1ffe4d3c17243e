"""Target and actual held against each other, or why they cannot be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from ziping.figures import Empty
from ziping.scoring.exact import shown, shown_share
from ziping.scoring.measure import Measure, alike
from ziping.scoring.outcome import Case, Outcome, no_score, step
from ziping.standards.model.scoring import Sign
from ziping.wording import Message

_FORWARD: frozenset[Sign] = frozenset(("≥", ">", "="))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two exact numbers in base units (days as their ordinal). ``share`` is actual ÷ target, ``None`` for target 0 or days."""

    target: Fraction
    actual: Fraction
    met: bool
    share: Fraction | None
    target_as_typed: Measure
    actual_as_typed: Measure
    sign: str

    def said(self) -> Message:
        """Return the comparison in words: 目标 936.67 万元（≤），实际 1177.69 万元，超出 241.02 万元，占目标 25.73%."""
        sign = step("sign.qualitative") if self.sign == "qualitative" else self.sign
        args: dict[str, object] = {
            "target": self.target_as_typed,
            "sign": sign,
            "actual": self.actual_as_typed,
        }
        gap = self.actual - self.target
        if gap == 0:
            return step("compare.equal", **args)
        args["gap"] = _difference(self.target_as_typed, abs(gap))
        if self.target_as_typed.kind == "day":
            return step("compare.late" if gap > 0 else "compare.early", **args)
        way = "over" if gap > 0 else "under"
        if self.target == 0 or self.target_as_typed.is_percent:
            return step(f"compare.{way}", **args)
        return step(f"compare.{way}_share", **args, share=shown_share(abs(gap / self.target)))


def _difference(measure: Measure, gap: Fraction) -> object:
    """Return a difference in the unit of ``measure``, of percentages in percentage points."""
    return in_points(gap) if measure.is_percent else measure.in_own_unit(gap)


def in_points(gap: Fraction) -> Message:
    """Return a difference of ratios in percentage points."""
    number = shown(gap * 100)
    return step("compare.point" if number == "1" else "compare.points", number=number)


def is_forward(sign: Sign) -> bool:
    """Whether more is better or at least no worse (≥, >, =)."""
    return sign in _FORWARD


def compared(case: Case, *, forward: bool, days: bool = False) -> Pair | Outcome:
    """Target and actual as exact numbers, or an outcome without points: blank, unreadable, not comparable.

    ``forward`` says which side of the target is good; ``=`` with target 0 is reached at 0 and below. A day is scored by a
    ratio as little as a word is: unless ``days``, the answer is that this way of scoring does not suit.
    """
    target, actual = case.target, _stated(case.actual, case.target)
    blank = _blank(target, actual)
    if blank is not None or target is None or actual is None:
        return blank or no_score("missing_actual", "missing_actual")
    pair = alike(target, actual)
    if pair is None:
        return _not_alike(target, actual)
    if target.kind == "day" and not days:
        return no_score("unsuited", "day_by_ratio", target=target)
    (target, actual), t, a = pair, pair[0].number, pair[1].number
    assert t is not None
    assert a is not None
    zero_wanted = case.sign == "=" and t == 0
    met = (a >= t) if forward and not zero_wanted and target.kind != "day" else (a <= t)
    share = a / t if t != 0 and target.kind != "day" else None
    return Pair(t, a, met, share, target, actual, case.sign)


def _stated(actual: Measure | None, target: Measure | None) -> Measure | None:
    """无 beside a target in figures is an answer: none of them."""
    if actual is None or target is None or actual.empty is not Empty.NONE_STATED or target.kind != "number":
        return actual
    return replace(
        actual, kind="number", number=Fraction(0), unit=target.unit, label=target.label, empty=None
    )


def _blank(target: Measure | None, actual: Measure | None) -> Outcome | None:
    if target is None or target.empty is Empty.BLANK:
        return no_score("missing_target", "missing_target")
    if actual is None or actual.empty is Empty.BLANK:
        return no_score("missing_actual", "missing_actual")
    if target.empty is not None:
        return no_score("missing_target", "empty_target", read=target)
    if actual.empty is not None:
        return no_score("missing_actual", "empty_actual", read=actual)
    return None


def _not_alike(target: Measure, actual: Measure) -> Outcome:
    if target.kind == "words":
        return no_score("unreadable", "words_target", read=target)
    if actual.kind == "words":
        return no_score("unreadable", "words_actual", read=actual, target=target)
    return no_score("unreadable", "not_comparable", target=target, actual=actual)
