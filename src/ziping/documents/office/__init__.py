"""Documents of other word processors (.doc, .wps, .rtf, .odt) made into a .docx by LibreOffice, when it is installed.

``soffice.py`` runs it safely, ``convert.py`` says what goes in and what comes out.

Must not know: what is in the documents.
"""

from ziping.documents.office.convert import as_docx
from ziping.documents.office.soffice import program, run

__all__ = ["as_docx", "program", "run"]
