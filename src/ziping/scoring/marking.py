"""From an outcome to a mark: over-achievement, the typed score and its reason, what needs an explanation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ziping.figures import Dimension, round_half_up
from ziping.report import Indicator, Quantity
from ziping.scoring import exact
from ziping.scoring.choosing import Choice, chosen
from ziping.scoring.comparing import is_forward
from ziping.scoring.mark import Mark, Working
from ziping.scoring.modes import MODES
from ziping.scoring.outcome import Band, Case, Outcome, Status, no_score, step
from ziping.standards import Standard
from ziping.standards.model.scoring import Scoring
from ziping.wording import Message


def mark_of(indicator: Indicator, standard: Standard, scoring: Scoring, year: int, key: str = "") -> Mark:
    """Return the mark of one indicator. Raises :class:`InputError` for an unknown mode, sign or parameter.

    A blank target, actual or full marks gives no score, never 0.
    """
    choice = chosen(indicator, standard, scoring, year)
    full = marks_in(indicator.marks)
    entered = marks_in(indicator.stated_score)
    if full is None:
        outcome = no_score("missing_marks", "missing_marks")
    else:
        outcome = _judged(indicator, choice, full, entered, scoring)
    mark = Mark(
        indicator=indicator.name,
        full=full,
        points=outcome.points,
        computed=outcome.points,
        stated=entered,
        working=Working(outcome.steps),
        mode=choice.mode,
        status=outcome.status,
        share=outcome.share,
        met=outcome.met,
        notes=outcome.notes,
        level1=indicator.level1,
        level2=indicator.level2,
        sign=choice.sign,
        target=indicator.target,
        actual=indicator.actual,
        key=key,
    )
    return with_explanation(with_typed_score(mark, indicator.manual_reason, scoring.decimals), scoring)


def marks_in(quantity: Quantity) -> Fraction | None:
    """Return a quantity as marks: a bare number or one in 分; ``None`` for a blank, a stated empty or anything else."""
    figure = quantity.figure()
    if not figure.plain or (figure.unit is not None and figure.unit.dimension is not Dimension.MARKS):
        return None
    return figure.base


def bands_of(scoring: Scoring) -> tuple[Band, ...]:
    """Return the pack's qualitative bands, exact."""
    return tuple((name, Fraction(low), Fraction(high)) for name, low, high in scoring.bands)


def _judged(
    indicator: Indicator, choice: Choice, full: Fraction, entered: Fraction | None, scoring: Scoring
) -> Outcome:
    case = Case(
        full=full,
        sign=choice.sign,
        target=choice.target,
        actual=choice.actual,
        band=indicator.band,
        entered=entered,
        bands=bands_of(scoring),
        rounding=scoring.step_rounding,
        decimals=scoring.decimals,
    )
    return over_achieved(MODES[choice.mode].judge(case, choice.params), case, scoring)


def over_achieved(outcome: Outcome, case: Case, scoring: Scoring) -> Outcome:
    """Remark a target exceeded beyond ``over_warning``; marks come off only where the pack's table says so."""
    share = outcome.share
    if outcome.points is None or share is None or not outcome.met or not is_forward(case.sign):
        return outcome
    notes = outcome.notes
    if share > Fraction(scoring.over_warning):
        warning = exact.shown_share(Fraction(scoring.over_warning))
        notes = (*notes, step("note.over_achieved", share=exact.shown_share(share), line=warning))
    reached = [
        (Fraction(low), Fraction(off)) for low, off in scoring.over_achievement if share >= Fraction(low)
    ]
    if not reached:
        return replace(outcome, notes=notes)
    low, off = max(reached)
    points = case.rounded(outcome.points - case.full * off)
    calc = step(
        "calc.over_achieved",
        share=exact.shown_share(share),
        line=exact.shown_share(low),
        off=exact.shown_share(off),
        points=case.say(points),
    )
    return replace(outcome, points=points, steps=(*outcome.steps, calc), notes=notes)


def with_typed_score(mark: Mark, reason: str, decimals: int) -> Mark:
    """Let the typed score count with a reason; without one it is shown beside the computed marks and changes nothing."""
    if mark.stated is None or mark.full is None:
        return mark
    typed = exact.shown(mark.stated, decimals)
    if reason.strip():
        if not 0 <= mark.stated <= mark.full:
            shown = step("status.out_of_range", entered=typed, full=exact.shown(mark.full, decimals))
            return _unscored(mark, "out_of_range", shown)
        said = step("calc.by_hand", points=typed, reason=reason.strip())
        status: Status = "scored" if mark.status != "not_applicable" else mark.status
        working = Working((*mark.working.steps, said))
        return replace(
            mark,
            points=round_half_up(mark.stated, decimals),
            reason=reason.strip(),
            status=status,
            working=working,
        )
    if mark.computed is not None and mark.stated != mark.computed:
        computed = exact.shown(mark.computed, decimals)
        return replace(
            mark, notes=(*mark.notes, step("note.stated_differs", stated=typed, computed=computed))
        )
    return mark


def _unscored(mark: Mark, status: Status, said: Message) -> Mark:
    return replace(mark, points=None, status=status, working=Working((*mark.working.steps, said)))


def with_explanation(mark: Mark, scoring: Scoring) -> Mark:
    """Whether the unit owes a reason and a measure: marks lost, or the target exceeded beyond the warning line."""
    lost = mark.lost is not None and mark.lost > 0
    forward = mark.sign in ("≥", ">", "=")
    over = forward and mark.share is not None and mark.share > Fraction(scoring.over_warning)
    return replace(mark, note_required=lost or over)
