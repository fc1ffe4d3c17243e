"""Excel workbooks: neutral sheets written to .xlsx, and .xlsx, .xls, .et, .ods read into neutral sheets.

``model.py`` is what a workbook consists of; ``writer.py`` writes it (``look.py`` its fonts and fills, ``rules.py`` what may be
typed); ``table_sheet.py`` turns a table of a document into a sheet. ``reader.py`` reads; before it, ``kind.py`` tells what a
file really is and ``guard.py`` looks for bombs; after it, ``failures.py`` finds the formulas that failed.

Must not know: what a sheet is about. Numbers are int or Decimal on both sides.
"""
