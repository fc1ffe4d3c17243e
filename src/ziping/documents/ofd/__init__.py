"""OFD (GB/T 33190) in: characters at their places and drawn lines, laid out like the pages of a PDF.

``reader.py`` goes from the package to a source, ``page.py`` reads what stands on a page, ``geometry.py`` knows how
boxes, deltas and paths are written.

Must not know: what the text means.
"""

from ziping.documents.ofd.reader import read_ofd

__all__ = ["read_ofd"]
