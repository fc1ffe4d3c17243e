"""``ziping restore``: a backup put back into an empty place, and proved."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.codes import CLEAN, FINDINGS
from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang


def command(lang: Lang) -> click.Command:
    return click.Command(
        "restore",
        help=help_text("restore", lang),
        params=[click.Argument(["archive"], type=click.Path(path_type=Path), metavar="FILE")],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, archive: Path) -> int:
    """The journal's chain is gone through afterwards: a broken one is told and gives exit code 1."""
    from ziping.cli.workbench import installed

    installed()
    from ziping.workbench.operating.inside import site

    with site():
        from ziping.workbench.operating.backup import restore

        with terminal.progress("working.restore"):
            manifest = restore(archive)
            from ziping.workbench.operating.serving import prepare

            prepare()
        from ziping.workbench.journal.chain import verify

        broken = next(verify(), None)
    terminal.say("serve.restored", file=archive, at=manifest.made_at, count=max(0, len(manifest.parts) - 1))
    if broken is None:
        return CLEAN
    terminal.say("serve.restored_broken", number=broken.number)
    return FINDINGS
