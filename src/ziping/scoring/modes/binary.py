"""Yes or no: reached, all the marks; not reached, none of them or a fixed deduction (直接赋分)."""

from __future__ import annotations

from fractions import Fraction

from ziping.figures import Empty
from ziping.scoring.comparing import Pair, compared, is_forward
from ziping.scoring.outcome import Case, Outcome, no_score, step
from ziping.scoring.params import Params
from ziping.wording import Message


def binary(case: Case, params: Params) -> Outcome:
    """Full marks when the target is reached, ``minus`` off (all by default) when not.

    Figures and days are compared (> and < strictly); words count as reached when they are among the words ``yes`` or
    repeat the target, as not reached when among ``no``.
    """
    if case.target is not None and case.actual is not None and case.actual.kind == "words":
        return _in_words(case, params)
    pair = compared(case, forward=is_forward(case.sign), days=True)
    if isinstance(pair, Outcome):
        return pair
    met = pair.met and not (case.sign in (">", "<") and pair.actual == pair.target)
    return _given(case, params, pair.said(), pair, met=met)


def _in_words(case: Case, params: Params) -> Outcome:
    assert case.target is not None
    assert case.actual is not None
    if case.target.empty is Empty.BLANK:
        return no_score("missing_target", "missing_target")
    word = case.actual.written.strip()
    if word in params.words("no"):
        met = False
    elif word in params.words("yes") or word == case.target.written.strip():
        met = True
    else:
        known = (*params.words("yes"), *params.words("no")) or ("——",)
        return no_score("unreadable", "word_actual", read=case.actual, target=case.target, known=known)
    said = step("compare.words", target=case.target, actual=case.actual)
    return _given(case, params, said, None, met=met)


def _given(case: Case, params: Params, said: Message, pair: Pair | None, *, met: bool) -> Outcome:
    share = pair.share if pair is not None else None
    if met:
        return Outcome(
            "scored", case.full, (said, step("calc.full", points=case.say(case.full))), share, met=True
        )
    minus = params.amount("minus", case.full)
    off = case.full * minus.value if minus.share else minus.value
    points = case.rounded(case.full - off)
    key = "calc.none" if points == Fraction(0) else "calc.minus"
    calc = step(key, full=case.say(case.full), off=case.say(off), points=case.say(points))
    return Outcome("scored", points, (said, calc), share, met=False)
