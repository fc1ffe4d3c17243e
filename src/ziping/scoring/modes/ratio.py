"""The more the better: full marks when the target is reached, else the share of them that was reached."""

from __future__ import annotations

from fractions import Fraction

from ziping.scoring.comparing import compared
from ziping.scoring.exact import shown_share
from ziping.scoring.outcome import Case, Outcome, no_score, step
from ziping.scoring.params import Params


def ratio(case: Case, _params: Params) -> Outcome:
    """Return marks × actual ÷ target, never more than the marks (财预〔2020〕10号). For ``=`` with target 0 anything above 0 is 0."""
    return _ratio(case, None)


def ratio_pass(case: Case, params: Params) -> Outcome:
    """Return the same, but nothing below ``pass_line`` of the target, 60 % when not given (财预〔2021〕101号)."""
    return _ratio(case, params.amount("pass_line", "3/5").value)


def _ratio(case: Case, pass_line: Fraction | None) -> Outcome:
    pair = compared(case, forward=True)
    if isinstance(pair, Outcome):
        return pair
    said = pair.said()
    if pair.met:
        full = step("calc.full", points=case.say(case.full))
        return Outcome("scored", case.full, (said, full), pair.share, met=True)
    if pair.target < 0:
        return no_score("unsuited", "negative_target", target=case.target)
    if pair.share is None:  # target 0, not met
        return Outcome("scored", Fraction(0), (said, step("calc.zero_target")), None, met=False)
    if pass_line is not None and pair.share < pass_line:
        line = step("calc.below_line", share=shown_share(pair.share), line=shown_share(pass_line))
        return Outcome("scored", Fraction(0), (said, line), pair.share, met=False)
    points = case.rounded(case.full * pair.share)
    share, marks = shown_share(max(pair.share, Fraction(0))), case.say(case.full)
    calc = step("calc.ratio", share=share, full=marks, points=case.say(points))
    return Outcome("scored", points, (said, calc), pair.share, met=False)
