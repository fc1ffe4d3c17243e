"""``ziping explain``: where a figure comes from."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.loading import load_input
from ziping.cli.options import help_text, input_argument, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import Lang


def command(lang: Lang) -> click.Command:
    return click.Command(
        "explain",
        help=help_text("explain", lang),
        params=[input_argument(), click.Argument(["figure"], metavar="FIGURE"), standard_option(lang)],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, file: Path, figure: str, standard: str | None) -> None:
    from ziping.cli.views.explanation import show_explanation
    from ziping.explaining import explain
    from ziping.report import statement_of
    from ziping.scoring import facts, score, texts

    report, pack = load_input(file, standard)
    card = score(report, pack)
    statement = statement_of(report, pack).with_facts(facts(card), texts(card))
    show_explanation(terminal, explain(figure, statement, card), pack)
