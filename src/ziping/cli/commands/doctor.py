"""``ziping doctor``: is everything in order."""

from __future__ import annotations

import click

from ziping.cli.codes import CLEAN, FINDINGS
from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang, Message, say

_STYLE = {"good": "green", "doubtful": "yellow", "bad": "red"}


def command(lang: Lang) -> click.Command:
    return click.Command("doctor", help=help_text("doctor", lang), callback=_run)


@click.pass_obj
def _run(terminal: Terminal) -> int:
    """Exit code 1 where something is bad; what is doubtful is told and does not count."""
    from ziping.cli.workbench import installed

    installed()
    from ziping.workbench.operating.doctor import settings_looked_at, site_looked_at
    from ziping.workbench.operating.inside import site

    found = settings_looked_at()
    if not any(one.state == "bad" and one.name in {"settings", "home"} for one in found):
        with site():
            found += site_looked_at()
    for one in found:
        name = say(Message(f"operating.doctor.{one.name}"), terminal.lang)
        state = terminal.text(f"doctor.{one.state}")
        terminal.styled((state, _STYLE[one.state]), (f"  {name}: {say(one.said, terminal.lang)}", ""))
    bad = sum(one.state == "bad" for one in found)
    doubtful = sum(one.state == "doubtful" for one in found)
    terminal.say("doctor.summary", bad=bad, doubtful=doubtful, good=len(found) - bad - doubtful)
    return FINDINGS if bad else CLEAN
