"""The workbook a clerk fills, as neutral sheets.

    workbook_template(standard, last_year=report_2023, year=2024)   blank, or begun from last year's report
    workbook_of(report, standard)                                   filled; reads back equal
    entries_of(report, standard)                                    the same as lines to fill on a page

What stands in it is the pack's to say (``workbook.yaml``): one sheet a topic. ``plan.py`` settles where everything
stands, ``fields.py``, ``grid.py`` and ``lists.py`` write the kinds of topics, ``guide.py`` the first sheet,
``rolling.py`` begins a new year. A figure becomes a number in its cell only where the number says all that was typed
(``values.py``): 67.2 is a number, “67.20” stays text.

Must not know: how a file is written or read, what marks are given. Start reading in ``book.py``.
"""

from ziping.composing.workbook.book import workbook_of, workbook_template
from ziping.composing.workbook.entering import entries_of

__all__ = ["entries_of", "workbook_of", "workbook_template"]
