"""``ziping begin``: a place, its bureau, and the first three administrators."""

from __future__ import annotations

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang, Message, say


def command(lang: Lang) -> click.Command:
    return click.Command(
        "begin",
        help=help_text("begin", lang),
        params=[
            click.Argument(["code"], metavar="CODE"),
            click.Argument(["place"], metavar="PLACE"),
            click.Argument(["bureau"], metavar="BUREAU"),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, code: str, place: str, bureau: str) -> int:
    """The initial passwords are drawn at random, printed once and kept nowhere."""
    from ziping.cli.workbench import installed

    installed()
    from ziping.workbench.operating.inside import site
    from ziping.workbench.operating.serving import prepare

    prepare()
    with site():
        from ziping.workbench.accounts.beginning import begin

        for person, password in begin(code, place, bureau):
            terminal.plain(f"{person.username}\t{person.name}\t{password}")
    terminal.plain(say(Message("accounts.begun"), terminal.lang))
    return 0
