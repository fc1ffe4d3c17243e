"""Remarks made, answered and settled."""

from __future__ import annotations

from django.db import transaction

from ziping.wording import InputError, Message
from ziping.workbench.filling.models import Package
from ziping.workbench.journal.chain import record
from ziping.workbench.organisation.models import Person
from ziping.workbench.review.models import Remark, Reply
from ziping.workbench.review.telling import tell_remark, tell_reply

_LONGEST = 2_000
_LONGEST_QUOTE = 500


def remark(
    package: Package, person: Person, text: str, on: str, label: str, quote: str, whole: str
) -> Remark:
    """Make a remark at the cell ``on`` or at the sentence ``quote``, which must stand in ``whole``, the report's text.

    Raises ``InputError`` for a remark that says nothing or quotes what is not there.
    """
    text, quote = text.strip(), " ".join(quote.split())
    if not text:
        raise InputError(Message("review.remark_empty"))
    if quote and (len(quote) > _LONGEST_QUOTE or quote not in whole):
        raise InputError(Message("review.quote_not_there", {"quote": quote[:60]}))
    topic, _, rest = on.partition("/")
    line, _, column = rest.partition("/")
    with transaction.atomic():
        made = Remark.objects.create(
            package=package,
            round=package.round,
            topic=topic,
            line=line,
            column=column,
            label=label,
            quote=quote,
            text=text[:_LONGEST],
            person=person,
        )
        record("remark.made", str(package), person=person.username, remark=made.pk)
        tell_remark(made)
    return made


def reply(remark: Remark, person: Person, text: str, *, from_unit: bool) -> Reply:
    """Answer a remark; the unit's answer makes an open one answered, the bureau's opens it again. Raises ``InputError``."""
    text = text.strip()
    if not text:
        raise InputError(Message("review.remark_empty"))
    with transaction.atomic():
        held = Remark.objects.select_for_update().get(pk=remark.pk)
        if held.state == Remark.State.SETTLED:
            raise InputError(Message("review.settled_already"))
        held.state = Remark.State.ANSWERED if from_unit else Remark.State.OPEN
        held.save(update_fields=["state"])
        made = Reply.objects.create(remark=held, text=text[:_LONGEST], person=person)
        record("remark.answered", str(held.package), person=person.username, remark=held.pk)
        tell_reply(made, from_unit=from_unit)
    return made


def settle(remark: Remark, person: Person) -> None:
    """Close a remark; closed already, nothing happens."""
    with transaction.atomic():
        if (
            Remark.objects.exclude(state=Remark.State.SETTLED)
            .filter(pk=remark.pk)
            .update(state=Remark.State.SETTLED)
        ):
            record("remark.settled", str(remark.package), person=person.username, remark=remark.pk)
