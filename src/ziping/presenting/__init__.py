"""Findings as something to take away: a page, a list for the unit, comments in the Word file, SARIF for programs.

    page(name, checked, standard, lang, source)      one self-contained web page, the document with notes in its margin
    listing(name, checked, standard, lang, made)     the sheet a bureau sends back to a unit
    comments(checked, standard, lang, made)          notes to be put into a Word file by ``documents.annotate_docx``
    sarif(name, checked, standard, lang)             SARIF 2.1.0, for tools that gather findings

All say the same sentences, rendered by ``checking.describe``. Must not know: the command line, the web, a database.
Start in ``marks.py`` (what of a document a finding speaks of, and the order and numbers all outputs share).
"""

from ziping.presenting.comments import comments
from ziping.presenting.listing import listing
from ziping.presenting.marks import numbered
from ziping.presenting.page import page
from ziping.presenting.sarif import sarif

__all__ = ["comments", "listing", "numbered", "page", "sarif"]
