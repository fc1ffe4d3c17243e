"""The clerk's workbook understood: neutral sheets in, a ``Report`` out; the mirror image of ``composing.workbook``.

``reader.py`` tells what file it is and puts the report together; ``finding.py`` finds each topic by its labels,
wherever rows, columns and sheets went; ``forms.py`` and ``lists.py`` read them, ``strangers.py`` tells what stands beside
names nobody knows; ``entered.py`` reads what was typed on a page in the same way; ``cells.py`` turns one cell into what the report keeps; ``trouble.py`` gathers all that cannot be
read, so that it is told at once.
"""

from ziping.reading.workbook.entered import Entered, read_entered
from ziping.reading.workbook.reader import is_workbook, read_workbook

__all__ = ["Entered", "is_workbook", "read_entered", "read_workbook"]
