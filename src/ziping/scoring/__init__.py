"""Marks: what every indicator earns by the rules of a pack, each with its working; control indicators beside them.

    card = score(report, standard)
    card.total, card.grade, card.indicators[0].working.say("zh")
    statement.with_facts(facts(card), texts(card))

Each way of scoring is a pure function in ``modes/``; ``choosing.py`` finds which one an indicator takes, ``marking.py`` makes
the mark, ``control.py`` computes the control table, ``scorecard.py`` puts all together. A blank is never 0: what cannot
be scored has a status and leaves the total open. Arithmetic is in fractions; a mark is rounded once, half up.

Must not know: documents, forms, web, terminal. Weights, bands, limits and grades are the pack's.
Start reading in ``mark.py``, then ``scorecard.py``.
"""

from ziping.scoring.control import ControlCard
from ziping.scoring.facts import facts, texts
from ziping.scoring.mark import Mark, Working
from ziping.scoring.measure import Measure, read_measure
from ziping.scoring.naming import MODE_NAMES, mode_label, mode_named, sign_named
from ziping.scoring.outcome import Case, Outcome, Reply, Status
from ziping.scoring.params import Params
from ziping.scoring.scorecard import Scorecard, Subtotal, blocks_for, grade_of, score

__all__ = [
    "MODE_NAMES",
    "Case",
    "ControlCard",
    "Mark",
    "Measure",
    "Outcome",
    "Params",
    "Reply",
    "Scorecard",
    "Status",
    "Subtotal",
    "Working",
    "blocks_for",
    "facts",
    "grade_of",
    "mode_label",
    "mode_named",
    "read_measure",
    "score",
    "sign_named",
    "texts",
]
