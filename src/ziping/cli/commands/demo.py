"""``ziping demo``: 示例县 loaded into an empty workbench."""

from __future__ import annotations

import os

import click

from ziping.cli.options import help_text
from ziping.cli.terminal import Terminal
from ziping.wording import Lang

_UNITS, _YEARS = 40, 2
_MOST_UNITS, _MOST_YEARS = 400, 4  # there is no form for years before 2021


def command(lang: Lang) -> click.Command:
    return click.Command(
        "demo",
        help=help_text("demo", lang),
        params=[
            click.Option(["--units"], default=_UNITS, type=click.IntRange(2, _MOST_UNITS), show_default=True,
                         help=help_text("demo_units", lang)),
            click.Option(["--years"], default=_YEARS, type=click.IntRange(1, _MOST_YEARS), show_default=True,
                         help=help_text("demo_years", lang)),
        ],
        callback=_run,
    )  # fmt: skip


@click.pass_obj
def _run(terminal: Terminal, units: int, years: int) -> int:
    from ziping.cli.workbench import installed, load_demo

    installed()
    from ziping.workbench.operating.serving import prepare

    extra = {**os.environ, "ZIPING_DEMO": "yes"}
    prepare(extra)
    load_demo(terminal, extra, units, years)
    terminal.say("serve.then")
    return 0
