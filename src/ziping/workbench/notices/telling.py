"""Telling people something: once for each occasion, in the page and by mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from ziping.wording import Message
from ziping.workbench.notices.models import Notice
from ziping.workbench.organisation.models import Person

_KEY, _ARGS = "key", "args"


def tell(people: Iterable[Person], message: Message, link: str = "", mark: str = "") -> int:
    """Tell ``people`` of something, in the transaction of what it tells of; gives how many had not been told yet.

    ``message``: its values are texts, whole numbers, dates or messages, and nothing private: the sentence also goes out
    by mail. ``mark``: names the occasion, where there is one; who was told of it already is not told again.
    """
    with transaction.atomic():
        told = set(Notice.objects.filter(mark=mark).values_list("person", flat=True)) if mark else set()
        fresh = {person.pk: person for person in people if person.is_active and person.pk not in told}
        args = _plain(message.args)
        Notice.objects.bulk_create(
            Notice(person=person, key=message.key, args=args, link=link, mark=mark)
            for person in fresh.values()
        )
        if fresh and settings.MAIL_ON:
            from ziping.workbench.notices.mailing import send_each  # noqa: PLC0415 - mailing reads what is told

            send_each.enqueue()
    return len(fresh)


def message_of(notice: Notice) -> Message:
    """The sentence of ``notice``."""
    return Message(notice.key, {name: _opened(value) for name, value in notice.args.items()})


def _plain(args: Mapping[str, object]) -> dict[str, Any]:
    return {name: _closed(value) for name, value in args.items()}


def _closed(value: object) -> Any:
    if isinstance(value, Message):
        return {_KEY: value.key, _ARGS: _plain(value.args)}
    return value if isinstance(value, int) else str(value)


def _opened(value: Any) -> object:
    if isinstance(value, dict):
        return Message(value[_KEY], {name: _opened(one) for name, one in value[_ARGS].items()})
    return value
