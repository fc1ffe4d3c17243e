"""The less the better: two rules for what is over the target; the national text is silent, so a pack chooses."""

from __future__ import annotations

from fractions import Fraction

from ziping.scoring.comparing import Pair, compared
from ziping.scoring.exact import shown_share
from ziping.scoring.outcome import Case, Outcome, no_score, step
from ziping.scoring.params import Params


def reverse_linear(case: Case, _params: Params) -> Outcome:
    """(1 − (actual − target) ÷ target) × marks, nothing from twice the target on. With target 0 anything above is 0."""
    pair = compared(case, forward=False)
    if isinstance(pair, Outcome):
        return pair
    easy = _easy(case, pair)
    if easy is not None:
        return easy
    over = (pair.actual - pair.target) / pair.target
    points = case.rounded((1 - over) * case.full)
    key = "calc.reverse_linear" if over < 1 else "calc.reverse_nothing"
    calc = step(key, over=shown_share(over), full=case.say(case.full), points=case.say(points))
    return Outcome("scored", points, (pair.said(), calc), pair.share, met=False)


def reverse_ratio(case: Case, _params: Params) -> Outcome:
    """Target ÷ actual × marks (the note on Hubei's form)."""
    pair = compared(case, forward=False)
    if isinstance(pair, Outcome):
        return pair
    easy = _easy(case, pair)
    if easy is not None:
        return easy
    share = pair.target / pair.actual
    points = case.rounded(share * case.full)
    calc = step(
        "calc.reverse_ratio", share=shown_share(share), full=case.say(case.full), points=case.say(points)
    )
    return Outcome("scored", points, (pair.said(), calc), pair.share, met=False)


def _easy(case: Case, pair: Pair) -> Outcome | None:
    """Met, or a target neither rule can divide by."""
    if pair.met:
        full = step("calc.full", points=case.say(case.full))
        return Outcome("scored", case.full, (pair.said(), full), pair.share, met=True)
    if pair.target < 0:
        return no_score("unsuited", "negative_target", target=case.target)
    if pair.target == 0:
        return Outcome("scored", Fraction(0), (pair.said(), step("calc.zero_target")), None, met=False)
    return None
