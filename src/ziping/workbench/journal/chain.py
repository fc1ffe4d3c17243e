"""Writing the journal and proving that nobody has changed it since."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from django.db import transaction
from django.utils import timezone

from ziping.workbench.journal.models import Entry, Head

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the line's number and why (``changed``, ``missing``)."""

    number: int
    why: str


def sm3(data: bytes) -> str:
    """The SM3 digest (GB/T 32905), 64 hexadecimal digits."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize().hex()


def record(
    action: str,
    subject: str = "",
    *,
    person: str = "",
    address: str | None = None,
    succeeded: bool = True,
    **details: object,
) -> Entry:
    """Append a line, in the transaction of what it tells of: both stand or neither.

    ``details`` are plain data; never a password, an identity number or a bank account.
    """
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"digest": START})
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            person=person,
            address=address,
            action=action,
            subject=subject,
            details=json.loads(json.dumps(details, ensure_ascii=False, default=str)),
            succeeded=succeeded,
        )
        entry.digest = digest_of(entry, head.digest)
        entry.save(force_insert=True)
        head.number, head.digest = entry.number, entry.digest
        head.save(update_fields=["number", "digest"])
    return entry


def digest_of(entry: Entry, before: str) -> str:
    said = [
        before,
        entry.number,
        entry.at.isoformat(),
        entry.person,
        entry.address or "",
        entry.action,
        entry.subject,
        entry.details,
        entry.succeeded,
    ]
    return sm3(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())


def verify() -> Iterator[Break]:
    """Every place where the chain is broken, from its beginning."""
    before, expected = START, 1
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2_000):
        if entry.number != expected:
            yield Break(expected, "missing")
        elif digest_of(entry, before) != entry.digest:
            yield Break(entry.number, "changed")
        before, expected = entry.digest, entry.number + 1
    head = Head.objects.filter(pk=1).first()
    if head is not None and head.number >= expected:
        yield Break(expected, "missing")
    elif head is not None and head.digest != before:
        yield Break(head.number, "changed")
