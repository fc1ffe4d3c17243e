"""Saved web pages in: the text of the page without its navigation, tables with their spans.

``reader.py`` goes from bytes to a source, ``pruning.py`` takes away what surrounds the text (words and names for that
stand in ``furniture.toml``), ``walk.py`` goes through what is left, ``tables.py`` tells tables from page layout.

Must not know: what the text means.
"""

from ziping.documents.html.reader import read_html, read_mhtml

__all__ = ["read_html", "read_mhtml"]
