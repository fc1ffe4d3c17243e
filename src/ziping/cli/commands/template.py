"""``ziping template``: the workbook a clerk fills."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from ziping.cli.loading import load_input
from ziping.cli.options import help_text, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import InputError, Lang, Message


def command(lang: Lang) -> click.Command:
    return click.Command(
        "template",
        help=help_text("template", lang),
        params=[
            standard_option(lang, required=True),
            click.Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, readable=False),
                required=True,
                help=help_text("template_output", lang),
            ),
            click.Option(
                ["--from", "last_year"],
                type=click.Path(path_type=Path, readable=False),
                help=help_text("template_from", lang),
            ),
            click.Option(["--year"], type=click.IntRange(2000, 2100), help=help_text("template_year", lang)),
            click.Option(["--force"], is_flag=True, help=help_text("force", lang)),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(
    terminal: Terminal, standard: str, output: Path, last_year: Path | None, year: int | None, *, force: bool
) -> None:
    from ziping.composing.workbook import workbook_template
    from ziping.documents import write_xlsx
    from ziping.standards import load_standard

    if output.exists() and not force:
        # A filled workbook must never be lost to a second run of the same command.
        raise InputError(Message("cli.exists", {"file": str(output)}))
    pack = load_standard(standard)
    previous = load_input(last_year, None)[0] if last_year else None
    if year is None:
        year = previous.year + 1 if previous else dt.datetime.now(tz=dt.UTC).year - 1
    write_xlsx(workbook_template(pack, last_year=previous, year=year), output)
    terminal.say("template_written", file=str(output), year=year, standard=pack.manifest.title[terminal.lang])
    if previous:
        terminal.say("template_rolled", year=previous.year)
