"""The arithmetic a table claims, whatever its layout.

    read_table(grid, unit_hint=unit("万元"), above="单位：万元")   figures with their labels, claims, heads, notices

``heads.py`` finds the rows of heads, ``columns.py`` what the columns hold, ``lines.py`` the rows and their figures;
``row_sums.py`` (over ``trees.py``), ``column_sums.py``, ``ratios.py`` and ``forms.py`` find the claims. A structure is
believed when other figures support it or plain words say it; otherwise it claims nothing. Words are in ``words.toml``.

Must not know: running text, what is right or wrong about a report. Start reading in ``reader.py``.
"""

from ziping.reading.tables.model import Heading, TableReading
from ziping.reading.tables.reader import read_table

__all__ = ["Heading", "TableReading", "read_table"]
