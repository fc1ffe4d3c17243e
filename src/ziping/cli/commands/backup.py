"""``ziping backup``: database and files in one checksummed file, while the site runs."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Lang, Message


def command(lang: Lang) -> click.Command:
    return click.Command(
        "backup",
        help=help_text("backup", lang),
        params=[
            click.Option(["-o", "--output"], type=click.Path(path_type=Path), help=help_text("backup_output", lang))
        ],
        callback=_run,
    )  # fmt: skip


@click.pass_obj
def _run(terminal: Terminal, output: Path | None) -> int:
    from ziping.cli.workbench import installed

    installed()
    from ziping.workbench.operating.inside import site

    with site():
        from ziping.workbench.operating.backup import back_up, database_there

        if not database_there():
            from django.conf import settings

            raise InputError(Message("operating.no_database", {"path": str(settings.HOME)}))
        with terminal.progress("working.backup"):
            made = back_up(output)
    terminal.say("serve.backed_up", file=made, size=made.stat().st_size >> 10)
    return 0
