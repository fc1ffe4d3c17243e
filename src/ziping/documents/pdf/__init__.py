"""A .docx as PDF, through LibreOffice when it is installed.

``convert.py`` runs it safely, ``fonts.py`` finds stand-ins for the official fonts, ``live.py`` makes the page numbers of a table
of contents right.

Must not know: anything of the document beyond its being a .docx.
"""
