"""Findings left as files: a page, a list for the unit, the Word file with comments, JSON, SARIF."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ziping.audit.examining import Examined
from ziping.documents import atomic_write
from ziping.wording import InputError, Lang, Message

FORMATS = ("json", "html", "docx", "xlsx", "sarif")


def deliver(
    examined: Examined,
    formats: Sequence[str],
    folder: Path | None,
    lang: Lang,
    output: Path | None = None,
    *,
    name: str = "",
) -> Iterator[Path]:
    """Write each of ``formats`` (of :data:`FORMATS`) and give its path.

    ``报告.docx`` becomes ``报告.docx.check.html`` beside it or in ``folder``; ``output`` names the file itself where only
    one is written, ``name`` what they are called after instead of the document. Raises ``InputError`` where it cannot be written, or a format does not suit the file (comments need a
    .docx).
    """
    for form in formats:
        path = output or _beside(examined.path, form, folder, name)
        if os.path.realpath(path) == os.path.realpath(examined.path):
            raise InputError(Message("audit.over_original", {"file": str(path)}))
        content = contents(examined, form, lang)
        with atomic_write(path) as temporary:
            temporary.write_bytes(content)
        yield path


def contents(examined: Examined, form: str, lang: Lang) -> bytes:
    """The bytes of one output."""
    match form:
        case "json":
            return _json(as_json(examined, lang))
        case "html":
            from ziping.presenting import page

            return page(
                examined.path.name, examined.checked, examined.standard, lang, examined.paper
            ).encode()
        case "docx":
            return _annotated(examined, lang)
        case "xlsx":
            from ziping.documents import xlsx_bytes
            from ziping.presenting import listing

            name = examined.path.name
            return xlsx_bytes(listing(name, examined.checked, examined.standard, lang, _now()))
        case "sarif":
            from ziping.presenting import sarif

            return _json(sarif(examined.path.name, examined.checked, examined.standard, lang))
        case _:
            raise ValueError(form)


def as_json(examined: Examined, lang: Lang) -> dict[str, object]:
    """The published JSON form (docs/schema/check.schema.json)."""
    from ziping.checking import to_json

    return to_json(examined.checked, examined.report, examined.standard, lang, examined.paper)


def _json(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"


def _annotated(examined: Examined, lang: Lang) -> bytes:
    from ziping.documents import annotate_docx
    from ziping.presenting import comments

    if examined.paper is None or examined.paper.source.format != "docx":
        raise InputError(Message("audit.comments_need_docx", {"file": examined.path.name}))
    return annotate_docx(examined.path, comments(examined.checked, examined.standard, lang, _now()))


def _beside(path: Path, form: str, folder: Path | None, name: str) -> Path:
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            detail = fault.strerror or str(fault)
            raise InputError(Message("audit.no_folder", {"folder": str(folder), "detail": detail})) from fault
    return (folder or path.parent) / f"{name or path.name or path.resolve().name}.check.{form}"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
