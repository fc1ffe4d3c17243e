"""``ziping extract``: a finished document back into data that can be edited, checked and rolled over."""

from __future__ import annotations

from pathlib import Path

import click

from ziping.cli.options import help_text, standard_option
from ziping.cli.terminal import Terminal
from ziping.wording import Lang


def command(lang: Lang) -> click.Command:
    return click.Command(
        "extract",
        help=help_text("extract", lang),
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path, readable=False), metavar="FILE"),
            click.Option(
                ["-o", "--output"],
                type=click.Path(path_type=Path, readable=False),
                required=True,
                metavar="report.json",
                help=help_text("extract_output", lang),
            ),
            standard_option(lang),
        ],
        callback=_run,
    )


@click.pass_obj
def _run(terminal: Terminal, file: Path, output: Path, standard: str | None) -> None:
    from ziping.audit import document_in
    from ziping.cli.views.paper import show_paper
    from ziping.documents import atomic_write
    from ziping.reading import read_paper
    from ziping.report import dump_report

    with terminal.progress("working.reading"):
        paper = read_paper(document_in(file), standard or "")
    with atomic_write(output) as temporary:
        temporary.write_text(dump_report(paper.to_edit), encoding="utf-8")
    show_paper(terminal, paper, paper.report)
    if not paper.standard.forms:
        terminal.say("paper.no_form", title=paper.standard.manifest.title[terminal.lang])
    unread = paper.extracted.unread
    if unread:
        terminal.say("paper.unread", count=len(unread))
        for one in unread[:20]:
            terminal.line(f"{one.words} {one.written}（{one.place}）", indent=2)
    terminal.say("check.written", file=output)
