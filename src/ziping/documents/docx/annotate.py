"""Comments into a Word document: real ones, at the exact characters, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ziping.documents.docx.anchors import Anchor, Finder, Splitter
from ziping.documents.docx.reader import names
from ziping.documents.docx.reader.names import STRICT, number, w
from ziping.documents.docx.reader.package import Package, contents
from ziping.documents.docx.reader.walk import Walk
from ziping.documents.docx.xml import HEADER, escaped, run
from ziping.figures import Place
from ziping.wording import InputError, Message

if TYPE_CHECKING:
    from ziping.documents.docx.reader.names import Element

_TYPES, _COMMENT_TYPE = (
    "[Content_Types].xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
)
_START, _END = w("commentRangeStart"), w("commentRangeEnd")
_MOST = 2_000_000_000  # comment ids are 32-bit numbers


@dataclass(frozen=True, slots=True)
class Note:
    r"""A comment to make at ``place``, as :func:`read_docx` gave it; ``\n`` in ``text`` begins a new paragraph.

    Without ``start`` and ``end`` the whole paragraph or cell is marked.
    """

    place: Place
    text: str
    author: str
    initials: str
    when: datetime


def annotate_docx(path: Path | bytes, notes: Iterable[Note], name: str | None = None) -> bytes:
    """Return the document with ``notes`` as Word comments; comments that are there already stay.

    Word allows comments in the body only: a note on a text box is put on the paragraph the box hangs on, one on a
    footnote, endnote or comment on its reference, one on a header or footer, or without a block, on the first
    paragraph. Runs are split where a comment begins or ends; every other part of the package stays as it was, byte by
    byte. Raises :class:`InputError` for a file that cannot be read whole, :class:`InternalFault` for a place that the
    file does not have.
    """
    title = name or (path.name if isinstance(path, Path) else "document.docx")
    package = Package(contents(path, title), title)
    walk = Walk(package)
    if walk.root is None or walk.body is None or package.main in package.broken:
        raise InputError(Message("documents.docx.not_whole", {"path": title}))
    made = tuple(notes)
    if not made:
        return package.archive.data
    part = package.related("comments")
    existing = None if part is None else package.parsed(part)
    if part is not None and (existing is None or part in package.broken):
        raise InputError(Message("documents.docx.not_whole", {"path": title}))
    first = 1 + max(_ids(walk.root) | (set() if existing is None else _ids(existing)), default=-1)
    finder = Finder(walk)
    _mark(walk.root, [finder.anchor(note.place) for note in made], first)
    changed = {package.main: _written(walk.root, package)}
    comments = "".join(_comment(note, ident) for ident, note in enumerate(made, first))
    if part is None or existing is None:
        changed |= _new_part(package, comments)
    else:
        existing.extend(list(_parsed(f'<w:comments xmlns:w="{names.WORD}">{comments}</w:comments>')))
        changed[part] = _written(existing, package)
    return package.archive.replaced(changed)


def _ids(root: Element) -> set[int]:
    found = root.iter(w("comment"), _START, names.COMMENT_REFERENCE)
    return {number(element.get(names.ID), 0, most=_MOST) for element in found}


def _mark(root: Element, anchors: list[Anchor], first: int) -> None:
    """Put the marks of all comments in. From the last to the first, so that they follow each other in their order."""
    splitter = Splitter(anchors)
    for ident, anchor in reversed(list(enumerate(anchors, first))):
        start, end = (root.makeelement(tag, {names.ID: str(ident)}) for tag in (_START, _END))
        reference = root.makeelement(names.R)
        reference.append(root.makeelement(names.COMMENT_REFERENCE, {names.ID: str(ident)}))
        if anchor.start is None or anchor.end is None:
            properties = anchor.paragraph.find(names.PPR)
            at = 0 if properties is None else anchor.paragraph.index(properties) + 1
            anchor.paragraph[at:at] = [start, end, reference]
            continue
        splitter.beside(anchor.start).addprevious(start)
        behind = splitter.beside(anchor.end)
        behind.addnext(end)
        end.addnext(reference)


def _comment(note: Note, ident: int) -> str:
    mark = "<w:r><w:annotationRef/></w:r>"
    paragraphs = "".join(
        f"<w:p>{mark if at == 0 else ''}{run(line)}</w:p>" for at, line in enumerate(note.text.split("\n"))
    )
    when = note.when.replace(microsecond=0, tzinfo=None).isoformat()
    return (
        f'<w:comment w:id="{ident}" w:author="{escaped(note.author)}" w:date="{when}Z"'
        f' w:initials="{escaped(note.initials)}">{paragraphs}</w:comment>'
    )


def _parsed(xml: str) -> Element:
    from lxml import etree

    return etree.fromstring(xml)


def _new_part(package: Package, comments: str) -> dict[str, bytes]:
    """The comments, their place among the parts and their relation, for a document that had none."""
    folder, _, file = package.main.rpartition("/")
    base = f"{folder}/" if folder else ""
    part = next(
        name
        for at in range(1, 1000)
        if (name := f"{base}comments{at if at > 1 else ''}.xml") not in package.archive
    )
    types = package.parsed(_TYPES) if _TYPES in package.archive else None
    if types is None:
        raise InputError(Message("documents.docx.not_whole", {"path": package.name}))
    override = types.makeelement(f"{{{names.CONTENT_TYPES}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _COMMENT_TYPE)
    types.append(override)
    links = f"{base}_rels/{file}.rels"
    root = package.parsed(links) if links in package.archive else None
    if root is None:
        root = _parsed(f'<Relationships xmlns="{names.PACKAGE_RELATIONS}"/>')
    taken = {relation.get("Id") for relation in root}
    link = root.makeelement(f"{{{names.PACKAGE_RELATIONS}}}Relationship")
    link.set("Id", next(ident for at in range(1, len(taken) + 2) if (ident := f"rIdNote{at}") not in taken))
    link.set("Type", f"{names.RELATIONS}/comments")
    link.set("Target", part.rpartition("/")[2])
    root.append(link)
    body = f'{HEADER}<w:comments xmlns:w="{names.WORD}">{comments}</w:comments>'
    return {
        part: _as_it_was(body.encode(), package),
        _TYPES: _written(types, package),
        links: _written(root, package),
    }


def _written(root: Element, package: Package) -> bytes:
    from lxml import etree

    data = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return _as_it_was(data, package)


def _as_it_was(data: bytes, package: Package) -> bytes:
    """Give a strict document back the names it came with."""
    if package.strict:
        for strict, usual in STRICT.items():
            data = data.replace(f'="{usual}'.encode(), f'="{strict}'.encode())
    return data
