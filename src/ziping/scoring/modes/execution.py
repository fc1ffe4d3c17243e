"""Budget execution: in proportion (财预〔2020〕10号 forms), or by bands (财预〔2021〕101号)."""

from __future__ import annotations

from fractions import Fraction

from ziping.scoring.comparing import compared
from ziping.scoring.exact import shown_share
from ziping.scoring.outcome import Case, Outcome, step
from ziping.scoring.params import Params
from ziping.scoring.tables import looked_up

_BANDS = (("≥100%", "100%"), ("[80%,100%)", "70%"), ("[60%,80%)", "50%"), ("<60%", "0%"))


def execution_linear(case: Case, _params: Params) -> Outcome:
    """min(rate, 1) × marks; spending beyond the budget earns nothing more and is remarked."""
    pair = compared(case, forward=True)
    if isinstance(pair, Outcome):
        return pair
    rate = pair.actual / pair.target if pair.target else Fraction(1)
    points = case.rounded(min(rate, Fraction(1)) * case.full)
    over = (step("note.over_budget", rate=shown_share(rate)),) if rate > 1 else ()
    calc = step("calc.execution", rate=shown_share(rate), full=case.say(case.full), points=case.say(points))
    return Outcome("scored", points, (calc,), rate, met=rate >= 1, notes=over)


def execution_banded(case: Case, params: Params) -> Outcome:
    """``finished`` within budget → full marks; otherwise by ``bands`` of the rate (default 100/80/60 % → 10/7/5/0 of 10)."""
    pair = compared(case, forward=True)
    if isinstance(pair, Outcome):
        return pair
    rate = pair.actual / pair.target if pair.target else Fraction(1)
    if params.flag("finished") and rate <= 1:
        calc = step("calc.finished", points=case.say(case.full))
        return Outcome("scored", case.full, (calc,), rate, met=True)
    over = (step("note.over_budget", rate=shown_share(rate)),) if rate > 1 else ()
    return looked_up(case, params.table("bands", _BANDS), rate, met=rate >= 1, notes=over)
