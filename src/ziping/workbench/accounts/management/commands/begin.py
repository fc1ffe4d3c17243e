"""``django begin 431223 示例县 示例县财政局``: a place, its bureau, and the first three administrators."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ziping.wording import InputError, Message, say
from ziping.workbench.accounts.beginning import begin


class Command(BaseCommand):
    help = say(Message("accounts.begin_help"), "en")

    def add_arguments(self, parser: CommandParser) -> None:
        for name in ("code", "name", "bureau"):
            parser.add_argument(name)

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = begin(options["code"], options["name"], options["bureau"])
        except InputError as error:
            raise CommandError(str(error)) from error
        for person, password in made:
            self.stdout.write(f"{person.username}\t{person.name}\t{password}")
        self.stdout.write(say(Message("accounts.begun"), "zh"))
