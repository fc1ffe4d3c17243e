"""Numbers as people write them in reports: read, placed, compared and written back, exactly.

A :class:`Figure` remembers how it was written (digits, unit, 约 or 以上, where it stands) and tells what it may truly
stand for as an :class:`Interval`. ``Figure.parse`` reads a cell strictly, ``scan`` finds all figures in running text.
``reconcile`` compares mentions of one fact, ``judge_sum`` and ``judge_ratio`` a claim with what follows from other
figures. Arithmetic is on fractions throughout; no float enters. Blank, ——, 不适用, 无 and 0 are five different things.

Must not know: documents, reports, rules, or what a figure means. Of libraries only msgspec is imported, for its records.
Start reading in ``figure.py`` and ``interval.py``; reading is ``parsing.py`` and ``scanning.py`` over ``amounts.py``; judging is
``grain.py``, ``duplicates.py``, ``computed.py``, ``verdicts.py``; units are the table in ``units.py``.
"""

from ziping.figures.computed import Computed
from ziping.figures.dates import Day, parse_date
from ziping.figures.duplicates import Agreed, Conflict, Unstated, reconcile
from ziping.figures.empties import Empty
from ziping.figures.errors import ExcessDigitsError, FigureError
from ziping.figures.figure import Figure
from ziping.figures.formatting import (
    format_money,
    format_number,
    format_percent,
    format_score,
    round_half_up,
)
from ziping.figures.grain import grain, grains, with_grain
from ziping.figures.interval import Exact, Interval, Mode
from ziping.figures.place import Place
from ziping.figures.qualifiers import Qualifier
from ziping.figures.scanning import Found, scan
from ziping.figures.units import Dimension, Unit, comparable, known_unit, unit
from ziping.figures.verdicts import (
    Judgement,
    Unbound,
    Verdict,
    is_complement,
    judge_ratio,
    judge_sum,
)

__all__ = [
    "Agreed",
    "Computed",
    "Conflict",
    "Day",
    "Dimension",
    "Empty",
    "Exact",
    "ExcessDigitsError",
    "Figure",
    "FigureError",
    "Found",
    "Interval",
    "Judgement",
    "Mode",
    "Place",
    "Qualifier",
    "Unbound",
    "Unit",
    "Unstated",
    "Verdict",
    "comparable",
    "format_money",
    "format_number",
    "format_percent",
    "format_score",
    "grain",
    "grains",
    "is_complement",
    "judge_ratio",
    "judge_sum",
    "known_unit",
    "parse_date",
    "reconcile",
    "round_half_up",
    "scan",
    "unit",
    "with_grain",
]
