"""Marks by a table of limits: the ends of each range belong to it just as the rule writes them."""

from __future__ import annotations

from dataclasses import replace

from ziping.figures import Empty
from ziping.scoring.comparing import Pair, compared, is_forward
from ziping.scoring.measure import Measure
from ziping.scoring.outcome import Case, Outcome, no_score
from ziping.scoring.params import Params, Row
from ziping.scoring.tables import looked_up

_SATISFACTION = (("≥90%", "100%"), ("[80%,90%)", "80%"), ("[60%,80%)", "50%"), ("<60%", "0%"))


def steps(case: Case, params: Params) -> Outcome:
    """Return the marks of the row of ``table`` that holds the actual value.

    ``of: completion`` looks up actual ÷ target instead, ``of: excess`` by what share of it the target was exceeded.
    """
    rows = params.table("table")
    of = params.choice("of", ("actual", "completion", "excess"), "actual")
    if of == "actual":
        return _by_actual(case, rows)
    pair = compared(case, forward=is_forward(case.sign))
    if isinstance(pair, Outcome):
        return pair
    if pair.share is None:
        return no_score("unsuited", "zero_target", target=case.target)
    outcome = looked_up(
        case, rows, pair.share if of == "completion" else pair.share - 1, before=(pair.said(),)
    )
    return _with_target(outcome, pair)


def satisfaction_bands(case: Case, params: Params) -> Outcome:
    """Satisfaction by ``bands`` (default 90/80/60 % → 100/80/50/0 % of the marks), whatever the target was."""
    return _by_actual(case, params.table("bands", _SATISFACTION))


def _by_actual(case: Case, rows: tuple[Row, ...]) -> Outcome:
    actual = case.actual
    if actual is None or actual.empty is Empty.BLANK:
        return no_score("missing_actual", "missing_actual")
    if actual.empty is not None:
        return no_score("missing_actual", "empty_actual", read=actual)
    if actual.kind != "number" or actual.number is None:
        return no_score(
            "unreadable", "words_actual", read=actual, target=case.target or Measure("——", "empty")
        )
    if (
        actual.unit is not None
        and not actual.is_percent
        and any({"%", "％"} & set(str(row.range)) for row in rows)
    ):
        # 50 人 is not 5000 %: a table of shares cannot hold a count or an amount.
        return no_score("unsuited", "steps_units", read=actual)
    outcome = looked_up(case, rows, actual.number, said=actual)
    pair = compared(case, forward=is_forward(case.sign))
    return outcome if isinstance(pair, Outcome) else _with_target(outcome, pair)


def _with_target(outcome: Outcome, pair: Pair) -> Outcome:
    return outcome if outcome.points is None else replace(outcome, share=pair.share, met=pair.met)
