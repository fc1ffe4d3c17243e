"""Ways of scoring, one a file: pure functions from a :class:`Case` and its parameters to an :class:`Outcome`.

    ratio.py        the more the better, with or without a pass line
    reverse.py      the less the better, two rules
    execution.py    budget execution, in proportion or by bands
    qualitative.py  a grade reached and a score inside its band
    binary.py       reached or not; also days to be kept
    deduction.py    marks off for each step beyond a limit
    steps.py        a table of limits; satisfaction
    checklist.py    questions answered yes, or violations
    manual.py       typed by hand

``MODES`` says which parameters each takes. Must not know: reports, packs, forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ziping.scoring.modes.binary import binary
from ziping.scoring.modes.checklist import checklist
from ziping.scoring.modes.deduction import deduction
from ziping.scoring.modes.execution import execution_banded, execution_linear
from ziping.scoring.modes.manual import manual
from ziping.scoring.modes.qualitative import qualitative_bands
from ziping.scoring.modes.ratio import ratio, ratio_pass
from ziping.scoring.modes.reverse import reverse_linear, reverse_ratio
from ziping.scoring.modes.steps import satisfaction_bands, steps
from ziping.scoring.outcome import Case, Outcome
from ziping.scoring.params import Params
from ziping.standards.model.scoring import ModeName


@dataclass(frozen=True, slots=True)
class Way:
    """A way of scoring and the names of the parameters it takes."""

    judge: Callable[[Case, Params], Outcome]
    takes: frozenset[str] = frozenset()


MODES: Mapping[ModeName, Way] = {
    "ratio": Way(ratio),
    "ratio_pass": Way(ratio_pass, frozenset(("pass_line",))),
    "execution_linear": Way(execution_linear),
    "execution_banded": Way(execution_banded, frozenset(("bands", "finished"))),
    "qualitative_bands": Way(qualitative_bands, frozenset(("aliases", "default"))),
    "reverse_linear": Way(reverse_linear),
    "reverse_ratio": Way(reverse_ratio),
    "binary": Way(binary, frozenset(("minus", "yes", "no"))),
    "deduction": Way(deduction, frozenset(("limit", "per", "minus", "side", "rounding"))),
    "steps": Way(steps, frozenset(("table", "of"))),
    "checklist": Way(checklist, frozenset(("each", "violations", "minus_each", "levels"))),
    "satisfaction_bands": Way(satisfaction_bands, frozenset(("bands",))),
    "manual": Way(manual),
}

__all__ = ["MODES", "Way"]
