"""``django verify_journal``: proves the chain of the journal; exit code 1 when it is broken."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ziping.wording import Message, say
from ziping.workbench.journal.chain import verify
from ziping.workbench.journal.models import Entry


class Command(BaseCommand):
    help = say(Message("journal.verify_help"), "en")

    def handle(self, *_args: Any, **_options: Any) -> None:
        breaks = list(verify())
        for one in breaks:
            self.stderr.write(say(Message(f"journal.break_{one.why}", {"number": one.number}), "zh"))
        if breaks:
            raise CommandError(say(Message("journal.broken", {"count": len(breaks)}), "zh"))
        self.stdout.write(say(Message("journal.holds", {"count": Entry.objects.count()}), "zh"))
