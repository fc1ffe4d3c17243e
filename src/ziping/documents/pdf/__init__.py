"""A .docx as PDF, through LibreOffice when it is installed.

``convert.py`` runs it safely, ``fonts.py`` finds stand-ins for the official fonts, ``live.py`` makes the page numbers of a table
of contents right.

Must not know: anything of the document beyond its being a .docx.
"""

from ziping.documents.pdf.convert import pdf_available, to_pdf
from ziping.documents.pdf.fonts import FontUse, installed_fonts

__all__ = ["FontUse", "installed_fonts", "pdf_available", "to_pdf"]
