"""A .docx as a :class:`Source`, with notices on what a reader of it must know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ziping.documents.docx.reader.package import Package, contents
from ziping.documents.docx.reader.walk import Walk
from ziping.documents.source import Source
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_docx(path: Path | bytes, name: str) -> Source:
    """Read a Word document (.docx, .docm, of Word, WPS or LibreOffice; transitional or strict).

    Blocks stand in the order of the body, followed by footnotes, endnotes, comments, headers and footers; a text box or
    a nested table follows the block it hangs on. Tracked changes are read as accepted, hidden text and tables of contents
    are left out. Places count blocks from 0; ``part`` names the story ("footnote 2", "text_box", "header"). Text without
    its ``generated`` head is the file's own, character by character, so that :func:`annotate_docx` can point at it.
    Raises :class:`InputError` for a file that is no .docx, damaged beyond reading, locked, or too large.
    """
    package = Package(contents(path, name), name)
    walk = Walk(package, keep_lines=False)
    if walk.body is None:
        raise InputError(Message("documents.docx.no_body", {"path": name}))
    return Source(
        name=name,
        format="docx",
        blocks=tuple(walked.block for walked in walk.blocks),
        notices=tuple(_notices(walk)),
    )


def _notices(walk: Walk) -> Iterator[Message]:
    tally = walk.tally
    if tally.inserted or tally.deleted:
        yield Message("documents.docx.tracked", {"inserted": tally.inserted, "deleted": tally.deleted})
    for key, count in (
        ("hidden", tally.hidden),
        ("placeholders", tally.placeholders),
        ("pictures", tally.pictures),
        ("outside", tally.outside),
    ):
        if count:
            yield Message(f"documents.docx.{key}", {"count": count})
    for part in dict.fromkeys(walk.package.broken):
        yield Message("documents.docx.broken", {"part": part})
