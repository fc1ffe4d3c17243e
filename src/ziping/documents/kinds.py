"""What a file really is, told from its content: names lie, especially those of files saved from official sites."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from ziping.documents.archive import MAX_UNPACKED, CrowdedZipError, DamagedZipError, opened_zip, unpack
from ziping.documents.cfb import SIGNATURE, DamagedError, open_compound
from ziping.documents.text.encoding import looks_like_text
from ziping.wording import InputError, Message

Kind = Literal["docx", "office", "rtf", "pdf", "image", "ofd", "workbook", "html", "mhtml", "text", "zip"]
_HEAD = 8192
_PDF_WITHIN = 1024  # readers accept junk before the mark, up to here
_MIME = 200  # a mime type is short
_IMAGES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"II*\0",
    b"MM\0*",
    b"GIF8",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|body|table|div|style|script|p|span|font|center)\b",
    re.IGNORECASE,
)
_MHTML = re.compile(
    rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE
)
_WORD_XML = ("schemas.microsoft.com/office/word/2003/wordml", "schemas.microsoft.com/office/2006/xmlPackage")
_FLAT_ODT = "opendocument.text"
_SHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_FIB_FLAGS, _FIB_ENCRYPTED = 0x0B, 0x01  # [MS-DOC] 2.5.2: fEncrypted, in the upper byte of the flags


def kind_of(data: bytes, path: Path) -> Kind:
    """Return the kind of reader ``data`` needs; ``path`` is named in messages only.

    Raises :class:`InputError` for what cannot be read as a document: an empty file, another archive, slides, a file
    under a password, bytes without sense.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(Message("documents.open.empty", {"path": str(path)}))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data, path)
    if data.startswith(SIGNATURE):
        return _compound_kind(data, path)
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or _is_bmp(data):
        return "image"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rt"):
        return "rtf"
    if data.startswith(_ARCHIVES):
        raise other_kind(path, "archive")
    return _text_kind(data, path)


def other_kind(path: Path, kind: str) -> InputError:
    """Return the error that says what the file is and which kinds can be read."""
    return InputError(
        Message("documents.open.other_kind", {"path": str(path), "kind": Message(f"documents.kind.{kind}")})
    )


def _is_bmp(data: bytes) -> bool:
    return (
        data.startswith(b"BM")
        and data[6:10] == b"\0\0\0\0"
        and data[14:15] in (b"\x0c", b"\x28", b"\x6c", b"\x7c")
    )


def _zip_kind(data: bytes, path: Path) -> Kind:
    try:
        with opened_zip(data) as package:
            listing = package.namelist()
            names = {name.replace("\\", "/").lstrip("/") for name in listing}
            mime = unpack(package, package.getinfo("mimetype"), _MIME) if "mimetype" in listing else b""
            listed = "[Content_Types].xml" in names
    except CrowdedZipError as fault:
        args = {"path": str(path), "limit": MAX_UNPACKED // 1_000_000}
        raise InputError(Message("documents.archive.bomb", args)) from fault
    except DamagedZipError as fault:
        raise InputError(
            Message("documents.open.damaged", {"path": str(path), "detail": str(fault)})
        ) from fault
    if b"opendocument.spreadsheet" in mime:
        return "workbook"
    if b"opendocument.text" in mime:
        return "office"
    for prefix, main, kind in _ZIP_MARKS:
        # A package that has lost its list of parts is still no heap of files.
        if any(name.startswith(prefix) for name in names) and (listed or kind == "ofd" or main in names):
            return kind
    if b"opendocument.presentation" in mime or (listed and any(name.startswith("ppt/") for name in names)):
        raise other_kind(path, "slides")
    return "zip"


_ZIP_MARKS: tuple[tuple[str, str, Kind], ...] = (  # what its names begin with, its main part
    ("word/", "word/document.xml", "docx"),
    ("xl/", "xl/workbook.xml", "workbook"),
    ("OFD.xml", "OFD.xml", "ofd"),
)


def _compound_kind(data: bytes, path: Path) -> Kind:
    try:
        compound = open_compound(data)
        names = set(compound.names)
        word = compound.stream("WordDocument") or b""
    except DamagedError:
        # Its directory is broken: what can be told is told by the names that still lie in it.
        every = ("EncryptedPackage", "WordDocument", "PowerPoint Document", "Workbook", "Book")
        names = {name for name in every if name.encode("utf-16-le") in data}
        word = b""
    if "EncryptedPackage" in names or (len(word) > _FIB_FLAGS and word[_FIB_FLAGS] & _FIB_ENCRYPTED):
        raise InputError(Message("documents.open.password", {"path": str(path)}))
    if "WordDocument" in names:
        return "office"
    if names & {"Workbook", "Book"}:
        return "workbook"
    raise other_kind(path, "slides" if "PowerPoint Document" in names else "unknown")


def _text_kind(data: bytes, path: Path) -> Kind:
    text = looks_like_text(data[:_HEAD], whole=len(data) <= _HEAD)
    if text is None:
        raise other_kind(path, "unknown")
    if _MHTML.match(data[:_HEAD].replace(b"\r\n", b"\n")):
        return "mhtml"
    start = text.lstrip("\ufeff \r\n\t")
    if any(mark in text for mark in _WORD_XML) or (start.startswith("<?xml") and _FLAT_ODT in text):
        return "office"
    if _SHEET_XML in text and not re.search(r"<html\b", text, re.IGNORECASE):
        raise other_kind(path, "xml2003")
    if start.startswith("<") and _HTML.search(text):
        return "html"
    if start.startswith("<?xml"):
        raise other_kind(path, "xml")
    if re.match(r"[{\[]\s*[\"{\[]", start) and re.search(r"\"\s*:", start):
        raise other_kind(path, "json")
    return "text"
