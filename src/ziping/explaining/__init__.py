"""Where a figure comes from: from what a report prints down to the cells somebody typed.

    explain("公用经费控制率", statement, scorecard)   # lines, each with the lines it follows from

``asking.py`` finds what a person means (a concept, a place, an indicator), ``values.py`` a number by its value, also
what only a sentence or a form computes (``printed.py``); ``tracing.py`` follows formulas and
marks down to facts and to the cells they were typed in. A line is data; its sentences are rendered late.

Must not know: terminals, pages, how values were checked. Start reading in ``lines.py``.
"""

from ziping.explaining.asking import explain
from ziping.explaining.lines import Line

__all__ = ["Line", "explain"]
