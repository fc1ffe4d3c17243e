"""Make the page numbers of a table of contents live for LibreOffice.

LibreOffice takes what stands inside a TOC field as plain text, cached numbers included, but computes PAGEREF fields
anywhere else. So a copy for conversion loses the TOC field's frame and keeps its lines, whose PAGEREFs then speak.
"""

from __future__ import annotations

from pathlib import Path

from ziping.documents.archive import Archive
from ziping.documents.package import write_package
from ziping.wording import InputError, Message

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"


def with_live_page_numbers(docx: Path, copy: Path) -> None:
    """Write to ``copy`` the same document without the frames of its TOC fields. Raises :class:`InputError`."""
    from lxml.etree import XMLSyntaxError

    try:
        package = Archive(docx.read_bytes(), docx.name)
        parts = {name: package.read(name) for name in package.names}
        parts[_MAIN] = without_toc_frames(parts[_MAIN])
    except (InputError, KeyError, XMLSyntaxError) as fault:
        raise InputError(Message("documents.pdf.not_docx", {"path": str(docx)})) from fault
    write_package(copy, parts)


def without_toc_frames(document: bytes) -> bytes:
    """Return the main part with the begin, instruction, separator and end of every TOC field removed."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(document, parser)
    doomed: list[etree._Element] = []
    open_fields: list[list[etree._Element]] = []
    is_toc: list[bool] = []
    for node in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        kind = node.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append([])
            is_toc.append(False)
        if not open_fields:
            continue  # an end without a beginning
        open_fields[-1].append(node)
        if kind is None and (node.text or "").split()[:1] == ["TOC"]:
            is_toc[-1] = True
        if kind == "end":
            nodes = open_fields.pop()
            if is_toc.pop():
                doomed += nodes
    if not doomed:
        return document
    for node in doomed:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
