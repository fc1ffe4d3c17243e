"""Writing the journal and proving that nobody has changed it since."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from django.db import transaction
from django.utils import timezone

from ziping.workbench.journal.masking import masked, masked_data
from ziping.workbench.journal.models import Entry, Head

START = "0" * 64
coming_from: ContextVar[str | None] = ContextVar(
    "coming_from", default=None
)  # the address of the request under way
_LONGEST = 200  # characters of a subject
_LOG = logging.getLogger("ziping.journal")


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

    ``details`` are plain data, never a password; identity, phone and bank numbers in it are masked. Once the transaction
    stands the line also goes to the log ``ziping.journal``, one line of ``key=value`` for syslog.
    """
    with transaction.atomic():
        head, _ = Head.objects.select_for_update().get_or_create(pk=1, defaults={"digest": START})
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            person=person,
            address=address or coming_from.get(),
            action=action,
            subject=masked(subject)[:_LONGEST],
            details=masked_data(json.loads(json.dumps(details, ensure_ascii=False, default=str))),
            succeeded=succeeded,
        )
        entry.digest = digest_of(entry, head.digest)
        entry.save(force_insert=True)
        head.number, head.digest = entry.number, entry.digest
        head.save(update_fields=["number", "digest"])
        transaction.on_commit(lambda: _LOG.info("%s", log_line(entry)))
    return entry


def log_line(entry: Entry) -> str:
    """The line as ``key=value``, values quoted as JSON does: no typed text can begin a line of its own."""
    said = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "person": entry.person,
        "address": entry.address or "",
        "action": entry.action,
        "subject": entry.subject,
        "succeeded": entry.succeeded,
        "digest": entry.digest,
    }
    return " ".join(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in said.items())


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
