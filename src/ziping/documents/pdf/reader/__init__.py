"""A PDF as a ``Source``: text with positions into lines, paragraphs and tables, over page breaks, without running heads.

    source = read_pdf(Path("report.pdf"), "report.pdf")

``library.py`` takes the pages out of the file (the only module that knows pdfium, with ``drawing.py`` for what is
drawn), ``page.py`` says what a page consists of. ``lines.py``, ``lattice.py`` with ``cells.py`` and ``flow.py`` put it
together, ``layout.py`` does so for a page, ``assembling.py`` for all of them.

Must not know: what the words mean.
"""

from ziping.documents.pdf.reader.reading import read_pdf

__all__ = ["read_pdf"]
