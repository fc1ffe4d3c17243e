"""What a file really is, told from its first bytes: names lie, especially ``.xls``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from ziping.documents.cfb import SIGNATURE
from ziping.wording import InputError, Message

Kind = Literal["package", "xls"]
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "rtf"),
)
_HTML = re.compile(rb"<(!doctype html|html|head|meta|table|body|style|script|div)\b", re.IGNORECASE)
_HEAD = 4096


def _wide(name: str) -> bytes:
    """Return a stream's name as the directory of an OLE file keeps it."""
    return name.encode("utf-16-le")


def spreadsheet_kind(data: bytes, path: Path) -> Kind:
    """``package`` for a zip, ``xls`` for the old binary form (.xls, .et). Raises :class:`InputError` for anything else."""
    if not data.strip(b"\0"):
        raise InputError(Message("documents.read.empty", {"path": str(path)}))
    if data.startswith(b"PK"):
        return "package"
    if data.startswith(SIGNATURE):
        return _ole_kind(data, path)
    head = data[:_HEAD]
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise really(path, name)
    raise really(path, _text_kind(head))


def _ole_kind(data: bytes, path: Path) -> Kind:
    if _wide("EncryptedPackage") in data:
        raise InputError(Message("documents.read.encrypted", {"path": str(path)}))
    if _wide("WordDocument") in data:
        raise really(path, "word")
    if _wide("PowerPoint Document") in data:
        raise really(path, "slides")
    if _wide("Workbook") in data or _wide("Book") in data:
        return "xls"
    raise really(path, "unknown")


def _text_kind(head: bytes) -> str:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml2003"
    if _HTML.search(head):
        return "html"
    text = _decoded(head)
    if text is None:
        return "unknown"
    if text.lstrip().startswith("<?xml"):
        return "xml"
    if text.lstrip().startswith(("{", "[")):
        return "json"
    first = text.lstrip().split("\n", 1)[0]
    return "csv" if "," in first or "\t" in first or ";" in first else "text"


def _decoded(head: bytes) -> str | None:
    """Return the head as text, or None when it is binary. The last character may be cut in half."""
    encodings = ("utf-16",) if head[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            if all(char.isprintable() or char in "\r\n\t\f\u3000" for char in text):
                return text
    return None


def really(path: Path, kind: str) -> InputError:
    """Return the error that says what the file is instead of a workbook."""
    return InputError(
        Message("documents.read.really", {"path": str(path), "kind": Message(f"documents.kind.{kind}")})
    )
