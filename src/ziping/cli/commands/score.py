"""``ziping score``: the marks, each with its working."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.loading import load_input
from ziping.cli.options import help_text, input_argument, standard_option
from ziping.cli.terminal import Terminal
from ziping.cli.views.scorecard import show_scorecard
from ziping.wording import Lang


def command(lang: Lang) -> click.Command:
    return click.Command(
        "score",
        help=help_text("score", lang),
        params=[input_argument(), standard_option(lang)],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, file: Path, standard: str | None) -> None:
    from ziping.scoring import score

    report, pack = load_input(file, standard)
    show_scorecard(terminal, score(report, pack), pack, working=True)
