"""``ziping check``: what does not hold, what was not checked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ziping.cli.loading import load_input
from ziping.cli.options import help_text, input_argument, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import Lang

FINDINGS = 1


def command(lang: Lang) -> click.Command:
    return click.Command(
        "check",
        help=help_text("check", lang),
        params=[
            input_argument(),
            standard_option(lang),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=help_text("format", lang),
            ),
            click.Option(["--only"], multiple=True, metavar="RULE", help=help_text("only", lang)),
            click.Option(["--ignore"], multiple=True, metavar="RULE", help=help_text("ignore", lang)),
            click.Option(["--all", "show_all"], is_flag=True, help=help_text("all", lang)),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(
    terminal: Terminal,
    file: Path,
    standard: str | None,
    form: str,
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    show_all: bool,
) -> int:
    from ziping.checking import check, to_json
    from ziping.cli.views.findings import show_findings
    from ziping.scoring import score

    report, pack = load_input(file, standard)
    with terminal.progress("working.checking"):
        checked = check(report, pack, score(report, pack), only=only, ignore=ignore)
    if form == "json":
        data = to_json(checked, report, pack, terminal.lang)
        terminal.plain(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        show_findings(terminal, checked, pack, show_all=show_all)
    return FINDINGS if checked.summary.errors else 0
