"""``ziping report``: the whole package of a self-evaluation, written at once or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from ziping.cli.codes import CLEAN, FINDINGS
from ziping.cli.formats import formats_in
from ziping.cli.loading import load_input
from ziping.cli.options import help_text, input_argument, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import Lang

FORMATS = ("docx", "xlsx", "pdf", "json")


def command(lang: Lang) -> click.Command:
    return click.Command(
        "report",
        help=help_text("report", lang),
        params=[
            input_argument(),
            click.Option(
                ["-o", "--output", "folder"],
                type=click.Path(path_type=Path, readable=False),
                required=True,
                metavar="DIR",
                help=help_text("report_output", lang),
            ),
            click.Option(
                ["--edition"],
                type=click.Choice(["internal", "public"]),
                default="internal",
                help=help_text("edition", lang),
            ),
            click.Option(["--format", "formats"], default=",".join(FORMATS), help=help_text("formats", lang)),
            standard_option(lang),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(
    terminal: Terminal,
    file: Path,
    folder: Path,
    edition: Literal["internal", "public"],
    formats: str,
    standard: str | None,
) -> int:
    from ziping.checking import check, special_fund_warnings
    from ziping.cli.package import write_package
    from ziping.cli.views.findings import show_findings
    from ziping.cli.views.funds import show_funds
    from ziping.cli.views.scorecard import show_scorecard
    from ziping.scoring import score

    wanted = formats_in(formats, FORMATS)
    report, pack = load_input(file, standard)
    scorecard = score(report, pack)
    checked = check(report, pack, scorecard)
    written = write_package(terminal, report, pack, scorecard, folder, edition, wanted)
    show_scorecard(terminal, scorecard, pack)
    show_funds(terminal, special_fund_warnings(report, pack))
    show_findings(terminal, checked, pack)
    terminal.say("report.written")
    for path in written:
        terminal.plain(f"  {path}")
    return FINDINGS if checked.summary.errors else CLEAN
