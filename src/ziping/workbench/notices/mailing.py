"""Notices by mail: sent by the queue, each as it comes or all of a day in one."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ziping.wording import LANGUAGES, Lang, Message, say
from ziping.workbench.journal.chain import sm3
from ziping.workbench.notices.models import MailWish, Notice
from ziping.workbench.notices.telling import message_of
from ziping.workbench.organisation.models import Person

_log = logging.getLogger("ziping.mail")
_MOST = 50  # of the notices in one mail


@task()
def send_each() -> int:
    """Mail to everybody who wants each notice as it comes."""
    return _send(daily=False)


@task()
def send_daily() -> int:
    """Mail to everybody who wants one a day."""
    return _send(daily=True)


def _send(*, daily: bool) -> int:
    """Gives how many mails were sent. What was sent is marked in the same transaction, person by person.

    Should the mail have gone out and the mark be lost, the same mail goes out again under the same ``Message-ID``.
    """
    if not settings.MAIL_ON:
        return 0
    waiting = Notice.objects.filter(mailed_at__isnull=True, read_at__isnull=True, person__is_active=True)
    wanted = waiting.exclude(person__email="").filter(
        **({"person__mail_wish__often": MailWish.Often.DAILY} if daily else {})
    )
    if not daily:
        wanted = wanted.exclude(person__mail_wish__often__in=[MailWish.Often.DAILY, MailWish.Often.NEVER])
    people = Person.objects.filter(pk__in=wanted.values("person")).order_by("pk")
    return sum(_send_to(person) for person in people)


def _send_to(person: Person) -> bool:
    with transaction.atomic():
        notices = list(
            Notice.objects.select_for_update().filter(
                person=person, mailed_at__isnull=True, read_at__isnull=True
            )[:_MOST]
        )
        if not notices:
            return False
        now = timezone.now()
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
        try:
            mail_of(person, notices).send()
        except SMTPRecipientsRefused:
            # The address is wrong: what is told stands in the page, and nobody behind it in the queue must wait.
            _log.warning("mail refused", extra={"fields": {"person": person.pk}})
            return False
    return True


def mail_of(person: Person, notices: Sequence[Notice]) -> EmailMessage:
    """One mail with ``notices``, in the language of ``person``."""
    lang: Lang = next((lang for lang in LANGUAGES if lang == person.language), "zh")
    lines: dict[str, list[str]] = defaultdict(list)
    for notice in notices:
        link = f"{settings.SITE_URL}{notice.link}" if settings.SITE_URL and notice.link else ""
        lines[say(message_of(notice), lang)].append(link)
    said = [
        "\n    ".join([f"{number}. {sentence}", *filter(None, dict.fromkeys(links))])
        for number, (sentence, links) in enumerate(lines.items(), 1)
    ]
    subject = Message("notices.mail_subject", {"place": settings.PLACE, "count": len(notices)})
    close = say(Message("notices.mail_close"), lang)
    text = "\n\n".join([say(Message("notices.mail_open", {"name": str(person)}), lang), *said, close])
    name = sm3("|".join(str(notice.pk) for notice in notices).encode())[:32]
    return EmailMessage(
        say(subject, lang),
        text,
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
        headers={"Message-ID": f"<{name}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"},
    )
