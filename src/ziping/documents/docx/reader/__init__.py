"""Word documents read as a reader sees them, straight from the XML.

    read_docx(Path("report.docx"), "report.docx")     a Source: paragraphs, tables, notes, in order

Start in ``walk.py`` (the blocks of a document in order, each with the elements it was read from), then ``lines.py``
(one paragraph: visible text piece by piece) and ``tables.py`` (merged cells). ``package.py`` finds the parts,
``styles.py`` says what is a heading, ``numbering.py`` counts, ``numerals.py`` writes numbers, ``fields.py`` pairs field
codes, ``names.py`` holds the names of elements. Comments are put in by ``docx/annotate.py`` over the same walk.

Must not know: what the text says.
"""

from ziping.documents.docx.reader.reading import read_docx

__all__ = ["read_docx"]
