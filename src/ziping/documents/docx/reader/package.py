"""The parts of a .docx: which there are, how they hang together, each parsed when it is asked for."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from ziping.documents.archive import MAX_FILE, Archive
from ziping.documents.docx.reader.names import STRICT
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

MAX_PART = 100_000_000  # bytes of XML in one part; a thousand pages have some 30 million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE, _HEAD = re.compile(rb"<!DOCTYPE", re.IGNORECASE), 4096
_KINDS = (("xl/", "xlsx"), ("ppt/", "slides"), ("OFD.xml", "ofd"), ("content.xml", "odf"))


class Relation(Struct, frozen=True):
    kind: str  # the last word of its type: styles, footnotes, header …
    target: str  # the name of a part; empty when it lies outside


class Package:
    """A .docx, opened. Raises :class:`InputError` that says what the file is instead, or what is wrong with it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.strict = False  # the names of ISO 29500 strict were met
        self.broken: list[str] = []  # parts that could be read in part only, or not at all
        if not data.strip(b"\0"):
            raise _wrong("documents.read.empty", name)
        if data.startswith(_OLE):
            encrypted = "EncryptedPackage".encode("utf-16-le") in data
            raise _wrong("documents.docx.encrypted" if encrypted else "documents.docx.old", name)
        if not data.startswith(b"PK"):
            raise _wrong("documents.docx.no_zip", name)
        self.archive = Archive(data, name)
        self.main = self._main()

    def _main(self) -> str:
        if "_rels/.rels" in self.archive:
            for relation in self.relations("").values():
                if relation.kind == "officeDocument" and relation.target in self.archive:
                    if relation.target.startswith(("xl/", "ppt/")):
                        break
                    return relation.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        for prefix, kind in _KINDS:
            if any(part.startswith(prefix) for part in self.archive.names):
                raise _wrong("documents.docx.really", self.name, kind=Message(f"documents.docx.kind.{kind}"))
        raise _wrong("documents.docx.no_body", self.name)

    def relations(self, part: str) -> dict[str, Relation]:
        """By id, what ``part`` refers to; of the package itself for an empty name."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        root = self.parsed(name) if name in self.archive else None
        found: dict[str, Relation] = {}
        for entry in () if root is None else root:
            target = entry.get("Target", "")
            outside = entry.get("TargetMode") == "External"
            full = "" if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[entry.get("Id", "")] = Relation(entry.get("Type", "").rpartition("/")[2], full)
        return found

    @cached_property
    def main_relations(self) -> dict[str, Relation]:
        return self.relations(self.main)

    def related(self, kind: str) -> str | None:
        """The part of this kind that the document refers to."""
        for relation in self.main_relations.values():
            if relation.kind == kind and relation.target in self.archive:
                return relation.target
        return None

    def text(self, part: str) -> bytes:
        """The XML of a part as UTF-8 with the names of the transitional form."""
        data = self.archive.read(part, MAX_PART)
        if data.startswith(_WIDE):
            data = _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode()
        if b"http://purl.oclc.org/ooxml/" in data:
            self.strict = True
            for strict, usual in STRICT.items():
                data = data.replace(f'"{strict}'.encode(), f'"{usual}'.encode())
        return data

    def parsed(self, part: str) -> Element | None:
        """The root of a part. One that is damaged is read as far as it goes and named in ``broken``."""
        return self.parse(part, self.text(part))

    def parse(self, part: str, data: bytes) -> Element | None:
        """Parse what :meth:`text` gave. Entities are never expanded, nothing is fetched."""
        from lxml import etree

        try:
            root: Element | None = etree.fromstring(
                data, etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except (etree.XMLSyntaxError, ValueError):
            self.broken.append(part)
            try:
                lenient = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
                root = etree.fromstring(data, lenient)
            except (etree.XMLSyntaxError, ValueError):
                return None
        if root is not None and _DOCTYPE.search(data, 0, _HEAD):
            raise _wrong("documents.docx.doctype", self.name, part=part)
        return root


def contents(path: Path | bytes, name: str) -> bytes:
    """Return the bytes of a file, or an :class:`InputError` that says why they cannot be had."""
    if isinstance(path, bytes):
        return path
    try:
        size = path.stat().st_size
        if size > MAX_FILE:
            args = {"size": size // 1_000_000, "limit": MAX_FILE // 1_000_000}
            raise _wrong("documents.archive.too_large", name, **args)
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise _wrong("documents.read.missing", name) from fault
    except IsADirectoryError as fault:
        raise _wrong("documents.docx.folder", name) from fault
    except OSError as fault:
        raise _wrong("documents.read.unreadable", name, detail=fault.strerror or str(fault)) from fault


def _wrong(key: str, name: str, **args: object) -> InputError:
    return InputError(Message(key, {"path": name, **args}))
