"""Marks by a table of limits: the ends of each range belong to it just as the rule writes them."""

from __future__ import annotations

from ziping.scoring.comparing import compared
from ziping.scoring.measure import Measure
from ziping.scoring.outcome import Case, Outcome, no_score
from ziping.scoring.params import Params
from ziping.scoring.tables import looked_up

_SATISFACTION = (("≥90%", "100%"), ("[80%,90%)", "80%"), ("[60%,80%)", "50%"), ("<60%", "0%"))


def steps(case: Case, params: Params) -> Outcome:
    """The marks of the row of ``table`` that holds the actual value.

    ``of: completion`` looks up actual ÷ target instead (in percent), ``of: excess`` how far the actual is beyond it.
    """
    rows = params.table("table")
    of = params.choice("of", ("actual", "completion", "excess"), "actual")
    if of == "actual":
        return _by_actual(case, rows)
    pair = compared(case, forward=of == "completion")
    if isinstance(pair, Outcome):
        return pair
    if pair.share is None:
        return no_score("unsuited", "zero_target_by_share", target=case.target)
    share = pair.share if of == "completion" else pair.share - 1
    outcome = looked_up(case, rows, share, before=(pair.said(),))
    return outcome if outcome.points is None else _with_share(outcome, pair.share, met=pair.met)


def satisfaction_bands(case: Case, params: Params) -> Outcome:
    """Satisfaction by ``bands`` (default 90/80/60 % → 100/80/50/0 % of the marks), whatever the target was."""
    return _by_actual(case, params.table("bands", _SATISFACTION))


def _by_actual(case: Case, rows: tuple[Row, ...]) -> Outcome:
    actual = case.actual
    measure = _readable(actual)
    if isinstance(measure, Outcome):
        return measure
    assert measure.number is not None
    outcome = looked_up(case, rows, measure.number, said=measure)
    pair = compared(case, forward=True)
    met = pair.met if not isinstance(pair, Outcome) else None
    return outcome if outcome.points is None or met is None else _with_share(outcome, pair.share, met=met)
