"""A score typed by hand. It always needs a reason, which the mark shows beside it."""

from __future__ import annotations

from ziping.scoring.outcome import Case, Outcome, no_score
from ziping.scoring.params import Params


def manual(case: Case, _params: Params) -> Outcome:
    """Nothing is computed; what counts is the typed score with its reason (see ``marking.with_typed_score``)."""
    if case.entered is None:
        return no_score("needs_score", "manual_score", full=case.say(case.full))
    return no_score("needs_reason", "manual_reason")
