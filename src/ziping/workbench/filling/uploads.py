"""What a file is before it is let in: not too large, told by its content, of a kind we take, and what its name says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from ziping.documents.kinds import Kind, kind_of
from ziping.wording import LANGUAGES, InputError, Message, say
from ziping.workbench.journal.chain import sm3

_LONGEST = 120
_MEGABYTE = 1_000_000
TO_READ: frozenset[Kind] = frozenset(
    ("docx", "office", "rtf", "pdf", "image", "ofd", "workbook", "html", "mhtml", "text")
)
TO_KEEP: frozenset[Kind] = frozenset(
    ("docx", "office", "rtf", "pdf", "image", "ofd", "workbook", "text", "zip")
)
# What content a name may promise. Sites and old programs save web pages as .doc and .xls: those are read, never kept.
_PROMISED: dict[str, frozenset[Kind]] = {
    ".pdf": frozenset(("pdf",)),
    ".docx": frozenset(("docx", "office")),
    ".doc": frozenset(("office", "rtf", "docx")),
    ".wps": frozenset(("office", "docx")),
    ".rtf": frozenset(("rtf",)),
    ".ofd": frozenset(("ofd",)),
    ".xlsx": frozenset(("workbook",)),
    ".xls": frozenset(("workbook",)),
    ".et": frozenset(("workbook",)),
    ".csv": frozenset(("text", "workbook")),
    ".txt": frozenset(("text",)),
    ".zip": frozenset(("zip",)),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"), frozenset[Kind](("image",))
    ),
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that was let in. ``digest`` is its SM3; ``name`` is safe to show and to save under."""

    name: str
    kind: Kind
    data: bytes
    digest: str


def accept(upload: UploadedFile[Any], kinds: frozenset[Kind], *, keeps: bool = False) -> Accepted:
    """``upload`` with what it really is.

    ``keeps``: it will be handed out again, so its name must promise what it holds. Raises ``InputError`` for a file that
    is too large, empty, of no known kind, of a kind not taken here, or disguised.
    """
    name = safe_name(upload.name or "")
    size, most = upload.size or 0, settings.UPLOAD_MEGABYTES
    if size > most * _MEGABYTE:
        args = {"name": name, "size": -(-size // _MEGABYTE), "most": most}
        raise InputError(Message("filling_data.too_large", args))
    data = upload.read()
    kind = kind_of(data, Path(name))
    if kind not in kinds:
        said = Message(f"filling_data.kind.{kind}")
        raise InputError(Message("filling_data.kind_not_taken", {"name": name, "kind": said}))
    suffix = PurePath(name).suffix.lower()
    if keeps and kind not in _PROMISED.get(suffix, frozenset()):
        args = {"name": name, "suffix": suffix or "—", "kind": Message(f"filling_data.kind.{kind}")}
        raise InputError(Message("filling_data.disguised", args))
    return Accepted(name, kind, data, sm3(data))


def safe_name(name: str) -> str:
    """The last part of a name without what cannot be shown (a sign that turns the text round, say), its ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    path = PurePath(shown or "file")
    return path.stem[: _LONGEST - len(path.suffix)] + path.suffix[:10]


def sentences(messages: tuple[Message, ...], hidden: str = "") -> dict[str, list[str]]:
    """``messages`` in every language, to be kept; ``hidden`` is a folder of ours nobody needs to read of."""
    return {
        lang: [
            say(message, lang).replace(hidden, "") if hidden else say(message, lang) for message in messages
        ]
        for lang in LANGUAGES
    }
