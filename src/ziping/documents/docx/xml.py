"""Small pieces of WordprocessingML text. Everything a user typed passes through :func:`escaped`."""

from __future__ import annotations

import html
import re

from ziping.documents.model import Run

HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

# What XML 1.0 cannot hold at all; such characters come from broken pastes and mean nothing.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters Word would set in the Latin font unless told that they are Chinese punctuation here.
_AMBIGUOUS = re.compile("[\u00a7-\u00d7\u00f7\u2010-\u2027\u2030-\u203b\u2103-\u22ff\u2460-\u25ff]")


def escaped(text: str) -> str:
    """``text`` safe inside an element or an attribute."""
    return html.escape(_FORBIDDEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


def run(text: str, properties: str = "") -> str:
    r"""Return a ``w:r`` with ``text``; ``\n`` becomes a line break, ``\t`` a tab."""
    if _AMBIGUOUS.search(text) and "<w:rFonts" not in properties:
        properties = '<w:rFonts w:hint="eastAsia"/>' + properties
    inner = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    for mark, element in (("\n", "br"), ("\t", "tab")):
        if mark in inner:
            inner = inner.replace(mark, f'</w:t><w:{element}/><w:t xml:space="preserve">')
    inner = inner.replace('<w:t xml:space="preserve"></w:t>', "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def runs_xml(parts: tuple[Run, ...]) -> str:
    """Return the runs one after another; bold is all that a run may add to its paragraph's style."""
    return "".join(run(part.text, "<w:b/><w:bCs/>" if part.bold else "") for part in parts if part.text)


def paragraph(style: str, inner: str, properties: str = "") -> str:
    """Return a ``w:p`` in a style; ``properties`` must come in the schema's order after ``w:pStyle``."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return a complex field with its cached result."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}<w:t>{escaped(result)}</w:t></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )
