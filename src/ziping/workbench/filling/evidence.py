"""Files that prove what an indicator says: let in, kept with their digest, shown, taken away but never forgotten."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from struct import pack

from django.core.files.base import ContentFile
from django.db import transaction

from ziping.report import Address
from ziping.wording import InputError, Message
from ziping.workbench.filling.matching import fresh_key
from ziping.workbench.filling.models import Change, EvidenceFile, Package
from ziping.workbench.filling.states import OPEN
from ziping.workbench.filling.store import Edit, LockedError, entries, save
from ziping.workbench.filling.uploads import Accepted
from ziping.workbench.journal.chain import record, sm3
from ziping.workbench.organisation.models import Person

INDICATORS, EVIDENCE = "indicators", "evidence"
_PAGE_DOTS = 1_100  # across a page that is shown
_IMAGES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
}


@dataclass(frozen=True, slots=True)
class Proven:
    """An indicator with its files."""

    line: str
    name: str
    level: str
    files: tuple[EvidenceFile, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper the campaign asks for, with what was handed in for it."""

    name: str
    files: tuple[EvidenceFile, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    indicators: tuple[Proven, ...]
    attachments: tuple[Attached, ...]
    others: tuple[EvidenceFile, ...]
    removed: tuple[EvidenceFile, ...]

    @property
    def proven(self) -> int:
        return sum(bool(one.files) for one in self.indicators)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.attachments if not one.files)

    @property
    def files(self) -> int:
        return (
            sum(len(one.files) for one in self.indicators)
            + sum(len(one.files) for one in self.attachments)
            + len(self.others)
        )


def kept_files(package: Package) -> list[EvidenceFile]:
    return list(package.evidence_files.filter(removed=False))


def ledger_of(package: Package) -> Ledger:
    """Every indicator and every required paper with its files: two queries, however many there are."""
    files = list(package.evidence_files.select_related("person"))
    live = [one for one in files if not one.removed]
    lines = [
        (line.key, line.cells)
        for line in entries(package).get(INDICATORS, ())
        if line.cells.get("name", "").strip()
    ]
    known = {key for key, _ in lines}
    asked = [str(name) for name in package.campaign.attachments]
    indicators = tuple(
        Proven(
            key,
            cells["name"].strip(),
            cells.get("level2", "") or cells.get("level1", ""),
            tuple(one for one in live if one.line == key),
        )
        for key, cells in lines
    )
    attachments = tuple(
        Attached(name, tuple(one for one in live if not one.line and one.attachment == name))
        for name in asked
    )
    others = tuple(
        one
        for one in live
        if (one.line and one.line not in known) or (not one.line and one.attachment not in asked)
    )
    return Ledger(indicators, attachments, others, tuple(one for one in files if one.removed))


def attach(
    package: Package, accepted: Accepted, person: Person, *, line: str = "", attachment: str = ""
) -> EvidenceFile:
    """Keep a file for an indicator or as a required paper; the report's own list of evidence names it from then on.

    The same file at the same place is kept once. Raises ``LockedError`` where the unit may not type, ``InputError``
    for an indicator or a paper that is not there.
    """
    with transaction.atomic():
        held = Package.objects.select_for_update().select_related("campaign").get(pk=package.pk)
        if held.state not in OPEN:
            raise LockedError(held.state)
        _refuse_unknown(held, line, attachment)
        there = held.evidence_files.filter(
            digest=accepted.digest, line=line, attachment=attachment, removed=False
        ).first()
        if there is not None:
            return there
        kept = EvidenceFile.objects.create(
            package=held,
            line=line,
            attachment=attachment,
            name=accepted.name,
            kind=accepted.kind,
            size=len(accepted.data),
            digest=accepted.digest,
            file=ContentFile(accepted.data, name=f"{fresh_key()}.bin"),
            person=person,
        )
        if line:
            _list(held, line, accepted, person)
        record(
            "evidence.attached",
            str(held),
            person=person.username,
            file=accepted.name,
            digest=accepted.digest,
            line=line,
        )
    return kept


def _refuse_unknown(package: Package, line: str, attachment: str) -> None:
    if line and not any(one.key == line for one in entries(package).get(INDICATORS, ())):
        raise InputError(Message("filling_data.no_indicator"))
    if attachment and attachment not in package.campaign.attachments:
        raise InputError(Message("filling_data.no_attachment", {"name": attachment}))


def _list(package: Package, line: str, accepted: Accepted, person: Person) -> None:
    """Name the file in the report's list of evidence, unless a line of that indicator names it already."""
    name = PurePath(accepted.name).stem
    for one in entries(package).get(EVIDENCE, ()):
        if one.cells.get("key") == line and one.cells.get("name", "").strip() in (name, accepted.name):
            digest = one.cells.get("digest", "")
            edit = Edit(Address(EVIDENCE, one.key, "digest"), digest, accepted.digest)
            save(package, [edit], person, Change.Way.COMPOSED)
            return
    key = fresh_key()
    cells = {"key": line, "name": name, "digest": accepted.digest}
    edits = [Edit(Address(EVIDENCE, key, column), "", text) for column, text in cells.items()]
    save(package, edits, person, Change.Way.COMPOSED)


def remove(kept: EvidenceFile, person: Person) -> None:
    """Take a file away: it is no longer part of the report, and stays in the history. Raises ``LockedError``."""
    with transaction.atomic():
        held = Package.objects.select_for_update().get(pk=kept.package_id)
        if held.state not in OPEN:
            raise LockedError(held.state)
        if EvidenceFile.objects.filter(pk=kept.pk, removed=False).update(removed=True):
            record("evidence.removed", str(held), person=person.username, file=kept.name, digest=kept.digest)


def file_bytes(kept: EvidenceFile) -> bytes:
    """What was kept. Raises ``InputError`` where the stored file is gone or is no longer what was handed in."""
    try:
        with kept.file.open() as stored:
            data: bytes = stored.read()
    except OSError as error:
        raise InputError(Message("filling_data.file_gone", {"name": kept.name})) from error
    if sm3(data) != kept.digest:
        raise InputError(Message("filling_data.file_changed", {"name": kept.name}))
    return data


def image_type(data: bytes) -> str:
    """The type a browser may show a picture as; empty for kinds it does not show (TIFF)."""
    return next((mime for mark, mime in _IMAGES.items() if data.startswith(mark)), "")


def page_picture(data: bytes, number: int) -> tuple[bytes, int]:
    """Page ``number`` (from 1) of a PDF as PNG and how many pages there are: a picture runs nothing.

    Raises ``InputError`` for a page that is not there and a file that cannot be drawn.
    """
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - it has no types; only who looks at a PDF needs it

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = len(document)
            if not 1 <= number <= pages:
                raise InputError(Message("filling_data.no_page", {"page": number, "pages": pages}))
            page = document[number - 1]
            bitmap = page.render(scale=_PAGE_DOTS / max(1, int(page.get_width())), rev_byteorder=True)
            rows = bytes(bitmap.buffer)
            return _png(rows, bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels), pages
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise InputError(Message("filling_data.not_drawn")) from error


def _png(rows: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    kind = {1: 0, 3: 2, 4: 6}[channels]
    lines = b"".join(b"\0" + rows[at : at + width * channels] for at in range(0, stride * height, stride))
    head = pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    chunks: Iterator[tuple[bytes, bytes]] = iter(
        ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
