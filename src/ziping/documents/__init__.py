"""Files out and in: a neutral ``Document`` as .docx and .pdf, neutral sheets as .xlsx and back.

    write_docx(document, Path("report.docx"))        GB/T 9704-2012, native charts, true merged cells
    to_pdf(Path("report.docx"), Path("report.pdf"))  the same pages, by LibreOffice
    write_xlsx(workbook, Path("annex.xlsx"))         live formulas, validations, protection
    open_source(Path("report.doc"))                  any format as a Source: paragraphs, grids, exact places
    read_xlsx(Path("year.xlsx"))                     exact values, merged areas, or an error that teaches
    write_all({path: writer, …})                     several files, all or none

Start in ``model.py`` (what a document consists of) and ``xlsx/model.py`` (what a workbook consists of).
Must not know: what any of the words mean. Heavy libraries are loaded when first used.
"""

from typing import TYPE_CHECKING

from ziping.doors import opening

if TYPE_CHECKING:
    from ziping.documents.docx.annotate import Note, annotate_docx
    from ziping.documents.docx.reader import read_docx
    from ziping.documents.docx.writer import write_docx
    from ziping.documents.files import Writer, atomic_write, write_all
    from ziping.documents.model import (
        Block,
        Cell,
        Chart,
        Contents,
        Document,
        Heading,
        Metadata,
        PageBreak,
        Paragraph,
        Row,
        Run,
        Section,
        Series,
        Table,
        TableGrid,
        Title,
    )
    from ziping.documents.opening import Limits, open_source
    from ziping.documents.pdf.convert import pdf_available, to_pdf
    from ziping.documents.pdf.fonts import FontUse, installed_fonts
    from ziping.documents.pdf.reader import read_pdf
    from ziping.documents.xlsx.marks import is_error_mark
    from ziping.documents.xlsx.model import (
        Area,
        Highlight,
        PrintSetup,
        Sheet,
        SheetCell,
        Style,
        Validation,
        Workbook,
        a1,
    )
    from ziping.documents.xlsx.reader import CellRead, ReadValue, SheetRead, SheetsRead, read_xlsx
    from ziping.documents.xlsx.table_sheet import table_sheet
    from ziping.documents.xlsx.writer import write_xlsx, xlsx_bytes


__all__ = [
    "Area",
    "Block",
    "Cell",
    "CellRead",
    "Chart",
    "Contents",
    "Document",
    "FontUse",
    "Heading",
    "Highlight",
    "Limits",
    "Metadata",
    "Note",
    "PageBreak",
    "Paragraph",
    "PrintSetup",
    "ReadValue",
    "Row",
    "Run",
    "Section",
    "Series",
    "Sheet",
    "SheetCell",
    "SheetRead",
    "SheetsRead",
    "Style",
    "Table",
    "TableGrid",
    "Title",
    "Validation",
    "Workbook",
    "Writer",
    "a1",
    "annotate_docx",
    "atomic_write",
    "installed_fonts",
    "is_error_mark",
    "open_source",
    "pdf_available",
    "read_docx",
    "read_pdf",
    "read_xlsx",
    "table_sheet",
    "to_pdf",
    "write_all",
    "write_docx",
    "write_xlsx",
    "xlsx_bytes",
]

__getattr__ = opening(
    globals(),
    {
        "docx.annotate": (
            "Note",
            "annotate_docx",
        ),
        "docx.reader": ("read_docx",),
        "docx.writer": ("write_docx",),
        "files": (
            "Writer",
            "atomic_write",
            "write_all",
        ),
        "model": (
            "Block",
            "Cell",
            "Chart",
            "Contents",
            "Document",
            "Heading",
            "Metadata",
            "PageBreak",
            "Paragraph",
            "Row",
            "Run",
            "Section",
            "Series",
            "Table",
            "TableGrid",
            "Title",
        ),
        "opening": (
            "Limits",
            "open_source",
        ),
        "pdf.convert": (
            "pdf_available",
            "to_pdf",
        ),
        "pdf.fonts": (
            "FontUse",
            "installed_fonts",
        ),
        "pdf.reader": ("read_pdf",),
        "xlsx.marks": ("is_error_mark",),
        "xlsx.model": (
            "Area",
            "Highlight",
            "PrintSetup",
            "Sheet",
            "SheetCell",
            "Style",
            "Validation",
            "Workbook",
            "a1",
        ),
        "xlsx.reader": (
            "CellRead",
            "ReadValue",
            "SheetRead",
            "SheetsRead",
            "read_xlsx",
        ),
        "xlsx.table_sheet": ("table_sheet",),
        "xlsx.writer": (
            "write_xlsx",
            "xlsx_bytes",
        ),
    },
)
